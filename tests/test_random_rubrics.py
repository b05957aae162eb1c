"""What passes `rubric check` cannot crash or score nonsense: random rubrics, right and wrong.

Each is either refused, every fault with its place, or scores as worked out independently.
`PLUT_AUDIT_RANDOM_RUBRICS=5000` makes a long run of it.
"""

import csv
import os
import random
import re
import tempfile
import warnings
from pathlib import Path
from typing import Any

import independent_scores
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_rubrics import HOURS, draft, spoil

from plut_audit import i18n, rubric
from plut_audit.audit import run as run_audit
from plut_audit.errors import RubricError
from plut_audit.rubric import Question, Rubric
from plut_audit.scoring.scores import assign_classes

RUNS = int(os.environ.get("PLUT_AUDIT_RANDOM_RUBRICS", "60"))
many = settings(max_examples=RUNS, deadline=None, suppress_health_check=list(HealthCheck))
seeds = st.integers(0, 2**32)
LOCATED = re.compile(r"(rubric|questions|roster|\d-d)\.toml: \S.*")


@many
@given(seeds)
def test_a_rubric_is_refused_with_its_place_or_scores_right(seed: int) -> None:
    rng = random.Random(seed)
    written = draft(rng)
    for _ in range(rng.choice([0, 1, 1, 2])):
        spoil(rng, written)
    with tempfile.TemporaryDirectory() as folder:
        path = written.write(Path(folder) / "rubric")
        try:
            rules = rubric.load(path)
        except RubricError as refused:
            lines = [line.strip() for line in str(refused).splitlines()[1:]]
            assert lines and all(LOCATED.match(line) for line in lines), lines
            return
        check_scores(rules, Path(folder), rng)


@many
@given(seeds)
def test_a_rubric_without_a_fault_is_not_refused(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        check_scores(rubric.load(draft(rng).write(Path(folder) / "rubric")), Path(folder), rng)


def check_scores(rules: Rubric, folder: Path, rng: random.Random) -> None:
    """Score a random table and hold every figure against the independent ones."""
    lead = next(iter(rules.indicators.values())).lead
    # A rubric without a form of its own needs every column that it names.
    needed = {lead, *(rules.questions if rules.without_form else ())}
    asked = [name for name in rules.questions if name in needed or rng.random() < 0.95]
    key = "centre_id" if "centre_id" in rules.questions else "centre_name"
    asked = list(dict.fromkeys([key, *asked]))
    units = [
        {name: drawn(rng, rules, name) for name in asked} | {key: f"u{number}"}
        for number in range(4)
    ]
    table = write_table(folder / "table.csv", rules, asked, units)
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        found = run_audit([table], rules)
    assert np.isfinite(found.scores.points_lost).all()
    codes = [
        centre.centre_id if key == "centre_id" else centre.name for centre in found.survey.centres
    ]
    classes = assign_classes(found.scores.combined, rules)[0]
    for unit in units:
        row = codes.index(unit[key])
        points, dimensions, index = independent_scores.scores(rules, unit)
        assert found.scores.items.used[row].tolist() == pytest.approx(points, abs=1e-6)
        assert_figures(found.scores.combined.dimensions[row].tolist(), dimensions)
        assert_figures([float(found.scores.combined.index[row])], [index])
        if rules.cap is None:
            assert classes[row] == independent_scores.class_of(rules, index)


def assert_figures(found: list[float], expected: list[float | None]) -> None:
    nan = float("nan")
    wanted = [nan if one is None else one for one in expected]
    assert found == pytest.approx(wanted, abs=1e-6, nan_ok=True)


def drawn(rng: random.Random, rules: Rubric, name: str) -> Any:
    """A random answer that the question takes, or None for a blank."""
    question = rules.questions[name]
    if rng.random() < 0.15:
        return None
    match question.type:
        case "integer" | "decimal":
            return drawn_number(rng, question)
        case "select_one":
            return rng.choice(list(question.choices))
        case "select_multiple":
            several = [code for code in question.choices if code != "none"]
            if ("none" in question.choices and rng.random() < 0.2) or not several:
                return ("none",)
            return tuple(rng.sample(several, rng.randint(1, len(several))))
        case "date":
            return "2024-03-01"
    return rng.choice(list(HOURS))


def drawn_number(rng: random.Random, question: Question) -> float | None:
    low = -5 if question.valid_min is None else question.valid_min
    high = 1200 if question.valid_max is None else question.valid_max
    number = float(round(rng.choice([0, 1, 2, 2.5, 7, 10, rng.uniform(low, high)]), 2))
    if question.type == "integer":
        number = float(int(number))
    return number if low <= number <= high else None


def write_table(folder: Path, rules: Rubric, asked: list[str], units: list[Any]) -> Path:
    def cell(value: Any) -> str:
        if value is None:
            return ""
        return " ".join(value) if isinstance(value, tuple) else f"{value}"

    with folder.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rules.columns.get(name, name) for name in asked)
        writer.writerows([cell(unit[name]) for name in asked] for unit in units)
    return folder


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.set_language("en")
