"""The provinces, where any is known."""

from collections.abc import Iterator

from plut_audit.report import views
from plut_audit.report.blocks import Section
from plut_audit.result import Result

ORDER = 40


def sections(result: Result) -> Iterator[Section]:
    """How many centres each province has, and their mean."""
    table = views.provinces(result)
    if table.rows:
        yield Section("provinces", table.title, [table])
