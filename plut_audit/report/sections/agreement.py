"""How self-report and visit agree, where that was computed."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.result import Result

ORDER = 100


def sections(result: Result) -> Iterator[Section]:
    """How often both sources say the same, and which way they differ."""
    agreement = result.agreement
    if agreement is None:
        return
    rule = _(
        N_(
            "{pairs} pairs of a reported and a seen indicator; they agree within {tolerance} "
            "points. Under {fewest} pairs there are counts only."
        ),
        pairs=format_number(agreement.pairs, 0),
        tolerance=agreement.tolerance,
        fewest=agreement.fewest,
    )
    blocks: list[Block] = [Paragraph(rule), *views.agreement_groups(agreement, result)]
    tables = (
        views.kappas(agreement, result),
        views.reliabilities(agreement, result),
        views.count_factors(agreement, result),
    )
    blocks += [table for table in tables if table.rows]
    yield Section("agreement", _(N_("Agreement of self-report and visit")), blocks)
