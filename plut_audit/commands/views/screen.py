"""Standard output: how wide it is, whether it has colours, and what stands on it."""

import json
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from plut_audit.commands.views.signs import escaped, printable, writable
from plut_audit.commands.views.table import drawn, to_csv, to_markdown
from plut_audit.report.table import Table

if TYPE_CHECKING:
    from plut_audit.result import Result

PIPED_WIDTH = 160
"""Columns where the output is no terminal: wide enough that no row is broken."""


def console() -> Console:
    """A console on standard output, plain where that is no terminal or `NO_COLOR` is set."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(
        file=sys.stdout,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        width=PIPED_WIDTH if piped else None,
        force_terminal=None,
        legacy_windows=False,
    )


def show(tables: Iterable[Table], form: str = "table", headline: str = "") -> None:
    """Show tables as text, Markdown, or (the first of them) as CSV."""
    tables = list(tables)
    if form == "csv":
        sys.stdout.write(to_csv(tables[0]))
    elif form == "md":
        sys.stdout.write(f"{printable(headline)}\n\n" if headline else "")
        sys.stdout.writelines(printable(piece) for table in tables for piece in to_markdown(table))
    else:
        _print(tables, headline)


def _print(tables: list[Table], headline: str) -> None:
    out = console()
    if headline:
        _print_trimmed(out, Text(printable(headline), style="bold"))
    for number, table in enumerate(tables):
        if not table.rows and not table.note:
            continue
        title = ("\n" if number or headline else "") + printable(table.title)
        _print_trimmed(out, Text(title, style="bold"))
        if table.rows:
            for piece in drawn(table, out.width):
                _print_trimmed(out, piece)
        if table.note:
            _print_trimmed(out, Text(printable(table.note), style="dim"))


def _print_trimmed(out: Console, what: RenderableType) -> None:
    """Rich fills each line with blanks to the width; nobody wants these in a file.

    A plain `str` is a line that was laid out before.
    """
    for line in (f"{what}\n" if isinstance(what, str) else _rendered(out, what)).splitlines():
        out.file.write(writable(line.rstrip(), sys.stdout.encoding) + "\n")


def _rendered(out: Console, what: RenderableType) -> str:
    with out.capture() as captured:
        out.print(what)
    return captured.get()


def json_text(value: Any) -> None:
    """Show JSON."""
    for piece in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(value):
        sys.stdout.write(escaped(piece))
    sys.stdout.write("\n")


def stored(result: "Result") -> None:
    """Show a result as it is stored, piece by piece."""
    from plut_audit.result.storage import dumps

    sys.stdout.writelines(map(escaped, dumps(result)))


def text(*paragraphs: str) -> None:
    """Show paragraphs, wrapped at the width of the terminal."""
    out = console()
    for paragraph in paragraphs:
        _print_trimmed(out, Text(printable(paragraph)))


def explained(lines: Iterable[tuple[str, str]]) -> None:
    """Show headings with what belongs to each indented below; a blank one is the title."""
    out = console()
    for heading, text in lines:
        _print_trimmed(out, Text(printable(heading or text), style="bold"))
        if heading:
            _print_trimmed(out, Padding(Text(printable(text)), (0, 0, 0, 2), expand=False))
