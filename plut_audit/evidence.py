"""Self-report and field visit, brought together into what may be believed (method, sections 2, 3).

Everything here is a column over the centres, in the order of their codes. The two sources are
never averaged: an indicator is observed when the visit answered its lead question.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import numpy as np

from plut_audit import expressions
from plut_audit.answers import EXCLUSIVE, Answers, Array, Blank, Column, Fault
from plut_audit.expressions import Call, Condition, Expression, Name, Number, Operation
from plut_audit.language import N_, words
from plut_audit.responses import NOWHERE, Survey
from plut_audit.rubric import Indicator, Question, Rubric


@dataclass
class Evidence:
    """What each source says of each indicator; matrices of centres by indicators.

    `reported` and `observed` hold the measured value (the position of the choice for points
    indicators); they mean something where the blank beside them is `GIVEN` or `LOW`.
    """

    survey: Survey
    reported: Array
    reported_blank: Array
    observed: Array
    observed_blank: Array
    applicable: Array
    changed: Array
    faults: list[Fault]

    @property
    def has_reported(self) -> Array:
        """Where the questionnaire settles the indicator."""
        return np.isin(self.reported_blank, (Blank.GIVEN, Blank.LOW))

    @property
    def has_observed(self) -> Array:
        """Where the visit settles it."""
        return np.isin(self.observed_blank, (Blank.GIVEN, Blank.LOW))


def weigh(survey: Survey, rubric: Rubric) -> Evidence:
    """Bring the two sources together, indicator by indicator."""
    reported, faults = _reported_side(survey, rubric)
    seen = _visit_side(survey, rubric)
    mixed = {**reported, **{name: _first(seen[name], reported.get(name)) for name in seen}}
    derived = _Derived(rubric, survey, reported)
    size = (len(survey.centres), len(rubric.indicators))
    evidence = Evidence(
        survey, np.zeros(size), np.zeros(size, np.uint8), np.zeros(size),
        np.full(size, Blank.NOT_ASKED, np.uint8), np.ones(size, bool), np.zeros(size, bool), faults,
    )  # fmt: skip
    for number, item in enumerate(rubric.indicators.values()):
        _weigh_indicator(evidence, number, item, rubric, (reported, seen, mixed), derived)
    return evidence


Side = dict[str, Column]


def _weigh_indicator(
    evidence: Evidence, number: int, item: Indicator, rubric: Rubric,
    sides: tuple[Side, Side, Side], derived: "_Derived",
) -> None:  # fmt: skip
    reported, seen, mixed = sides
    survey = evidence.survey
    value = _evaluate(item.expression, reported, derived)
    evidence.reported[:, number] = value.values
    evidence.reported_blank[:, number] = value.blank
    if item.lead in seen:
        both = _evaluate(item.expression, mixed, derived)
        led = np.isin(seen[item.lead].blank, (Blank.GIVEN, Blank.LOW))
        evidence.observed[:, number] = both.values
        evidence.observed_blank[:, number] = np.where(led, both.blank, Blank.UNANSWERED)
        evidence.changed[:, number] = _long_between(survey, survey.visit[item.lead], rubric)
    if rubric.visit_only(item):
        evidence.reported_blank[:, number] = Blank.NOT_ASKED
        evidence.applicable[:, number] = _visit_applies(survey, item, rubric)


# --- the sides -----------------------------------------------------------------------------


def _reported_side(survey: Survey, rubric: Rubric) -> tuple[Side, list[Fault]]:
    answers = survey.questionnaire
    side = {name: _aligned(column, survey.response) for name, column in answers.columns.items()}
    faults: list[Fault] = []
    for name, low in _skipped(side, rubric).items():
        stray = low & (side[name].blank == Blank.GIVEN)
        reason = words(N_("not {condition}"), condition=rubric.questions[name].only_if)
        faults += [
            Fault("VAL-13", int(survey.response[centre]), name, "", {"reason": reason})
            for centre in np.flatnonzero(stray)
        ]
        side[name].blank[low] = Blank.LOW
    return side, faults


def _visit_side(survey: Survey, rubric: Rubric) -> Side:
    side = {
        name: _aligned(survey.visits.columns[name], rows) for name, rows in survey.visit.items()
    }
    for name, low in _skipped(side, rubric).items():
        side[name].blank[low] = Blank.LOW
    return side


def _aligned(column: Column, rows: Array) -> Column:
    """A column in the order of the centres; nothing where a centre has no row."""
    here = rows != NOWHERE
    values = np.zeros(len(rows), column.values.dtype)
    blank = np.full(len(rows), Blank.UNANSWERED, np.uint8)
    values[here] = column.values[rows[here]]
    blank[here] = column.blank[rows[here]]
    return Column(values, blank)


def _skipped(side: Side, rubric: Rubric) -> dict[str, Array]:
    """Where the form skips a question, because what it depends on was answered so."""
    skipped = {}
    for name in side:
        question = rubric.questions.get(name)
        if question is None or not question.only_if:
            continue
        condition = expressions.parse_condition(question.only_if)
        if condition.name in side:
            parent = rubric.questions[condition.name]
            skipped[name] = _is_false(condition, side[condition.name], parent)
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


def _first(seen: Column, reported: Column | None) -> Column:
    """Each answer from the visit where it answered, else from the questionnaire."""
    if reported is None:
        return seen
    answered = np.isin(seen.blank, (Blank.GIVEN, Blank.LOW))
    return Column(
        np.where(answered, seen.values, reported.values),
        np.where(answered, seen.blank, reported.blank),
    )


# --- what an indicator measures ------------------------------------------------------------


class _Derived:
    """Values that follow from an answer, such as the posts that a centre's level requires."""

    def __init__(self, rubric: Rubric, survey: Survey, reported: Side) -> None:
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


