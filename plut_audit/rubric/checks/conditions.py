"""The checks of conditions: what `only_if` compares, and that questions do not wait in a circle."""

from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.rubric import expressions
from plut_audit.rubric.checks.value_types import CHOICE, type_of, type_words
from plut_audit.rubric.faults import Fault, Location, did_you_mean
from plut_audit.rubric.model import Question, Rubric

_EQUALITY = ("==", "=", "!=")
_CONDITION = N_(
    "'only_if' must read like 'equipment_total > 0' or 'level != provinsi', but is '{condition}'"
)


def condition_faults(rubric: Rubric, question: Question, at: Location) -> Iterator[Fault]:
    """A condition compares a number with a number, or one choice with a choice."""
    try:
        condition = expressions.parse_condition(question.only_if)
    except expressions.ExpressionError:
        yield at.fault(_CONDITION, condition=question.only_if)
        return
    other = rubric.questions.get(condition.name)
    if other is None:
        yield at.fault(
            N_("'only_if' names '{name}', which is no question{hint}"),
            name=condition.name,
            hint=did_you_mean(condition.name, rubric.questions),
        )
        return
    match type_of(other):
        case "number":
            if not expressions.is_number(condition.value):
                yield at.fault(
                    N_("'only_if' compares the number '{name}' with '{value}'; write a number"),
                    name=other.name,
                    value=condition.value,
                )
        case "choice":
            yield from _choice_condition_faults(condition, other, at)
        case kind:
            yield at.fault(
                N_(
                    "'only_if' can ask for a number or one choice, but '{name}' is {found}; "
                    "name another question"
                ),
                name=other.name,
                found=type_words(kind),
            )


def _choice_condition_faults(
    condition: expressions.Condition, other: Question, at: Location
) -> Iterator[Fault]:
    assert type_of(other) == CHOICE
    if condition.sign not in _EQUALITY:
        yield at.fault(
            N_("'only_if' orders the choices of '{name}' by '{sign}'; write == or !="),
            name=other.name,
            sign=condition.sign,
        )
    if condition.value not in other.choices:
        yield at.fault(
            N_("'only_if' names '{value}', no choice of '{name}'{hint}"),
            value=condition.value,
            name=other.name,
            hint=did_you_mean(condition.value, other.choices),
        )


def cycle_faults(rubric: Rubric, file: str) -> Iterator[Fault]:
    """Questions that wait for each other would never be asked."""
    parents = dict(_parents(rubric))
    for name in parents:
        seen = [name]
        while (following := parents.get(seen[-1])) is not None and following not in seen:
            seen.append(following)
        if following == name:
            yield Location(file, name).fault(
                N_("'only_if' goes in a circle: {names}; one of them must always be asked"),
                names=" → ".join([*seen, name]),
            )


def _parents(rubric: Rubric) -> Iterator[tuple[str, str]]:
    for question in rubric.questions.values():
        try:
            yield question.name, expressions.parse_condition(question.only_if).name
        except expressions.ExpressionError:
            continue  # without a condition, or reported with the other faults
