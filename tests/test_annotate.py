"""Marked copies: the cells in question, both languages, links, and untouched originals."""

import hashlib
from pathlib import Path

import openpyxl
import pytest
from small_survey import write_year

from plut_audit import cli, rubric
from plut_audit.errors import OutputError
from plut_audit.ingest import files, sheets
from plut_audit.problems import Problem
from plut_audit.report.annotate import FILLS, write_copies

PROBLEM = Problem("VAL-01", "answers.xlsx", "Data", "B3", "71.72", "internet_mbps", "lima")


def workbook(path: Path) -> Path:
    """A workbook of a survey as an auditor keeps it: a merged title, a formula, a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Data"
    sheet["A1"] = "Kuesioner"
    sheet.merge_cells("A1:B1")
    sheet.append(["centre_id", "internet_mbps"])
    sheet.append(["71.72", "lima"])
    sheet["C3"] = "=1+1"
    book.properties.creator = "Somebody"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    workbook(tmp_path / "survey" / "answers.xlsx")
    return tmp_path / "survey"


def copy_of(survey: Path, problems: list[Problem], *words: bool) -> openpyxl.Workbook:
    """The only copy that these problems give."""
    (path,) = write_copies(problems, [survey], survey.parent / "marked", *words)
    return openpyxl.load_workbook(path)


def test_the_cell_is_coloured_and_commented_in_both_languages(survey: Path) -> None:
    cell = copy_of(survey, [PROBLEM])["Data"]["B3"]
    message = PROBLEM.message()
    assert cell.fill.fgColor.rgb.endswith(FILLS["error"])
    assert message["id"] in cell.comment.text
    assert message["en"] in cell.comment.text
    assert cell.value == "lima"


def test_the_rest_of_the_workbook_stays_as_it_was(survey: Path) -> None:
    sheet = copy_of(survey, [PROBLEM])["Data"]
    assert sheet["C3"].value == "=1+1"
    assert sheet["A1"].value == "Kuesioner"
    assert "A1:B1" in {str(merged) for merged in sheet.merged_cells.ranges}


def test_a_sheet_in_front_lists_the_problems_with_links(survey: Path) -> None:
    book = copy_of(survey, [PROBLEM])
    listed = book.worksheets[0]
    assert listed.title not in ("Data",)
    assert [cell.value for cell in listed[2]][:6] == [
        "VAL-01",
        "galat / error",
        "Data!B3",
        "71.72",
        "internet_mbps",
        "lima",
    ]
    assert listed["C2"].hyperlink.location == "'Data'!B3"


def test_several_problems_of_a_cell_take_the_gravest_colour(survey: Path) -> None:
    notice = Problem(
        "VAL-14", "answers.xlsx", "Data", "B3", value="x", values={"reading": 1, "unit": "u"}
    )
    cell = copy_of(survey, [notice, PROBLEM])["Data"]["B3"]
    assert cell.fill.fgColor.rgb.endswith(FILLS["error"])
    assert "VAL-14" in cell.comment.text
    assert "VAL-01" in cell.comment.text


def test_a_merged_cell_is_marked_at_its_first(survey: Path) -> None:
    sheet = copy_of(survey, [Problem("FIL-12", "answers.xlsx", "Data", "B1")])["Data"]
    assert sheet["A1"].comment is not None


def test_a_problem_of_the_whole_file_is_only_listed(survey: Path) -> None:
    book = copy_of(survey, [Problem("FIL-12", "answers.xlsx")])
    assert book.worksheets[0]["A2"].value == "FIL-12"
    assert book.worksheets[0]["C2"].hyperlink is None


def test_names_of_authors_are_kept_only_when_asked(survey: Path) -> None:
    assert copy_of(survey, [PROBLEM]).properties.creator != "Somebody"
    (survey.parent / "marked" / "answers.xlsx").unlink()
    assert copy_of(survey, [PROBLEM], True).properties.creator == "Somebody"


def test_the_originals_are_not_touched(tmp_path: Path) -> None:
    survey = write_year(tmp_path / "2024")
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in survey.iterdir()}
    assert cli.run(["check", str(survey), "--annotate", str(tmp_path / "marked"), "-q"]) == 0
    assert before == {path: hashlib.sha256(path.read_bytes()).digest() for path in survey.iterdir()}
    assert sorted(path.name for path in (tmp_path / "marked").iterdir()) == [
        "questionnaire_csv.xlsx",
        "visits_csv.xlsx",
    ]


def test_a_csv_copy_holds_the_values_at_their_places(tmp_path: Path) -> None:
    survey = write_year(tmp_path / "2024")
    problem = Problem("VAL-01", "questionnaire.csv", "questionnaire", "K5", value="lima")
    sheet = copy_of(survey, [problem])["questionnaire"]
    read = sheets.read(survey / "questionnaire.csv", "questionnaire.csv").sheets[0]
    assert sheet["K5"].value == "lima"
    assert sheet["K5"].comment is not None
    assert [cell.value for cell in sheet[1]] == read.rows[0]


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    survey = tmp_path / "survey"
    survey.mkdir()
    (survey / "answers.csv").write_text('centre_id,x\n71.72,"=1+1"\n', encoding="utf-8")
    problem = Problem("VAL-01", "answers.csv", "answers", "B2", value="=HYPERLINK(1)")
    book = copy_of(survey, [problem])
    assert book["answers"]["B2"].data_type == "s"
    assert book.worksheets[0]["F2"].data_type == "s"


def test_what_cannot_be_read_has_no_copy(tmp_path: Path) -> None:
    survey = tmp_path / "survey"
    survey.mkdir()
    (survey / "broken.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 200)
    read = files.read([survey], rubric.load())
    assert write_copies(read.problems, [survey], tmp_path / "marked") == []


def test_copies_never_lie_among_the_originals(survey: Path) -> None:
    for folder in (survey, survey / "marked"):
        with pytest.raises(OutputError):
            write_copies([PROBLEM], [survey], folder)
    with pytest.raises(OutputError):
        write_copies([PROBLEM], [survey / "answers.xlsx"], survey)


def test_a_copy_is_replaced_only_with_force(survey: Path) -> None:
    copy_of(survey, [PROBLEM])
    with pytest.raises(OutputError):
        copy_of(survey, [PROBLEM])
    copy_of(survey, [PROBLEM], False, True)
