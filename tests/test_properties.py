"""What always holds (method, section 8), on invented surveys at the level of scoring."""

import copy
import math
import random
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from audited import audit_truths, codes, column, found
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recomputation import SEVERITIES, Truth
from surveys import SURVEYED, invent, write_csv

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.rubric import Rubric

RULES = rubric.load()
Truths = dict[str, Truth]
few = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
seeds = st.integers(0, 10_000)
FIGURES = ("reported", "combined", "estimate")
CLASSES = "ABCD-"


def invented(seed: int, size: int = 12, rules: Rubric = RULES) -> Truths:
    return invent(rules, random.Random(seed), size, blanks=0.08, silent=0.1)


def run(truths: Truths, order: int = 0, rules: Rubric = RULES) -> Audit:
    return audit_truths(truths, rules, order)


def exact(done: Audit, figure: str) -> dict[str, float]:
    return column(done, getattr(done.scores, figure).index)


def everything(done: Audit) -> dict[str, Any]:
    """All figures and findings, as plain values that can be compared."""
    ranking, scores = done.ranking, done.scores
    return {
        "centres": codes(done),
        **{figure: exact(done, figure) for figure in FIGURES},
        "intervals": (scores.intervals.low.tolist(), scores.intervals.high.tolist()),
        "ranks": (ranking.rank.tolist(), ranking.rank_low.tolist(), ranking.group.tolist()),
        "classes": ranking.class_name.tolist(),
        "findings": found(done),
        "systemic": done.systemic,
        "factors": scores.verification.indicator.tolist(),
    }


def same(left: dict[str, Any], right: dict[str, Any]) -> bool:
    """Whether two audits agree, NaN being equal to NaN."""
    return repr(left) == repr(right)


@few
@given(seeds, seeds)
def test_the_order_of_rows_and_columns_changes_nothing(seed: int, order: int) -> None:
    truths = invented(seed)
    assert same(everything(run(truths, 1)), everything(run(truths, order + 2)))


@few
@given(seeds)
def test_the_order_of_files_changes_nothing_and_a_second_run_is_the_same(seed: int) -> None:
    truths, rng = invented(seed), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        written = sorted(write_csv(truths, RULES, Path(folder), rng).iterdir())
        results = [
            everything(run_audit(paths, RULES)) for paths in (written, written[::-1], written)
        ]
    assert same(results[0], results[1]) and same(results[0], results[2])


@few
@given(seeds)
def test_adding_a_centre_changes_no_other_reported_or_combined_score(seed: int) -> None:
    truths = invented(seed)
    more = {**truths, "99.01": next(iter(invented(seed + 1, 1).values()))}
    before, after = run(truths), run(more)
    for figure in ("reported", "combined"):
        added = exact(after, figure)
        assert all(added[code] == value for code, value in exact(before, figure).items())


# --- silence -------------------------------------------------------------------------------

SCORED = {name for item in RULES.indicators.values() for name in item.names} - set(RULES.derived)
CONDITIONS = {"funding_source", "funding_year"}


@few
@given(seeds, st.data())
def test_blanking_an_answer_never_raises_score_estimate_or_class(
    seed: int, data: st.DataObject
) -> None:
    truths = invented(seed)
    code = next(code for code, truth in sorted(truths.items()) if not truth.silent)
    # Without posted hours the usual ones decide whether the visit came in time: another question.
    names = sorted((SCORED | CONDITIONS) - {"opening_hours"} & truths[code].reported.keys())
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    blanked = copy.deepcopy(truths)
    for name in chosen:
        blanked[code].reported.pop(name, None)
    before, after = run(truths), run(blanked)
    for figure in FIGURES:
        assert exact(after, figure)[code] <= exact(before, figure)[code] + 1e-9, (figure, chosen)
    classes = [column(done, done.ranking.class_name)[code] for done in (before, after)]
    assert CLASSES.index(classes[1]) >= CLASSES.index(classes[0])


@few
@given(seeds, st.data())
def test_blanking_an_answer_lowers_no_severity(seed: int, data: st.DataObject) -> None:
    """Of what rests on that answer alone; a contradiction needs both answers."""
    truths = invented(seed)
    code = next(code for code, truth in sorted(truths.items()) if not truth.silent)
    truths[code].observed = None
    names = sorted(SCORED - {"opening_hours"} & truths[code].reported.keys())
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    blanked = copy.deepcopy(truths)
    for name in chosen:
        blanked[code].reported.pop(name, None)
    before, after = found(run(truths))[code], found(run(blanked))[code]
    for name, (severity, _, _) in before.items():
        if name in RULES.indicators:
            assert SEVERITIES.index(after[name][0]) <= SEVERITIES.index(severity), (name, chosen)


