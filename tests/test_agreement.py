"""Self-report against visit, counted by hand on small surveys."""

import json
import math
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders.answers import ORDINARY
from builders.survey import answered, visited, write_table
from surveys import invent, write_csv

from plut_audit import rubric
from plut_audit.analysis.agreement import agreement
from plut_audit.analysis.statistics import (
    cohen_kappa,
    cross_table,
    gwet_ac1,
    reliability_ratio,
    response_variance,
    weighted_kappa,
)
from plut_audit.audit import run
from plut_audit.result import Result
from plut_audit.result.extras import Agreement, AgreementGroup

RULES = rubric.load()
CONDITIONS = list(RULES.questions["building_condition"].choices)


def survey(folder: Path, pairs: list[tuple[str, str]], **changes: Any) -> Agreement:
    """Centres that report one condition of their building and are found in another."""
    centres = [
        {
            "centre_id": f"35.{number:02}",
            "name": f"PLUT {number}",
            "level": "kabupaten",
            "province": "Jawa Timur",
        }
        for number in range(1, len(pairs) + 1)
    ]
    reports = [
        answered(2024, centre, 1, building_condition=said)
        for centre, (said, _) in zip(centres, pairs, strict=True)
    ]
    visits = [
        visited(2024, centre, 1, building_condition=seen, **changes)
        for centre, (_, seen) in zip(centres, pairs, strict=True)
    ]
    write_table(folder / "answers.csv", reports)
    write_table(folder / "visits.csv", visits)
    return agreement(Result.from_audit(run([folder], RULES)))


def of(groups: tuple[AgreementGroup, ...], code: str) -> AgreementGroup:
    return next(group for group in groups if group.code == code)


def indicator_of(question: str) -> str:
    return next(code for code, item in RULES.indicators.items() if item.lead == question)


BUILDING = indicator_of("building_condition")


def test_counts_and_kappa_of_an_indicator(tmp_path: Path) -> None:
    good, light, *_ = sorted(CONDITIONS, key=lambda code: -RULES.indicators[BUILDING].points[code])
    pairs = [(good, good)] * 25 + [(good, light)] * 8 + [(light, good)] * 2 + [(light, light)] * 5
    found = of(survey(tmp_path, pairs).indicators, BUILDING)
    assert (found.n, found.centres, found.agree) == (40, 40, 30)
    assert (found.overstated, found.understated) == (8, 2)
    assert found.agreement == 75
    assert (found.overstated_percent, found.understated_percent) == (20, 5)
    points = RULES.indicators[BUILDING].points
    step = points[good] - points[light]
    assert found.mean_difference == pytest.approx(6 * step / 40)
    low, mean, high = (
        found.mean_difference_low,
        found.mean_difference,
        found.mean_difference_high,
    )
    assert low is not None and mean is not None and high is not None
    assert low < mean < high
    tail = sum(math.comb(10, k) for k in range(3)) / 2**10
    assert found.sign_p == pytest.approx(2 * tail, abs=1e-6)
    # The declared scale has more conditions than were met.
    scale = sorted(points, key=lambda code: points[code])
    sides = np.array([[scale.index(code) for code in pair] for pair in pairs])
    kappa = weighted_kappa(cross_table(sides[:, 0], sides[:, 1], len(scale)))
    assert found.kappa_kind == "linear weighted"
    assert found.kappa == pytest.approx(kappa.value, abs=1e-6)
    assert found.kappa_se == pytest.approx(kappa.standard_error, abs=1e-6)


def test_two_categories_have_cohens_kappa_and_ac1_where_one_holds_nearly_all(
    tmp_path: Path,
) -> None:
    code = next(
        code
        for code, item in RULES.indicators.items()
        if item.kind == "points"
        and len(item.points) == 2
        and RULES.questions[item.lead].asked_in == "both"
    )
    lead = RULES.indicators[code].lead
    points = RULES.indicators[code].points
    yes, no = sorted(points, key=lambda choice: -points[choice])
    centres = [
        {"centre_id": f"35.{n:02}", "name": f"P {n}", "level": "kabupaten", "province": "X"}
        for n in range(1, 41)
    ]
    answers = [answered(2024, one, 1, **{lead: yes}) for one in centres]
    seen = [visited(2024, one, 1, **{lead: no if n < 3 else yes}) for n, one in enumerate(centres)]
    answers[39][lead] = no
    write_table(tmp_path / "answers.csv", answers)
    write_table(tmp_path / "visits.csv", seen)
    found = of(agreement(Result.from_audit(run([tmp_path], RULES))).indicators, code)
    table = [[0, 1], [3, 36]]
    assert found.kappa_kind == "cohen"
    assert found.kappa == pytest.approx(cohen_kappa(table).value, abs=1e-6)
    assert found.ac1 == pytest.approx(gwet_ac1(table), abs=1e-6)


