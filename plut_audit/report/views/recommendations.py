"""What is recommended, once for each indicator and check, and to how many centres."""

from datetime import date

from plut_audit.i18n import N_, _
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.views.finding_groups import FindingGroup
from plut_audit.report.vocabulary import BASES, SEVERITIES


def recommendation_table(groups: list[FindingGroup], deadline: date | None, blank: str) -> Table:
    """The recommendations with the date by which they are to be followed up.

    `blank` is printed where there is no date.
    """
    rows: list[list[Cell]] = [
        [
            number,
            group.code,
            group.basis,
            group.recommendation,
            group.severity.word,
            len(group.rows),
            deadline,
        ]
        for number, group in enumerate(groups, 1)
    ]
    columns = (
        Column("number", _(N_("No.")), 0, width=5),
        Column("code", _(N_("Code")), width=8),
        Column("basis", _(N_("Basis")), words=BASES, width=10),
        Column("recommendation", _(N_("Recommendation")), wraps=True, width=50),
        Column("severity", _(N_("Most severe")), words=SEVERITIES, width=9),
        Column("centres", _(N_("Centres")), 0, width=8),
        Column("deadline", _(N_("Follow-up until")), wraps=True, width=14, blank=blank),
    )
    empty = _(N_("There are no findings."))
    return Table("recommendations", "", columns, rows, empty=empty)
