"""Two years side by side: centres with the causes of their change, findings by their state."""

from typing import Any

from plut_audit.commands.views.findings import SEVERITY_NAMES, severity_name, severity_styles
from plut_audit.commands.views.ranking import more
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.ingest.values import fold

Record = dict[str, Any]
_CENTRES = {
    "new": N_("new in the registry"),
    "gone": N_("no longer in the registry"),
    "silent": N_("did not answer this year"),
    "answered_again": N_("answered again"),
}
_FINDINGS = {
    "new": N_("new"),
    "persisting": N_("persisting"),
    "resolved": N_("resolved"),
    "not_comparable": N_("not comparable"),
}


def headline(comparison: Record) -> str:
    """The two years and what became of scores and findings."""
    summary = comparison["summary"]
    mean, states = summary["mean_verified"], summary["findings"]
    return _(
        N_(
            "{old} to {new}: mean verified score {before} to {after}; findings: {fresh} new, "
            "{persisting} persisting, {resolved} resolved"
        ),
        old=comparison["old"]["year"] or "–",
        new=comparison["new"]["year"] or "–",
        before=format_number(mean["old"]),
        after=format_number(mean["new"]),
        fresh=states["new"],
        persisting=states["persisting"],
        resolved=states["resolved"],
    )


def tables(
    comparison: Record, top: int | None, province: str | None, severity: int | None
) -> list[Table]:
    """Changes of the centres, of the findings, and what needs a second look."""
    centres = _of_province(comparison["centres"], province)
    codes = {one["centre_id"] for one in centres}
    findings = [
        one
        for one in comparison["findings"]
        if one["centre_id"] in codes and _grave(one["severity"], severity)
    ]
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
            province=wish,
            names=", ".join(names) or "–",
        )
    return inside


def _grave(severity: str, limit: int | None) -> bool:
    return limit is None or list(SEVERITY_NAMES).index(severity) <= limit


def _changes(centres: list[Record], top: int | None) -> Table:
    """The centres whose score changed, the greatest change first, with its causes."""
    moved = [one for one in centres if one["verified"]["change"]]
    moved.sort(key=lambda one: (-abs(one["verified"]["change"]), one["centre_id"]))
    columns = [
        Column("centre", _(N_("Centre")), wraps=True),
        Column("old", _(N_("Before")), 2),
        Column("new", _(N_("Now")), 2),
        Column("change", _(N_("Change")), 2),
        Column("old_rank", _(N_("Rank before")), 0, under="centre"),
        Column("new_rank", _(N_("Rank now")), 0, under="centre"),
        Column("class", _(N_("Class"))),
        Column("causes", _(N_("Because of")), wraps=True),
    ]
    rows = [_change(one) for one in moved[:top]]
    return Table(_(N_("Changed scores")), columns, rows, more(len(rows), len(moved)))


def _change(one: Record) -> list[Cell]:
    verified, grade = one["verified"], one["class"]
    causes = [f"{cause['code']} {_signed(cause['points'])}" for cause in one["causes"]]
    if one["edition_points"]:
        causes.append(f"{_(N_('edition'))} {_signed(one['edition_points'])}")
    same = grade["old"] == grade["new"]
    return [
        one["name"] or one["centre_id"],
        verified["old"],
        verified["new"],
        verified["change"],
        one["rank"]["old"],
        one["rank"]["new"],
        grade["new"] if same else f"{grade['old'] or '–'} > {grade['new'] or '–'}",
        ", ".join(causes),
    ]


def _signed(points: float) -> str:
    return ("+" if points > 0 else "") + format_number(points)


def _presence(centres: list[Record], top: int | None) -> Table:
    """Centres that are new, gone, renamed or silent."""
    columns = [
        Column("centre_id", _(N_("Code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("state", _(N_("State")), wraps=True),
    ]
    rows: list[list[Cell]] = []
    for one in centres:
        state = _state(one["status"], _CENTRES)
        if one["renamed_from"]:
            renamed = _(N_("formerly {name}"), name=one["renamed_from"])
            state = ", ".join(filter(None, [state, renamed]))
        if state:
            rows.append([one["centre_id"], one["name"], state])
    return Table(_(N_("Centres")), columns, rows[:top], more(len(rows[:top]), len(rows)))


def _state(status: str, names: dict[str, str]) -> str:
    return _(names[status]) if status in names else ""


def _findings(findings: list[Record], names: dict[str, str], top: int | None) -> Table:
    columns = [
        Column("state", _(N_("State"))),
        Column("code", _(N_("Code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("severity", _(N_("Severity"))),
        Column("years_open", _(N_("Years open")), 0),
        Column("title", _(N_("Finding")), wraps=True),
    ]
    rows: list[list[Cell]] = [
        [
            _state(one["status"], _FINDINGS),
            one["code"],
            names[one["centre_id"]] or one["centre_id"],
            severity_name(one["severity"]),
            one["years_open"],
            localized(one["title"]),
        ]
        for one in findings[:top]
    ]
    note = more(len(rows), len(findings))
    return Table(_(N_("Findings")), columns, rows, note, severity_styles())


def _on_paper(comparison: Record, names: dict[str, str]) -> Table:
    columns = [
        Column("centre_id", _(N_("Code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("state", _(N_("What was seen")), wraps=True),
    ]
    said = {
        "improved_on_paper": N_("the claimed score rose, the verified one did not"),
        "copied": N_("all answers equal last year's"),
    }
    rows: list[list[Cell]] = [
        [code, names[code], _(message)]
        for key, message in said.items()
        for code in comparison[key]
        if code in names
    ]
    return Table(_(N_("Improved on paper, or copied")), columns, rows)


def _not_comparable(comparison: Record) -> Table:
    columns = [Column("code", _(N_("Code"))), Column("because", _(N_("Why")), wraps=True)]
    rows: list[list[Cell]] = [
        [one["code"], localized(one["because"])] for one in comparison["not_comparable"]
    ]
    return Table(_(N_("Indicators that are not compared")), columns, rows)
