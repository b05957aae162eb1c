"""The decisions of the auditor, where there are any."""

from collections.abc import Iterator

from plut_audit.report import views
from plut_audit.report.blocks import Section
from plut_audit.result import Result

ORDER = 105


def sections(result: Result) -> Iterator[Section]:
    """Every decision with its effect; nothing where nobody decided anything."""
    if result.decisions:
        table = views.decisions(result)
        yield Section("decisions", table.title, [table])
