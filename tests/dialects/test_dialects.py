"""The package as a whole: a module is a dialect, and exactly one knows a sheet."""

import sys
from pathlib import Path

import pytest
from builders.tables import RUBRIC, answers, codes, read, sheet, workbook

from plut_audit.ingest import dialects
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._registry import dialects_of

ROW = "| 71 | =5 | x |"
SAMPLES = {
    "plain": f"| centre_id | land_area | electricity |\n{ROW}",
    "form": "| centre_id | 71 |\n| land_area | =5 |\n| rooms | library |",
    "kobo": f"| centre_id | land_area | _uuid | _submission_time |\n{ROW[:-1]}| x |",
    "odk": f"| centre_id | land_area | KEY | meta-instanceID |\n{ROW[:-1]}| x |",
    "gforms": f"| centre_id | land_area | Timestamp |\n{ROW}",
    "surveycto": f"| centre_id | land_area | KEY | formdef_version |\n{ROW[:-1]}| x |",
}


@pytest.mark.parametrize("name", dialects.dialects())
def test_exactly_one_dialect_knows_its_sample(name: str) -> None:
    sample, lookup = sheet(SAMPLES[name]), Lookup(RUBRIC)
    assert dialects_of(sample, lookup) == [name]
    (raw,) = dialects.dialects()[name].raw_answers([sample], lookup)
    assert (raw.dialect, raw.columns["centre_id"].values) == (name, ["71"])


def test_a_sheet_of_two_dialects_is_not_read_and_both_are_named() -> None:
    both = sheet(f"| centre_id | land_area | _uuid | Timestamp |\n{ROW}")
    found, problems = read(workbook(both))
    assert found == []
    assert [(problem.code, problem.value) for problem in problems] == [("COL-06", "gforms, kobo")]


def test_a_workbook_without_cells_is_refused() -> None:
    empty = sheet("||")
    empty.rows = []
    assert codes(read(workbook(empty))[1]) == ["FIL-15"]


# --- registration: one file, nothing else ------------------------------------------------------

COLLECT = """
from plut_audit.ingest.dialects._responses import answers, column
from plut_audit.ingest.dialects._table import table_of

MARKS = ("collect_id",)
COLUMNS = ("collect_device", "phone of *")
PARENTS = ("collect_parent",)


def knows(sheet, lookup):
    table = table_of(sheet, lookup)
    return table.role is not None and table.has(*MARKS, *PARENTS)


def raw_answers(sheets, lookup):
    found = []
    for sheet in sheets:
        table = table_of(sheet, lookup)
        raw = answers("collect", table)
        if raw.role == "roster":
            raw.parents = column(table, raw.rows, table.column(*PARENTS))
        else:
            raw.keys = column(table, raw.rows, table.column(*MARKS))
        found.append(raw)
    return found
"""


@pytest.fixture
def collect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dialect in a temporary folder of the package."""
    (tmp_path / "collect.py").write_text(COLLECT, encoding="utf-8")
    monkeypatch.setattr(dialects, "__path__", [*dialects.__path__, str(tmp_path)])
    # Forgotten when the test is over.
    monkeypatch.setitem(sys.modules, f"{dialects.__name__}.collect", None)
    monkeypatch.delitem(sys.modules, f"{dialects.__name__}.collect")
    return "collect"


def test_a_dialect_in_a_package_reads_its_sheets_and_no_other_does(collect: str) -> None:
    table = sheet(
        "| centre_id | land_area | collect_id | collect_device | Phone of visitor |\n"
        "| 71 | =5 | a | b | c |"
    )
    assert dialects_of(table, Lookup(RUBRIC)) == [collect]
    (raw,), problems = read(workbook(table))
    assert (raw.dialect, raw.keys, answers(raw)["land_area"]) == (collect, ["a"], [5.0])
    assert codes(problems) == []


def test_a_dialect_in_a_package_ties_its_rosters(collect: str) -> None:
    main = sheet("| centre_id | land_area | collect_id |\n| 71 | =5 | a |")
    roster = sheet("| education | collect_parent |\n| s1 | a |", "People")
    assert dialects_of(roster, Lookup(RUBRIC)) == [collect]
    found, _ = read(workbook(main, roster))
    assert [(raw.role, raw.parents) for raw in found] == [("questionnaire", []), ("roster", ["a"])]


def test_a_dialect_in_a_package_leaves_the_others_their_sheets(collect: str) -> None:
    assert collect in dialects.dialects()
    for name, text in SAMPLES.items():
        assert dialects_of(sheet(text), Lookup(RUBRIC)) == [name]


def test_without_its_file_a_dialect_is_gone() -> None:
    table = sheet("| centre_id | land_area | collect_id |\n| 71 | =5 | a |")
    assert dialects_of(table, Lookup(RUBRIC)) == ["plain"]
    assert "COL-01" in codes(read(workbook(table))[1])


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("KEY | PARENT_KEY", ["odk"]),
        ("KEY | SubmissionDate", ["odk"]),
        ("KEY | SET-OF-people", ["surveycto"]),
        ("meta-instanceID | SET-OF-people", ["odk"]),
        ("KEY | formdef_version", ["surveycto"]),
        ("formdef_version | reviewState", ["odk", "surveycto"]),
    ],
)
def test_marks_of_one_tool_weigh_more_than_marks_of_several(
    marks: str, expected: list[str]
) -> None:
    table = sheet(f"| centre_id | land_area | {marks} |\n| 71 | =5 | x | y |")
    assert dialects_of(table, Lookup(RUBRIC)) == expected
