"""What a decision is about: the answers in a cell or of a centre, the responses of a row."""

from typing import Literal

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.review.decisions.decision import Decision
from plut_audit.review.decisions.raw_survey import Answer, RawSurvey
from plut_audit.review.decisions.response_rows import Response, ResponseRows
from plut_audit.rubric import Rubric

Form = Literal["questionnaire", "visit"]
FORMS: tuple[Form, ...] = ("questionnaire", "visit")


def cell_index(address: str) -> CellIndex | None:
    """Row and column of an address, counted from zero; None where it is none."""
    try:
        letters, row = coordinate_from_string(address)
        return row - 1, column_index_from_string(letters) - 1
    except (CellCoordinatesException, ValueError):
        return None


def answers_in_cell(survey: RawSurvey, decision: Decision) -> list[Answer]:
    """The answers in the cell that a decision names, of the question where it names one."""
    cell = cell_index(decision.cell)
    if cell is None:
        return []
    found = survey.at(decision.file, decision.sheet, cell)
    return [answer for answer in found if decision.question in ("", answer.question)]


def forms_asking(decision: Decision, rubric: Rubric) -> list[Form]:
    """The forms in which a decision's question is asked, of those that it names."""
    return [
        form
        for form in FORMS
        if decision.source in ("", form) and decision.question in rubric.asked_in(form)
    ]


def answers_of_centre(
    survey: RawSurvey, decision: Decision, form: str, rows: ResponseRows
) -> list[Answer]:
    """The answer that counts of a centre's question in one form."""
    response = rows.used(form, rows.centre(decision.centre_id), decision.question)
    if response is None or decision.question not in survey.raws[response[0]].columns:
        return []
    return [Answer(*response, decision.question)]


def responses(survey: RawSurvey, decision: Decision, rows: ResponseRows) -> list[Response]:
    """The responses that a decision names; several of one file only where each has a sheet."""
    if not decision.file:
        return rows.of_centre(decision.source, rows.centre(decision.centre_id))
    if not decision.cell:
        return survey.responses_of(decision.file, decision.sheet)
    cell = cell_index(decision.cell)
    if cell is None:
        return []
    named = {
        (answer.raw, answer.response)
        for answer in survey.at(decision.file, decision.sheet, cell)
        if survey.raws[answer.raw].role != "roster"
    }
    return sorted(named) or survey.responses_on_row(decision.file, decision.sheet, cell[0])
