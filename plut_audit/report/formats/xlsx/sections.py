"""The sections of a report that have no sheet of their own making: each on a sheet."""

from collections.abc import Iterable
from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import Block, Facts, FindingBlock, Section
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.report.formats.xlsx.tables import put_table
from plut_audit.report.sections import sections
from plut_audit.report.table import Table
from plut_audit.result import Result

OWN_SHEETS = (
    *("summary", "ranking", "provinces", "systemic", "critical", "findings", "problems"),
    "verification",
)
"""Modules of sections that this package writes itself, with formulas or in full."""
NAMES = {"agreement": N_("Agreement")}
"""Names of sheets whose titles are too long."""
WIDTHS = (34.0, 30.0, *[14.0] * 14)


def section_sheets(book: Book, result: Result) -> None:
    """A sheet for each chapter, its parts below it."""
    for chapter in _chapters(sections(result, without=OWN_SHEETS)):
        _sheet(book, chapter)


def _chapters(found: Iterable[Section]) -> list[list[Section]]:
    """Sections by chapter: each of level 1 with those that follow it."""
    chapters: list[list[Section]] = []
    for section in found:
        if section.level == 1 or not chapters:
            chapters.append([])
        chapters[-1].append(section)
    return chapters


def _sheet(book: Book, chapter: list[Section]) -> None:
    first = chapter[0]
    key = f"section {first.key}"
    name = _(NAMES[first.key]) if first.key in NAMES else first.title
    book.name(key, name)
    sheet = book.sheet(key, WIDTHS, first=0, title=first.title)
    row = 3
    for section in chapter:
        if section is not first:
            book.put(sheet, row, 0, section.title, "part")
            row += 1
        for block in section.blocks:
            caption = section.caption(block) if isinstance(block, Table) else ""
            row = _block(book, sheet, row, block, caption) + 1


def _block(book: Book, sheet: Any, row: int, block: Block, caption: str) -> int:
    """One block, a table with its caption; gives the row after it."""
    if isinstance(block, Table):
        return _table(book, sheet, row, block, caption)
    if isinstance(block, Facts):
        return _facts(book, sheet, row, block)
    if isinstance(block, FindingBlock):
        pairs = [(block.heading, block.severity), *block.elements]
        return _facts(book, sheet, row, Facts(pairs))
    book.put(sheet, row, 0, block.text)
    return row + 1


def _table(book: Book, sheet: Any, row: int, table: Table, caption: str) -> int:
    if caption:
        book.put(sheet, row, 0, caption, "bold")
        row += 1
    row = put_table(book, sheet, table, row)
    if table.note:
        book.put(sheet, row, 0, table.note, "note")
        row += 1
    return row


def _facts(book: Book, sheet: Any, row: int, facts: Facts) -> int:
    for number, (title, value) in enumerate(facts.pairs):
        book.put(sheet, row + number, 0, title, "note")
        book.put(sheet, row + number, 1, value)
    return row + len(facts.pairs)
