"""How much of what the centres reported visits confirmed."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.views import verification_factors
from plut_audit.report.views.verification import confirmed_sentence
from plut_audit.result import Result

ORDER = 40
RULE = N_(
    "The verification factor of the WHO's Data Quality Review: points that visits found over "
    "points that the same centres reported for the same indicators. That of an indicator is "
    "drawn towards that of its dimension and is at most 100 %. An item that no visit saw is "
    "estimated as reported times the factor made from the other centres."
)


def sections(result: Result) -> Iterator[Section]:
    """The factors; nothing for a rubric that knows no visits."""
    if result.rubric.without_form:
        return
    table = verification_factors(result)
    blocks: list[Block] = [table]
    if sentence := confirmed_sentence(result):
        blocks = [Paragraph(sentence), Paragraph(_(RULE)), table]
    yield Section("verification", table.title, blocks)
