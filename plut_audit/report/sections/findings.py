"""The findings and suggestions of all centres by what they are about."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.blocks import FindingBlock, Paragraph, Section
from plut_audit.report.reply_text import LABELS, reply_elements
from plut_audit.report.vocabulary import BASES, ELEMENTS, SEVERITIES, basis_of, word
from plut_audit.result import FindingRow, Result

ORDER = 60
NOTE = N_(
    "A finding rests on a rule that bound the centre; a suggestion on a standard or on a goal of "
    "this audit. Each in its five elements is in the letter of its centre, the page, the workbook "
    "and the data package."
)


def sections(result: Result) -> Iterator[Section]:
    """How many of each, by indicator and severity."""
    table = views.findings_by_code(result)
    yield Section("findings", _(N_("Findings and suggestions")), [Paragraph(_(NOTE)), table])


def finding_block(finding: FindingRow, with_centre: bool = True) -> FindingBlock:
    """A finding in words, headed by its centre where that is not clear from the context."""
    text, centre = finding.text, finding.centre
    whose = f"{centre.centre_id} {centre.name}: " if with_centre else ""
    points = _(N_("{points} points lost"), points=format_number(finding.points_lost, 2))
    level = finding.severity.word
    return FindingBlock(
        heading=f"{whose}{finding.code} {text.title}",
        severity=f"{_(BASES[basis_of(finding)])}, {word(SEVERITIES, level)}, {points}",
        elements=(
            *((_(label), getattr(text, key)) for key, label in ELEMENTS.items()),
            *((_(LABELS[key]), reply) for key, reply in reply_elements(finding).items()),
        ),
        cells=tuple(finding.cells),
        level=level,
    )
