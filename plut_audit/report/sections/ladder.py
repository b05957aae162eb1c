"""The institutional ladder, where the edition has one."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report import views
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.result import Result

ORDER = 70
RULE = N_(
    "The ministry leads the centres from the dinas to UPTD and from UPTD to BLUD. A centre is "
    "ready when each indicator that the step needs reaches the score in brackets."
)


def sections(result: Result) -> Iterator[Section]:
    """Who could take the next step, and what the others lack."""
    if result.rubric.ladder:
        table = views.ladder(result)
        yield Section("ladder", table.title, [Paragraph(_(RULE)), table])
