"""What was wrong in the files, by kind."""

from collections.abc import Iterator

from plut_audit.report import views
from plut_audit.report.blocks import Section
from plut_audit.result import Result

ORDER = 110


def sections(result: Result) -> Iterator[Section]:
    """Each kind of problem with its count and its first location."""
    table = views.problems_by_kind(result.problems)
    yield Section("problems", table.title, [table])
