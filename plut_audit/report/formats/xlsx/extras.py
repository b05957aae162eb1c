"""What a result holds only when it was asked for: trend, robustness, agreement."""

from typing import Any

from plut_audit import i18n
from plut_audit.report.blocks import SHORTEST, Block, Facts, Paragraph, Table
from plut_audit.report.digest import digest
from plut_audit.report.extras import extras as sections
from plut_audit.report.formats.xlsx.book import Book, Record

KEYS = ("trend", "robustness", "agreement")


def extras(book: Book, result: Record) -> None:
    """One sheet for each that is there, with the tables that every report has of it."""
    if not any(result.get(key) for key in KEYS):
        return
    before = i18n.current_language()
    i18n.set_language(book.language)
    try:
        for section in sections(dict(result), digest(dict(result))):
            _sheet(book, section.key, section.blocks)
    finally:
        i18n.set_language(before)


def _sheet(book: Book, key: str, blocks: list[Block]) -> None:
    sheet = book.sheet(key, (34, 30, *[14] * 14), first=0)
    row = 3
    for block in blocks:
        if isinstance(block, Paragraph):
            book.put(sheet, row, 0, block.text)
            row += 2
        elif isinstance(block, Facts):
            row = _facts(book, sheet, row, block) + 1
        elif isinstance(block, Table):
            row = _table(book, sheet, row, block) + 1


def _facts(book: Book, sheet: Any, row: int, block: Facts) -> int:
    for number, (title, value) in enumerate(block.pairs):
        book.put(sheet, row + number, 0, title, "note")
        book.put(sheet, row + number, 1, value)
    return row + len(block.pairs)


def _table(book: Book, sheet: Any, row: int, block: Table) -> int:
    book.head(sheet, row, [heading.title for heading in block.headings])
    for number, values in enumerate(block.rows, row + 1):
        for column, (value, heading) in enumerate(zip(values, block.headings, strict=True)):
            shown = book.pick(value) if isinstance(value, dict) else value
            book.put(sheet, number, column, shown, _style(book, value, heading.decimals))
    return row + 1 + len(block.rows)


def _style(book: Book, value: Any, decimals: int | None) -> str:
    """The format of a number with the decimals of its column."""
    if not isinstance(value, float) or decimals is None or decimals == SHORTEST:
        return "text"
    name = f"decimals {decimals}"
    if name not in book.formats:
        style = {"num_format": f"{0:.{decimals}f}_)", "valign": "top"}
        book.formats[name] = book.file.add_format(style)
    return name
