"""The ranking, who is not in it, who did not answer, and the provinces."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import SHORTEST, Cell, Column, Table
from plut_audit.report.values import percent
from plut_audit.report.views.selection import in_province, joined, rows_left_out
from plut_audit.report.vocabulary import TIED, class_with_marks, legend
from plut_audit.result import CentreRow, Result
from plut_audit.scoring.rounding import round_scores


def headline(result: Result) -> str:
    """`96 of 100 centres answered, 41 visited, 94 ranked`, with the year and the edition."""
    summary = result.summary
    reached = _(
        N_("{responded} of {centres} centres answered, {visited} visited, {ranked} ranked"),
        responded=summary.responded,
        centres=summary.centres,
        visited=summary.visited,
        ranked=summary.ranked,
    )
    year = str(result.year or "")
    return " · ".join(filter(None, [reached, year, localized(result.rubric.title)]))


def ranking(result: Result, top: int | None = None, province: str | None = None) -> Table:
    """The ranked centres, the best first; one column for each dimension."""
    inside = in_province(result, province)
    ranked = [centre for centre in result.ranking if inside[centre.row]]
    shown = ranked[:top]
    rows = [_ranking_row(centre) for centre in shown]
    used = "".join(class_with_marks(centre) + (TIED if centre.tied else "") for centre in shown)
    return Table(
        "ranking",
        _(N_("Ranking")),
        _ranking_columns(result),
        rows,
        joined(rows_left_out(len(rows), len(ranked)), legend(used)),
        _(N_("No centre could be ranked.")),
    )


def _ranking_columns(result: Result) -> tuple[Column, ...]:
    scoring = result.rubric.scoring
    decimals = scoring.decimals
    return (
        Column("rank", _(N_("Rank")), SHORTEST, short="#", width=5),
        Column("tied", TIED, blank="", width=2),
        Column("centre_id", _(N_("Code")), width=8, data_only=True),
        Column("centre", _(N_("Centre")), wraps=True, width=30),
        Column("province", _(N_("Province")), under="centre", wraps=True, width=20),
        Column("reported", _(N_("Reported")), decimals, width=10, short=_(N_("Rep."))),
        Column("combined", _(N_("Combined")), decimals, bar_of=scoring.scale, width=10),
        Column("estimate", _(N_("Estimate")), decimals, width=10, data_only=True),
        *(Column(part.code, part.code, decimals, width=8) for part in result.rubric.dimensions),
        Column("class", _(N_("Class")), width=6),
        Column("seen_share", _(N_("Seen (%)")), 0, width=7, data_only=True),
        Column("most_severe", _(N_("Most severe")), under="class", width=9, blank=""),
    )


def _ranking_row(centre: CentreRow) -> list[Cell]:
    findings = centre.result.finding_rows_of(centre.row)
    codes = centre.result.findings
    return [
        centre.rank,
        TIED if centre.tied else None,
        centre.centre_id,
        centre.name or centre.centre_id,
        centre.province,
        centre.reported,
        centre.combined,
        centre.estimate,
        *(dimension.combined for dimension in centre.dimensions.values()),
        class_with_marks(centre),
        percent(centre.seen_share),
        codes.codes[codes.code[findings[0]]] if findings else None,
    ]


def not_ranked(result: Result, top: int | None = None, province: str | None = None) -> Table:
    """Who is not ranked, and why."""
    inside = in_province(result, province)
    unranked = [centre for centre in result.unranked if inside[centre.row]]
    wording = result.wording()
    rows: list[list[Cell]] = [
        [
            centre.centre_id,
            centre.name,
            centre.province,
            centre.combined,
            wording.not_ranked(centre.not_ranked),
        ]
        for centre in unranked[:top]
    ]
    columns = (
        *_centre_columns(),
        Column("combined", _(N_("Combined")), result.rubric.scoring.decimals, width=10),
        Column("reason", _(N_("Reason")), wraps=True, width=40),
    )
    note = rows_left_out(len(rows), len(unranked))
    return Table("not_ranked", _(N_("Not ranked")), columns, rows, note)


def _centre_columns() -> tuple[Column, ...]:
    return (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=30),
        Column("province", _(N_("Province")), wraps=True, under="centre", width=20),
    )


def did_not_answer(result: Result, top: int | None = None, province: str | None = None) -> Table:
    """Which centres of the registry did not answer; none where there is no registry."""
    rows = np.flatnonzero(~result.centres.responded & in_province(result, province))
    centres = [result.centres.centres[row] for row in rows]
    if not result.summary.registry_known:
        centres = []
    return silent_centres(
        [(centre.centre_id, centre.name, centre.province) for centre in centres], top
    )


def silent_centres(centres: list[tuple[str, str, str]], top: int | None = None) -> Table:
    """Centres that did not answer, by code, name and province."""
    rows = [list[Cell](centre) for centre in centres[:top]]
    note = rows_left_out(len(rows), len(centres))
    return Table("did_not_answer", _(N_("Did not answer")), _centre_columns(), rows, note)


# --- provinces -----------------------------------------------------------------------------


def provinces(result: Result) -> Table:
    """Each province: how many centres, and the mean of its ranked ones; none where none is known."""
    members: dict[str, list[CentreRow]] = defaultdict(list)
    for centre in result.centre_rows():
        members[centre.province].append(centre)
    rows: list[list[Cell]] = [
        [
            name,
            len(group),
            sum(centre.responded for centre in group),
            sum(centre.ranked for centre in group),
            mean_combined(result, group),
        ]
        for name, group in sorted(members.items())
        if set(members) != {""}
    ]
    columns = (
        Column("province", _(N_("Province")), wraps=True, width=30),
        Column("centres", _(N_("Centres")), 0, width=9),
        Column("responded", _(N_("Answered")), 0, width=9),
        Column("ranked", _(N_("Ranked")), 0, width=9),
        Column(
            "mean_combined", _(N_("Mean combined score")), result.rubric.scoring.decimals, width=12
        ),
    )
    return Table("provinces", _(N_("Provinces")), columns, rows)


def mean_combined(result: Result, centres: Iterable[CentreRow]) -> float | None:
    """Mean combined score of the ranked ones among some centres, rounded as scores are."""
    rows = [centre.row for centre in centres if centre.ranked]
    if not rows:
        return None
    mean = result.centres.combined.index[rows].mean()
    return float(round_scores(mean, result.rubric.scoring.decimals))
