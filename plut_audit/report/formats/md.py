"""The report as text (Markdown), for those who want text and for a terminal."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from plut_audit.i18n import N_, _, set_language
from plut_audit.report.blocks import Block, Facts, Finding, Paragraph, Section, Table, shown
from plut_audit.report.digest import digest
from plut_audit.report.sections import sections, title

# What Markdown or a browser would take for more than a letter.
_MEANING = re.compile(r"([\\`*_\[\]<>|#&~$])")
_LIST = re.compile(r"^(\d*)([-+=.)])(?!\d)")


def write(result: dict[str, Any], path: Path, language: str) -> None:
    """Write the report to `path`."""
    set_language(language)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(result))


def lines(result: dict[str, Any]) -> Iterator[str]:
    """The report piece by piece."""
    yield f"# {plain(title(result))}\n"
    for section in sections(result, digest(result)):
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"\n{'#' * (section.level + 1)} {plain(section.title)}\n"
    for block in section.blocks:
        yield "\n"
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return [f"{plain(block.text)}\n"]
    if isinstance(block, Facts):
        return [f"- {plain(label)}: {plain(value)}\n" for label, value in block.pairs]
    if isinstance(block, Table):
        return _table(block)
    return _finding(block)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"{plain(table.empty)}\n"
        return
    yield _row(plain(head.title) for head in table.headings)
    yield _row("---:" if head.numeric else "---" for head in table.headings)
    for row in table.rows:
        yield _row(
            plain(shown(value, head.decimals))
            for value, head in zip(row, table.headings, strict=True)
        )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"### {plain(finding.heading)}\n\n{plain(finding.severity)}\n\n"
    for label, value in finding.elements:
        yield f"- {plain(label)}: {plain(value)}\n"
    if finding.cells:
        yield f"- {plain(_(N_('Cells')))}: {plain(', '.join(finding.cells))}\n"


def plain(text: str) -> str:
    """The text in one line, every sign of it taken as a letter."""
    one_line = " ".join(text.split())
    return _LIST.sub(r"\1\\\2", _MEANING.sub(r"\\\1", one_line))
