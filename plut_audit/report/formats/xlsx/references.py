"""Cells and stretches of cells as formulas refer to them."""

from functools import cache

from xlsxwriter.utility import xl_col_to_name


def fixed(row: int, column: int) -> str:
    """`$D$5`."""
    return f"${letters(column)}${row + 1}"


def cell(row: int, column: int) -> str:
    """`D5`."""
    return f"{letters(column)}{row + 1}"


def in_column(row: int, column: int) -> str:
    """`$D5`: the column fixed."""
    return f"${letters(column)}{row + 1}"


@cache
def letters(column: int) -> str:
    """The letters of a column; each column is in a formula of every row."""
    return str(xl_col_to_name(column))


def down(first: int, last: int, column: int) -> str:
    """A stretch of a column, fixed: `$D$5:$D$20`."""
    return f"{fixed(first, column)}:{fixed(last, column)}"


def across(row: int, first: int, last: int, row_fixed: bool = False) -> str:
    """A stretch of a row, its columns fixed: `$D5:$K5`, or `$D$5:$K$5`."""
    mark = "$" if row_fixed else ""
    return f"${letters(first)}{mark}{row + 1}:${letters(last)}{mark}{row + 1}"
