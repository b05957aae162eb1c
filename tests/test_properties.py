"""What always holds (method, section 8), on invented surveys through the public engine."""

import copy
import math
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from surveys import invent, write_csv

from plut_audit import audit, report, rubric
from plut_audit.rubric import Rubric

RULES = rubric.load()
Truths = dict[str, Any]
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
seeds = st.integers(0, 10_000)


def audited(truths: Truths, order: int = 0, rules: Rubric = RULES) -> dict[str, Any]:
    """The result of a survey, its rows and columns in an order of their own."""
    with tempfile.TemporaryDirectory() as folder:
        survey = write_csv(truths, rules, Path(folder), random.Random(order))
        return report.result_of(audit.run([survey], rules))


def invented(seed: int, size: int = 8, rules: Rubric = RULES) -> Truths:
    return invent(rules, random.Random(seed), size, blanks=0.1)


def by_code(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["centre_id"]: one for one in result["centres"]}


def without_places(result: dict[str, Any]) -> dict[str, Any]:
    """A result without what rightly depends on where an answer stands: hashes and cells."""
    parts = ("summary", "centres", "findings", "systemic")
    kept = copy.deepcopy({key: result[key] for key in parts})
    for centre in kept["centres"]:
        for item in centre["items"].values():
            del item["cells"]
    for finding in kept["findings"]:
        del finding["cells"]
    return kept


@few
@given(seeds, seeds)
def test_the_order_of_rows_and_columns_changes_nothing(seed: int, order: int) -> None:
    truths = invented(seed)
    assert without_places(audited(truths, 1)) == without_places(audited(truths, order + 2))


@few
@given(seeds)
def test_the_order_of_files_changes_nothing(seed: int) -> None:
    truths, rng = invented(seed), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        written = sorted(write_csv(truths, RULES, Path(folder), rng).iterdir())
        results = [report.result_of(audit.run(paths, RULES)) for paths in (written, written[::-1])]
    assert "".join(report.dumps(results[0])) == "".join(report.dumps(results[1]))


@few
@given(seeds)
def test_a_second_run_is_byte_identical(seed: int) -> None:
    truths = invented(seed)
    assert "".join(report.dumps(audited(truths))) == "".join(report.dumps(audited(truths)))


@few
@given(seeds)
def test_adding_a_centre_changes_no_other_score(seed: int) -> None:
    truths = invented(seed)
    more = {**truths, "99.01": next(iter(invented(seed + 1, 1).values()))}
    before, after = by_code(audited(truths)), by_code(audited(more))
    for code, centre in before.items():
        for figure in ("claimed", "verified", "verified_exact", "class"):
            assert after[code][figure] == centre[figure]
        for part, scores in centre["dimensions"].items():
            assert after[code]["dimensions"][part]["verified"] == scores["verified"]
            assert after[code]["dimensions"][part]["claimed"] == scores["claimed"]


@few
@given(seeds, st.data())
def test_blanking_a_reported_answer_never_raises_the_score(seed: int, data: st.DataObject) -> None:
    truths = invented(seed, 2)
    code = sorted(truths)[0]
    scored = {name for item in RULES.indicators.values() for name in item.names}
    blanked = copy.deepcopy(truths)
    names = sorted(scored & blanked[code].reported.keys())
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    for name in chosen:
        blanked[code].reported.pop(name)
    before, after = by_code(audited(truths))[code], by_code(audited(blanked))[code]
    assert after["verified_exact"] <= before["verified_exact"] + 1e-9
    assert after["claimed"] <= before["claimed"]


def better(name: str, value: Any) -> Any:
    """A value at least as good as this one, where the direction is known."""
    for item in RULES.indicators.values():
        if item.value == name and item.kind == "points":
            return max(item.points, key=lambda choice: item.points[choice])
        if item.value == name and item.high > item.low:
            return max(value, math.ceil(item.high))
        if item.value == f"count({name})":
            choices = RULES.questions[name].choices
            return {choice for choice in choices if choice != "none"}
    return value


@few
@given(seeds)
def test_raising_an_observed_item_never_lowers_the_score(seed: int) -> None:
    truths = invented(seed, 6)
    before = by_code(audited(truths))
    for code, truth in truths.items():
        if truth.observed is None:
            continue
        for name in sorted(truth.observed.keys() & {i.lead for i in RULES.indicators.values()})[:2]:
            raised = copy.deepcopy(truths)
            raised[code].observed[name] = better(name, truth.observed[name])
            after = by_code(audited(raised))[code]
            assert after["verified_exact"] >= before[code]["verified_exact"] - 1e-9


@few
@given(seeds)
def test_points_lost_add_up_to_what_the_index_lacks(seed: int) -> None:
    for centre in audited(invented(seed))["centres"]:
        lost = sum(item["points_lost"] for item in centre["items"].values())
        assert lost == pytest.approx(100 - centre["verified_exact"], abs=1e-9)


def times_ten(rules: Rubric) -> Rubric:
    dumped = rules.model_dump(mode="json")
    for part in dumped["dimensions"]:
        part["weight"] *= 10
        for item in part["indicators"].values():
            item["weight"] *= 10
    return Rubric.model_validate(dumped)


@few
@given(seeds)
def test_weights_times_ten_change_nothing(seed: int) -> None:
    truths = invented(seed)
    one, ten = (audited(truths, rules=rules) for rules in (RULES, times_ten(RULES)))
    figures = ("claimed", "verified", "conservative", "reweighted", "upper", "rank", "class")
    for centre, same in zip(one["centres"], ten["centres"], strict=True):
        assert {name: same[name] for name in figures} == {name: centre[name] for name in figures}
    assert [(f["centre_id"], f["code"], f["severity"]) for f in one["findings"]] == [
        (f["centre_id"], f["code"], f["severity"]) for f in ten["findings"]
    ]


@few
@given(seeds)
def test_claimed_equals_verified_when_the_visit_confirms_everything(seed: int) -> None:
    truths = invented(seed)
    for truth in truths.values():
        truth.days_between, truth.arrival = 0, (0, 200)  # at night: no visit-only item applies
        asked = RULES.asked_in("visit")
        truth.observed = {name: value for name, value in truth.reported.items() if name in asked}
    for centre in audited(truths)["centres"]:
        for code, item in centre["items"].items():
            assert item["score"] is None or not RULES.visit_only(RULES.indicators[code])
        assert centre["claimed"] == centre["verified"]


@few
@given(seeds)
def test_every_score_lies_between_its_bounds(seed: int) -> None:
    for centre in audited(invented(seed))["centres"]:
        assert 0 <= centre["conservative"] <= centre["verified"] <= centre["upper"] <= 100
        assert centre["verified"] <= centre["reweighted"] or not centre["ranked"]


def test_what_a_centre_is_called_changes_no_score() -> None:
    truths = invented(5)
    renamed = dict(zip([f"12.{n:02}" for n in range(1, 9)], truths.values(), strict=True))
    scores = [
        sorted(centre["verified_exact"] for centre in audited(found)["centres"])
        for found in (truths, renamed)
    ]
    assert scores[0] == scores[1]
