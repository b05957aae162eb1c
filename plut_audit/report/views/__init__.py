"""One view for each table that is shown: a `Table` made from a `Result` or a part of it.

Terminal, pages, letters, workbook and text render these; none makes a table of its own of what
a view shows. A view puts into words only the rows that it shows (`top`), so that the first ten
of 100,000 centres cost no more than the first ten of a hundred.

    ranking      the ranking, who is not in it, who did not answer, the provinces
    findings     findings, systemic ones, problems in the files
    centre       one centre down to its cells
    awards       the award shortlist, the institutional ladder
    comparison, finding_changes   two years; trend, robustness, agreement
    verification what visits confirmed
    decisions    what the auditor decided
    selection    which rows are shown
"""

from plut_audit.report.views.agreement import (
    agreement_groups,
    count_factors,
    kappas,
    reliabilities,
)
from plut_audit.report.views.awards import award_shortlist, ladder
from plut_audit.report.views.centre import (
    centre_findings,
    centre_headline,
    centre_indicators,
    centre_scores,
)
from plut_audit.report.views.comparison import (
    changes,
    not_comparable,
    presence_changes,
    suspected,
)
from plut_audit.report.views.decisions import decisions, effects_line
from plut_audit.report.views.finding_changes import finding_changes
from plut_audit.report.views.findings import (
    findings,
    findings_by_code,
    problem_table,
    problems,
    problems_by_kind,
    systemic,
    unread_problems,
)
from plut_audit.report.views.headline import dimension_names, headline
from plut_audit.report.views.ranking import (
    did_not_answer,
    mean_estimate,
    no_intervals,
    not_ranked,
    provinces,
    ranking,
    seen_ranking,
    silent_centres,
)
from plut_audit.report.views.robustness import assumptions, leave_out, rank_intervals
from plut_audit.report.views.trend import trend_centres, trend_years
from plut_audit.report.views.verification import verification_factors

__all__ = [
    "agreement_groups",
    "assumptions",
    "award_shortlist",
    "centre_findings",
    "centre_headline",
    "centre_indicators",
    "centre_scores",
    "changes",
    "count_factors",
    "decisions",
    "did_not_answer",
    "dimension_names",
    "effects_line",
    "finding_changes",
    "findings",
    "findings_by_code",
    "headline",
    "kappas",
    "ladder",
    "leave_out",
    "mean_estimate",
    "no_intervals",
    "not_comparable",
    "not_ranked",
    "presence_changes",
    "problem_table",
    "problems",
    "problems_by_kind",
    "provinces",
    "rank_intervals",
    "ranking",
    "reliabilities",
    "seen_ranking",
    "silent_centres",
    "suspected",
    "systemic",
    "trend_centres",
    "trend_years",
    "unread_problems",
    "verification_factors",
]
