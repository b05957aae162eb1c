"""The ledger of decisions: what is read of it, and that nothing in it is guessed or passed over."""

import csv
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from builders import survey as tiny
from builders.answers import Record

from plut_audit import cli, rubric
from plut_audit.audit import Options, read_survey
from plut_audit.errors import UsageError
from plut_audit.i18n import translate
from plut_audit.ingest import sheets
from plut_audit.ingest.files import ledger_sheet
from plut_audit.ingest.files.ledger_sheet import LABELS
from plut_audit.ingest.sheets import column_letters
from plut_audit.report import formats
from plut_audit.result import Result
from plut_audit.result.extras import DecisionEntry
from plut_audit.result.storage import dumps
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
        ({"memo": "own"}, "DEC-10", "L1"),
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


# --- what decisions on answers and responses do ----------------------------------------------


def result_of(folder: Path, **options: Any) -> Result:
    """The result of a survey with its decisions."""
    return decisions.audit_survey([folder], RUBRIC, Options(**options))


def stored(result: Result) -> str:
    """A result as it is stored."""
    return "".join(dumps(result))


def scores(result: Result) -> list[Any]:
    """Every figure of the centres, their items and findings, without the places of cells."""
    return [
        [
            (row.centre_id, row.rank, row.reported, row.combined, row.estimate)
            for row in result.centre_rows()
        ],
        np.nan_to_num(result.items.score, nan=-1).tolist(),
        [(row.centre_id, row.code, row.points_lost) for row in result.finding_rows()],
    ]


def codes(result: Result) -> list[str]:
    """The problems of the ledger."""
    return [problem.code for problem in result.problems if problem.code.startswith("DEC")]


def cell_of(folder: Path, file: str, row: int, question: str) -> tuple[str, str]:
    """The address of an answer in a CSV, and the answer."""
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    column = table[0].index(question)
    return f"{column_letters(column)}{row + 1}", table[row][column]


def decide(folder: Path, kind: str, file: str, row: int, question: str, **more: Any) -> Record:
    """A row of a ledger on an answer, its old value as it was read."""
    cell, old = cell_of(folder, file, row, question)
    return {"kind": kind, "file": file, "cell": cell, "old": old, "new": "", "reason": "r", **more}


def edit(folder: Path, file: str, row: int, question: str, value: str) -> None:
    """Type another value into a copy of the survey."""
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    table[row][table[0].index(question)] = value
    with (folder / file).open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(table)


@pytest.mark.parametrize("rows", [[], [dict.fromkeys(CORRECT, "")]])
def test_an_empty_ledger_gives_the_same_bytes_as_none(
    folder: Path, rows: list[dict[str, str]]
) -> None:
    before = stored(result_of(folder))
    write_ledger(folder / "keputusan.xlsx", *rows)
    assert stored(result_of(folder)) == before


@pytest.mark.parametrize("by_centre", [False, True])
@pytest.mark.parametrize(
    ("file", "question", "value"),
    [
        ("answers.csv", "reports_submitted", "1"),
        ("answers.csv", "reports_submitted", ""),
        ("answers.csv", "building_condition", "heavy_damage"),
        ("visits.csv", "equipment_working", "2"),
        ("visits.csv", "building_condition", "heavy_damage"),
    ],
)
def test_a_correction_gives_what_the_corrected_file_gives(
    folder: Path, tmp_path: Path, file: str, question: str, value: str, by_centre: bool
) -> None:
    before, raw = result_of(folder), (folder / file).read_bytes()
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    edit(copy, file, 3, question, value)
    row = decide(folder, "correct" if value else "blank", file, 3, question, new=value)
    if by_centre:
        source = "visit" if file == "visits.csv" else "questionnaire"
        centre_id = cell_of(folder, file, 3, "centre_id")[1]
        target = {"centre_id": centre_id, "source": source, "question": question}
        row = {**row, **target, "file": "", "cell": ""}
    write_ledger(folder / "keputusan.csv", row)
    decided = result_of(folder)
    assert scores(decided) == scores(result_of(copy)) != scores(before)
    assert (folder / file).read_bytes() == raw
    assert codes(decided) == []
    assert [one.role for one in decided.inputs if one.file == "keputusan.csv"] == ["decisions"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"old": "999"}, "DEC-06"),
        ({"cell": "ZZ9"}, "DEC-05"),
        ({"file": "nowhere.csv"}, "DEC-05"),
        ({"question": "rooms"}, "DEC-05"),
        ({"new": "many"}, "DEC-07"),
        ({"file": "", "cell": "", "centre_id": "99.99", "question": "land_area"}, "DEC-05"),
        ({"centre_id": "35-1"}, "DEC-12"),
    ],
)
def test_a_decision_that_does_not_fit_is_named_and_changes_nothing(
    folder: Path, changes: dict[str, str], code: str
) -> None:
    before = result_of(folder)
    row = decide(folder, "correct", "answers.csv", 2, "land_area", new="55")
    write_ledger(folder / "keputusan.csv", {**row, **changes})
    decided = result_of(folder)
    assert scores(decided) == scores(before)
    (problem,) = [one for one in decided.problems if one.code.startswith("DEC")]
    assert (problem.code, problem.location) == (code, "keputusan.csv › keputusan!A2")
    assert all("{" not in text for text in problem.message().values())


