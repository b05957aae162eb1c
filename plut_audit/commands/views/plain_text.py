"""Rows of a table as lines of plain text, folded and set flush as rich does it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from plut_audit.commands.views.table_layout import GAP

_CONSOLE = Console()
"""`Text.wrap` asks for one and takes nothing from it."""


def folded(text: str, width: int) -> list[str]:
    """The lines of a text in a column of this width; a longer word is broken."""
    lines: list[str] = []
    for line in text.split("\n"):
        if cell_len(line) <= width:
            lines.append(line)
        else:
            wrapped = Text(line).wrap(_CONSOLE, width, overflow="fold")
            lines += [piece.plain for piece in wrapped]
    return lines


def plain_row(cells: Sequence[str], columns: Sequence[tuple[bool, int]]) -> Iterator[str]:
    """The lines of a row; `columns` says of each whether it is set flush right, and its width."""
    folds = [folded(cell, width) for cell, (_, width) in zip(cells, columns, strict=True)]
    for line in zip_longest(*folds, fillvalue=""):
        pieces = zip(line, columns, strict=True)
        yield (" " * GAP).join(_flush(text, *column) for text, column in pieces)


def _flush(text: str, right: bool, width: int) -> str:
    if right:
        text = text.rstrip()
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