def test_error_rate_response_variance_and_reliability(tmp_path: Path) -> None:
    """Worked out by hand on 40 pairs: SRV = var(d) / 2, reliability = 1 - SRV / var(seen)."""
    points = RULES.indicators[BUILDING].points
    good, light, *_ = sorted(CONDITIONS, key=lambda code: -points[code])
    pairs = [(good, good)] * 25 + [(good, light)] * 8 + [(light, good)] * 2 + [(light, light)] * 5
    found = of(survey(tmp_path, pairs).indicators, BUILDING)
    step = points[good] - points[light]
    # d is +step 8 times, -step twice, else 0; 13 of the 40 are seen at the lower state.
    variance = (10 * step**2 - 40 * (6 * step / 40) ** 2) / 39
    seen = 40 * (13 / 40) * (27 / 40) * step**2 / 39
    assert found.error_rate == 25
    assert found.response_variance == pytest.approx(variance / 2, abs=1e-6)
    assert found.reliability == pytest.approx(1 - variance / 2 / seen, abs=1e-6)


def test_a_state_that_does_not_vary_has_no_reliability() -> None:
    assert response_variance(np.array([3.0, 5]), np.array([1.0, 5])) == 1
    assert reliability_ratio(np.array([2.0, 4]), np.array([2.0, 4])) == 1
    assert math.isnan(reliability_ratio(np.array([3.0, 5]), np.array([5.0, 5])))
    assert math.isnan(response_variance(np.array([3.0]), np.array([1.0])))


@pytest.mark.parametrize(("size", "enough"), [(29, False), (31, True)])
def test_the_verification_factor_of_counts_is_recounted_over_reported(
    tmp_path: Path, size: int, enough: bool
) -> None:
    found = survey(tmp_path, [("good", "good")] * size, equipment_total=12)
    row = next(row for row in found.counts if row.question == "equipment_total")
    reported = ORDINARY["equipment_total"]
    assert (row.n, row.reported, row.recounted) == (size, size * reported, size * 12)
    assert row.factor == (pytest.approx(12 / reported, abs=1e-6) if enough else None)


def test_counts_of_centres_that_may_have_changed_are_left_out(tmp_path: Path) -> None:
    found = survey(tmp_path, [("good", "good")] * 31, visit_date="2024-12-01")
    assert "equipment_total" not in {row.question for row in found.counts}


def test_under_thirty_pairs_there_are_only_counts(tmp_path: Path) -> None:
    found = of(survey(tmp_path, [("good", "good")] * 29).indicators, BUILDING)
    assert (found.n, found.agree) == (29, 29)
    assert {found.agreement, found.mean_difference, found.sign_p, found.kappa} == {None}


def test_pairs_far_apart_are_neither_over_nor_understated(tmp_path: Path) -> None:
    found = of(
        survey(tmp_path, [("good", "light_damage")] * 31, visit_date="2024-12-01").indicators,
        BUILDING,
    )
    assert (found.n, found.changed, found.overstated) == (0, 31, 0)


def test_every_group_counts_the_same_pairs(tmp_path: Path) -> None:
    rng = random.Random(3)
    truths = invent(RULES, rng, 90)
    for number, truth in enumerate(truths.values()):
        truth.reported["respondent_role"] = ("head", "staff", "dinas")[number % 3]
        if truth.observed is not None:
            truth.observed["announced"] = "no"
    found = agreement(Result.from_audit(run([write_csv(truths, RULES, tmp_path, rng)], RULES)))
    for group in ("indicators", "dimensions", "provinces", "respondent_roles", "visits"):
        groups: tuple[AgreementGroup, ...] = getattr(found, group)
        assert sum(row.n for row in groups) == found.pairs > 30
        for row in groups:
            assert row.agree + row.overstated + row.understated == row.n
    assert {row.code for row in found.respondent_roles} == {"head", "staff", "dinas"}
    assert [row.code for row in found.visits] == ["no"]
    assert [row.code for row in found.alpha] == [part.code for part in RULES.dimensions]


def test_the_seed_decides_and_the_result_is_json(tmp_path: Path) -> None:
    rng = random.Random(3)
    case = Result.from_audit(run([write_csv(invent(RULES, rng, 60), RULES, tmp_path, rng)], RULES))
    first = json.dumps(asdict(agreement(case)), allow_nan=False)
    assert first == json.dumps(asdict(agreement(case)))
    case.save(tmp_path / "result.json")
    assert agreement(Result.load(tmp_path / "result.json")) == agreement(case)


def test_a_survey_without_visits_has_no_pairs(tmp_path: Path) -> None:
    own = Path(__file__).resolve().parents[1] / "examples" / "hdi"
    table = tmp_path / "table.csv"
    table.write_text("iso3,le,eys,mys,gnipc\nAAA,60,10,5,5000\n", encoding="utf-8")
    found = agreement(Result.from_audit(run([table], rubric.load(own))))
    assert (found.pairs, found.indicators, found.provinces) == (0, (), ())
