"""The next visits, each with the reason for it."""

from collections.abc import Sequence

from plut_audit.analysis.visit_plan import PlannedVisit
from plut_audit.i18n import N_, _
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import Result

CHOSEN_BY = {"risk": N_("risk"), "random": N_("random draw")}


def headline(visits: Sequence[PlannedVisit], result: Result) -> str:
    """How many visits, and how they were chosen."""
    drawn = sum(visit.chosen_by == "random" for visit in visits)
    return _(
        N_("{count} of {centres} centres to visit: {risk} by risk, {drawn} drawn at random"),
        count=len(visits),
        centres=len(result.centres),
        risk=len(visits) - drawn,
        drawn=drawn,
    )


def plan(visits: Sequence[PlannedVisit]) -> Table:
    """The plan, a row a centre."""
    columns = (
        Column("centre_id", _(N_("Code"))),
        Column("name", _(N_("Centre")), wraps=True),
        Column("province", _(N_("Province")), under="name", wraps=True),
        Column("class", _(N_("Class"))),
        Column("chosen_by", _(N_("Chosen by")), words=CHOSEN_BY),
        Column("risk", _(N_("Risk")), 2),
        Column("reason", _(N_("Reason")), wraps=True),
    )
    rows: list[list[Cell]] = [
        [
            visit.centre_id,
            visit.name,
            visit.province,
            visit.class_name,
            visit.chosen_by,
            visit.risk,
            visit.reason(),
        ]
        for visit in visits
    ]
    return Table("visits", _(N_("Visits")), columns, rows)
