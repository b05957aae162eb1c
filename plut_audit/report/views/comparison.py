"""Two years side by side: centres with the causes of their change, findings by their state."""

from collections.abc import Sequence

from plut_audit.i18n import N_, _, format_number, format_plain_number
from plut_audit.report.table import NO_VALUE, SHORTEST, Cell, Column, Table
from plut_audit.report.values import interval_text, percent
from plut_audit.report.views.selection import provinces_like, rows_left_out
from plut_audit.result.extras import CauseOfChange, CentreChange, Comparison

PRESENCE = {
    "new": N_("new in the registry"),
    "gone": N_("no longer in the registry"),
    "silent": N_("did not answer this year"),
    "answered_again": N_("answered again"),
}
"""`CentreChange.status` in words; a centre that answered in both years has none."""
REASONS = {
    "newer_only": N_("only in the newer edition"),
    "older_only": N_("only in the older edition"),
    "other_measure": N_("measured in another way"),
}
"""`Comparison.not_comparable` in words."""
SUSPECTED = {
    "improved_on_paper": N_("the self-report rose, what the visit saw of the same did not"),
    "duplicates": N_("all answers equal last year's"),
}


DIRECTIONS = {
    "improved": N_("improved"),
    "declined": N_("declined"),
    "uncertain": N_("within the uncertainty"),
    "unknown": N_("no interval"),
}
"""`EstimateChange.direction` in words."""
MOST_CAUSES = 3
"""Causes of a change that a terminal and a page show; data and JSON hold all."""
CHANGES_NOTE = N_(
    "Compared are the estimates. A change counts as an improvement or a decline only where its "
    "5-95 % interval does not hold 0. The causes add up to the change of the combined score: the "
    "points of each that the centre changed, and in brackets those that were newly seen, or are "
    "no longer seen."
)


def changes(comparison: Comparison, top: int | None = None, province: str | None = None) -> Table:
    """The centres whose score changed, the greatest change of the estimate first."""
    moved = [row for row in centres_of(comparison, province) if _moved(row)]
    moved.sort(key=lambda row: (-abs(row.estimate.change or 0), row.centre_id))
    columns = (
        Column("centre_id", _(N_("Code")), width=8, data_only=True),
        Column("centre", _(N_("Centre")), wraps=True, width=28),
        Column("old", _(N_("Estimate before")), 2, short=_(N_("Before")), width=8, wraps=True),
        Column("new", _(N_("Estimate now")), 2, short=_(N_("Now")), width=8, wraps=True),
        Column("change", _(N_("Change")), 2, width=8),
        Column("change_interval", _(N_("Interval")), under="change", width=12, blank=""),
        Column("direction", _(N_("Certainty")), words=DIRECTIONS, under="centre", width=12),
        Column("ranks", _(N_("Ranks")), width=8, blank=""),
        Column("combined_change", _(N_("Change of the combined score")), 2, data_only=True),
        Column("changed_points", _(N_("Changed by the centre")), 2, data_only=True),
        Column("seen_points", _(N_("Newly seen")), 2, data_only=True),
        Column("reported_change", _(N_("Change of the reported score")), 2, data_only=True),
        Column("seen_change", _(N_("Change of the share seen (%)")), 0, data_only=True),
        Column("old_rank", _(N_("Rank before")), SHORTEST, data_only=True),
        Column("new_rank", _(N_("Rank now")), SHORTEST, data_only=True),
        Column("class", _(N_("Class")), width=8),
        Column("causes", _(N_("Main drivers")), wraps=True, width=32),
        Column("all_causes", _(N_("All causes")), wraps=True, width=40, data_only=True),
    )
    rows = [_change_row(row) for row in moved[:top]]
    note = " ".join(filter(None, [rows_left_out(len(rows), len(moved)), _(CHANGES_NOTE)]))
    return Table("changes", _(N_("Changed scores")), columns, rows, note if rows else "")


def _moved(row: CentreChange) -> bool:
    return bool(row.estimate.change or row.combined.change or row.seen_points)


def centres_of(comparison: Comparison, province: str | None) -> list[CentreChange]:
    """The centres of a province, all of them for None; `UsageError` where it has none."""
    if province is None:
        return list(comparison.centres)
    matching = provinces_like([row.province for row in comparison.centres], province)
    return [row for row in comparison.centres if row.province in matching]


