"""The cells that a finding rests on, by what kind of finding it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plut_audit.result.wording import from_visit
from plut_audit.scoring.findings.checks import all_checks

if TYPE_CHECKING:
    from plut_audit.result import Result

ARRIVAL_QUESTIONS = ("visit_date", "visit_time", "announced", "photo_front")
"""The questions of the visit form that record the arrival."""


def cells_of_finding(result: "Result", row: int) -> list[str]:
    """The cells of the finding in a row, each as `FILE › SHEET!D5`."""
    if (stored := result.findings.cells[row]) is not None:
        return list(stored)
    code = result.findings.codes[int(result.findings.code[row])]
    centre = int(result.findings.centre[row])
    if code in all_checks():
        return _check_cells(result, code, row, centre)
    return [*_indicator_cells(result, code, centre), *_arrival_cells(result, code, centre)]


def _indicator_cells(result: "Result", code: str, centre: int) -> Iterator[str]:
    names = result.rubric.indicators[code].names
    for visit in (False, True):
        yield from result.cells.of_indicator(centre, code, names, visit)


def _arrival_cells(result: "Result", code: str, centre: int) -> list[str]:
    """The cells of the facts in the condition of what was found on arrival."""
    column = list(result.rubric.indicators).index(code)
    visit_only = result.rubric.visit_only(result.rubric.indicators[code])
    if not visit_only and not result.items.low_by_rule[centre, column]:
        return []
    return result.cells.of_questions(centre, ARRIVAL_QUESTIONS, visit=True)


def _check_cells(result: "Result", code: str, row: int, centre: int) -> list[str]:
    """The cells of the answers that do not go together, else of the whole responses."""
    names = result.findings.questions[row]
    visits = from_visit(all_checks()[code], result.answers, centre, names)
    cells = [
        cell
        for name, visit in visits.items()
        for cell in result.cells.of_questions(centre, (name,), visit)
    ]
    return cells or result.cells.of_responses(centre)
