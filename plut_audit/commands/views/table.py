"""One table, whatever it holds, and how it looks as text, CSV and Markdown."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich import box
from rich.table import Table as RichTable
from rich.text import Text

from plut_audit.commands.views.signs import printable
from plut_audit.i18n import format_number

WIDE = 120
"""Columns of a terminal from which every part of a row stands on one line."""
_BLANK = "–"

Cell = str | float | None
Style = tuple[str, str]


@dataclass(frozen=True)
class Column:
    """One column; `key` names it in CSV.

    `decimals` makes it one of numbers. In a narrow terminal it stands below the column `under`
    and is headed `short`.
    `bar_of` draws a bar of the number against that scale. `wraps` lets its text break.
    """

    key: str
    title: str
    decimals: int | None = None
    under: str = ""
    bar_of: float | None = None
    wraps: bool = False
    short: str = ""
    suffix: str = ""


@dataclass
class Table:
    """Rows under a title; `note` says what is not shown, `styles` colour a cell by its text."""

    title: str
    columns: list[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)


# --- text ----------------------------------------------------------------------------------


def to_rich(table: Table, width: int) -> RichTable:
    """The table for a terminal of this width."""
    narrow = width < WIDE
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
            justify="left" if column.decimals is None else "right",
            no_wrap=not column.wraps,
            overflow="fold",
        )
    for row in table.rows:
        cells = dict(zip([column.key for column in table.columns], row, strict=True))
        look.add_row(*(_text(table, column, cells, narrow) for column in shown))
    return look


def _text(table: Table, column: Column, cells: dict[str, Cell], narrow: bool) -> Text:
    written = spoken(column, cells[column.key])
    text = Text(written, style=table.styles.get(written, ""))
    if column.bar_of is not None:
        text.append("\n" if narrow else " ")
        text.append(*bar(cells[column.key], column.bar_of, 8))
    for lower in table.columns if narrow else ():
        if lower.under == column.key and (below := spoken(lower, cells[lower.key])):
            text.append(f"\n{below}", "dim")
    return text


def spoken(column: Column, cell: Cell) -> str:
    """A cell as the reader's language writes it."""
    if cell is None:
        return _BLANK
    if column.decimals is None or isinstance(cell, str):
        return printable(str(cell))
    return format_number(cell, column.decimals) + column.suffix


def bar(cell: Cell, scale: float, width: int) -> Style:
    """A number as a bar of whole blocks, which every console can show, and its colour."""
    share = cell / scale if isinstance(cell, float | int) else 0.0
    filled = round(width * min(max(share, 0), 1))
    return "█" * filled + "░" * (width - filled), "cyan"


# --- CSV and Markdown ----------------------------------------------------------------------


def to_csv(table: Table) -> str:
    """The table as CSV under the keys of its columns; numbers with a point in every language."""
    from plut_audit.report.formats.csv import safe_text

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        writer.writerow([safe_text(_plain(column, cell)) for column, cell in cells])
    return text.getvalue()


def _plain(column: Column, cell: Cell) -> str:
    if cell is None:
        return ""
    if column.decimals is None or isinstance(cell, str):
        return str(cell)
    return f"{cell:.{column.decimals}f}"


def to_markdown(table: Table) -> Iterator[str]:
    """The table as Markdown under its title."""
    yield f"## {table.title}\n\n"
    if table.rows:
        yield "| " + " | ".join(_escaped(column.title) for column in table.columns) + " |\n"
        yield "|" + "|".join(" --- " if one.decimals is None else " ---: " for one in table.columns)
        yield "|\n"
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield "| " + " | ".join(_escaped(spoken(column, cell)) for column, cell in cells) + " |\n"
    yield f"\n{table.note}\n\n" if table.note else "\n"


def _escaped(cell: str) -> str:
    for sign in "\\|*_`<[":
        cell = cell.replace(sign, f"\\{sign}")
    return " ".join(cell.split())
