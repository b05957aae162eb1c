"""The follow-up of recommendations, where a matrix was carried over."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import Section
from plut_audit.report.views.follow_up import follow_up_by_province, follow_up_by_semester
from plut_audit.result import Result

ORDER = 75


def sections(result: Result) -> Iterator[Section]:
    """The recapitulation by province and by semester."""
    if result.follow_up is None:
        return
    tables = [follow_up_by_province(result), follow_up_by_semester(result)]
    yield Section("follow_up_recap", _(N_("Follow-up of recommendations")), tables)
