"""How far ranks depend on the method: intervals, assumptions, parts left out."""

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import SHORTEST, Cell, Column, Table
from plut_audit.report.values import percent
from plut_audit.report.views.selection import rows_left_out
from plut_audit.result import Result
from plut_audit.result.extras import Robustness

ASSUMPTIONS = {
    "weights": N_("Weights of indicators and dimensions"),
    "goalposts": N_("Goalposts of the indicators"),
    "mean": N_("Arithmetic or geometric mean of the dimensions"),
    "blanks": N_("Blanks at 0 or left out"),
    "self_report": N_(
        "What no visit saw: the errors of a whole visited centre in place of the verification "
        "factor"
    ),
    "unobservable": N_(
        "What no visit can see: as reported, or times the verification factor of a visited centre"
    ),
}
"""The assumptions by the codes of `Robustness.assumptions`."""
EFFECTS = {
    "acts": N_("moves scores"),
    "inert": N_("inert: moves no score here"),
}
"""Whether an assumption acted, in words."""


def rank_intervals(robustness: Robustness, result: Result, top: int | None = None) -> Table:
    """Each centre's rank with its interval under all draws."""
    decimals = result.rubric.scoring.decimals
    names = {centre.centre_id: centre.name for centre in result.centres.centres}
    rows: list[list[Cell]] = [
        [
            row.rank,
            row.centre_id,
            names.get(row.centre_id) or row.centre_id,
            row.median_rank,
            row.rank_low,
            row.rank_high,
            row.band,
            percent(row.bottom_tenth),
            row.arithmetic,
            row.geometric,
            row.arithmetic_rank,
            row.geometric_rank,
        ]
        for row in robustness.centres[:top]
    ]
    columns = (
        Column("rank", _(N_("Rank")), SHORTEST, short="#", width=6),
        Column("centre_id", _(N_("Code")), width=8, under="centre"),
        Column("centre", _(N_("Centre")), wraps=True, width=30),
        Column("median_rank", _(N_("Median rank")), SHORTEST, width=8),
        Column("rank_low", _(N_("From")), SHORTEST, width=7),
        Column("rank_high", _(N_("Up to")), SHORTEST, width=7),
        Column("band", _(N_("Band")), 0, width=6),
        Column("bottom_tenth", _(N_("Chance of the bottom tenth (%)")), 0, width=10, wraps=True),
        Column("arithmetic", _(N_("Arithmetic")), decimals, width=9, data_only=True),
        Column("geometric", _(N_("Geometric")), decimals, width=9, data_only=True),
        Column("arithmetic_rank", _(N_("Arithmetic rank")), SHORTEST, under="median_rank"),
        Column("geometric_rank", _(N_("Geometric rank")), SHORTEST, under="median_rank"),
    )
    title = _(N_("Ranks with their 5-95 % interval"))
    note = rows_left_out(len(rows), len(robustness.centres))
    return Table("rank_intervals", title, columns, rows, note)


def assumptions(robustness: Robustness) -> Table:
    """Which assumption moves ranks, the one that moves them most first."""
    columns = (
        Column("assumption", _(N_("Assumption")), words=ASSUMPTIONS, wraps=True, width=50),
        Column("mean_shift", _(N_("Mean shift in ranks")), 2, width=12),
        Column("mean_change", _(N_("Mean change of the score")), 2, width=12),
        Column("effect", _(N_("Influence")), words=EFFECTS, width=16),
    )
    rows: list[list[Cell]] = [
        [row.code, row.mean_shift, row.mean_change, "inert" if row.inert else "acts"]
        for row in robustness.assumptions
    ]
    return Table("assumptions", _(N_("Which assumption moves ranks")), columns, rows)


def leave_out(robustness: Robustness, result: Result, top: int | None = None) -> Table:
    """What leaving out one dimension or indicator does, the largest mean shift first."""
    rubric = result.rubric
    titles = {dimension.code: dimension.title for dimension in rubric.dimensions}
    titles |= {code: indicator.title for code, indicator in rubric.indicators.items()}
    ordered = sorted(robustness.leave_out, key=lambda row: -row.mean_shift)
    rows: list[list[Cell]] = [
        [
            row.code,
            localized(titles.get(row.code, row.code)),
            row.mean_shift,
            row.largest_shift,
            row.centre_id,
        ]
        for row in ordered[:top]
    ]
    columns = (
        Column("code", _(N_("Left out")), width=8),
        Column("title", _(N_("Title")), wraps=True, width=40),
        Column("mean_shift", _(N_("Mean shift in ranks")), 2, width=9, wraps=True),
        Column("largest_shift", _(N_("Largest shift")), SHORTEST, width=9),
        Column("centre_id", _(N_("Centre")), width=9),
    )
    note = rows_left_out(len(rows), len(ordered))
    return Table("leave_out", _(N_("Left out one at a time")), columns, rows, note)
