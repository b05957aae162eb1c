"""The ranking, who is not in it, who did not answer, and the provinces."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.table import SHORTEST, Cell, Column, Table
from plut_audit.report.values import interval_text, percent
from plut_audit.report.views.selection import in_province, joined, rows_left_out
from plut_audit.report.vocabulary import TIED, class_with_marks, legend
from plut_audit.result import CentreRow, Result
from plut_audit.scoring.rounding import round_scores


def ranking(
    result: Result,
    top: int | None = None,
    province: str | None = None,
    everyone: bool = False,
) -> Table:
    """The ranked centres, the best estimate first; one column for each dimension.

    With `everyone` the centres without a rank follow, each with the reason in the last column.
    """
    inside = in_province(result, province)
    listed = [*result.ranking, *result.unranked] if everyone else result.ranking
    ranked = [centre for centre in listed if inside[centre.row]]
    shown = ranked[:top]
    rows = [_ranking_row(centre) for centre in shown]
    columns = _ranking_columns(result)
    if everyone:
        wording = result.wording()
        columns = (*columns, Column("not_ranked_because", _(N_("Reason")), blank=""))
        rows = [
            [*row, wording.not_ranked(centre.not_ranked)]
            for row, centre in zip(rows, shown, strict=True)
        ]
    return Table(
        "ranking",
        _(N_("Ranking")),
        columns,
        rows,
        joined(rows_left_out(len(rows), len(ranked)), _ranking_note(result, shown)),
        _(N_("No centre could be ranked.")),
    )


def _ranking_note(result: Result, shown: list[CentreRow]) -> str:
    """What the marks and the intervals mean, and why there are none."""
    used = "".join(class_with_marks(centre) + (TIED if centre.tied else "") for centre in shown)
    intervals = any(centre.rank_interval for centre in shown)
    meaning = _(N_("Intervals hold 5 to 95 %.")) if intervals else no_intervals(result)
    return joined(legend(used), meaning)


def no_intervals(result: Result) -> str:
    """Why no estimate has an interval; nothing where they have, or nothing can be visited."""
    rubric, donors = result.rubric, result.verification.donors
    if donors >= rubric.estimation.donors or rubric.without_form:
        return ""
    return _(
        N_(
            "No intervals: they need at least {least} visited centres whose questionnaire and visit "
            "both answered {share} % or more of what a visit can check. Visited: {visited}; of "
            "these with enough: {count}."
        ),
        least=rubric.estimation.donors,
        share=format_number(100 * rubric.estimation.donor_share, 0),
        visited=result.summary.visited,
        count=donors,
    )


def _ranking_columns(result: Result) -> tuple[Column, ...]:
    scoring = result.rubric.scoring
    decimals = scoring.decimals
    codes = [dimension.code for dimension in result.rubric.dimensions]
    # Where nobody answers and nobody visits, all figures are one.
    plain = result.rubric.without_form
    name = _(N_("Unit")) if plain else _(N_("Centre"))
    return (
        Column("rank", _(N_("Rank")), SHORTEST, short="#", width=5),
        Column("tied", TIED, blank="", width=2),
        Column("rank_interval", _(N_("Rank interval")), short=_(N_("Ranks")), width=7, blank=""),
        Column("centre_id", _(N_("Code")), width=8, data_only=True),
        Column("centre", name, wraps=True, width=28),
        Column("province", _(N_("Province")), under="centre", wraps=True, width=18),
        Column("estimate", _(N_("Estimate")), decimals, bar_of=scoring.scale, width=9),
        Column("estimate_interval", _(N_("Interval")), under="estimate", width=11, blank=""),
        Column(
            "combined", _(N_("Combined")), decimals, short=_(N_("Comb.")), width=9, data_only=plain
        ),
        Column(
            "reported", _(N_("Reported")), decimals, short=_(N_("Rep.")), width=9, data_only=plain
        ),
        *(Column(code, code, decimals, width=7, data_only=True) for code in codes),
        Column("class", _(N_("Class")), width=6),
        Column("seen_share", _(N_("Seen (%)")), 0, width=6, data_only=plain),
        Column("group", _(N_("Group")), 0, width=6, data_only=True),
        Column("most_severe", _(N_("Most severe")), under="class", width=9, blank=""),
    )


def _ranking_row(centre: CentreRow) -> list[Cell]:
    decimals = centre.result.rubric.scoring.decimals
    findings = centre.result.finding_rows_of(centre.row)
    codes = centre.result.findings
    return [
        centre.rank,
        TIED if centre.tied else None,
        interval_text(centre.rank_interval),
        centre.centre_id,
        centre.name or centre.centre_id,
        centre.province,
        centre.estimate,
        interval_text(centre.estimate_interval, decimals),
        centre.combined,
        centre.reported,
        *(dimension.estimate for dimension in centre.dimensions.values()),
        class_with_marks(centre),
        percent(centre.seen_share),
        centre.group,
        codes.codes[codes.code[findings[0]]] if findings else None,
    ]


def seen_ranking(result: Result, top: int | None = None) -> Table:
    """The visited centres alone, by their combined score."""
    visited = [centre for centre in result.ranking if centre.seen_rank is not None]
    visited.sort(key=lambda centre: (centre.seen_rank or 0, centre.row))
    rows: list[list[Cell]] = [
        [
            centre.seen_rank,
            centre.centre_id,
            centre.name or centre.centre_id,
            centre.combined,
            class_with_marks(centre),
            percent(centre.seen_share),
        ]
        for centre in visited[:top]
    ]
    columns = (
        Column("seen_rank", _(N_("Rank")), SHORTEST, short="#", width=6),
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=40),
        Column("combined", _(N_("Combined")), result.rubric.scoring.decimals, width=10),
        Column("class", _(N_("Class")), width=7),
        Column("seen_share", _(N_("Seen (%)")), 0, width=8),
    )
    title = _(N_("Visited centres by combined score"))
    note = joined(
        rows_left_out(len(rows), len(visited)),
        legend("".join(class_with_marks(centre) for centre in visited[:top])),
    )
    return Table("seen_ranking", title, columns, rows, note)


def not_ranked(result: Result, top: int | None = None, province: str | None = None) -> Table:
    """Who is not ranked, between which scores its index lies, and why."""
    inside = in_province(result, province)
    unranked = [centre for centre in result.unranked if inside[centre.row]]
    wording, decimals = result.wording(), result.rubric.scoring.decimals
    rows: list[list[Cell]] = [
        [
            centre.centre_id,
            centre.name,
            centre.province,
            interval_text(centre.estimate_interval, decimals),
            wording.not_ranked(centre.not_ranked),
        ]
        for centre in unranked[:top]
    ]
    columns = (
        *_centre_columns(),
        Column("interval", _(N_("Score between")), width=13),
        Column("reason", _(N_("Reason")), wraps=True, width=40),
    )
    note = rows_left_out(len(rows), len(unranked))
    return Table("not_ranked", _(N_("Too little answered")), columns, rows, note)


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
            mean_estimate(result, group),
        ]
        for name, group in sorted(members.items())
        if set(members) != {""}
    ]
    columns = (
        Column("province", _(N_("Province")), wraps=True, width=30),
        Column("centres", _(N_("Centres")), 0, width=9),
        Column("responded", _(N_("Answered")), 0, width=9),
        Column("ranked", _(N_("Ranked")), 0, width=9),
        Column("mean_estimate", _(N_("Mean estimate")), result.rubric.scoring.decimals, width=12),
    )
    return Table("provinces", _(N_("Provinces")), columns, rows)


def mean_estimate(result: Result, centres: Iterable[CentreRow]) -> float | None:
    """Mean estimate of the ranked ones among some centres, rounded as scores are."""
    rows = [centre.row for centre in centres if centre.ranked]
    if not rows:
        return None
    mean = result.centres.estimate.index[rows].mean()
    return float(round_scores(mean, result.rubric.scoring.decimals))
