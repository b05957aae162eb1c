"""A rule of the rubric over all centres at once: true, false, or not known (method, section 2)."""

from enum import IntEnum

import numpy as np

from plut_audit.ingest.answers import Array, Blank, Column
from plut_audit.rubric import Question, Rubric
from plut_audit.rubric.expressions import Clause, Condition, Membership, WithinHours, parse_rule

SourceAnswers = dict[str, Column]
"""The answers of one source by question, a row a centre."""


class Verdict(IntEnum):
    """What a rule comes to; where several conditions are joined the highest one is taken.

    `UNKNOWN`: an answer that it looks at is missing. `NOT_ASKED`: no form asked for it.
    """

    TRUE = 0
    UNKNOWN = 1
    NOT_ASKED = 2
    FALSE = 3


def decide(text: str, answers: SourceAnswers, rubric: Rubric, within: Array) -> Array:
    """The `Verdict` of a rule for each centre, (n,) uint8.

    `within` (n,) bool says where a visit arrived while the centre should have been open.
    """
    verdicts = [_decide(clause, answers, rubric, within) for clause in parse_rule(text)]
    return np.asarray(np.max(verdicts, axis=0), np.uint8)


def _decide(clause: Clause, answers: SourceAnswers, rubric: Rubric, within: Array) -> Array:
    if isinstance(clause, WithinHours):
        return np.where(within, Verdict.TRUE, Verdict.FALSE)
    column = answers.get(clause.name)
    if column is None:
        return np.full(len(within), Verdict.NOT_ASKED)
    verdict = np.full(len(column.blank), Verdict.UNKNOWN)
    verdict[column.blank == Blank.NOT_ASKED] = Verdict.NOT_ASKED
    given = column.blank == Blank.GIVEN
    holds = _holds(clause, column.values[given], rubric.questions[clause.name])
    verdict[given] = np.where(holds, Verdict.TRUE, Verdict.FALSE)
    return verdict


def _holds(clause: Condition | Membership, values: Array, question: Question) -> Array:
    codes = list(question.choices)
    if isinstance(clause, Condition):
        wanted = codes.index(clause.value) if codes else float(clause.value)
        return np.asarray(clause.compare(values, wanted), bool)
    positions = [codes.index(code) for code in clause.choices]
    if question.type == "select_multiple":
        return np.asarray(values.astype(np.int64) & sum(1 << place for place in positions) != 0)
    return np.isin(values, positions)
