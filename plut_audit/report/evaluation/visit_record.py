"""The record of a visit (*berita acara kunjungan*), from the visit form alone.

Names of persons are no part of it: the form asks for the office of who was met, and promises
that the visitor's name is never printed. Whoever signs writes the name by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plut_audit.i18n import N_, _, format_weekday
from plut_audit.report.blocks import Block, Facts, Paragraph
from plut_audit.report.evaluation.front import assignment_words
from plut_audit.report.views.visits import (
    ANNOUNCED,
    SELECTIONS,
    visit_answer,
    visit_answers,
    visited_centres,
)
from plut_audit.result import CentreRow, Result
from plut_audit.review.assignment import Assignment, visible_blank


@dataclass(frozen=True)
class VisitRecord:
    """One visit in words; `signers` are the sides that were there, each with its office."""

    centre: CentreRow
    title: str
    heading: str
    blocks: Sequence[Block]
    closing: str
    signers: tuple[tuple[str, str], ...]


def visit_records(result: Result, assignment: Assignment) -> Iterator[VisitRecord]:
    """The record of every visit, by the code of the centre."""
    return (visit_record(centre, assignment) for centre in visited_centres(result))


def visit_record(centre: CentreRow, assignment: Assignment) -> VisitRecord:
    """The record of the visit to a centre."""
    name = centre.name or centre.centre_id
    met = visit_answer(centre, "person_met")
    return VisitRecord(
        centre=centre,
        title=_(N_("RECORD OF A FIELD VISIT")),
        heading=f"{centre.centre_id} {name}",
        blocks=_blocks(centre, assignment, met),
        closing=_(N_("This record was made as the visit found it, to be used where it is needed.")),
        signers=_signers(met),
    )


def _signers(met: str) -> tuple[tuple[str, str], ...]:
    """Two of the team where nobody of the centre was met, else one of each side."""
    team = (_(N_("For the evaluation team,")), "")
    return (team, (_(N_("For the centre,")), met) if met else team)


def _blocks(centre: CentreRow, assignment: Assignment, met: str) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(_opening(centre, assignment)),
        Facts(_arrival_facts(centre, met)),
        visit_answers(centre),
    ]
    wording = centre.result.wording()
    remarks = [remark.quotation for remark in wording.remarks(centre.row) if remark.visit]
    return [*blocks, *(Paragraph(remark) for remark in remarks)]


def _opening(centre: CentreRow, assignment: Assignment) -> str:
    day, hour = centre.visit_date, visit_answer(centre, "visit_time")
    return _(
        N_(
            "On {day} at {hour} local time, under {assignment}, the evaluation team visited "
            "{centre}, {place}, and found what follows."
        ),
        day=format_weekday(date.fromisoformat(day))
        if day
        else visible_blank(N_("date of the visit")),
        hour=hour.replace(":", ".") or visible_blank(N_("hour of the visit")),
        assignment=assignment_words(assignment),
        centre=centre.name or centre.centre_id,
        place=", ".join(filter(None, (centre.regency, centre.province)))
        or visible_blank(N_("place of the centre")),
    )


def _arrival_facts(centre: CentreRow, met: str) -> list[tuple[str, str]]:
    arrival = centre.arrival
    chosen = arrival.selection if arrival else ""
    selection = SELECTIONS[chosen if chosen in SELECTIONS else ""]
    facts = [
        (
            _(N_("State on arrival")),
            visit_answer(centre, "open_at_visit") or visible_blank(N_("state on arrival")),
        ),
        (_(N_("Person met (office)")), met or _(N_("nobody was met"))),
        (_(N_("Announced")), _(ANNOUNCED[arrival.announced if arrival else None])),
        (_(N_("Chosen")), _(selection)),
    ]
    if arrival and arrival.declared:
        facts.append((_(N_("Declared hours")), arrival.declared))
    photograph = visit_answer(centre, "photo_front") or _(N_("none named in the form"))
    return [*facts, (_(N_("Photographs")), photograph)]
