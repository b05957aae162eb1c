"""What a report consists of: sections made of tables, facts, paragraphs and findings.

Nothing here knows a format. A renderer (`report.formats`, the terminal) prints the title of a
section, then its blocks in order; a table is headed by `Section.caption` and followed by its
note, and where it has no rows `Table.empty` is printed instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plut_audit.report.table import Table


@dataclass(frozen=True)
class Facts:
    """Labels with their values, already in words."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class FindingBlock:
    """One finding with its five elements as labels and words.

    `severity` is the word with the points lost (`critical, 3.2 points lost`), `level` the code
    of the severity, for a colour.
    """

    heading: str
    severity: str
    elements: tuple[tuple[str, str], ...]
    cells: tuple[str, ...]
    level: str = ""


Block = Table | Facts | Paragraph | FindingBlock


@dataclass(frozen=True)
class Section:
    """A titled part of a report; `level` 1 is a chapter. `key` names it in links, once a report."""

    key: str
    title: str
    blocks: Sequence[Block] = ()
    level: int = 1

    def caption(self, table: Table) -> str:
        """The title of one of its tables, "" where it would only repeat the section's."""
        return "" if table.title == self.title else table.title
