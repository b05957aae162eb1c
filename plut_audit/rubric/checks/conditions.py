"""The checks of rules: what each condition compares, and that questions wait in no circle."""

from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.rubric import expressions
from plut_audit.rubric.checks.value_types import CHOICE, CHOICES, NUMBER, type_of, type_words
from plut_audit.rubric.expressions import Condition, Membership, WithinHours
from plut_audit.rubric.faults import Fault, Location, did_you_mean
from plut_audit.rubric.model import Question, Rubric

_EQUALITY = ("==", "=", "!=")


def rule_text_faults(rubric: Rubric, key: str, text: str, at: Location) -> Iterator[Fault]:
    """The faults of the rule that stands under a key, such as `only_if` or `applies_if`."""
    try:
        rule = expressions.parse_rule(text)
    except expressions.ExpressionError as error:
        yield at.fault(
            N_(
                "'{key}' must read like 'equipment_total > 0' or 'level in kabupaten kota', joined "
                "by 'and', but holds '{part}'"
            ),
            key=key,
            part=str(error).strip(),
        )
        return
    for clause in rule:
        if isinstance(clause, WithinHours):
            yield from _within_hours_faults(rubric, key, at)
        else:
            yield from _clause_faults(rubric, key, clause, at)


def _within_hours_faults(rubric: Rubric, key: str, at: Location) -> Iterator[Fault]:
    if key.endswith("only_if"):
        yield at.fault(
            N_("'{key}' cannot look at the hours of a visit, which no form knows; name a question"),
            key=key,
        )
    elif not rubric.questions.keys() >= {"visit_date", "visit_time"}:
        yield at.fault(
            N_("'{key}' looks at the hours of a visit, but no question 'visit_date', 'visit_time'"),
            key=key,
        )


def _clause_faults(
    rubric: Rubric, key: str, clause: Condition | Membership, at: Location
) -> Iterator[Fault]:
    """A condition compares a number with a number, or choices with choices."""
    question = rubric.questions.get(clause.name)
    if question is None:
        yield at.fault(
            N_("'{key}' names '{name}', which is no question{hint}"),
            key=key,
            name=clause.name,
            hint=did_you_mean(clause.name, rubric.questions),
        )
        return
    kind = type_of(question)
    if isinstance(clause, Membership) and kind in (CHOICE, CHOICES):
        yield from _choice_faults(key, clause.choices, question, at)
    elif isinstance(clause, Condition) and kind == CHOICE:
        yield from _order_faults(key, clause, question, at)
        yield from _choice_faults(key, (clause.value,), question, at)
    elif isinstance(clause, Condition) and kind == NUMBER:
        if not expressions.is_number(clause.value):
            yield at.fault(
                N_("'{key}' compares the number '{name}' with '{value}'; write a number"),
                key=key,
                name=question.name,
                value=clause.value,
            )
    else:
        yield at.fault(
            N_(
                "'{key}' can compare a number or one choice, or ask by 'in' for one of several "
                "choices, but '{name}' is {found}; name another question"
            ),
            key=key,
            name=question.name,
            found=type_words(kind),
        )


def _order_faults(key: str, clause: Condition, question: Question, at: Location) -> Iterator[Fault]:
    if clause.sign not in _EQUALITY:
        yield at.fault(
            N_("'{key}' orders the choices of '{name}' by '{sign}'; write == or !="),
            key=key,
            name=question.name,
            sign=clause.sign,
        )


def _choice_faults(
    key: str, choices: tuple[str, ...], question: Question, at: Location
) -> Iterator[Fault]:
    for choice in choices:
        if choice not in question.choices:
            yield at.fault(
                N_("'{key}' names '{value}', no choice of '{name}'{hint}"),
                key=key,
                value=choice,
                name=question.name,
                hint=did_you_mean(choice, question.choices),
            )


def cycle_faults(rubric: Rubric, file: str) -> Iterator[Fault]:
    """Questions that wait for each other would never be asked."""
    parents = {question.name: _parents(question) for question in rubric.questions.values()}
    for name in parents:
        if path := _path_back(name, parents):
            yield Location(file, name).fault(
                N_("'only_if' goes in a circle: {names}; one of them must always be asked"),
                names=" → ".join([*path, name]),
            )


def _path_back(name: str, parents: dict[str, tuple[str, ...]]) -> list[str]:
    """The questions by which a question waits for itself; nothing where it does not."""
    paths, seen = [[name]], {name}
    for path in paths:
        for parent in parents.get(path[-1], ()):
            if parent == name:
                return path
            if parent not in seen:
                seen.add(parent)
                paths.append([*path, parent])
    return []


def _parents(question: Question) -> tuple[str, ...]:
    """The questions that decide whether the form asks this one."""
    if not question.only_if:
        return ()
    try:
        return expressions.rule_names(expressions.parse_rule(question.only_if))
    except expressions.ExpressionError:
        return ()  # reported with the other faults
