"""The ledger of decisions: what is read of it, and that nothing in it is guessed or passed over."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders import survey as tiny

from plut_audit import rubric
from plut_audit.audit import Options, read_survey
from plut_audit.errors import UsageError
from plut_audit.i18n import translate
from plut_audit.ingest.files.ledger_sheet import LABELS
from plut_audit.review import decisions
from plut_audit.review.decisions import Ledger

RUBRIC = rubric.load()
CORRECT = {
    "kind": "correct",
    "file": "answers.csv",
    "cell": "D2",
    "old": "1000",
    "new": "1200",
    "reason": "telephoned",
    "by": "ketua tim",
    "date": "2024-04-01",
}


def write_ledger(path: Path, *rows: Mapping[str, Any], language: str = "") -> Path:
    """A ledger with these rows, as CSV or workbook; its headings as names, or in a language."""
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(LABELS)
    titles = [
        translate(LABELS[name], language) if language and name in LABELS else name for name in names
    ]
    table = [titles, *([row.get(name, "") for name in names] for row in rows)]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
        return path
    book = openpyxl.Workbook()
    for line in table:
        book.active.append([None if cell == "" else cell for cell in line])
    book.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A survey year of eight centres."""
    return tiny.write_year(tmp_path / "2024", 2024)


def read(folder: Path, **options: Any) -> Ledger:
    """What is read of the ledgers of a survey."""
    return decisions.read_ledgers(read_survey([folder], RUBRIC, Options(**options)).inputs.ledgers)


@pytest.mark.parametrize("language", ["", "id", "en"])
@pytest.mark.parametrize("name", ["keputusan.xlsx", "keputusan.csv", "decisions.csv", "other.xlsx"])
def test_a_ledger_is_read_in_every_form(folder: Path, name: str, language: str) -> None:
    write_ledger(folder / name, dict(reversed({**CORRECT, "state": ""}.items())), language=language)
    (decision,) = read(folder).decisions
    assert (decision.kind, decision.target) == ("correct", ("answers.csv", "", "D2"))
    assert (decision.old, decision.new, decision.by) == ("1000", "1200", "ketua tim")
    assert decision.date and decision.date.isoformat() == "2024-04-01"


def test_words_of_either_language_are_read(folder: Path) -> None:
    label = translate(decisions.KINDS["leave_out"], "id")
    source, state = translate("visit", "id"), translate("decided", "id")
    row = {"kind": label, "centre_id": "71.71", "source": source, "state": state, "reason": "x"}
    write_ledger(folder / "keputusan.csv", row)
    (decision,) = read(folder).decisions
    assert (decision.kind, decision.source) == ("leave_out", "visit")


def test_what_is_proposed_or_has_no_kind_applies_to_nothing(folder: Path) -> None:
    rows = [{**CORRECT, "state": "proposed"}, {**CORRECT, "kind": "", "state": ""}]
    write_ledger(folder / "keputusan.csv", *rows)
    ledger = read(folder)
    assert (ledger.decisions, ledger.proposed) == ([], 2)
    (problem,) = ledger.problems
    assert (problem.code, problem.values["count"]) == ("DEC-09", 2)


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({"kind": "korect"}, "DEC-03", "A2"),
        ({"state": "perhaps"}, "DEC-03", "K2"),
        ({"new": ""}, "DEC-04", "E2"),
        ({"cell": ""}, "DEC-04", "C2"),
        ({"date": "someday"}, "DEC-08", "H2"),
        ({"note": "own"}, "DEC-10", "L1"),
        ({"kind": "accept", "centre_id": "71.71", "indicator": "INF-01"}, "DEC-04", "A2"),
        ({"kind": "choose", "file": "", "cell": "", "centre_id": "71.71"}, "DEC-04", "B2"),
    ],
)
def test_every_fault_is_named_at_its_cell(
    folder: Path, changes: dict[str, str], code: str, cell: str
) -> None:
    blank = dict.fromkeys(("centre_id", "indicator", "state"), "")
    write_ledger(folder / "keputusan.csv", {**CORRECT, **blank, **changes})
    ledger = read(folder)
    (problem,) = ledger.problems
    assert (problem.code, problem.file, problem.sheet, problem.cell) == (
        code,
        "keputusan.csv",
        "keputusan",
        cell,
    )
    assert all("{" not in text for text in problem.message().values())
    assert bool(ledger.decisions) == (code == "DEC-10")


def test_decisions_that_contradict_each_other_stop_with_both_rows(folder: Path) -> None:
    write_ledger(folder / "keputusan.csv", CORRECT, {**CORRECT, "new": "1300"})
    with pytest.raises(UsageError) as stopped:
        decisions.without_repeats(read(folder).decisions)
    assert "keputusan!A2" in str(stopped.value) and "keputusan!A3" in str(stopped.value)


def test_the_same_decision_twice_counts_once(folder: Path) -> None:
    write_ledger(folder / "keputusan.csv", CORRECT, {**CORRECT, "reason": "once more"})
    assert len(decisions.without_repeats(read(folder).decisions)) == 1


def test_a_ledger_without_its_columns_is_named_and_never_read_as_a_survey(folder: Path) -> None:
    (folder / "keputusan.csv").write_text((folder / "answers.csv").read_text())
    done = read_survey([folder], RUBRIC)
    (problem,) = [one for one in done.problems() if one.code.startswith("DEC")]
    assert (problem.code, problem.file) == ("DEC-01", "keputusan.csv")
    assert "keputusan.csv" not in {raw.sheet.file for raw in done.typed.questionnaire.origins}


def test_the_ledger_of_the_option_is_the_only_one(folder: Path, tmp_path: Path) -> None:
    write_ledger(folder / "keputusan.csv", CORRECT)
    other = write_ledger(tmp_path / "mine.xlsx", {**CORRECT, "new": 1300.0})
    done = read_survey([folder], RUBRIC, Options(decisions=other))
    (decision,) = decisions.read_ledgers(done.inputs.ledgers).decisions
    assert decision.new == 1300
    assert [one.file for one in done.problems() if one.code == "DEC-02"] == ["keputusan.csv"]


def test_a_file_of_the_option_that_is_no_ledger_stops(folder: Path) -> None:
    with pytest.raises(UsageError, match="decisions"):
        read_survey([folder], RUBRIC, Options(decisions=folder / "centres.csv"))
