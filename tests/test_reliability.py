"""Agreement and consistency to the last digit that SAS, R irr and R psych print."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plut_audit.analysis.statistics import (
    Missing,
    bootstrap_mean,
    cohen_kappa,
    cronbach_alpha,
    cross_table,
    gwet_ac1,
    sign_test,
    weighted_kappa,
)


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, Any]:
    text = (shared / "reference" / "agreement" / "cases.json").read_text(encoding="utf-8")
    return json.loads(text)


def answers(shared: Path, name: str) -> Any:
    path = shared / "reference" / "agreement" / name
    with path.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([[float(cell) if cell else np.nan for cell in row] for row in rows])


def test_kappa_as_sas_prints_it(cases: dict[str, Any]) -> None:
    case = cases["sas_3x3"]
    kappa = cohen_kappa(case["table"])
    assert round(kappa.value, 4) == case["kappa"]
    assert round(kappa.standard_error, 4) == case["ase"]
    assert [round(edge, 4) for edge in kappa.interval] == case["ci"]


def test_linear_weighted_kappa_as_sas_prints_it(cases: dict[str, Any]) -> None:
    case = cases["sas_3x3"]
    kappa = weighted_kappa(case["table"])
    assert round(kappa.value, 4) == case["wkappa"]
    assert round(kappa.standard_error, 4) == case["wase"]
    assert [round(edge, 4) for edge in kappa.interval] == case["wci"]


def two_raters(cases: dict[str, Any], scale: list[int]) -> Any:
    place = {value: number for number, value in enumerate(scale)}
    pairs = np.array([[place[row[1]], place[row[2]]] for row in cases["irr_anxiety"]["ratings"]])
    return cross_table(pairs[:, 0], pairs[:, 1], len(scale))


def test_kappa_as_irr_prints_it(cases: dict[str, Any]) -> None:
    printed = cases["irr_anxiety"]["kappa2_2_3"]
    used = two_raters(cases, [1, 2, 3, 4, 6])
    assert round(cohen_kappa(used).value, 9) == printed["unweighted"]
    assert round(weighted_kappa(used).value, 7) == printed["equal"]


def test_a_category_that_nobody_used_belongs_to_the_scale(cases: dict[str, Any]) -> None:
    declared = two_raters(cases, [1, 2, 3, 4, 5, 6])
    assert round(weighted_kappa(declared).value, 4) == 0.1262


def test_cronbach_alpha_with_both_policies_for_missing_answers(
    shared: Path, cases: dict[str, Any]
) -> None:
    binary = answers(shared, "cronbach_binary_missing_12x11.csv")
    likert = answers(shared, "cronbach_likert_15x10.csv")
    printed = cases["alpha"]
    assert cronbach_alpha(likert) == pytest.approx(printed["likert"], abs=1e-14)
    policies: tuple[Missing, ...] = ("pairwise", "listwise")
    for policy in policies:
        found = cronbach_alpha(binary, policy)
        assert found == pytest.approx(printed[f"binary_{policy}"], abs=1e-14)


def test_ac1_by_hand() -> None:
    # 118 + 2 of 125 agree; category shares 0.964 and 0.036; expected 2 * 0.964 * 0.036.
    expected = 2 * 0.964 * 0.036
    assert gwet_ac1([[118, 5], [0, 2]]) == pytest.approx((0.96 - expected) / (1 - expected))


def test_what_cannot_be_said_is_not_a_number() -> None:
    assert math.isnan(cohen_kappa([[5, 0], [0, 0]]).value)
    assert math.isnan(cohen_kappa([[0, 0], [0, 0]]).value)
    assert math.isnan(gwet_ac1([[0, 0], [0, 0]]))
    assert math.isnan(cronbach_alpha(np.ones((5, 3))))
    assert math.isnan(cronbach_alpha(np.ones((5, 1))))


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_the_binomial_tail(over: int, under: int) -> None:
    n, least = over + under, min(over, under)
    tail = sum(math.comb(n, k) for k in range(least + 1)) / 2**n
    assert sign_test(over, under) == pytest.approx(min(1.0, 2 * tail), rel=1e-9)


def test_the_sign_test_holds_for_many_pairs() -> None:
    assert sign_test(50_000, 50_000) == 1.0
    assert 0 < sign_test(50_500, 49_500) < 0.01


def test_the_bootstrap_interval_is_that_of_the_mean_and_seeded() -> None:
    values = np.random.default_rng(1).normal(3, 10, 400)
    ones = np.ones(400)
    low, high = bootstrap_mean(values, ones, np.random.default_rng(7), 4000)
    half = 1.96 * values.std() / math.sqrt(400)
    assert low == pytest.approx(values.mean() - half, abs=0.15)
    assert high == pytest.approx(values.mean() + half, abs=0.15)
    assert (low, high) == bootstrap_mean(values, ones, np.random.default_rng(7), 4000)
