"""The report as text (Markdown), for those who want text and for a terminal."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plut_audit.i18n import N_, _, set_language
from plut_audit.report.blocks import Block, Facts, FindingBlock, Paragraph, Section
from plut_audit.report.sections import report_title, sections
from plut_audit.report.stage import page_mark
from plut_audit.report.table import Table, cell_text
from plut_audit.result import Result

# What Markdown or a browser would take for more than a letter.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&~$])")
_LIST = re.compile(r"^(\d*)([-+=.)])(?!\d)")


def write(result: Result, path: Path, language: str) -> None:
    """Write the report to `path`."""
    set_language(language)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(result))


def lines(result: Result) -> Iterator[str]:
    """The report in pieces."""
    yield f"# {escaped(report_title(result))}\n"
    marked = page_mark(result)
    mark = [f"\n**{escaped(marked[1])}**\n"] if marked else []
    yield from mark
    for section in sections(result):
        yield from _section(section)
    yield from mark


def _section(section: Section) -> Iterator[str]:
    yield f"\n{'#' * (section.level + 1)} {escaped(section.title)}\n"
    for block in section.blocks:
        yield "\n"
        yield from _block(block, section)


def _block(block: Block, section: Section) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"{escaped(block.text)}\n"
    elif isinstance(block, Facts):
        yield from (f"- {escaped(label)}: {escaped(text)}\n" for label, text in block.pairs)
    elif isinstance(block, FindingBlock):
        yield from _finding(block)
    else:
        yield from _table(block, section)


def _table(table: Table, section: Section) -> Iterator[str]:
    if caption := section.caption(table):
        yield f"{'#' * (section.level + 2)} {escaped(caption)}\n\n"
    yield from table_lines(table)


def table_lines(table: Table) -> Iterator[str]:
    """A table with its note; what stands for no rows where it has none."""
    if not table.rows:
        yield f"{escaped(table.empty)}\n" if table.empty else ""
    else:
        yield _row(escaped(column.title) for column in table.columns)
        yield _row("---:" if column.numeric else "---" for column in table.columns)
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield _row(escaped(cell_text(column, value)) for column, value in cells)
    if table.note:
        yield f"\n{escaped(table.note)}\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _finding(finding: FindingBlock) -> Iterator[str]:
    yield f"### {escaped(finding.heading)}\n\n{escaped(finding.severity)}\n\n"
    for label, text in finding.elements:
        yield f"- {escaped(label)}: {escaped(text)}\n"
    if finding.cells:
        yield f"- {escaped(_(N_('Cells')))}: {escaped(', '.join(finding.cells))}\n"


def escaped(text: str) -> str:
    """The text in one line, every sign of it taken as a letter."""
    one_line = " ".join(text.split())
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line))
