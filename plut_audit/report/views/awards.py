"""Who could receive the award, and who could take the next institutional step."""

from collections import Counter

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.vocabulary import TIED, class_with_marks, legend
from plut_audit.result import CentreRow, Result
from plut_audit.rubric import Award, Step

OWNERS = {
    "award_provinces": (("provinsi",), N_("Centres of provinces")),
    "award_regencies": (("kabupaten", "kota"), N_("Centres of regencies and cities")),
}
"""The classes of owner, each with a list of its own: table key, levels, title."""


def award_shortlist(result: Result) -> list[Table]:
    """The award's shortlist by class of owner; nothing where the edition has no award."""
    award = result.rubric.award
    if award is None:
        return []
    return [
        _shortlist(result, award, key, levels, _(title)) for key, (levels, title) in OWNERS.items()
    ]


def _shortlist(
    result: Result, award: Award, key: str, levels: tuple[str, ...], title: str
) -> Table:
    rows = _nominees(result, award, levels)
    columns = (
        Column("place", _(N_("Place")), 0, width=6),
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=40),
        Column("estimate", _(N_("Estimate")), result.rubric.scoring.decimals, width=10),
        Column("class", _(N_("Class")), width=7),
        Column("tied", _(N_("Tied")), width=7, blank=""),
    )
    note = legend("".join(str(row[4]) + str(row[5] or "") for row in rows))
    return Table(key, title, columns, rows, note, _(N_("No centre reaches the threshold.")))


def _nominees(result: Result, award: Award, levels: tuple[str, ...]) -> list[list[Cell]]:
    """Place by printed score, ties together, cut after the last place."""
    order = [band.name for band in result.rubric.bands]
    worthy = order[: order.index(award.least_class) + 1]
    eligible = [
        centre
        for centre in result.ranking
        if centre.level in levels and centre.class_name in worthy and centre.estimate is not None
    ]
    scores = Counter(centre.estimate for centre in eligible)
    rows: list[list[Cell]] = []
    for centre in eligible:
        position = 1 + sum(
            count for score, count in scores.items() if (score or 0) > (centre.estimate or 0)
        )
        if position <= award.places:
            rows.append(_nominee(centre, position, scores[centre.estimate] > 1))
    return rows


def _nominee(centre: CentreRow, position: int, tied: bool) -> list[Cell]:
    return [
        position,
        centre.centre_id,
        centre.name,
        centre.estimate,
        class_with_marks(centre),
        TIED if tied else None,
    ]


# --- the institutional ladder --------------------------------------------------------------


def ladder(result: Result) -> Table:
    """Who could take the next step of the institutional form, and what the others lack."""
    rows = [row for centre in result.centre_rows() if (row := _next_step(centre))]
    rows.sort(key=lambda row: (row[-1] != _ready(), str(row[0])))
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=30),
        Column("form", _(N_("Form now")), wraps=True, width=18),
        Column("next_form", _(N_("Next step")), wraps=True, width=18),
        Column("missing", _(N_("Missing")), wraps=True, width=40),
    )
    return Table("ladder", _(N_("Institutional ladder")), columns, rows)


def _ready() -> str:
    return _(N_("all conditions met"))


def _next_step(centre: CentreRow) -> list[Cell] | None:
    rubric = centre.result.rubric
    for step in rubric.ladder:
        form = centre.items[step.indicator].used
        if form in step.at:
            labels = rubric.questions[rubric.indicators[step.indicator].lead].choices
            return [
                centre.centre_id,
                centre.name,
                localized(labels[str(form)]),
                localized(labels[step.to]),
                _missing(centre, step),
            ]
    return None


def _missing(centre: CentreRow, step: Step) -> str:
    lacking = [
        f"{code} {localized(centre.items[code].indicator.title)} ({least:g})"
        for code, least in step.needs.items()
        if (centre.items[code].score or 0) < least
    ]
    return "; ".join(lacking) or _ready()
