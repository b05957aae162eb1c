"""What type every name and every expression of a rubric has, and that each use fits its type.

A number is what a linear indicator measures; a choice is what points are given for. `count`
takes several choices or a derived list, `weekly_hours` and `weekly_days` take a text in which
opening hours are posted. Everything else is a fault.
"""

import math
from dataclasses import dataclass, field

from plut_audit.i18n import N_, _
from plut_audit.rubric.expressions import Call, Expression, Name, Number, Operation
from plut_audit.rubric.faults import Fault, Location, as_written, did_you_mean
from plut_audit.rubric.fields import LARGEST
from plut_audit.rubric.model import Question, Rubric

NUMBER, CHOICE, CHOICES, TEXT, LIST = "number", "choice", "choices", "text", "list"
HOURS_PER_WEEK = 168
MOST_CHOICES = 62
"""Choices of a select_multiple: each is one bit of a whole number of 64."""
_OF_QUESTION = {
    "integer": NUMBER,
    "decimal": NUMBER,
    "select_one": CHOICE,
    "select_multiple": CHOICES,
}
_WORDS = {
    NUMBER: N_("a number"),
    CHOICE: N_("one choice"),
    CHOICES: N_("several choices"),
    TEXT: N_("text"),
    LIST: N_("a derived list"),
    "date": N_("a date"),
    "time": N_("a time of day"),
}
_SMALLEST = 1 / LARGEST
_LARGEST_RESULT = 1e100
"""A value beyond it is no measurement; below it no operation can overflow."""


def type_of(question: Question) -> str:
    """The type of a question's answers."""
    return _OF_QUESTION.get(question.type, question.type)


def type_words(kind: str) -> str:
    """A type in the reader's words."""
    return _(_WORDS[kind]) if kind in _WORDS else kind


