"""Cells in formulas are named as XlsxWriter names them, to the last column of a sheet."""

import pytest
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from plut_audit.report.formats.xlsx import references

CELLS = [(0, 0), (4, 25), (9, 26), (99, 701), (1_048_575, 702), (3, 16_383)]


@pytest.mark.parametrize(("row", "column"), CELLS)
def test_a_cell_is_named_as_excel_names_it(row: int, column: int) -> None:
    assert references.cell(row, column) == xl_rowcol_to_cell(row, column)
    assert references.fixed(row, column) == xl_rowcol_to_cell(row, column, True, True)
    assert references.in_column(row, column) == xl_rowcol_to_cell(row, column, col_abs=True)


@pytest.mark.parametrize(("row", "column"), CELLS)
def test_a_stretch_has_both_its_ends(row: int, column: int) -> None:
    assert references.down(0, row, column) == f"{xl_range_abs(0, column, 0, column)}:" + (
        xl_rowcol_to_cell(row, column, True, True)
    )
    assert references.across(row, 1, column, row_fixed=True) == (
        f"{xl_rowcol_to_cell(row, 1, True, True)}:{xl_rowcol_to_cell(row, column, True, True)}"
    )
