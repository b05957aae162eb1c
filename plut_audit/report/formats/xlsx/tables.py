"""One table on a sheet, whatever it shows: values, and formulas where a column has one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW, NOTE_ROW, Book
from plut_audit.report.formats.xlsx.limits import MOST_ROWS
from plut_audit.report.formats.xlsx.styles import ROW_LINE
from plut_audit.report.table import SHORTEST, Cell, Column, Table

Formula = Callable[[int, int], str]
"""The formula of a cell, by the row of the sheet and the number of the table's row; "" for none."""
NOT_ALL = N_("The first {count} are shown; CSV and JSON hold all.")
WRAPPED = ("wrap", "typed")
"""Styles whose text may take several lines."""
NARROW, MIDDLE, WIDE = 12.0, 24.0, 48.0
"""Widths of columns in characters: numbers, short texts, texts that wrap."""


@dataclass(frozen=True)
class Look:
    """How the columns of a table look and what is behind them, by the keys of the columns.

    `links` give the cell that a text leads to. `styles` and `widths` stand before those that
    follow from the columns.
    """

    widths: Mapping[str, float] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    links: Mapping[str, Formula] = field(default_factory=dict)

    def width(self, column: Column) -> float:
        """The width of a column in characters."""
        if column.key in self.widths:
            return self.widths[column.key]
        return NARROW if column.numeric else WIDE if column.wraps else MIDDLE


PLAIN = Look()


def table_sheet(
    book: Book,
    key: str,
    table: Table,
    look: Look = PLAIN,
    frozen: int = 0,
    hidden: int = 0,
    total: int = 0,
) -> Any:
    """A sheet of one table with a filter, `frozen` columns kept in sight, the last ones hidden.

    `total` is how many rows there are where the table has only the first of them.
    """
    widths = [look.width(column) for column in table.columns]
    count = min(len(table.rows), MOST_ROWS)
    sheet = book.sheet(key, widths, first=FIRST_TABLE_ROW + 1)
    book.put(sheet, NOTE_ROW, 0, _note(table, count, total or len(table.rows)), "note")
    if frozen:
        sheet.freeze_panes(FIRST_TABLE_ROW + 1, frozen)
        sheet.repeat_columns(0, frozen - 1)
    last_column = len(table.columns) - 1 - hidden
    for column in range(last_column + 1, len(table.columns)):
        sheet.set_column(column, column, widths[column], None, {"hidden": True})
    last = put_table(book, sheet, table, FIRST_TABLE_ROW, look) - 1
    last = max(last, FIRST_TABLE_ROW + 1)
    sheet.autofilter(FIRST_TABLE_ROW, 0, last, last_column)
    sheet.print_area(0, 0, last, last_column)
    line = {"type": "formula", "criteria": "=TRUE", "format": book.file.add_format(ROW_LINE)}
    sheet.conditional_format(FIRST_TABLE_ROW + 1, 0, last, last_column, line)
    return sheet


def _note(table: Table, count: int, total: int) -> str:
    not_all = _(NOT_ALL, count=format_number(count, 0)) if count < total else ""
    return f"{table.note} {not_all}".strip()


def print_wide(sheet: Any, pages: int) -> None:
    """Print a wide sheet over several pages, side by side."""
    sheet.fit_to_pages(pages, 0)
    sheet.print_across()


def put_table(book: Book, sheet: Any, table: Table, row: int, look: Look = PLAIN) -> int:
    """Heads and rows from `row` on; gives the row after them."""
    numeric = [number for number, column in enumerate(table.columns) if column.numeric]
    book.head(sheet, row, [column.title for column in table.columns], right=numeric)
    writer = _TableWriter(book, sheet, table.columns, look)
    count = min(len(table.rows), MOST_ROWS)
    for number in range(count):
        writer.row(row + 1 + number, number, table.rows[number])
    if not count and table.empty:
        book.put(sheet, row + 1, 0, table.empty)
        return row + 2
    return row + 1 + count


class _TableWriter:
    """Writes row after row; what a column needs is found once."""

    def __init__(self, book: Book, sheet: Any, columns: Sequence[Column], look: Look) -> None:
        self.book, self.sheet, self.columns = book, sheet, columns
        self.styles = [look.styles.get(column.key) or _style(book, column) for column in columns]
        self.wrapped = [
            (place, look.width(column))
            for place, column in enumerate(columns)
            if self.styles[place] in WRAPPED
        ]
        self.widths = [width for place, width in self.wrapped]
        self.coded = [place for place, column in enumerate(columns) if column.words]
        self.formulas = [look.formulas.get(column.key) for column in columns]
        self.links = [look.links.get(column.key) for column in columns]

    def row(self, row: int, number: int, values: Sequence[Cell]) -> None:
        """One row of the table: its height first, for it follows from the texts."""
        shown = list(values)
        for place in self.coded:
            shown[place] = _worded(self.columns[place], shown[place])
        if self.wrapped:
            texts = [str(shown[place] or "") for place, width in self.wrapped]
            self.book.fit_height(self.sheet, row, texts, self.widths)
        for place, value in enumerate(shown):
            formula, link = self.formulas[place], self.links[place]
            if link and (target := link(row, number)):
                self.book.link(self.sheet, row, place, target, str(value))
            elif formula and (text := formula(row, number)):
                self.book.formula(self.sheet, row, place, text, value, self.styles[place])
            else:
                self.book.put(self.sheet, row, place, value, self.styles[place])


def _worded(column: Column, value: Cell) -> Cell:
    """A code in words, everything else as it is."""
    if isinstance(value, str) and value in column.words:
        return _(column.words[value])
    return value


def _style(book: Book, column: Column) -> str:
    """The style that a column's kind asks for."""
    if column.decimals is None or column.decimals == SHORTEST:
        return "wrap" if column.wraps else "text"
    return "count" if column.decimals == 0 else book.decimals(column.decimals)
