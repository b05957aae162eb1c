"""The checks of indicators: expression, goalposts or points, and what else they name."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plut_audit.i18n import N_
from plut_audit.rubric import expressions
from plut_audit.rubric.checks.conditions import rule_text_faults
from plut_audit.rubric.checks.value_types import CHOICE, ExpressionCheck, type_of, type_words
from plut_audit.rubric.expressions import Expression, Name
from plut_audit.rubric.faults import Fault, Location, as_written, did_you_mean
from plut_audit.rubric.model import Dimension, Indicator, Rubric

RESERVED = ("ADD", "CEN", "CHK", "COL", "FIL", "RSP", "SUB", "VAL")
"""Codes that the program itself gives to findings, problems and rows of the follow-up."""


def dimension_faults(rubric: Rubric, files: Sequence[str]) -> Iterator[Fault]:
    """The faults of every dimension and its indicators; `files` names the file of each."""
    seen: dict[str, str] = {}
    for file, dimension in zip(files, rubric.dimensions, strict=True):
        code, at = dimension.code, Location(file, dimension.code)
        if not dimension.indicators:
            yield at.fault(N_("no indicator: write one as a table [{code}-01]"), code=code)
        if code.casefold() in seen:
            yield at.fault(
                N_("two files describe this dimension: {other} too; give it another code"),
                other=seen[code.casefold()],
            )
        seen[code.casefold()] = file
        if code.upper() in RESERVED or not code.isidentifier():
            yield at.fault(
                N_(
                    "'code' is '{code}'; it must be letters and digits, and none of the codes "
                    "that the program uses itself: {reserved}"
                ),
                code=code,
                reserved=", ".join(RESERVED),
            )
        for indicator in dimension.indicators.values():
            yield from _indicator_faults(rubric, indicator, Location(file, indicator.code))
        yield from _former_code_faults(rubric, file, dimension)


def _former_code_faults(rubric: Rubric, file: str, dimension: Dimension) -> Iterator[Fault]:
    counts = Counter(code for one in rubric.indicators.values() for code in one.formerly)
    for indicator in dimension.indicators.values():
        for code in indicator.formerly:
            if code in rubric.indicators or counts[code] > 1:
                yield Location(file, indicator.code).fault(
                    N_(
                        "'formerly' names '{code}', which another indicator is or was; each "
                        "former code belongs to one indicator"
                    ),
                    code=code,
                )


def _indicator_faults(rubric: Rubric, indicator: Indicator, at: Location) -> Iterator[Fault]:
    try:
        expression = indicator.expression
    except expressions.ExpressionError as error:
        yield at.fault(
            N_(
                "'value' cannot be understood at '{part}'; it can hold names, numbers, + - * / and "
                "{functions}"
            ),
            part=str(error),
            functions=", ".join(expressions.FUNCTIONS),
        )
        return
    yield from _lead_faults(rubric, indicator, at)
    for key, text in indicator.rules.items():
        yield from rule_text_faults(rubric, key, text, at)
    if indicator.kind == "linear":
        check = ExpressionCheck(rubric, at)
        check.number(expression)
        yield from check.faults
        yield from _goalpost_faults(indicator, at)
    else:
        yield from _points_faults(rubric, indicator, expression, at)


def _lead_faults(rubric: Rubric, indicator: Indicator, at: Location) -> Iterator[Fault]:
    """The first name decides when an indicator is observed, so it must be a question."""
    if not indicator.names:
        yield at.fault(N_("'value' names no question, so every answer would score alike"))
        return
    if indicator.lead in rubric.derived:
        yield at.fault(
            N_(
                "'value' names the derived value '{name}' first; name a question before it, whose "
                "answer at a visit makes the indicator observed"
            ),
            name=indicator.lead,
        )


def _goalpost_faults(indicator: Indicator, at: Location) -> Iterator[Fault]:
    low, high = indicator.low, indicator.high
    if low is None or high is None or low == high:
        yield at.fault(
            N_(
                "a linear indicator needs two different goalposts, 'low' and 'high', but they are "
                "{low} and {high}"
            ),
            low="–" if low is None else as_written(low),
            high="–" if high is None else as_written(high),
        )
    elif indicator.transform == "ln" and min(low, high) <= 0:
        yield at.fault(
            N_("goalposts under 'ln' must be greater than 0, but one is {found}"),
            found=as_written(min(low, high)),
        )
    if indicator.points:
        yield at.fault(N_("'points' belong to kind 'points' only; remove them, or change 'kind'"))


def _points_faults(
    rubric: Rubric, indicator: Indicator, expression: Expression, at: Location
) -> Iterator[Fault]:
    for key in ("low", "high", "transform", "steps"):
        if getattr(indicator, key) is not None:
            yield at.fault(
                N_("'{key}' belongs to kind 'linear' only; remove it, or change 'kind'"), key=key
            )
    if not indicator.points:
        yield at.fault(N_("an indicator of kind 'points' needs a table 'points'"))
    for choice, points in indicator.points.items():
        if not 0 <= points <= rubric.scoring.scale:
            yield at.fault(
                N_("'points' of '{choice}' must lie between 0 and {scale}, but are {found}"),
                choice=choice,
                scale=as_written(rubric.scoring.scale),
                found=as_written(points),
            )
    yield from _answer_faults(rubric, indicator, expression, at)


def _answer_faults(
    rubric: Rubric, indicator: Indicator, expression: Expression, at: Location
) -> Iterator[Fault]:
    """Points are given for the choices of one select_one question, for each of them."""
    if not isinstance(expression, Name):
        yield at.fault(
            N_(
                "points are given for the choices of one question, but 'value' is '{value}'; name "
                "the question alone, or use kind 'linear'"
            ),
            value=indicator.value,
        )
        return
    question = rubric.questions.get(expression.name)
    if question is None:
        check = ExpressionCheck(rubric, at)
        if check.kind(expression.name) is None:
            yield from check.faults
        return  # a derived value is a fault of the lead
    if type_of(question) != CHOICE:
        yield at.fault(
            N_(
                "points are given for the choices of one question of type select_one, but "
                "'{name}' is {found}; use kind 'linear', with count() for several choices"
            ),
            name=question.name,
            found=type_words(type_of(question)),
        )
    elif indicator.points:
        for choice in sorted(question.choices.keys() ^ indicator.points.keys()):
            hint = "" if choice in question.choices else did_you_mean(choice, question.choices)
            yield at.fault(
                N_("'points' and the choices of '{question}' differ in '{choice}'{hint}"),
                question=question.name,
                choice=choice,
                hint=hint,
            )
