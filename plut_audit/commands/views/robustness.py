"""How far ranks depend on the method, and how far self-report and visits agree."""

from typing import Any

from plut_audit.commands.views.ranking import more
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, number, pick, say

Record = dict[str, Any]


def headline(robustness: Record) -> str:
    """Draws, bands, and the assumption that moves ranks most."""
    codes = {one["code"]: pick(one["title"]) for one in robustness["assumptions"]}
    moving = codes.get(robustness["moves_most"] or "", say(N_("nothing")))
    return say(
        N_("{ranked} centres, {draws} draws, seed {seed}: {bands} bands; a rank interval spans "
           "{width} ranks on average; what moves ranks most: {moving}"),
        ranked=robustness["ranked"], draws=robustness["draws"], seed=robustness["seed"],
        bands=robustness["bands"], width=number(robustness["mean_width"], 1), moving=moving,
    )  # fmt: skip


def tables(robustness: Record, agreement: Record, top: int | None) -> list[Table]:
    """Rank intervals, assumptions, what leaving out does, and the agreement of the sources."""
    return [
        _centres(robustness, top), _assumptions(robustness), _left_out(robustness, top),
        _agreement(agreement),
    ]  # fmt: skip


def _centres(robustness: Record, top: int | None) -> Table:
    columns = [
        Column("rank", say(N_("Rank")), 0), Column("centre", say(N_("Centre")), wraps=True),
        Column("median_rank", say(N_("Median rank")), 0),
        Column("rank_low", say(N_("from")), 0), Column("rank_high", say(N_("to")), 0),
        Column("band", say(N_("Band")), 0),
        Column("bottom_tenth", say(N_("Bottom tenth")), 0, suffix=" %"),
        Column("arithmetic_rank", say(N_("Arithmetic")), 0, under="median_rank"),
        Column("geometric_rank", say(N_("Geometric")), 0, under="median_rank"),
    ]  # fmt: skip
    every = robustness["centres"]
    rows: list[list[Cell]] = [
        [
            one["rank"], one["name"] or one["centre_id"], one["median_rank"], one["rank_low"],
            one["rank_high"], one["band"], 100 * one["bottom_tenth"], one["arithmetic_rank"],
            one["geometric_rank"],
        ] for one in every[:top]
    ]  # fmt: skip
    title = say(N_("Ranks with their 5-95 % interval"))
    return Table(title, columns, rows, more(len(rows), len(every)))


def _assumptions(robustness: Record) -> Table:
    columns = [
        Column("assumption", say(N_("Assumption")), wraps=True),
        Column("mean_shift", say(N_("Mean rank shift")), 2),
    ]
    rows: list[list[Cell]] = [
        [pick(one["title"]), one["mean_shift"]] for one in robustness["assumptions"]
    ]
    return Table(say(N_("Which assumption moves ranks")), columns, rows)


def _left_out(robustness: Record, top: int | None) -> Table:
    columns = [
        Column("code", say(N_("Code"))), Column("title", say(N_("Left out")), wraps=True),
        Column("mean_shift", say(N_("Mean rank shift")), 2),
        Column("largest_shift", say(N_("Largest")), 0), Column("centre_id", say(N_("Centre"))),
    ]  # fmt: skip
    every = sorted(robustness["leave_out"], key=lambda one: -one["mean_shift"])
    rows: list[list[Cell]] = [
        [one["code"], pick(one["title"]), one["mean_shift"], one["largest_shift"], one["centre_id"]]
        for one in every[:top]
    ]
    return Table(say(N_("Left out one at a time")), columns, rows, more(len(rows), len(every)))


def _agreement(agreement: Record) -> Table:
    """Self-report against visits by dimension; under the fewest pairs only counts."""
    columns = [
        Column("code", say(N_("Code"))), Column("title", say(N_("Dimension")), wraps=True),
        Column("n", say(N_("Pairs")), 0), Column("agree", say(N_("Agree")), 0),
        Column("overstated", say(N_("Overstated")), 0),
        Column("understated", say(N_("Understated")), 0),
        Column("agreement", say(N_("Agreement")), 1, suffix=" %"),
        Column("mean_difference", say(N_("Mean difference")), 2),
    ]  # fmt: skip
    names = ("n", "agree", "overstated", "understated", "agreement", "mean_difference")
    rows: list[list[Cell]] = [
        [one["code"], pick(one["title"]), *(one[name] for name in names)]
        for one in agreement["dimensions"]
    ]
    return Table(say(N_("Self-report against visits")), columns, rows)
