"""What each source said, in the order of the centres, with the form's skips applied."""

from collections.abc import Mapping

import numpy as np

from plut_audit.i18n import N_, translations
from plut_audit.ingest.answers import Answers, Array, Blank, Column, Fault
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Question, Rubric, expressions
from plut_audit.rubric.expressions import Condition

SourceAnswers = dict[str, Column]
"""The answers of one source by question, a row a centre."""


def reported_answers(survey: Survey, rubric: Rubric) -> tuple[SourceAnswers, list[Fault]]:
    answers = survey.questionnaire
    side = {name: align(column, survey.response) for name, column in answers.columns.items()}
    faults: list[Fault] = []
    for name, low in _skipped(side, rubric).items():
        stray = low & (side[name].blank == Blank.GIVEN)
        faults += _stray_answers(answers, name, survey.response[stray], rubric)
        side[name].blank[low] = Blank.LOW
    return side, faults


def _stray_answers(answers: Answers, name: str, rows: Array, rubric: Rubric) -> list[Fault]:
    """Answers that the form would have skipped; what was counted from a roster is none."""
    reason = translations(N_("not {condition}"), condition=rubric.questions[name].only_if)
    return [
        Fault("VAL-13", int(row), name, answers.written(row, name), {"reason": reason})
        for row in rows
        if (int(row), name) not in answers.roster_places
    ]


def visit_answers(survey: Survey, rubric: Rubric) -> SourceAnswers:
    side = {name: align(survey.visits.columns[name], rows) for name, rows in survey.visit.items()}
    for name, low in _skipped(side, rubric).items():
        side[name].blank[low] = Blank.LOW
    return side


def align(column: Column, rows: Array) -> Column:
    """A column in the order of the centres; nothing where a centre has no row."""
    here = rows != NOWHERE
    values = np.zeros(len(rows), column.values.dtype)
    blank = np.full(len(rows), Blank.UNANSWERED, np.uint8)
    values[here] = column.values[rows[here]]
    blank[here] = column.blank[rows[here]]
    return Column(values, blank)


def _skipped(side: SourceAnswers, rubric: Rubric) -> dict[str, Array]:
    """Where the form skips a question, because what it depends on was answered so.

    A question that the form does not have is not skipped: it stays not asked.
    """
    skipped = {}
    for name in side:
        question = rubric.questions.get(name)
        if question is None or not question.only_if:
            continue
        condition = expressions.parse_condition(question.only_if)
        if condition.name in side:
            parent = rubric.questions[condition.name]
            asked = side[name].blank != Blank.NOT_ASKED
            skipped[name] = asked & _is_false(condition, side[condition.name], parent)
    return skipped


def _is_false(condition: Condition, column: Column, question: Question) -> Array:
    known = column.blank == Blank.GIVEN
    wanted: float = (
        list(question.choices).index(condition.value)
        if question.choices
        else float(condition.value)
    )
    false = np.zeros(len(known), bool)
    false[known] = ~condition.compare(column.values[known], wanted)
    return false


def first_answered(seen: Column, reported: Column | None) -> Column:
    """Each answer from the visit where it answered, else from the questionnaire."""
    if reported is None:
        return seen
    answered = np.isin(seen.blank, (Blank.GIVEN, Blank.LOW))
    return Column(
        np.where(answered, seen.values, reported.values),
        np.where(answered, seen.blank, reported.blank),
    )


def used_answers(survey: Survey, rubric: Rubric, forms: Mapping[str, bool]) -> SourceAnswers:
    """Each answer as written, for the consistency findings: from the visit where it answered
    (unless `forms["visit"]` is false), else from the questionnaire; skips are not applied."""
    reported = {
        name: align(column, survey.response)
        for name, column in survey.questionnaire.columns.items()
    }
    if not forms.get("visit", True):
        return reported
    seen = {name: align(survey.visits.columns[name], rows) for name, rows in survey.visit.items()}
    return {
        **reported,
        **{name: first_answered(column, reported.get(name)) for name, column in seen.items()},
    }