def test_an_answer_that_is_an_error_is_corrected(folder: Path, tmp_path: Path) -> None:
    with (folder / "answers.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    (folder / "answers.csv").unlink()
    book = openpyxl.Workbook()
    for line in table:
        book.active.append(line)
    cell = book.active.cell(3, table[0].index("land_area") + 1)
    cell.value = "#REF!"
    cell.data_type = "e"
    book.save(folder / "answers.xlsx")
    row = {**CORRECT, "file": "answers.xlsx", "cell": cell.coordinate, "old": "#REF!", "new": "55"}
    write_ledger(folder / "keputusan.csv", row)
    decided = result_of(folder)
    assert codes(decided) == []
    assert "VAL-08" not in {problem.code for problem in decided.problems}
    assert decided.centre(0).answers is not None and 55 in decided.answers.reported.stored_values(
        RUBRIC.questions["land_area"]
    )


def second_response(folder: Path) -> None:
    """Let the first centre answer twice, later the second time."""
    with (folder / "answers.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    again = [*table[1]]
    again[table[0].index("internet_mbps")] = "1"
    again[table[0].index("survey_date")] = "2024-05-30"
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([*table, again])


@pytest.mark.parametrize(("kind", "row"), [("leave_out", 9), ("choose", 1)])
def test_the_response_that_the_auditor_wants_counts(folder: Path, kind: str, row: int) -> None:
    before = result_of(folder)
    second_response(folder)
    assert scores(result_of(folder)) != scores(before)
    write_ledger(folder / "keputusan.csv", decide(folder, kind, "answers.csv", row, "centre_id"))
    decided = result_of(folder)
    assert scores(decided) == scores(before)
    assert codes(decided) == []
    assert "SUB-01" not in {problem.code for problem in decided.problems}


def test_two_choices_of_one_centre_contradict_each_other(folder: Path) -> None:
    second_response(folder)
    rows = [decide(folder, "choose", "answers.csv", row, "centre_id") for row in (1, 9)]
    write_ledger(folder / "keputusan.csv", *rows)
    with pytest.raises(UsageError, match=r"A2.*A3"):
        result_of(folder)


def test_a_cell_and_a_centre_that_are_corrected_differently_contradict(folder: Path) -> None:
    first = decide(folder, "correct", "answers.csv", 1, "land_area", new="55")
    target = {"centre_id": cell_of(folder, "answers.csv", 1, "centre_id")[1]}
    other = {**first, **target, "file": "", "cell": "", "question": "land_area", "new": "56"}
    write_ledger(folder / "keputusan.csv", first, other)
    with pytest.raises(UsageError, match=r"A2.*A3"):
        result_of(folder)


def test_a_file_of_many_responses_does_not_say_which_is_left_out(folder: Path) -> None:
    row = decide(folder, "leave_out", "answers.csv", 1, "centre_id", cell="")
    write_ledger(folder / "keputusan.csv", row)
    assert codes(result_of(folder)) == ["DEC-04"]


def test_a_kept_value_silences_the_checks_on_it_alone(folder: Path) -> None:
    for row in (1, 2):
        edit(folder, "answers.csv", row, "equipment_total", "4")
        edit(folder, "answers.csv", row, "equipment_working", "9")
    edit(folder, "visits.csv", 1, "equipment_working", "")
    edit(folder, "visits.csv", 1, "equipment_total", "")
    before = result_of(folder)
    doubted = [
        row
        for row in before.finding_rows()
        if "equipment_working" in str(before.findings.questions[row.row])
    ]
    first, second = (cell_of(folder, "answers.csv", row, "centre_id")[1] for row in (1, 2))
    assert {row.centre_id for row in doubted} >= {first, second}
    write_ledger(
        folder / "keputusan.csv", decide(folder, "keep", "answers.csv", 1, "equipment_working")
    )
    decided = result_of(folder)
    left = {(row.centre_id, row.code) for row in decided.finding_rows()}
    gone = {(row.centre_id, row.code) for row in before.finding_rows()} - left
    settled = {(row.centre_id, row.code) for row in doubted if row.centre_id == first}
    assert gone == settled | {(first, "INF-05")}
    raised = [
        row.centre_id
        for row, earlier in zip(decided.centre_rows(), before.centre_rows(), strict=True)
        if row.combined != earlier.combined
    ]
    # What a kept value contradicts is settled, so that the indicator counts again.
    assert raised == [first]


def test_the_order_of_the_rows_changes_nothing(folder: Path) -> None:
    rows = [
        decide(folder, "correct", "answers.csv", row, "land_area", new=str(50 + row))
        for row in range(1, 6)
    ]
    write_ledger(folder / "keputusan.csv", *rows)
    first = scores(result_of(folder))
    write_ledger(folder / "keputusan.csv", *reversed(rows))
    assert scores(result_of(folder)) == first


# --- what is said of them ----------------------------------------------------------------------


def entry_of(result: Result, kind: str) -> DecisionEntry:
    """The only decision of a kind."""
    (entry,) = [entry for entry in result.decisions if entry.kind == kind]
    return entry


def centre_at(folder: Path, row: int) -> str:
    """The code of the centre in a row of the questionnaire."""
    return cell_of(folder, "answers.csv", row, "centre_id")[1]


def test_the_effects_of_a_centre_add_up_and_are_counted(folder: Path) -> None:
    before, centre_id = result_of(folder), centre_at(folder, 2)
    write_ledger(
        folder / "keputusan.csv",
        decide(folder, "correct", "answers.csv", 2, "reports_submitted", new="12"),
        decide(folder, "correct", "answers.csv", 2, "internet_mbps", new="1"),
        decide(folder, "blank", "answers.csv", 2, "building_condition"),
        decide(folder, "correct", "answers.csv", 4, "internet_mbps", new="1"),
    )
    decided = result_of(folder)
    row = decided.row_of[centre_id]
    effects = [one.effect or 0 for one in decided.decisions if one.centre_id == centre_id]
    gained = decided.centres.combined.index[row] - before.centres.combined.index[row]
    assert sum(effects) == pytest.approx(gained, abs=1e-9)
    assert len(effects) == 3
    counts = decided.summary.decisions
    assert counts is not None
    assert (counts.raised, counts.lowered) == (1, 3)
    assert counts.mean_combined_without == before.summary.mean_combined
    assert counts.mean_estimate_without == before.summary.mean_estimate


def test_decisions_survive_storing(folder: Path, tmp_path: Path) -> None:
    write_ledger(
        folder / "keputusan.csv",
        decide(folder, "correct", "answers.csv", 2, "internet_mbps", new="1", by="KT"),
    )
    decided = result_of(folder)
    decided.save(tmp_path / "r.json")
    again = Result.load(tmp_path / "r.json")
    assert again.decisions == decided.decisions
    assert stored(again) == stored(decided)
    record = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert record["decisions"][0]["effect"] < 0
    assert record["summary"]["decisions"]["lowered"] == 1


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "xlsx"])
def test_every_report_shows_what_was_read_and_what_was_decided(
    folder: Path, tmp_path: Path, suffix: str
) -> None:
    old = cell_of(folder, "answers.csv", 2, "internet_mbps")[1]
    write_ledger(
        folder / "keputusan.csv",
        decide(
            folder, "correct", "answers.csv", 2, "internet_mbps", new="1.25", reason="telepon PIC"
        ),
    )
    decided = result_of(folder)
    finding = next(one for one in decided.finding_rows() if "telepon PIC" in one.text.condition)
    assert finding.centre_id == centre_at(folder, 2) and old in finding.text.condition
    path = tmp_path / f"report.{suffix}"
    formats.write(decided, path, "id", force=True)
    if suffix in ("md", "html"):
        text = path.read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(path) as archive:
            text = "".join(
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            )
    assert "telepon PIC" in text and translate("Decisions of the auditor", "id") in text


