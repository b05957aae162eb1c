"""A field visit spread over sheets or files is one visit, and no questionnaire."""

from pathlib import Path

import pytest
from builders import files, survey
from builders.layouts import Table

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit

RUBRIC = rubric.load()
ARRIVAL: Table = [
    ["centre_id", "visit_date", "open_at_visit"],
    ["71.72", "2024-03-01", "open"],
    ["51.71", "2024-03-02", "locked"],
]
BUILDING: Table = [
    ["centre_id", "building_condition", "managers"],
    ["71.72", "good", 3],
    ["51.71", "light_damage", 4],
]


def save(folder: Path, sheets: dict[str, Table], apart: bool) -> None:
    """The sheets in one workbook, or each in a file of its own."""
    if apart:
        for name, content in sheets.items():
            files.save(folder / f"{name}.csv", {name: content})
    else:
        files.save(folder / "visits.xlsx", sheets)


def seen(done: Audit, question: str) -> list[str]:
    """What was seen in each visited centre."""
    rows = done.survey.visit[question]
    return [str(done.survey.visits.columns[question].values[row]) for row in rows if row >= 0]


def codes(done: Audit) -> list[str]:
    ignored = ("COL-04", "CEN-05")
    return sorted(problem.code for problem in done.problems if problem.code not in ignored)


def counts(done: Audit) -> tuple[int, int]:
    return int(done.survey.responded.sum()), int(done.survey.visited.sum())


def questionnaire(folder: Path, without: tuple[str, ...] = ()) -> None:
    rows = [survey.answered(2024, line, number) for number, line in enumerate(survey.FIVE[:4])]
    kept = [{name: cell for name, cell in row.items() if name not in without} for row in rows]
    survey.write_table(folder / "q.csv", kept)


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("beside", [False, True])
def test_a_section_without_the_day_belongs_to_the_visit(
    apart: bool, beside: bool, tmp_path: Path
) -> None:
    save(tmp_path, {"A": ARRIVAL, "B": BUILDING}, apart)
    if beside:
        questionnaire(tmp_path)
    done = run_audit([tmp_path], RUBRIC)
    assert counts(done) == (4 if beside else 0, 2)
    assert sorted(seen(done, "managers")) == ["3.0", "4.0"]
    assert codes(done) == ["LAY-12"]


def test_a_section_that_either_form_lacks_is_a_problem_and_counts_for_none(tmp_path: Path) -> None:
    save(tmp_path, {"A": ARRIVAL, "B": BUILDING}, True)
    questionnaire(tmp_path, ("building_condition", "managers"))
    done = run_audit([tmp_path], RUBRIC)
    assert codes(done) == ["FIL-20"]
    assert counts(done) == (4, 2)
    assert all(account.balanced for account in done.cells)


def test_a_questionnaire_of_what_both_forms_ask_stays_one_beside_a_whole_visit(
    tmp_path: Path,
) -> None:
    whole = [[*first, *second[1:]] for first, second in zip(ARRIVAL, BUILDING, strict=True)]
    save(tmp_path, {"A": whole, "B": BUILDING}, True)
    assert counts(run_audit([tmp_path], RUBRIC)) == (2, 2)


def test_the_day_may_stand_on_a_sheet_that_answers_nothing_else(tmp_path: Path) -> None:
    day: Table = [["centre_id", "visit_date"], ["71.72", "2024-03-01"], ["51.71", "2024-03-02"]]
    save(tmp_path, {"A": day, "B": BUILDING}, False)
    done = run_audit([tmp_path], RUBRIC)
    assert counts(done) == (0, 2)
    assert sorted(seen(done, "visit_date")) == ["2024-03-01", "2024-03-02"]
    assert "SUB-05" not in codes(done)


SECOND: Table = [*ARRIVAL[:2], ["71.72", "2024-06-01", "locked"]]


def test_of_several_visits_the_sections_of_the_latest_day_count(tmp_path: Path) -> None:
    dated: Table = [
        ["centre_id", "visit_date", "managers"],
        ["71.72", "2024-06-01", 4],
        ["71.72", "2024-03-01", 3],
    ]
    save(tmp_path, {"A": SECOND, "B": dated}, False)
    done = run_audit([tmp_path], RUBRIC)
    assert (counts(done), seen(done, "managers"), codes(done)) == ((0, 1), ["4.0"], [])


def test_a_section_without_a_day_beside_two_visits_is_undecided(tmp_path: Path) -> None:
    save(tmp_path, {"A": SECOND, "B": BUILDING[:2]}, False)
    assert codes(run_audit([tmp_path], RUBRIC)) == ["LAY-12", "SUB-06"]
