"""Every odd file of the shared collection gives its values, or one line with the right code."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from plut_audit.ingest.sheets import read

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"

VALUES = {
    "calamine__biff5-rich-text-string.xls": 97,
    "calamine__issue_419.xlsx": 1,
    "closedxml__ClosedXML.Tests__EmptyFill.xlsx": 69,
    "closedxml__ClosedXML.Tests__InvalidPrintTitles.xlsx": 24,
    "frictionless__table-with-booleans.ods": 6,
    "pandas022__testdateoverflow.xlsx": 8,
    "pandas022__times_1904.xlsx": 12,
    "phpspreadsheet__Reader__Ods__nomimetype.ods": 2,
    "phpspreadsheet__Reader__XLSX__utf16be.xlsx": 1,
    "phpspreadsheet__Reader__XLSX__without_cell_reference.xlsx": 100,
    "phpspreadsheet__Reader__XLS__maccentraleurope.biff5.xls": 37,
    "poi__57893-many-merges.xlsx": 0,
    "poi__59746_NoRowNums.xlsx": 571,
    "poi__SampleSS.strict.xlsx": 15,
    "poi__ex41187-19267.xls": 3,
    "poi__no_drawing_patriarch.xlsx": 66935,
    "poi__testEXCEL_3.xls": 183,
    "poi__xxe_in_schema.xlsx": 4,
    "pyxform__bug_example_xls__extra_columns.xls": 11,
    "readxl__testthat__sheets__Ekaterinburg_IP_9.xlsx": 20149,
    "readxl__testthat__sheets__mtcars.xls": 77,
    "roo__files__x000D.xlsx": 17,
    "sheetjs__LONumbers.xlsx": 372,
    "sheetjs__crlf__CRLFR9.XLS": 4,
    "sheetjs__sheet_visibility.xlsx": 46,
    "sheetjs__sheet_visibility_strict.xlsx": 46,
    "sheetjs__xlsx-stream-d-date-cell.xlsx": 33,
}
REFUSED = {
    "calamine__issue252.xlsx": "FIL-07",
    "calamine__issue_594_dos.ods": "FIL-10",
    "calamine__pass_protected.xlsb": "FIL-03",
    "getodk-central__e2e__standard__empty.xlsx": "FIL-01",
    "getodk-docs-lfs__docs__language__fr__recensement_etablissements_scolaires_24.xlsx": "FIL-05",
    "misc__~$New Microsoft Excel Worksheet.xlsx": "FIL-02",
    "msoffcrypto__inputs__example_password.xlsx": "FIL-03",
    "openpyxl__openpyxl__tests__data__reader__null_archive.xlsx": "FIL-06",
    "phpspreadsheet__Reader__XLS__oleloop.xls": "FIL-07",
    "poi__51535.xls": "FIL-09",
    "poi__54764-2.xlsx": "FIL-10",
    "poi__54764.xlsx": "FIL-10",
    "poi__Simple.xlsb": "FIL-08",
    "poi__clusterfuzz-testcase-minimized-POIHSSFFuzzer-5816431116615680.xls": "FIL-07",
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5937385319563264.xlsx": "FIL-07",
    "poi__duplicate-filename-case-insensitive.xlsx": "FIL-10",
    "poi__openxml4j__invalid.xlsx": "FIL-06",
    "poi__password.xls": "FIL-03",
    "poi__poc-shared-strings.xlsx": "FIL-09",
    "poi__poc-xmlbomb.xlsx": "FIL-10",
    "poi__sample-beta.xlsx": "FIL-07",
    "poi__xlsx-corrupted.xlsx": "FIL-07",
    "roo__files__encrypted-letmein.ods": "FIL-03",
    "sheetjs__1904__1904.slk": "FIL-08",
    "sheetjs__2013__apachepoi_51535.xls.xlsb": "FIL-08",
    "sheetjs__password_2002_40_xor.xls": "FIL-03",
}

READ_ALL = """
import json, sys, time
from pathlib import Path
from plut_audit.ingest.sheets import UnreadableFileError, read
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))
except ImportError:
    pass
for path in sorted(Path(sys.argv[1]).iterdir()):
    begun, said = time.process_time(), None
    try:
        sheets = read(path, path.name).sheets
        said = sum(value != "" for sheet in sheets for row in sheet.rows for value in row)
    except UnreadableFileError as error:
        said = error.problem.code
        assert error.problem.message()["id"] and error.problem.file == path.name
    print(json.dumps([path.name, said, time.process_time() - begun]), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[object, float]]:
    """What each file gave, and seconds of the processor, in one process that may use 2 GiB."""
    if not CORPUS.is_dir():
        pytest.skip("the shared collection of odd files is not beside the project")
    child = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(CORPUS)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=3000,
        check=False,
    )
    assert child.returncode == 0, child.stdout[-300:] + child.stderr[-2000:]
    return {name: (said, took) for name, said, took in map(json.loads, child.stdout.splitlines())}


@pytest.mark.parametrize("name", sorted(VALUES | REFUSED))
def test_each_odd_file_gives_its_values_or_one_line(
    name: str, outcomes: dict[str, tuple[object, float]]
) -> None:
    said, took = outcomes[name]
    assert said == (VALUES | REFUSED)[name]
    assert took < 60


def test_every_file_of_the_collection_is_expected(
    outcomes: dict[str, tuple[object, float]],
) -> None:
    assert set(outcomes) - {"README.md", "hazards.csv"} == set(VALUES) | set(REFUSED)


def test_counts_agree_with_what_other_readers_found(shared: Path) -> None:
    with (shared / "corpus" / "hazards.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for found in (row["pandas+xlrd"], row["pandas+calamine"]):
                if row["file"] in VALUES and found.startswith("ok"):
                    assert found.endswith(f" {VALUES[row['file']]} values"), row["file"]


def test_hidden_sheets_are_read_and_reported(shared: Path) -> None:
    workbook = read(shared / "corpus" / "sheetjs__sheet_visibility.xlsx", "a.xlsx")
    assert [sheet.hidden for sheet in workbook.sheets] == [False, True, True]
    assert [problem.code for problem in workbook.problems] == ["FIL-12", "FIL-12"]


def test_texts_of_old_workbooks_are_not_garbled(shared: Path) -> None:
    rows = read(shared / "corpus" / "readxl__testthat__sheets__mtcars.xls", "a.xls").sheets[0].rows
    assert rows[0][:3] == ["mpg", "cyl", "disp"]
    assert rows[1][:3] == [21.0, 6.0, 160.0]


def test_dates_from_1904_are_told(shared: Path) -> None:
    workbook = read(shared / "corpus" / "pandas022__times_1904.xlsx", "a.xlsx")
    assert workbook.dates_from_1904
