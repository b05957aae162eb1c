"""The next visits, each with the reason for it."""

from typing import Any

from plut_audit.analysis.visit_plan import shown
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, _

Record = dict[str, Any]


def headline(plan: list[Record], result: Record) -> str:
    """How many visits, and how they were chosen."""
    drawn = sum(one["part"] == "random" for one in plan)
    return _(
        N_("{count} of {centres} centres to visit: {risk} by risk, {drawn} drawn at random"),
        count=len(plan),
        centres=len(result["centres"]),
        risk=len(plan) - drawn,
        drawn=drawn,
    )


def plan(visits: list[Record]) -> Table:
    """The plan, a row a centre."""
    columns = [
        Column("centre_id", _(N_("Code"))),
        Column("name", _(N_("Centre")), wraps=True),
        Column("province", _(N_("Province")), under="name", wraps=True),
        Column("class", _(N_("Class"))),
        Column("part", _(N_("Chosen by"))),
        Column("risk", _(N_("Risk")), 2),
        Column("reason", _(N_("Reason")), wraps=True),
    ]
    rows: list[list[Cell]] = [[_cell(one, column) for column in columns] for one in visits]
    return Table(_(N_("Visits")), columns, rows)


def _cell(one: Record, column: Column) -> Cell:
    value = one[column.key]
    return value if column.decimals is not None or value is None else str(shown(one, column.key))
