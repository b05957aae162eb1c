"""The findings in five elements, the most severe first."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.blocks import Block, FindingBlock, Paragraph, Section
from plut_audit.report.vocabulary import ELEMENTS, SEVERITIES, word
from plut_audit.result import FindingRow, Result

ORDER = 60
MOST_FINDINGS = 2000
"""Findings that a report prints; all of them are in the data exports."""


def sections(result: Result, most_findings: int = MOST_FINDINGS) -> Iterator[Section]:
    """The first findings in full, and how many there are."""
    total = len(result.findings)
    blocks: list[Block] = []
    if total > most_findings:
        blocks.append(Paragraph(_left_out(most_findings, total)))
    if not total:
        blocks.append(Paragraph(_(N_("There are no findings."))))
    shown = range(min(total, most_findings))
    blocks += [finding_block(FindingRow(result, row)) for row in shown]
    yield Section("findings", _(N_("Findings")), blocks)


def _left_out(most: int, total: int) -> str:
    return _(
        N_(
            "The {most} most severe of {total} findings. All of them are in the page, the workbook "
            "and the data package."
        ),
        most=format_number(most, 0),
        total=format_number(total, 0),
    )


def finding_block(finding: FindingRow, with_centre: bool = True) -> FindingBlock:
    """A finding in words, headed by its centre where that is not clear from the context."""
    text, centre = finding.text, finding.centre
    whose = f"{centre.centre_id} {centre.name}: " if with_centre else ""
    points = _(N_("{points} points lost"), points=format_number(finding.points_lost, 2))
    level = finding.severity.word
    return FindingBlock(
        heading=f"{whose}{finding.code} {text.title}",
        severity=f"{word(SEVERITIES, level)}, {points}",
        elements=tuple((_(label), getattr(text, key)) for key, label in ELEMENTS.items()),
        cells=tuple(finding.cells),
        level=level,
    )
