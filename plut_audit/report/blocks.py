"""What a section is made of: paragraphs, facts, tables and findings, free of any format.

Cells hold values, not text; `shown` prints one in the reader's language. So a number is rounded
and punctuated in one place for the page, the letter and the plain text.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plut_audit.i18n import _, format_date, format_number, format_plain_number, localized

Record = dict[str, Any]


SHORTEST = -1
"""Decimals of a number that is written as short as it can be: a rank of 2, a shared one of 2.5."""


@dataclass(frozen=True)
class Heading:
    """The head of a column: its words, and the decimals of its numbers (None: as it stands)."""

    title: str
    decimals: int | None = None

    @property
    def numeric(self) -> bool:
        """Whether the column is set flush right."""
        return self.decimals is not None


@dataclass(frozen=True)
class Table:
    """Rows of values under headings; `empty` is said where there are none."""

    headings: tuple[Heading, ...]
    rows: list[list[Any]]
    empty: str = ""


@dataclass(frozen=True)
class Facts:
    """Labels with their values, already in words."""

    pairs: list[tuple[str, str]]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Finding:
    """One finding with its five elements as labels and words."""

    heading: str
    severity: str
    elements: tuple[tuple[str, str], ...]
    cells: tuple[str, ...]


Block = Table | Facts | Paragraph | Finding


@dataclass(frozen=True)
class Section:
    """A titled part of a report; `level` 1 is a chapter. `key` names it in links."""

    key: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    level: int = 1


def shown(value: Any, decimals: int | None = None) -> str:
    """A value as it is printed: numbers and dates by the language, an en dash for none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        if decimals is None or decimals == SHORTEST:
            return format_plain_number(float(value))
        return format_number(value, decimals)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, dict):
        return localized(value)
    return str(value)


def joined(values: Iterable[Any], show: Callable[[Any], str] = str) -> str:
    """Several values in one cell."""
    return ", ".join(show(value) for value in values)
