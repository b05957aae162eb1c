"""What always holds (method, section 8), on invented surveys through the public engine."""

import copy
import json
import math
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import audited
from surveys import invent, write_csv

from plut_audit import rubric
from plut_audit.rubric import Rubric

RULES = rubric.load()
Truths = dict[str, Any]
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
seeds = st.integers(0, 10_000)


def audited_truths(truths: Truths, order: int = 0, rules: Rubric = RULES) -> dict[str, Any]:
    """The result of a survey, its rows and columns in an order of their own."""
    with tempfile.TemporaryDirectory() as folder:
        survey = write_csv(truths, rules, Path(folder), random.Random(order))
        return audited([survey], rules)


def invented(seed: int, size: int = 8, rules: Rubric = RULES) -> Truths:
    return invent(rules, random.Random(seed), size, blanks=0.1)


def by_code(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["centre_id"]: one for one in result["centres"]}


def without_places(result: dict[str, Any]) -> dict[str, Any]:
    """A result without what rightly depends on where an answer stands: hashes and cells."""
    parts = ("summary", "centres", "findings", "systemic")
    kept = copy.deepcopy({key: result[key] for key in parts})
    for centre in kept["centres"]:
        del centre["response_cells"]
        for item in centre["items"].values():
            del item["cells"]
    for finding in kept["findings"]:
        del finding["cells"]
    return kept


@few
@given(seeds, seeds)
def test_the_order_of_rows_and_columns_changes_nothing(seed: int, order: int) -> None:
    truths = invented(seed)
    assert without_places(audited_truths(truths, 1)) == without_places(
        audited_truths(truths, order + 2)
    )


@few
@given(seeds)
def test_the_order_of_files_changes_nothing(seed: int) -> None:
    truths, rng = invented(seed), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        written = sorted(write_csv(truths, RULES, Path(folder), rng).iterdir())
        results = [audited(paths, RULES) for paths in (written, written[::-1])]
    assert (json.dumps(results[0])) == (json.dumps(results[1]))


@few
@given(seeds)
def test_a_second_run_is_byte_identical(seed: int) -> None:
    truths = invented(seed)
    assert (json.dumps(audited_truths(truths))) == (json.dumps(audited_truths(truths)))


@few
@given(seeds)
def test_adding_a_centre_changes_no_other_score(seed: int) -> None:
    truths = invented(seed)
    more = {**truths, "99.01": next(iter(invented(seed + 1, 1).values()))}
    before, after = by_code(audited_truths(truths)), by_code(audited_truths(more))
    for code, centre in before.items():
        for figure in ("reported", "combined", "combined_exact", "class"):
            assert after[code][figure] == centre[figure]
        for part, scores in centre["dimensions"].items():
            assert after[code]["dimensions"][part]["combined"] == scores["combined"]
            assert after[code]["dimensions"][part]["reported"] == scores["reported"]


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
    before, after = by_code(audited_truths(truths))[code], by_code(audited_truths(blanked))[code]
    assert after["combined_exact"] <= before["combined_exact"] + 1e-9
    assert after["reported"] <= before["reported"]


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
    before = by_code(audited_truths(truths))
    for code, truth in truths.items():
        if truth.observed is None:
            continue
        for name in sorted(truth.observed.keys() & {i.lead for i in RULES.indicators.values()})[:2]:
            raised = copy.deepcopy(truths)
            raised[code].observed[name] = better(name, truth.observed[name])
            after = by_code(audited_truths(raised))[code]
            assert after["combined_exact"] >= before[code]["combined_exact"] - 1e-9


@few
@given(seeds)
def test_points_lost_add_up_to_what_the_index_lacks(seed: int) -> None:
    for centre in audited_truths(invented(seed))["centres"]:
        lost = sum(item["points_lost"] for item in centre["items"].values())
        assert lost == pytest.approx(100 - centre["combined_exact"], abs=1e-9)


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
    one, ten = (audited_truths(truths, rules=rules) for rules in (RULES, times_ten(RULES)))
    figures = ("reported", "combined", "estimate", "reweighted", "upper", "rank", "class")
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
    for centre in audited_truths(truths)["centres"]:
        for code, item in centre["items"].items():
            assert item["score"] is None or not RULES.visit_only(RULES.indicators[code])
        assert centre["reported"] == centre["combined"]


@few
@given(seeds)
def test_every_score_lies_between_its_bounds(seed: int) -> None:
    for centre in audited_truths(invented(seed))["centres"]:
        assert 0 <= centre["estimate"] <= centre["combined"] <= centre["upper"] <= 100
        assert centre["combined"] <= centre["reweighted"] or not centre["ranked"]


def test_what_a_centre_is_called_changes_no_score() -> None:
    truths = invented(5)
    renamed = dict(zip([f"12.{n:02}" for n in range(1, 9)], truths.values(), strict=True))
    scores = [
        sorted(centre["combined_exact"] for centre in audited_truths(found)["centres"])
        for found in (truths, renamed)
    ]
    assert scores[0] == scores[1]
