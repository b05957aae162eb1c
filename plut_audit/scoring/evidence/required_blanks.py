"""Required questions that a response left blank: what its sender is asked for first."""

from collections.abc import Iterator

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank, Fault
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Rubric
from plut_audit.scoring.evidence.conditions import SourceAnswers, Verdict, decide
from plut_audit.scoring.evidence.contradictions import AnswerFaults
from plut_audit.scoring.evidence.sources import reported_answers, visit_answers

_IDENTITY = ("centre_id", "centre_name")
"""One of them is enough to know the centre, and CEN-08 says which way it was known."""
_BLANK = (Blank.UNANSWERED, Blank.DONT_KNOW)


def find_required_blanks(survey: Survey, rubric: Rubric) -> AnswerFaults:
    """The required questions that each counting response and visit asks and does not answer.

    What the form skips, or asks only where an answer is missing itself, is not required there.
    """
    reported, _ = reported_answers(survey, rubric)
    seen = visit_answers(survey, rubric)
    found = AnswerFaults()
    for name, question in rubric.questions.items():
        if not question.required or name in _IDENTITY:
            continue
        if name in reported and question.in_form("questionnaire"):
            asked = _asked(question.only_if, reported, rubric)
            rows = np.where(asked, survey.response, NOWHERE)
            found.questionnaire += _faults(survey.questionnaire, reported, name, rows)
        if name in seen and question.in_form("visit"):
            asked = _asked(question.only_if, seen, rubric)
            asked &= _asked(question.visit_only_if, seen, rubric)
            rows = np.where(asked, survey.visit[name], NOWHERE)
            found.visits += _faults(survey.visits, seen, name, rows)
    return found


def _asked(rule: str, source: SourceAnswers, rubric: Rubric) -> Array:
    """Where a form is known to ask a question."""
    size = len(next(iter(source.values())).blank)
    if not rule:
        return np.ones(size, bool)
    return np.asarray(decide(rule, source, rubric, np.zeros(size, bool)) == Verdict.TRUE)


def _faults(answers: Answers, source: SourceAnswers, name: str, rows: Array) -> Iterator[Fault]:
    blank = np.isin(source[name].blank, _BLANK) & (rows != NOWHERE)
    for row in rows[blank]:
        yield Fault("VAL-22", int(row), name)