def test_a_cause_stands_in_the_finding(folder: Path) -> None:
    finding = next(result_of(folder).finding_rows())
    row = {"kind": "cause", "centre_id": finding.centre_id, "indicator": finding.code}
    write_ledger(
        folder / "keputusan.csv", {**row, "new": "Anggaran dipotong", "reason": "wawancara"}
    )
    decided = result_of(folder)
    found = {(one.centre_id, one.code): one.text.cause for one in decided.finding_rows()}
    assert found.pop((finding.centre_id, finding.code)) == "Anggaran dipotong"
    assert "Anggaran dipotong" not in found.values()


@pytest.mark.parametrize(("until", "expired"), [("2031-12-31", False), ("2024-01-31", True)])
def test_an_accepted_finding_stays_and_costs_the_same_until_its_day(
    folder: Path, until: str, expired: bool
) -> None:
    before = result_of(folder)
    finding = next(before.finding_rows())
    row = {"kind": "accept", "centre_id": finding.centre_id, "indicator": finding.code}
    write_ledger(folder / "keputusan.csv", {**row, "until": until, "reason": "bencana", "new": ""})
    decided = result_of(folder)
    assert scores(decided) == scores(before)
    assert entry_of(decided, "accept").expired == expired
    assert ("DEC-11" in codes(decided)) == expired
    text = next(one for one in decided.finding_rows() if one.code == finding.code).text
    assert "bencana" in text.condition


