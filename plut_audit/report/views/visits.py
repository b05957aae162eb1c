"""The visits: when, how announced and chosen, what was found on arrival, what was checked."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import NO_VALUE, Cell, Column, Table
from plut_audit.result import CentreRow, Result
from plut_audit.rubric import Question

SELECTIONS = {
    "random": N_("at random"),
    "risk": N_("by risk"),
    "other": N_("otherwise"),
    "": N_("not recorded"),
}
ANNOUNCED = {True: N_("yes"), False: N_("no"), None: N_("not recorded")}
ARRIVAL = (
    "centre_id",
    "centre_name",
    "visit_date",
    "visit_time",
    "announced",
    "selection",
    "open_at_visit",
    "person_met",
    "photo_front",
)
"""Questions of the visit form that say how the visit went, not what was checked."""
NEVER_PRINTED = ("visitor",)
"""The form promises that it is in no report."""


def visited_centres(result: Result) -> list[CentreRow]:
    """The visited centres, by their code."""
    return [centre for centre in result.centre_rows() if centre.visited]


def visit_selection(result: Result) -> Table:
    """How the visited centres were chosen, and whether the visits were announced."""
    arrivals = [centre.arrival for centre in visited_centres(result)]
    counts = Counter(
        (arrival.selection, arrival.announced) for arrival in arrivals if arrival is not None
    )
    rows: list[list[Cell]] = []
    for selection in SELECTIONS:
        of_one = [counts[selection, announced] for announced in (False, True, None)]
        if sum(of_one):
            rows.append([selection or "none", sum(of_one), *of_one])
    words = {selection or "none": text for selection, text in SELECTIONS.items()}
    columns = (
        Column("selection", _(N_("Chosen")), words=words, width=20),
        Column("visits", _(N_("Visits")), 0, width=9),
        Column("unannounced", _(N_("Not announced")), 0, width=10),
        Column("announced", _(N_("Announced")), 0, width=10),
        Column("unknown", _(N_("Not recorded")), 0, width=10),
    )
    empty = _(N_("No centre was visited."))
    return Table("visit_selection", "", columns, rows, empty=empty)


def visit_list(result: Result) -> Table:
    """Every visit with its day, hour, state on arrival and photograph."""
    rows: list[list[Cell]] = [
        [
            centre.centre_id,
            centre.name,
            date.fromisoformat(centre.visit_date) if centre.visit_date else None,
            visit_answer(centre, "visit_time").replace(":", "."),
            visit_answer(centre, "open_at_visit"),
            visit_answer(centre, "photo_front"),
        ]
        for centre in visited_centres(result)
    ]
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=28),
        Column("date", _(N_("Date")), width=12),
        Column("hour", _(N_("Hour")), width=7),
        Column("state", _(N_("State on arrival")), wraps=True, width=20),
        Column("photograph", _(N_("Photograph")), wraps=True, width=24),
    )
    empty = _(N_("No centre was visited."))
    return Table("visits", _(N_("Visits")), columns, rows, empty=empty)


def visit_answers(centre: CentreRow) -> Table:
    """What a visit checked: each question with the answer of the visit and of the centre."""
    result = centre.result
    answered = centre.answers(visit=True)
    left_out = (*ARRIVAL, *NEVER_PRINTED)
    rows: list[list[Cell]] = [
        [localized(question.label), _answer(centre, question, True), _reported(centre, question)]
        for name, question in result.rubric.questions.items()
        if name in answered and name not in left_out
    ]
    columns = (
        Column("question", _(N_("What was checked")), wraps=True, width=40),
        Column("observed", _(N_("Seen at the visit")), wraps=True, width=30),
        Column("reported", _(N_("Reported by the centre")), wraps=True, width=30),
    )
    empty = _(N_("Nothing could be checked inside the centre."))
    return Table("visit_answers", "", columns, rows, empty=empty)


def _reported(centre: CentreRow, question: Question) -> str:
    asked = question.in_form("questionnaire") and centre.responded
    return _answer(centre, question, False) if asked else NO_VALUE


def _answer(centre: CentreRow, question: Question, visit: bool) -> str:
    return centre.result.wording().answer(question, centre.row, visit)


def visit_answer(centre: CentreRow, name: str) -> str:
    """An answer of the visit form in words; "" where there is none."""
    question = centre.result.rubric.questions.get(name)
    if question is None or centre.answer(name, visit=True) is None:
        return ""
    return _answer(centre, question, True)


def visit_days(centres: Iterable[CentreRow]) -> list[date]:
    """The days of the visits that have one, the first first."""
    return sorted(date.fromisoformat(row.visit_date) for row in centres if row.visit_date)
