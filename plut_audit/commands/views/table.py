"""How a table looks on a terminal, as CSV and as Markdown."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date

from rich import box
from rich.table import Table as RichTable
from rich.text import Text

from plut_audit.commands.views.signs import printable
from plut_audit.report.formats.csv import safe_text
from plut_audit.report.formats.md import escaped, table_lines
from plut_audit.report.table import SHORTEST, Cell, Column, Table, cell_text

WIDE = 120
"""Columns of a terminal from which every part of a row stands on one line."""
BAR_WIDTH = 8

Style = tuple[str, str]
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


def to_rich(table: Table, width: int) -> RichTable:
    """The table for a terminal of this width."""
    narrow = width < WIDE
    table = table.without(*(column.key for column in table.columns if column.data_only))
    shown = [column for column in table.columns if not (narrow and column.under)]
    look = RichTable(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0) if narrow else (0, 1),
    )
    for column in shown:
        look.add_column(
            column.short if narrow and column.short else column.title,
            justify="right" if column.numeric else "left",
            no_wrap=not column.wraps,
            overflow="fold",
        )
    keys = [column.key for column in table.columns]
    for row in table.rows:
        cells = dict(zip(keys, row, strict=True))
        look.add_row(*(_text(table, column, cells, narrow) for column in shown))
    return look


def _text(table: Table, column: Column, cells: Mapping[str, Cell], narrow: bool) -> Text:
    value = cells[column.key]
    text = Text(printable(cell_text(column, value)), style=_style(column, value))
    if column.bar_of is not None:
        text.append("\n" if narrow else " ")
        text.append(*bar(value, column.bar_of, BAR_WIDTH))
    for lower in table.columns if narrow else ():
        if lower.under == column.key and cells[lower.key] not in (None, ""):
            text.append(f"\n{printable(cell_text(lower, cells[lower.key]))}", "dim")
    return text


def _style(column: Column, value: Cell) -> str:
    """The colour of a severity or a class; none of the others."""
    if column.key not in STYLED or not isinstance(value, str) or not value:
        return ""
    if column.key == "severity":
        return SEVERITY_STYLES.get(value, "")
    letter = ord(value[0]) - ord("A")
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
