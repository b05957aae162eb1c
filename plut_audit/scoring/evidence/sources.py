"""What each source said, in the order of the centres, with the form's skips applied."""

from collections.abc import Mapping

import numpy as np

from plut_audit.i18n import N_, translations
from plut_audit.ingest.answers import Answers, Array, Blank, Column, Fault
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Rubric
from plut_audit.scoring.evidence.conditions import SourceAnswers, Verdict, decide


def reported_answers(survey: Survey, rubric: Rubric) -> tuple[SourceAnswers, list[Fault]]:
    """The questionnaire, a row a centre, and the answers that its form would have skipped."""
    answers = survey.questionnaire
    source = {name: align(column, survey.response) for name, column in answers.columns.items()}
    faults: list[Fault] = []
    for name, low in _skipped(source, rubric).items():
        stray = low & (source[name].blank == Blank.GIVEN)
        faults += _stray_answers(answers, name, survey.response[stray], rubric)
        source[name].blank[low] = Blank.LOW
    return source, faults


def _stray_answers(answers: Answers, name: str, rows: Array, rubric: Rubric) -> list[Fault]:
    """Answers that the form would have skipped; what was counted from a roster is none."""
    reason = translations(N_("not {condition}"), condition=rubric.questions[name].only_if)
    return [
        Fault("VAL-13", int(row), name, answers.written(row, name), {"reason": reason})
        for row in rows
        if (int(row), name) not in answers.roster_places
    ]


def visit_answers(survey: Survey, rubric: Rubric) -> SourceAnswers:
    """The visit, a row a centre. What its form does not ask at a closed gate is not asked; an
    answer that was given there all the same was seen, and counts."""
    source = {name: align(survey.visits.columns[name], rows) for name, rows in survey.visit.items()}
    for name, low in _skipped(source, rubric).items():
        source[name].blank[low] = Blank.LOW
    for name, unasked in _where_false(source, rubric, "visit_only_if").items():
        blank = source[name].blank
        blank[unasked & ~np.isin(blank, (Blank.GIVEN, Blank.LOW))] = Blank.NOT_ASKED
    return source


def align(column: Column, rows: Array) -> Column:
    """A column in the order of the centres; nothing where a centre has no row."""
    here = rows != NOWHERE
    values = np.zeros(len(rows), column.values.dtype)
    blank = np.full(len(rows), Blank.UNANSWERED, np.uint8)
    values[here] = column.values[rows[here]]
    blank[here] = column.blank[rows[here]]
    return Column(values, blank)


def _skipped(source: SourceAnswers, rubric: Rubric) -> dict[str, Array]:
    """Where the form skips a question, because what it depends on was answered so.

    A question that the form does not have is not skipped: it stays not asked.
    """
    false = _where_false(source, rubric, "only_if")
    return {name: low & (source[name].blank != Blank.NOT_ASKED) for name, low in false.items()}


def _where_false(source: SourceAnswers, rubric: Rubric, key: str) -> dict[str, Array]:
    """Where the rule of each question that has one is known to be false in this source."""
    result = {}
    for name, column in source.items():
        question = rubric.questions.get(name)
        if question is not None and (text := str(getattr(question, key))):
            nowhere = np.zeros(len(column.blank), bool)
            result[name] = decide(text, source, rubric, nowhere) == Verdict.FALSE
    return result


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
    seen = seen_answers(survey)
    return {
        **reported,
        **{name: first_answered(column, reported.get(name)) for name, column in seen.items()},
    }


def seen_answers(survey: Survey) -> SourceAnswers:
    """Each answer of the visit as written, a row a centre."""
    return {name: align(survey.visits.columns[name], rows) for name, rows in survey.visit.items()}
