"""What a user writes as a value or a class, and what it scores."""

import math

import numpy as np

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, localized
from plut_audit.result.rows import Measured
from plut_audit.rubric import Indicator, Rubric
from plut_audit.rubric.nearest import nearest_names
from plut_audit.scoring.scores import item_scores


def value_of(rubric: Rubric, code: str, written: object) -> Measured:
    """What was written behind `--set CODE=` as a value of that indicator; `UsageError` if none."""
    indicator = rubric.indicators.get(code)
    if indicator is None:
        near = nearest_names(code, rubric.indicators)
        raise UsageError(
            N_("There is no indicator '{code}'; did you mean '{near}'?")
            if near
            else N_("There is no indicator '{code}'; there are {known}."),
            code=code,
            near=near[0] if near else "",
            known=", ".join(rubric.indicators),
        )
    if indicator.kind == "points":
        return _choice(rubric, indicator, str(written))
    number = _number(code, str(written))
    low, high = _range(rubric, indicator)
    if not low <= number <= high:
        raise UsageError(
            N_("{code} lies between {low} and {high}, and cannot be '{value}'."),
            code=code,
            low=f"{low:g}",
            high="…" if math.isinf(high) else f"{high:g}",
            value=written,
        )
    return number


def _range(rubric: Rubric, indicator: Indicator) -> tuple[float, float]:
    """Between which numbers a value lies: those the form allows; a count or a sum is not negative.

    Other expressions, such as a difference of two answers, have no bounds.
    """
    written = indicator.value.replace(" ", "")
    if written == indicator.lead:
        question = rubric.questions[indicator.lead]
        low = -math.inf if question.valid_min is None else question.valid_min
        return low, math.inf if question.valid_max is None else question.valid_max
    counted = written.startswith(("count(", "weekly_")) and written.count(")") == 1
    return (0.0 if counted else -math.inf), math.inf


def _choice(rubric: Rubric, indicator: Indicator, written: str) -> str:
    for code, label in rubric.questions[indicator.lead].choices.items():
        names = {text.casefold() for text in (code, *label.values())}
        if written.strip().casefold() in names:
            return code
    raise UsageError(
        N_("{code} cannot be '{value}'; its answers are {known}."),
        code=indicator.code,
        value=written,
        known=", ".join(
            localized(label) for label in rubric.questions[indicator.lead].choices.values()
        ),
    )


def _number(code: str, written: str) -> float:
    try:
        number = float(written.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(N_("{code} takes a number, not '{value}'."), code=code, value=written)
    return number


def class_of(rubric: Rubric, written: str) -> str:
    """The name of a class from its name or title; `UsageError` where there is none."""
    for band in rubric.bands:
        names = {band.name, *band.title.values()} - {""}
        if written.strip().casefold() in map(str.casefold, names):
            return band.name
    raise UsageError(
        N_("There is no class '{name}'; there are {known}."),
        name=written,
        known=", ".join(band.name for band in rubric.bands) or "–",
    )


def score_of(rubric: Rubric, code: str, value: Measured) -> float:
    """The score of a value of an indicator."""
    indicator = rubric.indicators[code]
    if indicator.kind == "points":
        return indicator.points[str(value)]
    return float(item_scores(np.array([value], float), indicator, rubric)[0][0])


def full_marks(indicator: Indicator) -> Measured:
    """The value that earns full marks."""
    if indicator.kind == "points":
        return max(indicator.points, key=lambda code: indicator.points[code])
    return indicator.high
