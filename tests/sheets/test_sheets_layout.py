"""Merged cells and what is hidden, of every kind of workbook."""

from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from builders import files
from builders.files import Span

from plut_audit.ingest.sheets import Sheet, read


def only_sheet(path: Path) -> Sheet:
    (sheet,) = read(path, path.name).sheets
    return sheet


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_merged_ranges_are_known(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    content = [
        [Span("title", columns=2), "", "c"],
        [Span("down", rows=2), "b", "c"],
        ["", "b", "c"],
    ]
    files.save(path, {"Data": content})
    sheet = only_sheet(path)
    assert sorted(sheet.merged) == [((0, 0), (0, 1)), ((1, 0), (2, 0))]
    assert (sheet.rows[0][0], sheet.rows[1][0], sheet.rows[2][0]) == ("title", "down", "")


def hidden_xls(path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    for row in range(3):
        for column in range(3):
            page.write(row, column, f"{row}{column}")
    page.row(1).hidden = True
    page.col(2).hidden = True
    book.save(str(path))


def hidden_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        for row in range(3):
            page.write_row(row, 0, [f"{row}{column}" for column in range(3)])
        page.set_row(1, None, None, {"hidden": True})
        page.set_column(2, 2, None, None, {"hidden": True})


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_hidden_rows_and_columns_are_known(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    (hidden_xls if name.endswith(".xls") else hidden_xlsx)(path)
    sheet = only_sheet(path)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {2})
    assert sheet.rows[1] == ["10", "11", "12"]
