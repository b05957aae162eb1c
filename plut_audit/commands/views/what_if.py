"""What a centre would have with other answers, and the cheapest way to a class."""

from typing import Any

from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, number, pick, plain_number, say

Record = dict[str, Any]


def headline(told: Record) -> str:
    """Score, class and rank before and after."""
    named = f"{told['centre_id']}  {told['name']}"
    before, after = told["before"], told["after"]
    line = say(
        N_("Verified {old} to {new}, class {old_class} to {new_class}, rank {old_rank} to "
           "{new_rank}"),
        old=number(before["verified"], told["decimals"]),
        new=number(after["verified"], told["decimals"]),
        old_class=before["class"] or "–", new_class=after["class"] or "–",
        old_rank=_rank(before["rank"]), new_rank=_rank(after["rank"]),
    )  # fmt: skip
    if told.get("reached", True):
        return f"{named}\n{line}"
    missed = say(N_("Class {name} is not reached even with full marks."), name=told["class"])
    return f"{named}\n{line}\n{missed}"


def _rank(rank: float | None) -> str:
    return "–" if rank is None else plain_number(rank)


def steps(told: Record) -> Table:
    """What each step is worth, one after the other."""
    columns = [
        Column("code", say(N_("Code"))), Column("indicator", say(N_("Indicator")), wraps=True),
        Column("from", say(N_("Before"))), Column("to", say(N_("Then"))),
        Column("gain", say(N_("Gain")), told["decimals"]),
        Column("verified", say(N_("Verified")), told["decimals"]),
        Column("class", say(N_("Class"))),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            one["code"], pick(one["title"]), _value(one["from"]), _value(one["to"]), one["gain"],
            one["verified"], one["class"],
        ] for one in told["steps"]
    ]  # fmt: skip
    note = "" if rows else say(N_("Nothing has to change."))
    return Table(say(N_("What each step is worth")), columns, rows, note)


def _value(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else plain_number(round(float(value), 4))


def dimensions(told: Record) -> Table:
    """The dimensions before and after."""
    columns = [
        Column("code", say(N_("Dimension"))), Column("before", say(N_("Before")), told["decimals"]),
        Column("after", say(N_("Then")), told["decimals"]),
    ]  # fmt: skip
    after = told["after"]["dimensions"]
    rows: list[list[Cell]] = [
        [code, score, after[code]] for code, score in told["before"]["dimensions"].items()
    ]
    return Table(say(N_("Dimensions")), columns, rows)