@dataclass
class ExpressionCheck:
    """Walks one expression; `faults` are in the order of the text."""

    rubric: Rubric
    at: Location
    faults: list[Fault] = field(default_factory=list)

    def add(self, message: str, /, **values: object) -> None:
        """Note a fault of the expression."""
        self.faults.append(self.at.fault(message, **values))

    def kind(self, name: str) -> str | None:
        """The type of a name; None, with a fault, where nothing is called so."""
        if name in self.rubric.derived:
            return LIST if isinstance(self.rubric.derived[name].otherwise, tuple) else NUMBER
        if name in self.rubric.questions:
            return type_of(self.rubric.questions[name])
        known = [*self.rubric.questions, *self.rubric.derived]
        self.add(
            N_("'value' names '{name}', which no question and no derived value is{hint}"),
            name=name,
            hint=did_you_mean(name, known),
        )
        return None

    def number(self, expression: Expression) -> float:
        """Check that the expression gives a number; the largest amount it can have."""
        match expression:
            case Number(value):
                return self._constant(value)
            case Name(name):
                return self._named(name)
            case Call():
                return self._called(expression)
            case Operation(sign, left, right):
                return self._joined(sign, left, right)

    def _constant(self, value: float) -> float:
        if value and not _SMALLEST <= abs(value) <= LARGEST:
            self.add(
                N_(
                    "'value' holds the number {found}; a number must be 0 or lie between "
                    "{low} and {high}"
                ),
                found=as_written(value),
                low=as_written(_SMALLEST),
                high=as_written(LARGEST),
            )
            return LARGEST
        return abs(value)

    def _named(self, name: str) -> float:
        kind = self.kind(name)
        if kind not in (NUMBER, None):
            self.add(
                N_(
                    "'value' calculates with '{name}', which must be a number and is {found}; "
                    "{advice}"
                ),
                name=name,
                found=type_words(str(kind)),
                advice=_advice(str(kind), name),
            )
        return self._largest(name)

    def _largest(self, name: str) -> float:
        """The largest amount that the answer or the derived value can have."""
        if name in self.rubric.derived:
            derived = self.rubric.derived[name]
            amounts = (derived.otherwise, *derived.values.values())
            return max((abs(one) for one in amounts if isinstance(one, float | int)), default=0.0)
        question = self.rubric.questions.get(name)
        ends = (question.valid_min, question.valid_max) if question else (None, None)
        return LARGEST if None in ends else max(abs(end) for end in ends if end is not None)

    def _called(self, call: Call) -> float:
        kind = self.kind(call.name)
        if call.function == "count":
            return self._counted(call, kind)
        if kind not in (TEXT, None):
            self.add(
                N_(
                    "{function}({name}) needs a text question in which opening hours are "
                    "posted, but '{name}' is {found}"
                ),
                function=call.function,
                name=call.name,
                found=type_words(str(kind)),
            )
        return HOURS_PER_WEEK

    def _counted(self, call: Call, kind: str | None) -> float:
        allowed = (CHOICES,) if call.within else (CHOICES, LIST)
        if kind is not None and kind not in allowed:
            self.add(
                N_(
                    "count({name}) needs a question of type select_multiple, but '{name}' is "
                    "{found}"
                ),
                name=call.name,
                found=type_words(kind),
            )
        elif call.within and kind:
            self._check_within(call)
        return MOST_CHOICES

    def _check_within(self, call: Call) -> None:
        """That the list after `within` is derived and holds choices of the question only."""
        kind = self.kind(call.within)
        if kind is None:
            return
        if kind != LIST or call.within not in self.rubric.derived:
            self.add(
                N_("'within' needs a derived list of [derived], but '{name}' is {found}"),
                name=call.within,
                found=type_words(kind),
            )
            return
        choices = self.rubric.questions[call.name].choices
        derived = self.rubric.derived[call.within]
        for values in (*derived.values.values(), derived.otherwise):
            for code in values if isinstance(values, tuple) else ():
                if code not in choices:
                    self.faults.append(
                        Location("rubric.toml", call.within).fault(
                            N_("the list names '{choice}', no choice of '{question}'{hint}"),
                            choice=code,
                            question=call.name,
                            hint=did_you_mean(code, choices),
                        )
                    )

    def _joined(self, sign: str, left: Expression, right: Expression) -> float:
        sizes = self.number(left), self.number(right)
        match sign:
            case "+" | "-":
                size = sum(sizes)
            case "*":
                size = math.prod(sizes)
            case _:
                self._check_divisor(right)
                size = sizes[0] * LARGEST
        if size > _LARGEST_RESULT:
            self.add(
                N_("'value' can become greater than {limit}; write it with fewer factors"),
                limit=as_written(_LARGEST_RESULT),
            )
            return 1.0
        return size

    def _check_divisor(self, divisor: Expression) -> None:
        """That nothing is divided by what is 0 by the rubric itself."""
        match divisor:
            case Number() | Operation() if _constant_value(divisor) == 0:
                self.add(N_("'value' divides by 0; no answer could score"))
            case Name(name) if name in self.rubric.derived:
                derived = self.rubric.derived[name]
                if 0 in (derived.otherwise, *derived.values.values()):
                    self.add(
                        N_("'value' divides by '{name}', which is 0 for some; give it a value"),
                        name=name,
                    )


def _constant_value(expression: Expression) -> float | None:
    """What an expression without names comes to; None where it names something."""
    match expression:
        case Number(value):
            return value
        case Operation(sign, left, right):
            values = _constant_value(left), _constant_value(right)
            if values[0] is None or values[1] is None:
                return None
            return _calculate(sign, values[0], values[1])
    return None


def _calculate(sign: str, left: float, right: float) -> float:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / right if right else 0.0


def _advice(kind: str, name: str) -> str:
    """What to write instead, for a name that is no number."""
    match kind:
        case "choice":
            return _(N_('give points for its choices: kind = "points"'))
        case "choices" | "list":
            return _(N_("write count({name}) for how many there are"), name=name)
        case "text":
            return _(N_("write weekly_hours({name}) if opening hours are posted in it"), name=name)
    return _(N_("name a question of type integer or decimal"))
