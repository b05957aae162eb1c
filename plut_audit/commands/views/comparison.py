"""Two years side by side: centres with the causes of their change, findings by their state."""

from typing import Any

from plut_audit.commands.views.findings import SEVERITY_NAMES, severity_name, severity_styles
from plut_audit.commands.views.ranking import more
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, number, pick, say
from plut_audit.ingest.values import fold

Record = dict[str, Any]
_CENTRES = {
    "new": N_("new in the registry"), "gone": N_("no longer in the registry"),
    "silent": N_("did not answer this year"), "answered_again": N_("answered again"),
}  # fmt: skip
_FINDINGS = {
    "new": N_("new"), "persisting": N_("persisting"), "resolved": N_("resolved"),
    "not_comparable": N_("not comparable"),
}  # fmt: skip


def headline(comparison: Record) -> str:
    """The two years and what became of scores and findings."""
    summary = comparison["summary"]
    mean, states = summary["mean_verified"], summary["findings"]
    return say(
        N_("{old} to {new}: mean verified score {before} to {after}; findings: {fresh} new, "
           "{persisting} persisting, {resolved} resolved"),
        old=comparison["old"]["year"] or "–", new=comparison["new"]["year"] or "–",
        before=number(mean["old"]), after=number(mean["new"]), fresh=states["new"],
        persisting=states["persisting"], resolved=states["resolved"],
    )  # fmt: skip


def tables(
    comparison: Record, top: int | None, province: str | None, severity: int | None
) -> list[Table]:
    """Changes of the centres, of the findings, and what needs a second look."""
    centres = _of_province(comparison["centres"], province)
    codes = {one["centre_id"] for one in centres}
    findings = [
        one for one in comparison["findings"]
        if one["centre_id"] in codes and _grave(one["severity"], severity)
    ]  # fmt: skip
    names = {one["centre_id"]: one["name"] for one in centres}
    return [
        _changes(centres, top),
        _presence(centres, top),
        _findings(findings, names, top),
        _on_paper(comparison, names),
        _not_comparable(comparison),
    ]


def _of_province(centres: list[Record], wish: str | None) -> list[Record]:
    if wish is None:
        return centres
    inside = [one for one in centres if fold(one["province"]) == fold(wish)]
    if not inside:
        names = sorted({one["province"] for one in centres} - {""})
        raise UsageError(
            N_("No centre lies in the province '{province}'; there are {names}."),
            province=wish, names=", ".join(names) or "–",
        )  # fmt: skip
    return inside


def _grave(severity: str, limit: int | None) -> bool:
    return limit is None or list(SEVERITY_NAMES).index(severity) <= limit


def _changes(centres: list[Record], top: int | None) -> Table:
    """The centres whose score changed, the greatest change first, with its causes."""
    moved = [one for one in centres if one["verified"]["change"]]
    moved.sort(key=lambda one: (-abs(one["verified"]["change"]), one["centre_id"]))
    columns = [
        Column("centre", say(N_("Centre")), wraps=True),
        Column("old", say(N_("Before")), 2), Column("new", say(N_("Now")), 2),
        Column("change", say(N_("Change")), 2),
        Column("old_rank", say(N_("Rank before")), 0, under="centre"),
        Column("new_rank", say(N_("Rank now")), 0, under="centre"),
        Column("class", say(N_("Class"))),
        Column("causes", say(N_("Because of")), wraps=True),
    ]  # fmt: skip
    rows = [_change(one) for one in moved[:top]]
    return Table(say(N_("Changed scores")), columns, rows, more(len(rows), len(moved)))


def _change(one: Record) -> list[Cell]:
    verified, grade = one["verified"], one["class"]
    causes = [f"{cause['code']} {_signed(cause['points'])}" for cause in one["causes"]]
    if one["edition_points"]:
        causes.append(f"{say(N_('edition'))} {_signed(one['edition_points'])}")
    same = grade["old"] == grade["new"]
    return [
        one["name"] or one["centre_id"], verified["old"], verified["new"], verified["change"],
        one["rank"]["old"], one["rank"]["new"],
        grade["new"] if same else f"{grade['old'] or '–'} > {grade['new'] or '–'}",
        ", ".join(causes),
    ]  # fmt: skip


def _signed(points: float) -> str:
    return ("+" if points > 0 else "") + number(points)


def _presence(centres: list[Record], top: int | None) -> Table:
    """Centres that are new, gone, renamed or silent."""
    columns = [
        Column("centre_id", say(N_("Code"))), Column("centre", say(N_("Centre")), wraps=True),
        Column("state", say(N_("State")), wraps=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for one in centres:
        state = _state(one["status"], _CENTRES)
        if one["renamed_from"]:
            renamed = say(N_("formerly {name}"), name=one["renamed_from"])
            state = ", ".join(filter(None, [state, renamed]))
        if state:
            rows.append([one["centre_id"], one["name"], state])
    return Table(say(N_("Centres")), columns, rows[:top], more(len(rows[:top]), len(rows)))


def _state(status: str, names: dict[str, str]) -> str:
    return say(names[status]) if status in names else ""


def _findings(findings: list[Record], names: dict[str, str], top: int | None) -> Table:
    columns = [
        Column("state", say(N_("State"))), Column("code", say(N_("Code"))),
        Column("centre", say(N_("Centre")), wraps=True),
        Column("severity", say(N_("Severity"))),
        Column("years_open", say(N_("Years open")), 0),
        Column("title", say(N_("Finding")), wraps=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            _state(one["status"], _FINDINGS), one["code"],
            names[one["centre_id"]] or one["centre_id"], severity_name(one["severity"]),
            one["years_open"], pick(one["title"]),
        ] for one in findings[:top]
    ]  # fmt: skip
    note = more(len(rows), len(findings))
    return Table(say(N_("Findings")), columns, rows, note, severity_styles())


def _on_paper(comparison: Record, names: dict[str, str]) -> Table:
    columns = [
        Column("centre_id", say(N_("Code"))), Column("centre", say(N_("Centre")), wraps=True),
        Column("state", say(N_("What was seen")), wraps=True),
    ]  # fmt: skip
    said = {
        "improved_on_paper": N_("the claimed score rose, the verified one did not"),
        "copied": N_("all answers equal last year's"),
    }
    rows: list[list[Cell]] = [
        [code, names[code], say(message)]
        for key, message in said.items() for code in comparison[key] if code in names
    ]  # fmt: skip
    return Table(say(N_("Improved on paper, or copied")), columns, rows)


def _not_comparable(comparison: Record) -> Table:
    columns = [Column("code", say(N_("Code"))), Column("because", say(N_("Why")), wraps=True)]
    rows: list[list[Cell]] = [
        [one["code"], pick(one["because"])] for one in comparison["not_comparable"]
    ]
    return Table(say(N_("Indicators that are not compared")), columns, rows)
