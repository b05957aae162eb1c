"""What if: the same figures as an audit of the changed answers, and the cheapest way up."""

import itertools
import random
from pathlib import Path
from typing import Any

import pytest
from surveys import invent, write_csv

from plut_audit import rubric
from plut_audit.analysis.scenario import cheapest_to_class, what_if
from plut_audit.audit import run
from plut_audit.errors import UsageError
from plut_audit.result import CentreRow, Result

RULES = rubric.load()


def survey(folder: Path, seed: int, size: int = 25) -> tuple[dict[str, Any], Result]:
    """The truths of a survey, and its result as it is stored."""
    rng = random.Random(seed)
    truths = invent(RULES, rng, size, blanks=0.05)
    return truths, audited(truths, folder, seed)


def audited(truths: dict[str, Any], folder: Path, seed: int) -> Result:
    folder = write_csv(truths, RULES, folder, random.Random(seed))
    Result.from_audit(run([folder], RULES)).save(folder / "result.json")
    return Result.load(folder / "result.json")


def centre(result: Result, code: str) -> CentreRow:
    return result.centre(result.row_of[code])


# Indicators whose value is one answer that decides nothing else, so that a test can give it.
SINGLE = {
    code: item
    for code, item in RULES.indicators.items()
    if item.value == item.lead
    and not item.applies_if
    and not item.low_if
    and RULES.questions[item.lead].type != "text"
    and RULES.questions[item.lead].asked_in != "visit"
    and not RULES.questions[item.lead].only_if
    and not any(one.only_if.startswith(f"{item.lead} ") for one in RULES.questions.values())
    and not any(
        item.lead in rule for one in RULES.indicators.values() for rule in one.rules.values()
    )
}


@pytest.mark.parametrize("seed", range(5))
def test_a_what_if_equals_the_audit_of_the_changed_answers(tmp_path: Path, seed: int) -> None:
    truths, result = survey(tmp_path / "before", seed)
    rng = random.Random(seed)
    code = rng.choice([row.centre_id for row in result.centre_rows() if row.ranked])
    changes = {}
    for indicator in rng.sample(sorted(SINGLE), 4):
        item = SINGLE[indicator]
        changes[indicator] = (
            rng.choice(list(item.points)) if item.kind == "points" else round((item.high or 0) / 2)
        )
    outcome = what_if(result, code, changes)
    for indicator, value in changes.items():
        name, truth = SINGLE[indicator].lead, truths[code]
        side = truth.observed if truth.observed and name in truth.observed else truth.reported
        side[name] = value
    after = centre(audited(truths, tmp_path / "after", seed), code)
    before = centre(result, code)
    for row, figures in ((before, outcome.before), (after, outcome.after)):
        assert (figures.estimate, figures.combined) == (row.estimate, row.combined)
        assert figures.class_name == row.class_name
        assert figures.class_provisional == row.class_provisional
        assert figures.class_capped == row.class_capped
        assert figures.rank == row.rank
        for dimension, score in figures.dimensions.items():
            assert score == row.dimensions[dimension].estimate


def test_the_steps_add_up(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 3)
    code = result.centre(0).centre_id
    outcome = what_if(result, code, {"INF-06": "50", "GOV-02": "APBD", "INF-03": "Baik"})
    assert [step.code for step in outcome.steps] == ["INF-06", "GOV-02", "INF-03"]
    exact = centre(result, code).estimate_exact
    assert exact is not None
    gains = sum(step.gain for step in outcome.steps)
    assert outcome.after.estimate == pytest.approx(exact + gains, abs=0.005 + 1e-9)
    assert [step.new_score for step in outcome.steps] == [100, 100, 100]


def test_nothing_changed_changes_nothing(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 4)
    for row in result.centre_rows():
        outcome = what_if(result, row.centre_id, {})
        assert outcome.before == outcome.after
        assert outcome.before.rank == row.rank
        assert (outcome.before.class_name or "-") == row.class_name


@pytest.mark.parametrize("wanted", ["A", "B", "C"])
@pytest.mark.parametrize("seed", range(3))
def test_the_cheapest_way_gets_there_and_no_smaller_set_does(
    tmp_path: Path, seed: int, wanted: str
) -> None:
    _, result = survey(tmp_path, seed, 12)
    order = "ABCD"
    for row in result.centre_rows():
        outcome = cheapest_to_class(result, row.centre_id, wanted)
        assert outcome.wanted_class == wanted
        if not outcome.reached:
            continue
        before, after = outcome.before.class_name, outcome.after.class_name
        assert after and order.index(after) <= order.index(wanted)
        steps = {step.code: step.new_value for step in outcome.steps}
        if before and order.index(before) <= order.index(wanted):
            assert steps == {}
        for code in steps:
            fewer = {name: value for name, value in steps.items() if name != code}
            reached = what_if(result, row.centre_id, fewer).after.class_name
            assert reached is None or order.index(reached) > order.index(wanted)


def test_no_set_of_fewer_indicators_reaches_the_class(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 8, 30)
    tried = 0
    for row in result.centre_rows():
        outcome = cheapest_to_class(result, row.centre_id, "C")
        number = len(outcome.steps)
        if not outcome.reached or not 1 < number < 4:
            continue
        tried += 1
        best = {
            code: max(item.points, key=lambda choice: item.points[choice])
            if item.kind == "points"
            else item.high
            for code, item in RULES.indicators.items()
            if row.items[code].score is not None
        }
        for fewer in itertools.combinations(best, number - 1):
            smaller = what_if(result, row.centre_id, {code: best[code] for code in fewer})
            assert smaller.after.class_name not in ("A", "B", "C")
        if tried == 2:
            break
    assert tried


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 1, 3)
    code = result.centre(0).centre_id
    with pytest.raises(UsageError):
        what_if(result, "99.99", {})
    for indicator, value in (("XXX-01", 1), ("INF-06", "fast"), ("GOV-02", "perhaps")):
        with pytest.raises(UsageError):
            what_if(result, code, {indicator: value})
    with pytest.raises(UsageError):
        cheapest_to_class(result, code, "Z")
