"""The critical findings in their five elements."""

from collections.abc import Iterator

import numpy as np

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.sections.findings import finding_block
from plut_audit.result import FindingRow, Result
from plut_audit.scoring.findings import Severity

ORDER = 18
MOST = 100
"""Findings that a report prints in full; all are in the letters, the workbook and the page."""


def sections(result: Result) -> Iterator[Section]:
    """The first critical findings; nothing where there is none."""
    rows = np.flatnonzero(result.findings.severity == Severity.CRITICAL)
    if not len(rows):
        return
    blocks: list[Block] = []
    if len(rows) > MOST:
        blocks.append(Paragraph(_left_out(len(rows))))
    blocks += [finding_block(FindingRow(result, int(row))) for row in rows[:MOST]]
    yield Section("critical", _(N_("Critical findings")), blocks)


def _left_out(total: int) -> str:
    return _(
        N_("{most} of {total} critical findings; all of them are in the letters of the centres."),
        most=format_number(MOST, 0),
        total=format_number(total, 0),
    )
