"""Answers that cannot all be true: unusable where both are needed, named at both cells."""

from pathlib import Path

import pytest
from audited import found
from test_decisions import write_ledger
from test_findings import run

import plut_audit
from plut_audit import rubric
from plut_audit.result import Result
from plut_audit.result.columns import Evidence

EDITIONS = ("bappenas-2023", "award-2024")
SAMPLE = {
    "equipment_working": (14, 10, "INF-05"),
    "days_open_last_month": (25, 21, "HRS-03"),
    "consultants_certified": (9, 6, "CON-03"),
    "consultants_diploma": (9, 6, "CON-04"),
    "apbd_realised": (900_000_000, 430_000_000, "GOV-03"),
}
"""A part that is more than its whole, and the indicator that is measured from both."""


def of_centre(done: Result) -> dict:
    return done.centre(done.row_of["71.72"]).items


@pytest.mark.parametrize("part", SAMPLE)
def test_more_than_the_whole_is_no_answer(tmp_path: Path, part: str) -> None:
    more, whole, code = SAMPLE[part]
    answers = {part: more, rubric.load().questions[part].at_most: whole}
    done = run(tmp_path, answers)
    item = of_centre(Result.from_audit(done))[code]
    assert (item.blank, item.score) == ("invalid", 0)
    assert "unanswered" in found(done)["71.72"][code][1]
    problems = [problem for problem in done.problems if problem.code == "VAL-17"]
    assert {problem.question for problem in problems} == set(answers)
    assert {problem.location for problem in problems} == {
        str(problem.values["other"]) for problem in problems
    }
    assert all(problem.centre_id == "71.72" for problem in problems)


@pytest.mark.parametrize("part", SAMPLE)
def test_the_whole_itself_is_an_answer(tmp_path: Path, part: str) -> None:
    _, whole, code = SAMPLE[part]
    done = run(tmp_path, {part: whole, rubric.load().questions[part].at_most: whole})
    assert of_centre(Result.from_audit(done))[code].score == 100
    assert not [problem for problem in done.problems if problem.code == "VAL-17"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_share_of_a_question_in_another_states_its_whole(edition: str) -> None:
    """A ratio of full marks at 1 is the share of a part, whose whole the rubric has to name."""
    used = rubric.load(edition)
    for indicator in used.indicators.values():
        names = [name for name in indicator.names if name in used.questions]
        if "/" in indicator.value and len(names) == 2 and indicator.high == 1:
            exempt = names == ["clients_assisted", "clients_target"]
            assert exempt or tuple(names) in used.bounded, indicator.code


def test_a_visit_that_agrees_with_itself_settles_it(tmp_path: Path) -> None:
    answers = {"equipment_working": 14, "equipment_total": 10}
    item = of_centre(Result.from_audit(run(tmp_path, answers, {"equipment_working": 9})))["INF-05"]
    assert (item.evidence, item.observed) == (Evidence.OBSERVED, 0.9)


def test_a_visit_that_counts_more_than_was_reported_shows_nothing(tmp_path: Path) -> None:
    answers = {"equipment_working": 5, "equipment_total": 10}
    done = run(tmp_path, answers, {"equipment_working": 12})
    item = of_centre(Result.from_audit(done))["INF-05"]
    assert (item.evidence, item.reported) == (Evidence.REPORTED, 0.5)
    places = [problem.file for problem in done.problems if problem.code == "VAL-17"]
    assert sorted(places) == ["answers.csv", "visits.csv"]


def test_what_one_of_them_measures_alone_stays(tmp_path: Path) -> None:
    """Else a blank instead of the doubtful number would raise the score."""
    both = {"consultants_certified": 9, "consultants_active": 6}
    wrong = of_centre(Result.from_audit(run(tmp_path, both)))
    blank = of_centre(Result.from_audit(run(tmp_path, {**both, "consultants_certified": ""})))
    assert wrong["CON-01"].score == blank["CON-01"].score == 100


def test_an_auditor_who_keeps_a_value_settles_it(tmp_path: Path) -> None:
    run(tmp_path, {"equipment_working": 14, "equipment_total": 10})
    cells = (tmp_path / "answers.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    write_ledger(
        tmp_path / "keputusan.csv",
        {
            "kind": "keep",
            "file": "answers.csv",
            "cell": "ABCDEF"[cells.index("equipment_working")] + "2",
            "old": "14",
            "reason": "counted twice",
            "by": "ketua tim",
            "date": "2024-04-01",
        },
    )
    done = plut_audit.audit(tmp_path)
    assert of_centre(done)["INF-05"].score == 100
    assert not {"VAL-17", "DEC-05"} & {problem.code for problem in done.problems}


def test_the_finding_says_that_both_cannot_be_true(tmp_path: Path) -> None:
    done = Result.from_audit(run(tmp_path, {"equipment_working": 14, "equipment_total": 10}))
    row = next(row for row in done.finding_rows() if row.code == "INF-05")
    text = done.wording("en").finding(row.row)
    assert text.title.startswith("Answers that cannot all be true: ")
    assert "Both cannot be true" in text.condition
