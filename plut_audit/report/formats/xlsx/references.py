"""Cells and stretches of cells as formulas refer to them."""

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell


def fixed(row: int, column: int) -> str:
    """`$D$5`."""
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def cell(row: int, column: int) -> str:
    """`D5`."""
    return str(xl_rowcol_to_cell(row, column))


def in_column(row: int, column: int) -> str:
    """`$D5`: the column fixed."""
    return str(xl_rowcol_to_cell(row, column, col_abs=True))


def letters(column: int) -> str:
    """The letters of a column."""
    return str(xl_col_to_name(column))


def down(first: int, last: int, column: int) -> str:
    """A stretch of a column, fixed: `$D$5:$D$20`."""
    return f"{fixed(first, column)}:{fixed(last, column)}"


def across(row: int, first: int, last: int, row_fixed: bool = False) -> str:
    """A stretch of a row, its columns fixed: `$D5:$K5`, or `$D$5:$K$5`."""
    mark = "$" if row_fixed else ""
    left, right = (xl_col_to_name(column, col_abs=True) for column in (first, last))
    return f"{left}{mark}{row + 1}:{right}{mark}{row + 1}"