def test_a_closed_finding_names_its_evidence(folder: Path) -> None:
    finding = next(result_of(folder).finding_rows())
    row = {"kind": "close", "centre_id": finding.centre_id, "indicator": finding.code}
    more = {"evidence": "BAST.pdf hlm. 3", "date": "2024-06-01", "reason": "diperiksa"}
    write_ledger(folder / "keputusan.csv", {**row, **more, "until": ""})
    decided = result_of(folder)
    assert "BAST.pdf hlm. 3" in next(decided.finding_rows()).text.condition
    assert entry_of(decided, "close").date == "2024-06-01"


def test_a_decision_on_a_finding_that_is_not_there_is_named(folder: Path) -> None:
    row = {
        "kind": "cause",
        "centre_id": "71.71-1",
        "indicator": "INF-99",
        "new": "x",
        "reason": "r",
    }
    write_ledger(folder / "keputusan.csv", row)
    assert codes(result_of(folder)) == ["DEC-05"]


# --- the template ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["keputusan.xlsx", "keputusan.csv"])
def test_the_template_is_filled_in_and_read_back(
    folder: Path, tmp_path: Path, name: str, language: str
) -> None:
    edit(folder, "answers.csv", 2, "internet_mbps", "lima")
    edit(folder, "visits.csv", 1, "building_condition", "heavy_damage")
    before, path = result_of(folder), tmp_path / name
    words = ["check", str(folder), "-q", "--lang", language, "--decisions-template", str(path)]
    assert cli.run(words) == 0
    sheet = sheets.read(path, name).sheets[0]
    number, columns = ledger_sheet.header_of(sheet) or (0, {})
    rows = [
        {columns[place]: cell for place, cell in enumerate(row)} for row in sheet.rows[number + 1 :]
    ]
    cell, old = cell_of(folder, "answers.csv", 2, "internet_mbps")
    (doubted,) = [row for row in rows if (row["file"], row["cell"]) == ("answers.csv", cell)]
    assert (doubted["old"], doubted["question"]) == (old, "internet_mbps")
    assert doubted["centre_id"] == centre_at(folder, 2) and "VAL-" in str(doubted["note"])
    contested = cell_of(folder, "visits.csv", 1, "building_condition")[0]
    assert ("visits.csv", contested) in {(row["file"], row["cell"]) for row in rows}
    with_problem = {(one.file, one.cell) for one in before.problems if one.cell}
    assert with_problem <= {(row["file"], row["cell"]) for row in rows}
    assert scores(result_of(folder, decisions=path)) == scores(before)


def test_a_decision_typed_into_the_template_applies(folder: Path) -> None:
    edit(folder, "answers.csv", 2, "internet_mbps", "lima")
    path = folder / "keputusan.xlsx"
    assert (
        cli.run(["check", str(folder), "-q", "--lang", "id", "--decisions-template", str(path)])
        == 0
    )
    book = openpyxl.load_workbook(path)
    page = book.active
    titles = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        if page.cell(row, titles[translate(LABELS["old"], "id")]).value == "lima":
            page.cell(row, titles[translate(LABELS["kind"], "id")]).value = "koreksi nilai"
            page.cell(row, titles[translate(LABELS["new"], "id")]).value = 5
            page.cell(row, titles[translate(LABELS["reason"], "id")]).value = "telepon"
    book.save(path)
    (entry,) = result_of(folder).decisions
    assert (entry.kind, entry.old, entry.new, entry.question) == (
        "correct",
        "lima",
        "5",
        "internet_mbps",
    )


def test_a_ledger_of_the_survey_is_not_replaced_by_a_template(folder: Path) -> None:
    path = write_ledger(folder / "keputusan.csv", CORRECT)
    content = path.read_bytes()
    words = ["check", str(folder), "-q", "--force", "--decisions-template", str(path)]
    assert cli.run(words) == 2
    assert path.read_bytes() == content