def _written(name: str, survey: Survey, reported: Side, rubric: Rubric) -> Array:
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


def _evaluate(expression: Expression, side: Side, derived: _Derived) -> Column:
    """The expression over all centres. A denominator of 0 is at the low end, like a skip."""
    match expression:
        case Number(value):
            return Column(np.full(derived.size, value), np.zeros(derived.size, np.uint8))
        case Name(name):
            return _named(name, side, derived)
        case Call():
            return _called(expression, side, derived)
        case Operation(sign, left, right):
            return _operate(sign, _evaluate(left, side, derived), _evaluate(right, side, derived))


def _named(name: str, side: Side, derived: _Derived) -> Column:
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


def _called(call: Call, side: Side, derived: _Derived) -> Column:
    if call.name in derived:
        return _named(call.name, side, derived)
    column = side.get(call.name)
    if column is None:
        return _not_asked(derived.size)
    if call.function == "count":
        return Column(_count(call, column, derived), column.blank)
    values = np.zeros(derived.size)
    for centre in np.flatnonzero(column.blank == Blank.GIVEN):
        values[centre] = getattr(column.values[centre], call.function)
    return Column(values, column.blank)


def _count(call: Call, column: Column, derived: _Derived) -> Array:
    question = derived.rubric.questions[call.name]
    ticked = column.values.astype(np.int64)
    if EXCLUSIVE in question.choices:
        ticked = ticked & ~(1 << list(question.choices).index(EXCLUSIVE))
    if call.within:
        ticked = ticked & derived.bits(call.within, question)
    return np.bitwise_count(ticked).astype(float)


def _operate(sign: str, left: Column, right: Column) -> Column:
    match sign:
        case "+":
            values = left.values + right.values
        case "-":
            values = left.values - right.values
        case "*":
            values = left.values * right.values
        case _:
            zero = right.values == 0
            values = np.divide(
                left.values, right.values, out=np.zeros_like(left.values), where=~zero
            )
    blank = np.where(left.blank != Blank.GIVEN, left.blank, right.blank)
    for verdict in (Blank.NOT_ASKED, Blank.LOW):
        blank = np.where((left.blank == verdict) | (right.blank == verdict), verdict, blank)
    if sign == "/":
        blank = np.where(zero & (right.blank == Blank.GIVEN), Blank.LOW, blank)
    return Column(values, blank.astype(np.uint8))


