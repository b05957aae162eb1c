"""Two years side by side."""

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.table import NO_VALUE, Table
from plut_audit.report.views.comparison import DIRECTIONS
from plut_audit.result.extras import Comparison
from plut_audit.rubric import Rubric
from plut_audit.scoring.findings import Severity


def headline(comparison: Comparison) -> str:
    """The two years and what became of estimates and findings."""
    mean, states = comparison.mean_estimate, comparison.finding_states
    return _(
        N_(
            "{old} to {new}: mean estimate {before} to {after} ({certainty}); findings: {fresh} "
            "new, {persisting} persisting, {resolved} resolved, {reported} reported resolved"
        ),
        old=comparison.old.year or NO_VALUE,
        new=comparison.new.year or NO_VALUE,
        before=format_number(mean.old),
        after=format_number(mean.new),
        certainty=_(DIRECTIONS[mean.direction]),
        fresh=format_number(states.get("new", 0), 0),
        persisting=format_number(states.get("persisting", 0), 0),
        resolved=format_number(states.get("resolved", 0), 0),
        reported=format_number(states.get("reported_resolved", 0), 0),
    )


def tables(
    comparison: Comparison,
    rubric: Rubric,
    top: int | None = None,
    province: str | None = None,
    severity: Severity | None = None,
) -> list[Table]:
    """Changes of the centres, of the findings, and what needs a second look.

    `rubric` is that of the later year.
    """
    return [
        views.changes(comparison, top, province),
        views.presence_changes(comparison, top, province),
        views.finding_changes(comparison, rubric, top, province, severity),
        views.suspected(comparison, province, top),
        views.not_comparable(comparison),
    ]
