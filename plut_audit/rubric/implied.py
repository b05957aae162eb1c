"""The questions of a rubric that brings no instrument: one column for each name it uses."""

from collections.abc import Iterable, Iterator

from plut_audit.rubric import expressions
from plut_audit.rubric.expressions import Name
from plut_audit.rubric.fields import text_in_every_language
from plut_audit.rubric.model import Dimension, Indicator, Question
from plut_audit.rubric.rules import Rules

IDENTITY = ("centre_id", "centre_name", "province", "regency", "level")


def implied_questions(dimensions: Iterable[Dimension], rules: Rules) -> dict[str, Question]:
    """A text column for each part of a unit's identity, and a column for each name in a `value`."""
    asked = {name: _column(name, "text") for name in IDENTITY}
    for dimension in dimensions:
        for indicator in dimension.indicators.values():
            for question in _columns_of(indicator):
                if question.name not in rules.derived:
                    asked.setdefault(question.name, question)
    return asked


def _columns_of(indicator: Indicator) -> Iterator[Question]:
    """A choice where points are given for it, a text where hours are posted, else a number."""
    try:
        expression = indicator.expression
    except expressions.ExpressionError:
        return  # reported with the other faults
    if indicator.kind == "points" and isinstance(expression, Name):
        yield _column(expression.name, "select_one", tuple(indicator.points))
        return
    posted = {
        call.name for call in expressions.calls(expression) if call.function.startswith("weekly")
    }
    for name in indicator.names:
        yield _column(name, "text" if name in posted else "decimal")


def _column(name: str, kind: str, choices: tuple[str, ...] = ()) -> Question:
    labels = {code: text_in_every_language(code) for code in choices}
    return Question.model_validate(
        {"name": name, "type": kind, "label": text_in_every_language(name), "choices": labels}
    )