def _change_row(row: CentreChange) -> list[Cell]:
    before = _class(row.class_old, row.class_old_provisional)
    now = _class(row.class_new, row.class_new_provisional)
    return [
        row.centre_id,
        row.name or row.centre_id,
        row.estimate.old,
        row.estimate.new,
        row.estimate.change,
        interval_text(row.estimate.interval, 2),
        row.estimate.direction,
        _ranks(row),
        row.combined.change,
        row.changed_points,
        row.seen_points,
        row.reported.change,
        percent(row.seen_share.change),
        row.rank.old,
        row.rank.new,
        now if before == now else f"{before} → {now}",
        _causes(row, MOST_CAUSES),
        _causes(row),
    ]


def _ranks(row: CentreChange) -> str:
    """`84 → 64`; nothing where the centre is ranked in neither year."""
    if row.rank.old is None and row.rank.new is None:
        return ""
    ends = (row.rank.old, row.rank.new)
    old, new = (NO_VALUE if end is None else format_plain_number(end) for end in ends)
    return f"{old} → {new}"


def _class(name: str | None, provisional: bool) -> str:
    """A class, in brackets where it is provisional."""
    return f"({name})" if name and provisional else name or NO_VALUE


def _causes(row: CentreChange, most: int | None = None) -> str:
    """`INF-03 -3.65, INF-05 +1.20 (-0.40)`: what the centre changed, and what was newly seen.

    At most so many, the largest first; a last `(+4)` says how many more there are.
    """
    moving = [cause for cause in row.causes if cause.changed_points or cause.seen_points]
    moving.sort(key=lambda cause: -abs(cause.changed_points + cause.seen_points))
    causes = [_cause(cause) for cause in moving]
    if row.edition_points:
        causes.append(f"{_(N_('edition'))} {signed(row.edition_points)}")
    shown = causes[:most]
    more = f" (+{len(causes) - len(shown)})" if len(causes) > len(shown) else ""
    return ", ".join(shown) + more


def _cause(cause: CauseOfChange) -> str:
    parts = [cause.code]
    if cause.changed_points:
        parts.append(signed(cause.changed_points))
    if cause.seen_points:
        parts.append(f"({signed(cause.seen_points)})")
    return " ".join(parts)


def signed(points: float) -> str:
    """A change with its sign: `+1.20`."""
    return ("+" if points > 0 else "") + format_number(points)


def presence_changes(
    comparison: Comparison, top: int | None = None, province: str | None = None
) -> Table:
    """Centres that are new, gone, renamed or silent."""
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=40),
        Column("state", _(N_("State")), wraps=True, width=40),
    )
    rows: list[list[Cell]] = [
        [row.centre_id, row.name, state]
        for row in centres_of(comparison, province)
        if (state := _presence(row))
    ]
    note = rows_left_out(len(rows[:top]), len(rows))
    return Table("presence_changes", _(N_("Centres")), columns, rows[:top], note)


def _presence(row: CentreChange) -> str:
    state = _(PRESENCE[row.status]) if row.status in PRESENCE else ""
    renamed = _(N_("formerly {name}"), name=row.renamed_from) if row.renamed_from else ""
    return ", ".join(filter(None, [state, renamed]))


def suspected(comparison: Comparison, province: str | None = None, top: int | None = None) -> Table:
    """Centres that improved on paper only, or whose answers equal last year's."""
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=40),
        Column("state", _(N_("What was seen")), words=SUSPECTED, wraps=True, width=40),
    )
    names = {row.centre_id: row.name for row in centres_of(comparison, province)}
    lists: dict[str, Sequence[str]] = {
        "improved_on_paper": comparison.improved_on_paper,
        "duplicates": comparison.duplicates,
    }
    rows: list[list[Cell]] = [
        [code, names[code], state]
        for state, codes in lists.items()
        for code in codes
        if code in names
    ]
    note = rows_left_out(len(rows[:top]), len(rows))
    return Table("suspected", _(N_("Improved on paper, or copied")), columns, rows[:top], note)


def not_comparable(comparison: Comparison) -> Table:
    """The indicators that are not compared, and why."""
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("reason", _(N_("Reason")), words=REASONS, wraps=True, width=40),
    )
    rows: list[list[Cell]] = [[code, reason] for code, reason in comparison.not_comparable.items()]
    return Table("not_comparable", _(N_("Indicators that are not compared")), columns, rows)
