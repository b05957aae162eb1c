"""The findings of two years by their state."""

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.views.comparison import centres_of
from plut_audit.report.views.selection import rows_left_out
from plut_audit.report.vocabulary import SEVERITIES, STATES
from plut_audit.result.extras import Comparison, FindingChange
from plut_audit.rubric import Rubric
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.findings.checks import all_checks, worded


def finding_changes(
    comparison: Comparison,
    rubric: Rubric,
    top: int | None = None,
    province: str | None = None,
    severity: Severity | None = None,
) -> Table:
    """The findings of both years by their state; `rubric` is that of the later year."""
    names = {row.centre_id: row.name for row in centres_of(comparison, province)}
    limit = Severity.LOW if severity is None else severity
    chosen = [
        row
        for row in comparison.findings
        if row.centre_id in names and Severity[row.severity.upper()] <= limit
    ]
    columns = (
        Column("state", _(N_("State")), words=STATES, width=12),
        Column("code", _(N_("Code")), width=8),
        Column("centre_id", _(N_("Code of the centre")), width=8, data_only=True),
        Column("centre", _(N_("Centre")), wraps=True, width=30),
        Column("severity", _(N_("Severity")), words=SEVERITIES, width=9),
        Column("years_open", _(N_("Years open")), 0, width=7, short=_(N_("Years"))),
        Column("title", _(N_("Finding")), wraps=True, width=40),
    )
    rows = [_finding_row(row, names, rubric) for row in chosen[:top]]
    note = rows_left_out(len(rows), len(chosen))
    return Table("finding_changes", _(N_("Findings")), columns, rows, note)


def _finding_row(row: FindingChange, names: dict[str, str], rubric: Rubric) -> list[Cell]:
    return [
        row.state,
        row.code,
        row.centre_id,
        names[row.centre_id] or row.centre_id,
        row.severity,
        row.years_open,
        finding_title(row.code, rubric),
    ]


def finding_title(code: str, rubric: Rubric) -> str:
    """The title of a finding's code; the code itself where neither year's edition is known."""
    if check := all_checks().get(code):
        return worded(check.title)
    indicator = rubric.indicators.get(code)
    if indicator is None:
        return code
    return localized(indicator.finding) or localized(indicator.title)
