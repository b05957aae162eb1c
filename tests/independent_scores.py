"""Scores worked out unit by unit with plain Python, from what the method says of a rubric.

Nothing here is shared with the program but the definitions that a rubric holds: an answer is a
`Value`, and Python's own arithmetic works on it.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from random_rubrics import HOURS

from plut_audit.rubric import Indicator, Question, Rubric

GIVEN, UNANSWERED, NOT_ASKED, LOW = "given", "unanswered", "not asked", "low"
Answers = Mapping[str, Any]
"""What one unit wrote, by question: a number, a code, a tuple of codes, a text, or None."""


@dataclass
class Value:
    """A measured value, or why there is none."""

    number: Any
    state: str = GIVEN

    def _with(self, other: Any, calculate: Callable[[float, float], float]) -> "Value":
        other = other if isinstance(other, Value) else Value(other)
        state = self.state if self.state != GIVEN else other.state
        states = {self.state, other.state}
        divides_by_zero = (
            calculate is operator.truediv and other.state == GIVEN and other.number == 0
        )
        if LOW in states or divides_by_zero:
            state = LOW
        if NOT_ASKED in states:
            state = NOT_ASKED
        return Value(calculate(self.number, other.number) if state == GIVEN else 0.0, state)

    def __add__(self, other: Any) -> "Value":
        return self._with(other, operator.add)

    def __sub__(self, other: Any) -> "Value":
        return self._with(other, operator.sub)

    def __mul__(self, other: Any) -> "Value":
        return self._with(other, operator.mul)

    def __truediv__(self, other: Any) -> "Value":
        return self._with(other, operator.truediv)

    def __radd__(self, other: float) -> "Value":
        return Value(other) + self

    def __rsub__(self, other: float) -> "Value":
        return Value(other) - self

    def __rmul__(self, other: float) -> "Value":
        return Value(other) * self

    def __rtruediv__(self, other: float) -> "Value":
        return Value(other) / self


def answer(rubric: Rubric, answers: Answers, name: str) -> Value:
    """What a unit answered, with the skips of the form."""
    if name not in answers:
        return Value(0.0, NOT_ASKED)
    if _skipped(rubric.questions[name], answers):
        return Value(0.0, LOW)
    written = answers[name]
    return Value(0.0, UNANSWERED) if written is None else Value(written)


def _skipped(question: Question, answers: Answers) -> bool:
    if not question.only_if:
        return False
    name, sign, value = question.only_if.split()
    if answers.get(name) is None:
        return False
    tests: dict[str, Callable[[Any, Any], bool]] = {
        "==": operator.eq,
        "=": operator.eq,
        "!=": operator.ne,
        ">": operator.gt,
        ">=": operator.ge,
        "<": operator.lt,
        "<=": operator.le,
    }
    compared = value if isinstance(answers[name], str) else float(value)
    return not tests[sign](answers[name], compared)


def derived(rubric: Rubric, answers: Answers, name: str) -> Any:
    """A derived number or list: that of the answer, else the other one."""
    rule = rubric.derived[name]
    return rule.values.get(answers.get(rule.depends_on) or "", rule.otherwise)


def measure(rubric: Rubric, answers: Answers, indicator: Indicator) -> Value:
    """The value of an indicator, by Python's own reading of its expression."""
    names: dict[str, Any] = {
        name: answer(rubric, answers, name) for name in rubric.questions if name in indicator.value
    }
    names |= {name: Value(derived(rubric, answers, name)) for name in rubric.derived}

    def count(ticked: Value, within: Value | None = None) -> Value:
        if ticked.state != GIVEN:
            return ticked
        is_list = any(ticked is names[name] for name in rubric.derived)
        chosen = [code for code in ticked.number if code != "none" or is_list]
        return Value(float(len([one for one in chosen if not within or one in within.number])))

    functions = {
        "count": count,
        "weekly_hours": lambda posted: _posted(posted, 0),
        "weekly_days": lambda posted: _posted(posted, 1),
    }
    text = indicator.value.replace(" within ", ", ")
    measured = eval(text, {"__builtins__": {}}, {**names, **functions})
    return measured if isinstance(measured, Value) else Value(measured)


def _posted(posted: Value, place: int) -> Value:
    return Value(float(HOURS[posted.number][place])) if posted.state == GIVEN else posted


def item_score(rubric: Rubric, answers: Answers, indicator: Indicator) -> tuple[float, str]:
    """The points of an indicator, and the state of its value."""
    value = measure(rubric, answers, indicator)
    if value.state == GIVEN and _contradicts_itself(rubric, answers, indicator):
        value = Value(0.0, UNANSWERED)
    if value.state in (UNANSWERED, NOT_ASKED):
        return 0.0, value.state
    if indicator.kind == "points":
        lowest = min(indicator.points.values())
        return (lowest if value.state == LOW else indicator.points[value.number]), value.state
    if value.state == LOW:
        return 0.0, LOW
    low, high, x = float(indicator.low or 0), float(indicator.high or 0), value.number
    if indicator.transform == "ln":
        low, high, x = math.log(low), math.log(high), math.log(x) if x > 0 else -800.0
    return rubric.scoring.scale * min(1.0, max(0.0, (x - low) / (high - low))), value.state


def _contradicts_itself(rubric: Rubric, answers: Answers, indicator: Indicator) -> bool:
    """Whether it is measured from a part and its whole, and the part is more than the whole."""
    words = set(re.findall(r"\w+", indicator.value))
    for name in words & rubric.questions.keys():
        whole = rubric.questions[name].at_most
        if whole in words:
            ends = answer(rubric, answers, name), answer(rubric, answers, whole)
            if {end.state for end in ends} == {GIVEN} and ends[0].number > ends[1].number:
                return True
    return False


def weighted_mean(pairs: list[tuple[float, float]], rule: str, floor: float) -> float | None:
    """The mean of (weight, points); None of nothing."""
    total = sum(weight for weight, _ in pairs)
    if not pairs:
        return None
    if rule == "arithmetic":
        return sum(weight * points for weight, points in pairs) / total
    raised = [(weight, max(points, floor)) for weight, points in pairs]
    if any(points == 0 for _, points in raised):
        return 0.0
    return math.exp(sum(weight * math.log(points) for weight, points in raised) / total)


def scores(
    rubric: Rubric, answers: Answers
) -> tuple[list[float], list[float | None], float | None]:
    """Points of each indicator, of each dimension (None where nothing was asked), and the index."""
    points, means, floor = [], [], rubric.scoring.floor
    for dimension in rubric.dimensions:
        pairs = []
        for indicator in dimension.indicators.values():
            score, state = item_score(rubric, answers, indicator)
            points.append(score)
            if state != NOT_ASKED:
                pairs.append((indicator.weight, score))
        means.append(weighted_mean(pairs, dimension.mean, floor))
    present = [
        (dimension.weight, mean)
        for dimension, mean in zip(rubric.dimensions, means, strict=True)
        if mean is not None
    ]
    return points, means, weighted_mean(present, rubric.scoring.index_mean, floor)


def class_of(rubric: Rubric, index: float | None) -> str:
    """The first class whose threshold the printed score reaches."""
    if index is None or not rubric.bands:
        return ""
    decimals = rubric.scoring.decimals
    factor = 10**decimals
    printed = math.floor(round(index * factor, 9 - decimals) + 0.5) / factor
    shown = printed if rubric.scoring.rank_on == "printed" else round(index, 9)
    for band in rubric.bands[:-1]:
        if band.above is not None and shown > band.above:
            return band.name
        if band.at_least is not None and shown >= band.at_least:
            return band.name
    return rubric.bands[-1].name
