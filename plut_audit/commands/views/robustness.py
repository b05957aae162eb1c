"""How far ranks depend on the method, and how far self-report and visits agree."""

from typing import Any

from plut_audit.commands.views.ranking import more
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, _, format_number, localized

Record = dict[str, Any]


def headline(robustness: Record) -> str:
    """Draws, bands, and the assumption that moves ranks most."""
    codes = {one["code"]: localized(one["title"]) for one in robustness["assumptions"]}
    moving = codes.get(robustness["moves_most"] or "", _(N_("nothing")))
    return _(
        N_(
            "{ranked} centres, {draws} draws, seed {seed}: {bands} bands; a rank interval spans "
            "{width} ranks on average; what moves ranks most: {moving}"
        ),
        ranked=robustness["ranked"],
        draws=robustness["draws"],
        seed=robustness["seed"],
        bands=robustness["bands"],
        width=format_number(robustness["mean_width"], 1),
        moving=moving,
    )


def tables(robustness: Record, agreement: Record, top: int | None) -> list[Table]:
    """Rank intervals, assumptions, what leaving out does, and the agreement of the sources."""
    return [
        _centres(robustness, top),
        _assumptions(robustness),
        _left_out(robustness, top),
        _agreement(agreement),
    ]


def _centres(robustness: Record, top: int | None) -> Table:
    columns = [
        Column("rank", _(N_("Rank")), 0),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("median_rank", _(N_("Median rank")), 0),
        Column("rank_low", _(N_("from")), 0),
        Column("rank_high", _(N_("to")), 0),
        Column("band", _(N_("Band")), 0),
        Column("bottom_tenth", _(N_("Bottom tenth")), 0, suffix=" %"),
        Column("arithmetic_rank", _(N_("Arithmetic")), 0, under="median_rank"),
        Column("geometric_rank", _(N_("Geometric")), 0, under="median_rank"),
    ]
    every = robustness["centres"]
    rows: list[list[Cell]] = [
        [
            one["rank"],
            one["name"] or one["centre_id"],
            one["median_rank"],
            one["rank_low"],
            one["rank_high"],
            one["band"],
            100 * one["bottom_tenth"],
            one["arithmetic_rank"],
            one["geometric_rank"],
        ]
        for one in every[:top]
    ]
    title = _(N_("Ranks with their 5-95 % interval"))
    return Table(title, columns, rows, more(len(rows), len(every)))


def _assumptions(robustness: Record) -> Table:
    columns = [
        Column("assumption", _(N_("Assumption")), wraps=True),
        Column("mean_shift", _(N_("Mean rank shift")), 2),
    ]
    rows: list[list[Cell]] = [
        [localized(one["title"]), one["mean_shift"]] for one in robustness["assumptions"]
    ]
    return Table(_(N_("Which assumption moves ranks")), columns, rows)


def _left_out(robustness: Record, top: int | None) -> Table:
    columns = [
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Left out")), wraps=True),
        Column("mean_shift", _(N_("Mean rank shift")), 2),
        Column("largest_shift", _(N_("Largest")), 0),
        Column("centre_id", _(N_("Centre"))),
    ]
    every = sorted(robustness["leave_out"], key=lambda one: -one["mean_shift"])
    rows: list[list[Cell]] = [
        [
            one["code"],
            localized(one["title"]),
            one["mean_shift"],
            one["largest_shift"],
            one["centre_id"],
        ]
        for one in every[:top]
    ]
    return Table(_(N_("Left out one at a time")), columns, rows, more(len(rows), len(every)))


def _agreement(agreement: Record) -> Table:
    """Self-report against visits by dimension; under the fewest pairs only counts."""
    columns = [
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Dimension")), wraps=True),
        Column("n", _(N_("Pairs")), 0),
        Column("agree", _(N_("Agree")), 0),
        Column("overstated", _(N_("Overstated")), 0),
        Column("understated", _(N_("Understated")), 0),
        Column("agreement", _(N_("Agreement")), 1, suffix=" %"),
        Column("mean_difference", _(N_("Mean difference")), 2),
    ]
    names = ("n", "agree", "overstated", "understated", "agreement", "mean_difference")
    rows: list[list[Cell]] = [
        [one["code"], localized(one["title"]), *(one[name] for name in names)]
        for one in agreement["dimensions"]
    ]
    return Table(_(N_("Self-report against visits")), columns, rows)
