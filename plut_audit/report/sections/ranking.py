"""The ranking, and the centres that are not in it."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report import views
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.result import Result

ORDER = 20
RANKING_NOTE = N_(
    "Combined counts what the visit saw and, where it saw nothing, what was reported. Reported "
    "counts the questionnaire alone. Estimate lowers what was only reported by the overstatement "
    "that visits found. Centres with the same printed score share a rank."
)


def sections(result: Result) -> Iterator[Section]:
    """The ranked centres, the best first, then the others with the reason."""
    dimensions = (dimension.code for dimension in result.rubric.dimensions)
    # A printed page has no width for these.
    table = views.ranking(result).without("most_severe", *dimensions)
    yield Section("ranking", table.title, [Paragraph(_(RANKING_NOTE)), table])
    unranked = views.not_ranked(result)
    if unranked.rows:
        yield Section("unranked", unranked.title, [unranked])