@few
@given(seeds)
def test_silence_is_the_bottom_of_the_list_and_no_exit(seed: int) -> None:
    truths = invented(seed)
    code = next(code for code, truth in sorted(truths.items()) if not truth.silent)
    quiet = copy.deepcopy(truths)
    quiet[code].reported = {
        name: value for name, value in quiet[code].reported.items() if name[0] < "c"
    }
    done = run(quiet)
    row = codes(done).index(code)
    assert not done.ranking.ranked[row]
    assert done.ranking.class_name[row] == "-"
    assert found(done)[code]["RSP-03"][0] == "critical"
    ranked = int(done.ranking.ranked.sum())
    assert list(done.ranking.order).index(row) >= ranked
    low, high = done.scores.intervals.low[row], done.scores.intervals.high[row]
    assert (low, high) == (done.scores.combined.index[row], done.scores.upper.index[row])


# --- the gate ------------------------------------------------------------------------------


@few
@given(seeds, st.sampled_from(["closed", "locked"]))
def test_locking_the_gate_never_raises_anything(seed: int, state: str) -> None:
    truths = invented(seed)
    code = next((code for code, truth in sorted(truths.items()) if truth.observed), None)
    if code is None:
        return
    truths[code].observed |= {"open_at_visit": "open"}
    locked = copy.deepcopy(truths)
    locked[code].observed["open_at_visit"] = state
    before, after = run(truths), run(locked)
    for figure in FIGURES:
        assert exact(after, figure)[code] <= exact(before, figure)[code] + 1e-9, figure
    provisional = [column(done, done.ranking.provisional)[code] for done in (before, after)]
    if provisional[0] == provisional[1]:
        classes = [column(done, done.ranking.class_name)[code] for done in (before, after)]
        assert CLASSES.index(classes[1]) >= CLASSES.index(classes[0])


@few
@given(seeds)
def test_a_locked_gate_in_service_hours_is_critical_and_costs_the_estimate(seed: int) -> None:
    truths = invented(seed)
    code = next(code for code, truth in sorted(truths.items()) if not truth.silent)
    truths[code].reported["opening_hours"] = "Senin-Jumat 08.00-16.00"
    truths[code].observed, truths[code].hours = None, (40, 5, [[(480, 960)]] * 5 + [[], []])
    locked = copy.deepcopy(truths)
    _arrive(locked[code], {"open_at_visit": "locked", "announced": "no", "selection": "risk"})
    before, after = run(truths), run(locked)
    assert exact(after, "estimate")[code] <= exact(before, "estimate")[code] + 1e-9
    findings = found(after)[code]
    assert findings["HRS-04"][0] == "critical"
    assert findings["HRS-04"][2]  # a binding criterion
    assert column(after, after.ranking.class_name)[code] in "CD-"
    number = list(RULES.indicators).index("HRS-07")
    row = codes(after).index(code)
    assert after.evidence.low_by_rule[row, number]
    assert after.scores.items.used[row, number] == 0


def _arrive(truth: Truth, observed: dict) -> None:
    """A visit on a Tuesday morning, the day after the questionnaire."""
    day = SURVEYED + timedelta(days=1)
    truth.observed, truth.days_between = observed, 1
    truth.visited_on, truth.arrival = day, (day.weekday(), 600)


# --- being visited -------------------------------------------------------------------------


@few
@given(seeds, st.sampled_from(["yes", "no"]))
def test_being_visited_found_open_and_as_reported_never_lowers_the_estimate(
    seed: int, announced: str
) -> None:
    truths = invented(seed, 20)
    code = next(code for code, truth in sorted(truths.items()) if not truth.silent)
    truths[code].observed = None
    seen = copy.deepcopy(truths)
    asked = RULES.asked_in("visit")
    confirmed = {name: value for name, value in truths[code].reported.items() if name in asked}
    _arrive(seen[code], {**confirmed, "open_at_visit": "open", "announced": announced})
    before, after = run(truths), run(seen)
    assert exact(after, "estimate")[code] >= exact(before, "estimate")[code] - 1e-9
    assert exact(after, "combined")[code] >= exact(before, "combined")[code] - 1e-9


