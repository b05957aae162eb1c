"""How far the recommendations are followed up, by province and by semester."""

from collections.abc import Sequence

from plut_audit.i18n import N_, _
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import Result
from plut_audit.review.follow_up import STATUSES, RecapLine, by_province, by_semester

NOTE = N_(
    "States of Peraturan BPK 2/2017, article 6(4). What a visit saw counts as in accordance only "
    "by another visit or by evidence that was accepted; what cannot be followed up needs its reason."
)


def follow_up_by_province(result: Result) -> Table:
    """Recommendations by province and state."""
    title = _(N_("Follow-up by province"))
    return _recap("follow_up_provinces", title, _(N_("Province")), by_province(result))


def follow_up_by_semester(result: Result) -> Table:
    """Recommendations by the semester of receipt and state."""
    title = _(N_("Follow-up by semester"))
    return _recap("follow_up_semesters", title, _(N_("Report received")), by_semester(result))


def _recap(key: str, title: str, first: str, lines: Sequence[RecapLine]) -> Table:
    columns = (
        Column("name", first, wraps=True, width=30),
        *(Column(code, _(word), 0, width=14) for code, word in STATUSES.items()),
        Column("total", _(N_("Total")), 0, width=10),
    )
    rows = [_row(line) for line in lines]
    totals: list[Cell] = [sum(line.by_status[code] for line in lines) for code in STATUSES]
    rows.append([_(N_("Total")), *totals, sum(line.total for line in lines)])
    return Table(key, title, columns, rows, _(NOTE))


def _row(line: RecapLine) -> list[Cell]:
    return [line.name, *(line.by_status[code] for code in STATUSES), line.total]
