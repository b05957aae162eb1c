"""Standard output: how wide it is, whether it has colours, and what stands on it."""

import json
import os
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from plut_audit.console.table import Table, to_csv, to_markdown, to_rich

PIPED_WIDTH = 160
"""Columns where the output is no terminal: wide enough that no row is broken."""


def console() -> Console:
    """A console on standard output, plain where that is no terminal or `NO_COLOR` is set."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(
        file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False,
        width=PIPED_WIDTH if piped else None, force_terminal=None, legacy_windows=False,
    )  # fmt: skip


def show(tables: Iterable[Table], form: str = "table", headline: str = "") -> None:
    """Show tables as text, Markdown, or (the first of them) as CSV."""
    tables = list(tables)
    if form == "csv":
        sys.stdout.write(to_csv(tables[0]))
    elif form == "md":
        sys.stdout.write(f"{headline}\n\n" if headline else "")
        sys.stdout.writelines(piece for table in tables for piece in to_markdown(table))
    else:
        _print(tables, headline)


def _print(tables: list[Table], headline: str) -> None:
    out = console()
    if headline:
        out.print(Text(headline, style="bold"))
    for place, table in enumerate(tables):
        if not table.rows and not table.note:
            continue
        out.print(Text(("\n" if place or headline else "") + table.title, style="bold"))
        if table.rows:
            _print_trimmed(out, table)
        if table.note:
            out.print(Text(table.note, style="dim"))


def _print_trimmed(out: Console, table: Table) -> None:
    """Rich fills each line with blanks to the table's width; nobody wants these in a file."""
    with out.capture() as captured:
        out.print(to_rich(table, out.width))
    for line in captured.get().splitlines():
        out.file.write(line.rstrip() + "\n")


def json_text(value: Any) -> None:
    """Show JSON; a result comes piece by piece, for that of 100,000 centres is long."""
    if isinstance(value, dict) and value.get("schema"):
        from plut_audit import report

        sys.stdout.writelines(report.dumps(value))
    else:
        json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")


def text(*paragraphs: str) -> None:
    """Show paragraphs, wrapped at the width of the terminal."""
    out = console()
    for paragraph in paragraphs:
        out.print(Text(paragraph))