@few
@given(seeds)
def test_the_estimate_of_a_fully_visited_centre_is_its_combined_score(seed: int) -> None:
    truths = invented(seed)
    asked = RULES.asked_in("visit")
    code = next(code for code, truth in sorted(truths.items()) if not truth.silent)
    truth = truths[code]
    everything_seen = {name: v for name, v in truth.reported.items() if name in asked}
    truth.reported["opening_hours"] = "Senin-Jumat 08.00-16.00"
    truth.hours = (40, 5, [[(480, 960)]] * 5 + [[], []])
    _arrive(truth, {**everything_seen, "open_at_visit": "open_unstaffed"})
    done = run(truths)
    row = codes(done).index(code)
    assert done.scores.estimate.index[row] == pytest.approx(done.scores.combined.index[row])
    low, high = done.scores.intervals.low[row], done.scores.intervals.high[row]
    if done.ranking.ranked[row] and not np.isnan(low):
        assert (low, high) == pytest.approx((done.scores.estimate.index[row],) * 2)


@few
@given(seeds)
def test_combined_equals_reported_when_the_visit_confirms_everything(seed: int) -> None:
    truths = {code: truth for code, truth in invented(seed).items() if not truth.silent}
    asked = RULES.asked_in("visit")
    for truth in truths.values():
        confirmed = {name: value for name, value in truth.reported.items() if name in asked}
        _arrive(truth, {**confirmed, "open_at_visit": "open"})
        truth.arrival = (1, 200)  # at night: no visit-only item applies
    done = run(truths)
    for code, value in exact(done, "reported").items():
        assert exact(done, "combined")[code] == pytest.approx(value)


# --- arithmetic ----------------------------------------------------------------------------


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
def test_raising_an_observed_item_never_lowers_the_combined_score(seed: int) -> None:
    truths = invented(seed, 6)
    before = exact(run(truths), "combined")
    leads = {item.lead for item in RULES.indicators.values()} - {"open_at_visit"}
    for code, truth in truths.items():
        if truth.observed is None:
            continue
        for name in sorted(truth.observed.keys() & leads)[:2]:
            raised = copy.deepcopy(truths)
            raised[code].observed[name] = better(name, truth.observed[name])
            assert exact(run(raised), "combined")[code] >= before[code] - 1e-9


@few
@given(seeds)
def test_points_lost_add_up_to_what_the_combined_index_lacks(seed: int) -> None:
    scores = run(invented(seed)).scores
    assert scores.points_lost.sum(axis=1) == pytest.approx(100 - scores.combined.index, abs=1e-9)


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
    left, right = run(truths), run(truths, rules=times_ten(RULES))
    for figure in (*FIGURES, "reweighted", "upper"):
        pairs = zip(exact(left, figure).values(), exact(right, figure).values(), strict=True)
        assert all(a == pytest.approx(b, nan_ok=True) for a, b in pairs)
    assert left.ranking.rank.tolist() == right.ranking.rank.tolist()
    assert left.ranking.class_name.tolist() == right.ranking.class_name.tolist()
    assert found(left) == found(right)


@few
@given(seeds)
def test_every_score_lies_between_its_bounds(seed: int) -> None:
    done = run(invented(seed))
    scores = done.scores
    for figure in FIGURES:
        index = getattr(scores, figure).index
        assert ((index >= 0) & (index <= 100)).all()
    assert (scores.combined.index <= scores.upper.index + 1e-9).all()
    low, high = scores.intervals.low, scores.intervals.high
    known = scores.enough & ~np.isnan(low)
    assert (low[known] >= 0).all() and (high[known] <= 100).all()
    assert (low[known] <= high[known]).all()
    ranking = done.ranking
    sure = ~np.isnan(ranking.rank_low)
    assert (ranking.rank_low[sure] <= ranking.rank[sure]).all()
    assert (ranking.rank[sure] <= ranking.rank_high[sure]).all()


def test_what_a_centre_is_called_changes_no_score() -> None:
    truths = {code: truth for code, truth in invented(5).items() if not truth.silent}
    renamed = {f"12.{n:02}": truth for n, truth in enumerate(truths.values(), 1)}
    scores = [sorted(exact(run(names), "estimate").values()) for names in (truths, renamed)]
    assert scores[0] == pytest.approx(scores[1])
