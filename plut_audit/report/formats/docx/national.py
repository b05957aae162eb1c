"""The national report as a Word document, from the sections that every report shows."""

from typing import Any

from plut_audit.report.digest import digest
from plut_audit.report.formats.docx.paper import add_block, new_document, packed, plain
from plut_audit.report.sections import sections, title

GRAVEST = 40
"""Findings that the report prints; the letters hold every centre's own."""


def national_report(result: dict[str, Any]) -> bytes:
    """The report's bytes, in the chosen language."""
    document = new_document(title(result))
    document.add_heading(plain(title(result)), 0)
    for section in sections(result, digest(result), GRAVEST):
        document.add_heading(plain(section.title), section.level)
        for block in section.blocks:
            add_block(document, block)
    return packed(document)
