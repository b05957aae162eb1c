"""What an indicator measures: its expression over all centres at once."""

from collections.abc import Callable
from typing import Any

import numpy as np

from plut_audit.ingest.answers import EXCLUSIVE, Array, Blank, Column
from plut_audit.ingest.matching import Survey
from plut_audit.rubric import Question, Rubric
from plut_audit.rubric.expressions import Call, Expression, Name, Number, Operation
from plut_audit.scoring.evidence.conditions import SourceAnswers
from plut_audit.scoring.evidence.opening import weekly_hours


class DerivedValues:
    """Values that follow from an answer, such as the posts that a centre's level requires."""

    def __init__(self, rubric: Rubric, survey: Survey, reported: SourceAnswers) -> None:
        self.rubric = rubric
        self.size = len(survey.centres)
        self._keys = {
            name: _written(name, survey, reported, rubric)
            for name in {derived.depends_on for derived in rubric.derived.values()}
        }

    def __contains__(self, name: str) -> bool:
        return name in self.rubric.derived

    def numbers(self, name: str) -> Array:
        """The derived number, or the length of the derived list, of each centre."""
        return self._spread(name, lambda value: len(value) if isinstance(value, tuple) else value)

    def bits(self, name: str, question: Question) -> Array:
        """The derived list as bits of the question's choices."""
        order = {code: 1 << place for place, code in enumerate(question.choices)}
        return self._spread(name, lambda value: sum(order.get(code, 0) for code in value), np.int64)

    def _spread(self, name: str, measure: Any, dtype: Any = float) -> Array:
        derived = self.rubric.derived[name]
        result = np.full(self.size, measure(derived.otherwise), dtype)
        for key, value in derived.values.items():
            result[self._keys[derived.depends_on] == key] = measure(value)
        return result


def _written(name: str, survey: Survey, reported: SourceAnswers, rubric: Rubric) -> Array:
    """A choice of each centre as its code; the level is the registry's where it knows it."""
    size = len(survey.centres)
    codes = np.full(size, "", object)
    if name in reported and (order := list(rubric.questions[name].choices)):
        given = reported[name].blank == Blank.GIVEN
        codes[given] = np.array(order, object)[reported[name].values[given].astype(int)]
    if name == "level":
        known = np.array([centre.level for centre in survey.centres], object)
        codes = np.where(known != "", known, codes)
    return codes


def evaluate(expression: Expression, side: SourceAnswers, derived: DerivedValues) -> Column:
    """The expression over all centres.

    A denominator of 0 is at the low end, like a skip, unless a part of it was not asked.
    """
    match expression:
        case Number(value):
            return Column(np.full(derived.size, value), np.zeros(derived.size, np.uint8))
        case Name(name):
            return _named(name, side, derived)
        case Call():
            return _called(expression, side, derived)
        case Operation(sign, left, right):
            return _operate(sign, evaluate(left, side, derived), evaluate(right, side, derived))


def _named(name: str, side: SourceAnswers, derived: DerivedValues) -> Column:
    if name in derived:
        return Column(derived.numbers(name), np.zeros(derived.size, np.uint8))
    column = side.get(name)
    if column is None:
        return _not_asked(derived.size)
    if column.values.dtype == object:
        return Column(np.zeros(derived.size), column.blank)
    return Column(column.values.astype(float), column.blank)


def _not_asked(size: int) -> Column:
    return Column(np.zeros(size), np.full(size, Blank.NOT_ASKED, np.uint8))


def _called(call: Call, side: SourceAnswers, derived: DerivedValues) -> Column:
    if call.name in derived:
        return _named(call.name, side, derived)
    column = side.get(call.name)
    if column is None:
        return _not_asked(derived.size)
    if call.function == "count":
        return Column(_count(call, column, derived), column.blank)
    values = np.zeros(derived.size)
    longest = derived.rubric.calendar.longest_break
    for centre in np.flatnonzero(column.blank == Blank.GIVEN):
        hours = column.values[centre]
        days = call.function == "weekly_days"
        values[centre] = hours.weekly_days if days else weekly_hours(hours, longest)
    return Column(values, column.blank)


def _count(call: Call, column: Column, derived: DerivedValues) -> Array:
    question = derived.rubric.questions[call.name]
    ticked = column.values.astype(np.int64)
    if EXCLUSIVE in question.choices:
        ticked = ticked & ~(1 << list(question.choices).index(EXCLUSIVE))
    if call.within:
        ticked = ticked & derived.bits(call.within, question)
    return np.bitwise_count(ticked).astype(float)


def _operate(sign: str, left: Column, right: Column) -> Column:
    zero = right.values == 0
    with np.errstate(over="ignore", invalid="ignore"):
        values = _CALCULATE[sign](left.values, right.values)
    blank = np.where(left.blank != Blank.GIVEN, left.blank, right.blank)
    low = (left.blank == Blank.LOW) | (right.blank == Blank.LOW)
    if sign == "/":
        low |= zero & (right.blank == Blank.GIVEN)
    blank = np.where(low, Blank.LOW, blank)
    not_asked = (left.blank == Blank.NOT_ASKED) | (right.blank == Blank.NOT_ASKED)
    blank = np.where(not_asked, Blank.NOT_ASKED, blank)
    # Beyond what a number can hold: no answer, so that no infinity reaches a score.
    beyond = ~np.isfinite(values)
    blank = np.where(beyond & (blank == Blank.GIVEN), Blank.INVALID, blank)
    return Column(np.where(beyond, 0, values), blank.astype(np.uint8))


def _divide(left: Array, right: Array) -> Array:
    """The quotient; 0 where the denominator is 0, which is at the low end."""
    return np.asarray(np.divide(left, right, out=np.zeros_like(left), where=right != 0))


_CALCULATE: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
}
