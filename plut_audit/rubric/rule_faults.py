"""What is wrong with a rule of a rubric: `applies_if`, `only_if` and their like."""

import math
from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.rubric import expressions
from plut_audit.rubric.model import Question, Rubric

Fault = tuple[str, str, dict[str, object]]
"""The place of a fault, its message and what fills the message."""


def rule_text_faults(rubric: Rubric, place: str, key: str, text: str) -> Iterator[Fault]:
    """A rule that is not understood, or that no answer can make true."""
    try:
        rule = expressions.parse_rule(text)
    except expressions.ExpressionError as error:
        message = N_(
            "'{key}' must read like 'equipment_total > 0' or 'level in kabupaten kota', joined by "
            "'and'; '{part}' does not"
        )
        yield place, message, {"key": key, "part": str(error).strip()}
        return
    for clause in rule:
        if not isinstance(clause, expressions.WithinHours):
            yield from _clause_faults(rubric, place, key, clause)
        elif key.endswith("only_if"):
            message = N_("'{key}' cannot look at the hours of a visit, for no form knows them")
            yield place, message, {"key": key}


def _clause_faults(
    rubric: Rubric, place: str, key: str, clause: expressions.Condition | expressions.Membership
) -> Iterator[Fault]:
    asked = rubric.questions.get(clause.name)
    if asked is None:
        message = N_("'{key}' names '{name}', which is no question")
        yield place, message, {"key": key, "name": clause.name}
        return
    listed = clause.choices if isinstance(clause, expressions.Membership) else (clause.value,)
    for value in listed:
        if asked.choices and value not in asked.choices:
            message = N_("'{key}' asks for '{value}', which is no choice of '{name}'")
            yield place, message, {"key": key, "value": value, "name": clause.name}
        elif not asked.choices and not _is_number(asked, clause, value):
            message = N_("'{key}' compares '{name}' with '{value}', which is no number")
            yield place, message, {"key": key, "value": value, "name": clause.name}


def _is_number(asked: Question, clause: object, value: str) -> bool:
    if asked.type not in ("integer", "decimal") or isinstance(clause, expressions.Membership):
        return False
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False
