"""What falls short in so many centres that it is no single centre's fault."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.result import Result

ORDER = 15


def sections(result: Result) -> Iterator[Section]:
    """The systemic findings, and when one is called that."""
    severities = result.rubric.severities
    rule = _(
        N_(
            "Medium or more severe in at least {share} % of the ranked centres of the country, or "
            "{province} % of those of a province with at least {minimum} of them."
        ),
        share=format_number(100 * severities.systemic_share, 0),
        province=format_number(100 * severities.systemic_province, 0),
        minimum=severities.systemic_minimum,
    )
    table = views.systemic(result)
    yield Section("systemic", table.title, [Paragraph(rule), table])