# --- the visit -----------------------------------------------------------------------------


def _long_between(survey: Survey, rows: Array, rubric: Rubric) -> Array:
    """Whether survey and visit lie so far apart that the centre may have changed."""
    surveyed = _days(survey.questionnaire, "survey_date", survey.response)
    visited = _days(survey.visits, "visit_date", rows)
    return np.asarray(np.abs(surveyed - visited) > rubric.evidence.changed_after_days)


def _days(answers: Answers, name: str, rows: Array) -> Array:
    """Day numbers of a date, NaN where it is not known."""
    days = np.full(len(rows), np.nan)
    if name in answers.columns:
        column = _aligned(answers.columns[name], rows)
        for centre in np.flatnonzero(column.blank == Blank.GIVEN):
            days[centre] = column.values[centre].toordinal()
    return days


def _visit_applies(survey: Survey, item: Indicator, rubric: Rubric) -> Array:
    """Where an indicator that only a visit can answer applies.

    Under `visited within declared hours`: the arrival lies in the posted hours of that
    weekday or, where these cannot be read, in the rubric's usual hours.
    """
    applies = np.zeros(len(survey.centres), bool)
    if not survey.visit:
        return applies
    rows = survey.visit[item.lead]
    rows = np.where(rows == NOWHERE, survey.visit["visit_date"], rows)
    if not item.applies_if:
        return np.asarray(rows != NOWHERE)
    posted = _posted_hours(survey, rubric)
    for centre in np.flatnonzero(rows != NOWHERE):
        day, arrival = _arrival(survey.visits, int(rows[centre]))
        if day is not None and arrival is not None:
            applies[centre] = _within_hours(posted[centre], day, arrival, rubric)
    return applies


def _posted_hours(survey: Survey, rubric: Rubric) -> Array:
    """The posted hours of each centre, None where they could not be read."""
    hours = np.full(len(survey.centres), None, object)
    for item in rubric.indicators.values():
        for call in expressions.calls(item.expression):
            if call.function == "weekly_hours" and call.name in survey.questionnaire.columns:
                column = _aligned(survey.questionnaire.columns[call.name], survey.response)
                return np.where(column.blank == Blank.GIVEN, column.values, hours)
    return hours


def _arrival(visits: Answers, row: int) -> tuple[date | None, time | None]:
    day, clock = visits.columns["visit_date"], visits.columns["visit_time"]
    return (
        day.values[row] if day.blank[row] == Blank.GIVEN else None,
        clock.values[row] if clock.blank[row] == Blank.GIVEN else None,
    )


def _within_hours(posted: Any, day: date, arrival: time, rubric: Rubric) -> bool:
    if posted is not None:
        return bool(posted.covers(day.weekday(), arrival.hour * 60 + arrival.minute))
    rules = rubric.evidence
    usual = time.fromisoformat(rules.visit_from) <= arrival <= time.fromisoformat(rules.visit_until)
    return usual and day.weekday() in rules.visit_days


def used_answers(survey: Survey, rubric: Rubric, forms: Mapping[str, bool]) -> Side:
    """Each answer as written, for the consistency findings: from the visit where it answered
    (unless `forms["visit"]` is false), else from the questionnaire; skips are not applied."""
    reported = {
        name: _aligned(column, survey.response)
        for name, column in survey.questionnaire.columns.items()
    }
    if not forms.get("visit", True):
        return reported
    seen = {
        name: _aligned(survey.visits.columns[name], rows) for name, rows in survey.visit.items()
    }
    return {
        **reported,
        **{name: _first(column, reported.get(name)) for name, column in seen.items()},
    }
