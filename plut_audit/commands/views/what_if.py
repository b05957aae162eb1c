"""What a centre would have with other answers, and the cheapest way to a class."""

from typing import Any

from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, _, format_number, format_plain_number, localized

Record = dict[str, Any]


def headline(told: Record) -> str:
    """Score, class and rank before and after."""
    named = f"{told['centre_id']}  {told['name']}"
    before, after = told["before"], told["after"]
    line = _(
        N_(
            "Verified {old} to {new}, class {old_class} to {new_class}, rank {old_rank} to "
            "{new_rank}"
        ),
        old=format_number(before["verified"], told["decimals"]),
        new=format_number(after["verified"], told["decimals"]),
        old_class=before["class"] or "–",
        new_class=after["class"] or "–",
        old_rank=_rank(before["rank"]),
        new_rank=_rank(after["rank"]),
    )
    if told.get("reached", True):
        return f"{named}\n{line}"
    missed = _(N_("Class {name} is not reached even with full marks."), name=told["class"])
    return f"{named}\n{line}\n{missed}"


def _rank(rank: float | None) -> str:
    return "–" if rank is None else format_plain_number(rank)


def steps(told: Record) -> Table:
    """What each step is worth, one after the other."""
    columns = [
        Column("code", _(N_("Code"))),
        Column("indicator", _(N_("Indicator")), wraps=True),
        Column("from", _(N_("Before"))),
        Column("to", _(N_("Then"))),
        Column("gain", _(N_("Gain")), told["decimals"]),
        Column("verified", _(N_("Verified")), told["decimals"]),
        Column("class", _(N_("Class"))),
    ]
    rows: list[list[Cell]] = [
        [
            one["code"],
            localized(one["title"]),
            _value(one["from"]),
            _value(one["to"]),
            one["gain"],
            one["verified"],
            one["class"],
        ]
        for one in told["steps"]
    ]
    note = "" if rows else _(N_("Nothing has to change."))
    return Table(_(N_("What each step is worth")), columns, rows, note)


def _value(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else format_plain_number(round(float(value), 4))


def dimensions(told: Record) -> Table:
    """The dimensions before and after."""
    columns = [
        Column("code", _(N_("Dimension"))),
        Column("before", _(N_("Before")), told["decimals"]),
        Column("after", _(N_("Then")), told["decimals"]),
    ]
    after = told["after"]["dimensions"]
    rows: list[list[Cell]] = [
        [code, score, after[code]] for code, score in told["before"]["dimensions"].items()
    ]
    return Table(_(N_("Dimensions")), columns, rows)
