"""A measured value as people wrote it: `29 of 38 units, 76 %`, `665,000,000 IDR`, `Certificate`."""

from plut_audit.i18n import N_, _, format_number
from plut_audit.ingest.answers import Blank
from plut_audit.report.values import measured_text
from plut_audit.result import ItemRow
from plut_audit.result.answer_text import AnswerText
from plut_audit.rubric import Indicator, Question, Rubric
from plut_audit.rubric.expressions import Call, Expression, Name, Operation

_UNITS = {"weekly_hours": N_("hours"), "weekly_days": N_("days")}
"""What the results of these functions count."""


def given_text(item: ItemRow, visit: bool, words: AnswerText) -> str:
    """What a source gave for an indicator, with units; an en dash for nothing.

    A share is written with the two answers that it comes from. What cannot be led back to an
    answer of that source is the measured value alone.
    """
    value = item.observed if visit else item.reported
    measured = measured_text(item.indicator, value, item.result.rubric)
    if not isinstance(value, float):
        return measured
    expression = item.indicator.expression
    if isinstance(expression, Call):
        return _called(expression, item.indicator, value, measured, words)
    if item.indicator.high == 1 and isinstance(expression, Operation):
        measured = f"{format_number(100 * value, 0)} %"
    questions = _answers_of(expression, item.indicator, item.result.rubric)
    source = words.answers.source(visit)
    if not questions or any(source.blank(item.row, q.name) != Blank.GIVEN for q in questions):
        return measured
    given = [words.answer(question, item.row, visit) for question in questions]
    if len(given) == 1:
        return given[0]
    part, whole = source.value(item.row, questions[0]), source.value(item.row, questions[1])
    if not _is_quotient(part, whole, value):
        return measured
    return _(
        N_("{part} of {whole}, {share} %"),
        part=_without_unit(given[0], questions[0], words),
        whole=given[1],
        share=format_number(100 * value, 0),
    )


def _called(
    call: Call, indicator: Indicator, value: float, measured: str, words: AnswerText
) -> str:
    """A count with how many are asked for, hours and days with their unit."""
    if unit := _UNITS.get(call.function):
        return f"{measured} {words.message(unit)}"
    if call.function == "count" and indicator.high and value <= indicator.high:
        return _(N_("{part} of {whole}"), part=measured, whole=format_number(indicator.high, 0))
    return measured


def _answers_of(expression: Expression, indicator: Indicator, rubric: Rubric) -> list[Question]:
    """The answer that is the value, or the two whose quotient it is; none for anything else."""
    names: list[Expression] = [expression]
    if isinstance(expression, Operation) and expression.sign == "/":
        names = [expression.left, expression.right]
    found = [rubric.questions.get(each.name) for each in names if isinstance(each, Name)]
    questions = [question for question in found if question is not None]
    numeric = all(question.name in indicator.names for question in questions)
    return questions if len(questions) == len(names) and numeric else []


def _is_quotient(part: object, whole: object, value: float) -> bool:
    """Whether a value is the quotient of two answers, and so was not raised, capped or decided."""
    if not isinstance(part, float | int) or not isinstance(whole, float | int) or not whole:
        return False
    return abs(part / whole - value) < 1e-6


def _without_unit(text: str, question: Question, words: AnswerText) -> str:
    """An answer without its unit, which stands behind the other."""
    return text.removesuffix(words.message(question.unit)).rstrip() if question.unit else text
