"""How far ranks depend on the method, and how far self-report and visits agree."""

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.table import Table
from plut_audit.report.views.robustness import ASSUMPTIONS
from plut_audit.result import Result
from plut_audit.result.extras import Robustness


def headline(robustness: Robustness) -> str:
    """Draws, bands, and the assumption that moves ranks most."""
    most = robustness.moves_most
    return _(
        N_(
            "{ranked} centres, {draws} draws, seed {seed}: {bands} bands; a rank interval spans "
            "{width} ranks on average; what moves ranks most: {moving}"
        ),
        ranked=robustness.ranked,
        draws=robustness.draws,
        seed=robustness.seed,
        bands=robustness.bands,
        width=format_number(robustness.mean_width, 1),
        moving=_(ASSUMPTIONS[most]) if most else _(N_("nothing")),
    )


def tables(result: Result, top: int | None = None) -> list[Table]:
    """Rank intervals, assumptions, parts left out, and the agreement of the sources.

    For a result with both studies; either one that is missing has no tables.
    """
    made: list[Table] = []
    if result.robustness:
        made += [
            views.rank_intervals(result.robustness, result, top),
            views.assumptions(result.robustness),
            views.leave_out(result.robustness, result, top),
        ]
    if result.agreement:
        made += views.agreement_groups(result.agreement, result)[:1]
    return made
