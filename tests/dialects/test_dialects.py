"""The package as a whole: a module is a dialect, and exactly one knows a sheet."""

import pytest
from builders.tables import RUBRIC, codes, read, sheet, workbook

from plut_audit.ingest import dialects
from plut_audit.ingest.dialects._questions import Lookup

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
    assert [one for one, module in dialects.dialects().items() if module.knows(sample, lookup)] == [
        name
    ]
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
