"""The ranking, and the centres that are not in it."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report import views
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.result import Result

ORDER = 20
RANKING_NOTE = N_(
    "Ranked on the estimate: what a full visit would be expected to find, the one figure that "
    "treats visited and unvisited centres alike. Combined is what was seen where something was "
    "seen, and self-report elsewhere; reported is self-report alone. Centres with the same printed "
    "estimate share a rank. Centres whose rank intervals overlap should not be set against each "
    "other."
)
SEEN_NOTE = N_("The visited centres alone, by what was seen and, elsewhere, reported.")
UNRANKED_NOTE = N_(
    "These centres did not answer, or too little; they stand below the ranked ones. The interval "
    "runs from blanks at nothing to blanks at full marks."
)


def sections(result: Result) -> Iterator[Section]:
    """The ranked centres, the best first, then the others with the reason, then the visited."""
    dimensions = (dimension.code for dimension in result.rubric.dimensions)
    # A printed page has no width for these.
    table = views.ranking(result).without("most_severe", *dimensions)
    yield Section("ranking", table.title, [Paragraph(_(RANKING_NOTE)), table])
    unranked = views.not_ranked(result)
    if unranked.rows:
        yield Section("unranked", unranked.title, [Paragraph(_(UNRANKED_NOTE)), unranked])
    visited = views.seen_ranking(result)
    if visited.rows:
        yield Section("seen_ranking", visited.title, [Paragraph(_(SEEN_NOTE)), visited])
