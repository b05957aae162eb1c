"""What the chapters are made of: lettered sections, lists, space for handwriting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.table import Table

SharedSections = Mapping[str, Sequence[Section]]
"""The sections that every report has, by the name of their module."""


@dataclass(frozen=True)
class Items:
    """A numbered list."""

    texts: Sequence[str]


@dataclass(frozen=True)
class WritingSpace:
    """A label with space below it for what is written by hand or in Word."""

    label: str


EvaluationBlock = Block | Items | WritingSpace
"""A block of this report: what every format renders, and two that only a document has."""


@dataclass(frozen=True)
class ReportSection:
    """A titled part of the report; level 1 begins a page. See `report.blocks.Section`."""

    key: str
    title: str
    blocks: Sequence[EvaluationBlock] = ()
    level: int = 1

    def caption(self, table: Table) -> str:
        """The title of one of its tables, "" where it would only repeat the section's."""
        return "" if self.title.endswith(table.title) else table.title


def chapter_sections(
    key: str, title: str, sections: Iterable[ReportSection]
) -> Iterator[ReportSection]:
    """A chapter of level 1 with its sections below it, lettered A, B, C and so on."""
    yield ReportSection(key, title)
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for section in sections:
        if section.level <= 2:
            yield replace(section, level=2, title=f"{next(letters)}. {section.title}")
        else:
            yield section


def shared_sections(shared: SharedSections, *modules: str) -> Iterator[ReportSection]:
    """The sections of some modules, as far as the result has them."""
    for module in modules:
        for section in shared.get(module, ()):
            yield ReportSection(section.key, section.title, section.blocks, section.level)


def paragraphs_of(*texts: str) -> list[EvaluationBlock]:
    """A paragraph for each text that is not empty."""
    return [Paragraph(text) for text in texts if text]


def reply_spaces() -> list[WritingSpace]:
    """Where a reply and the team's comment on it are written."""
    return [
        WritingSpace(_(N_("Reply of the evaluated (tanggapan)"))),
        WritingSpace(_(N_("Comment of the team"))),
    ]
