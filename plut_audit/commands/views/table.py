"""How a table looks on a terminal, as CSV and as Markdown."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from plut_audit.commands.views.plain_text import folded, plain_row
from plut_audit.commands.views.signs import printable
from plut_audit.commands.views.table_layout import BAR_WIDTH, GAP, Arrangement, arranged
from plut_audit.report.formats.csv import safe_text
from plut_audit.report.formats.md import escaped, table_lines
from plut_audit.report.table import SHORTEST, Cell, Column, Table

INDENT = 2
"""Blanks before a text that stands below its row."""

MOST_COLOURED = 300
"""Rows up to which a table has colours; laying them out takes twenty times as long as the audit."""

Style = tuple[str, str]
"""A text and its style."""
Row = tuple[Sequence[Cell], Sequence[str]]
"""The values of a row, and their texts."""
SEVERITY_STYLES = {
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "error": "red",
    "warning": "yellow",
}
CLASS_STYLES = ("green", "cyan", "yellow", "red")
"""Colours of the classes A, B, C and D; another letter has none."""
STYLED = ("severity", "class")
"""Keys of the columns that are coloured."""


# --- text ----------------------------------------------------------------------------------


def drawn(table: Table, width: int) -> Iterator[RenderableType]:
    """The table for a terminal of this width; long texts stand below their row.

    Many rows are lines of plain text (`str`) that stand as coloured ones would.
    """
    way = arranged(table, width)
    widths = way.widths(width)
    rows = list(zip(way.table.rows, way.texts, strict=True))
    # What is too narrow even so is left to rich, which gives up columns.
    if len(rows) > MOST_COLOURED and widths and way.total_width(widths) <= width:
        yield _grid(way, widths, [], header=True)
        for row in rows:
            yield from _plain_lines(way, widths, row, width)
        return
    if not way.own_lines:
        yield _grid(way, widths, rows, header=True)
        return
    yield _grid(way, widths, [], header=True)
    for row in rows:
        yield _grid(way, widths, [row], header=False)
        for index in way.own_lines:
            if row[0][index] not in (None, ""):
                text = Text(_own_line(way, index, row), "dim")
                yield Padding(text, (0, 0, 0, INDENT), expand=False)


def _own_line(way: Arrangement, index: int, row: Row) -> str:
    return f"{way.title(index)}: {row[1][index]}"


def _plain_lines(way: Arrangement, widths: list[int], row: Row, width: int) -> Iterator[str]:
    """The lines of one row, then those of the texts below it."""
    cells = ["".join(text for text, _ in _pieces(way, index, row)) for index in way.beside]
    columns = [
        (way.table.columns[index].numeric, column)
        for index, column in zip(way.beside, widths, strict=True)
    ]
    yield from plain_row(cells, columns)
    for index in way.own_lines:
        if row[0][index] not in (None, ""):
            for line in folded(_own_line(way, index, row), width - INDENT):
                yield " " * INDENT + line


def _grid(way: Arrangement, widths: list[int], rows: list[Row], header: bool) -> RichTable:
    look = RichTable(
        box=box.SIMPLE_HEAD,
        show_header=header,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
    )
    for index, width in zip(way.beside, widths, strict=True):
        column = way.table.columns[index]
        look.add_column(
            way.title(index),
            justify="right" if column.numeric else "left",
            vertical="top",
            width=width,
            overflow="fold",
        )
    for row in rows:
        look.add_row(*(_text(way, index, row) for index in way.beside))
    return look


def _text(way: Arrangement, index: int, row: Row) -> Text:
    (first, style), *others = _pieces(way, index, row)
    text = Text(first, style=style)
    for piece in others:
        text.append(*piece)
    return text


def _pieces(way: Arrangement, index: int, row: Row) -> Iterator[Style]:
    """What stands in a cell: its text, the bar behind it, the texts below it."""
    values, texts = row
    column = way.table.columns[index]
    yield texts[index], _style(column, values[index])
    if way.has_bar(index) and column.bar_of is not None:
        yield " ", ""
        yield bar(values[index], column.bar_of, BAR_WIDTH)
    for lower in way.below(index):
        if values[lower] not in (None, ""):
            yield f"\n{texts[lower]}", "dim"


def _style(column: Column, value: Cell) -> str:
    """The colour of a severity or a class, certain or provisional; none of the others."""
    if column.key not in STYLED or not isinstance(value, str) or not value:
        return ""
    if column.key == "severity":
        return SEVERITY_STYLES.get(value, "")
    letter = ord(value.lstrip("(")[:1] or " ") - ord("A")
    return CLASS_STYLES[letter] if 0 <= letter < len(CLASS_STYLES) else ""


def bar(value: Cell, scale: float, width: int) -> Style:
    """A number as a bar of whole blocks, which every console can show, and its colour."""
    share = value / scale if isinstance(value, float | int) else 0.0
    filled = round(width * min(max(share, 0), 1))
    return "█" * filled + "░" * (width - filled), "cyan"


# --- CSV and Markdown ----------------------------------------------------------------------


def to_csv(table: Table) -> str:
    """The table as CSV under the keys of its columns; numbers with a point in every language.

    Codes stay codes.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        writer.writerow([safe_text(printable(_plain(column, value))) for column, value in cells])
    return text.getvalue()


def _plain(column: Column, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) or column.decimals is None:
        return str(value)
    return f"{value:g}" if column.decimals == SHORTEST else f"{value:.{column.decimals}f}"


def to_markdown(table: Table) -> Iterator[str]:
    """The table as Markdown under its title."""
    yield f"## {escaped(table.title)}\n\n"
    yield from table_lines(table)
    yield "\n"
