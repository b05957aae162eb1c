"""The award shortlist, where the edition has an award."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report import views
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.result import Result

ORDER = 30
RULE = N_(
    "In each class of owner the first {places} by the printed estimate, from class {least} "
    "upwards. Centres with the same printed score share a place, so a list can be longer. A "
    "centre with a provisional class is to be visited before it is honoured."
)


def sections(result: Result) -> Iterator[Section]:
    """One list for each class of owner."""
    award = result.rubric.award
    if award is None:
        return
    rule = _(RULE, places=award.places, least=award.least_class)
    tables = views.award_shortlist(result)
    yield Section("shortlist", _(N_("Award shortlist")), [Paragraph(rule), *tables])
