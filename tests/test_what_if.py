"""What if: the same figures as an audit of the changed answers, and the cheapest way up."""

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest
from surveys import invent, write_csv

from plut_audit import audit, report, rubric
from plut_audit.analysis.scenario import cheapest_to_class, what_if
from plut_audit.errors import UsageError

RULES = rubric.load()


def survey(folder: Path, seed: int, size: int = 25) -> tuple[dict[str, Any], dict[str, Any]]:
    """The truths of a survey, and its result as it is stored."""
    rng = random.Random(seed)
    truths = invent(RULES, rng, size, blanks=0.05)
    return truths, audited(truths, folder, seed)


def audited(truths: dict[str, Any], folder: Path, seed: int) -> dict[str, Any]:
    folder = write_csv(truths, RULES, folder, random.Random(seed))
    result = report.result_of(audit.run([folder], RULES))
    return json.loads("".join(report.dumps(result)))


def centre(result: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in result["centres"] if one["centre_id"] == code)


# Indicators whose value is one answer, so that a test can give it.
SINGLE = {
    code: item
    for code, item in RULES.indicators.items()
    if item.value == item.lead
    and RULES.questions[item.lead].type != "text"
    and RULES.questions[item.lead].asked_in != "visit"
    and not RULES.questions[item.lead].only_if
    and not any(one.only_if.startswith(f"{item.lead} ") for one in RULES.questions.values())
}


@pytest.mark.parametrize("seed", range(5))
def test_a_what_if_equals_the_audit_of_the_changed_answers(tmp_path: Path, seed: int) -> None:
    truths, result = survey(tmp_path / "before", seed)
    rng = random.Random(seed)
    code = rng.choice([one["centre_id"] for one in result["centres"] if one["ranked"]])
    changes = {}
    for indicator in rng.sample(sorted(SINGLE), 4):
        item = SINGLE[indicator]
        changes[indicator] = (
            rng.choice(list(item.points)) if item.kind == "points" else round((item.high or 0) / 2)
        )
    told = what_if(result, code, changes)
    for indicator, value in changes.items():
        name, truth = SINGLE[indicator].lead, truths[code]
        side = truth.observed if truth.observed and name in truth.observed else truth.reported
        side[name] = value
    after = centre(audited(truths, tmp_path / "after", seed), code)
    before = centre(result, code)
    for record, figures in ((before, told["before"]), (after, told["after"])):
        assert figures["verified"] == record["verified"]
        assert figures["class"] == record["class"]
        assert figures["class_capped"] == record["class_capped"]
        assert figures["rank"] == record["rank"]
        for part, score in figures["dimensions"].items():
            assert score == record["dimensions"][part]["verified"]


def test_the_steps_add_up(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 3)
    code = result["centres"][0]["centre_id"]
    told = what_if(result, code, {"INF-06": "20", "GOV-02": "Ya", "INF-03": "Baik"})
    assert [step["code"] for step in told["steps"]] == ["INF-06", "GOV-02", "INF-03"]
    exact = centre(result, code)["verified_exact"]
    gains = sum(step["gain"] for step in told["steps"])
    assert told["after"]["verified"] == pytest.approx(exact + gains, abs=0.005 + 1e-9)
    assert [step["to_score"] for step in told["steps"]] == [100, 100, 100]


def test_nothing_changed_changes_nothing(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 4)
    for one in result["centres"]:
        told = what_if(result, one["centre_id"], {})
        assert told["before"] == told["after"]
        assert told["before"]["rank"] == one["rank"]
        assert told["before"]["class"] == one["class"]


@pytest.mark.parametrize("wanted", ["A", "B", "C"])
@pytest.mark.parametrize("seed", range(3))
def test_the_cheapest_way_gets_there_and_no_smaller_set_does(
    tmp_path: Path, seed: int, wanted: str
) -> None:
    _, result = survey(tmp_path, seed, 12)
    order = "ABCD"
    for one in result["centres"]:
        told = cheapest_to_class(result, one["centre_id"], wanted)
        if not told["reached"]:
            continue
        assert order.index(told["after"]["class"]) <= order.index(wanted)
        steps = {step["code"]: step["to"] for step in told["steps"]}
        if told["before"]["class"] and order.index(told["before"]["class"]) <= order.index(wanted):
            assert steps == {}
        for code in steps:
            fewer = {name: value for name, value in steps.items() if name != code}
            found = what_if(result, one["centre_id"], fewer)["after"]["class"]
            assert found is None or order.index(found) > order.index(wanted)


def test_no_set_of_fewer_indicators_reaches_the_class(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 8, 30)
    tried = 0
    for one in result["centres"]:
        told = cheapest_to_class(result, one["centre_id"], "C")
        number = len(told["steps"])
        if not told["reached"] or not 1 < number < 4:
            continue
        tried += 1
        best = {
            code: max(item.points, key=lambda choice: item.points[choice])
            if item.kind == "points"
            else item.high
            for code, item in RULES.indicators.items()
            if one["items"][code]["score"] is not None
        }
        for fewer in itertools.combinations(best, number - 1):
            found = what_if(result, one["centre_id"], {code: best[code] for code in fewer})
            assert found["after"]["class"] not in ("A", "B", "C")
        if tried == 2:
            break
    assert tried


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    _, result = survey(tmp_path, 1, 3)
    code = result["centres"][0]["centre_id"]
    with pytest.raises(UsageError):
        what_if(result, "99.99", {})
    for indicator, value in (("XXX-01", 1), ("INF-06", "fast"), ("GOV-02", "perhaps")):
        with pytest.raises(UsageError):
            what_if(result, code, {indicator: value})
    with pytest.raises(UsageError):
        cheapest_to_class(result, code, "Z")
