"""Single values in words: a measured value, the rule that scores it, a date, a dimension."""

import re
from collections.abc import Iterable
from datetime import date

from plut_audit.i18n import N_, _, format_date, format_number, format_plain_number, localized
from plut_audit.report.table import NO_VALUE
from plut_audit.result.rows import Measured
from plut_audit.rubric import Dimension, Indicator, Rubric

MEASURED_DECIMALS = 4
"""Decimals to which a measured value is printed; it is written as short as it can be."""


def measured_text(indicator: Indicator, value: Measured, rubric: Rubric) -> str:
    """A measured value: the label of the choice, or a number; an en dash for none."""
    if value is None:
        return NO_VALUE
    if isinstance(value, str):
        question = rubric.questions.get(indicator.lead)
        label = question.choices.get(value) if question else None
        return localized(label) if label else value
    number = round(float(value), MEASURED_DECIMALS)
    return format_number(number, 0) if number.is_integer() else format_plain_number(number)


def scoring_rule(indicator: Indicator, rubric: Rubric) -> str:
    """How a value becomes points: `0 gives 0, 20 gives full marks`, or each answer's points."""
    if indicator.kind == "linear":
        ends = (indicator.low or 0.0, indicator.high or 0.0)
        low, high = (measured_text(indicator, end, rubric) for end in ends)
        rule = _(N_("{low} gives 0, {high} gives full marks"), low=low, high=high)
        return f"{rule} (ln)" if indicator.transform else rule
    return "; ".join(
        f"{measured_text(indicator, choice, rubric)} = {format_plain_number(points)}"
        for choice, points in indicator.points.items()
    )


def measured_as(indicator: Indicator, rubric: Rubric) -> str:
    """The expression of an indicator with questions by their labels in place of their names."""
    labels = {
        name: f"'{localized(rubric.questions[name].label)}'"
        for name in indicator.names
        if name in rubric.questions
    }
    return re.sub(r"\w+", lambda word: labels.get(word[0], word[0]), indicator.value)


def dimension_title(dimension: Dimension) -> str:
    """A dimension by code and title."""
    return f"{dimension.code} {localized(dimension.title)}"


def date_text(iso: str | None) -> str:
    """An ISO date in words, an en dash for none."""
    return format_date(date.fromisoformat(iso)) if iso else NO_VALUE


def format_day(day: date | None) -> str:
    """A date in words, "" for none."""
    return format_date(day) if day else ""


def cells_text(cells: Iterable[str], separator: str = ", ") -> str:
    """Cells by their file and sheet, which are written once: `survey.xlsx › Data!C7, D7`."""
    groups: dict[str, list[str]] = {}
    for cell in cells:
        sheet, mark, position = cell.rpartition("!")
        groups.setdefault(sheet + mark, []).append(position)
    return separator.join(f"{sheet}{', '.join(positions)}" for sheet, positions in groups.items())


def percent(share: float | None) -> float | None:
    """A share of 0 to 1 in per cent."""
    return None if share is None else 100 * share


def interval_text(ends: tuple[float, float] | None, decimals: int | None = None) -> str | None:
    """`70.12–82.30`: the ends of an interval; as short as they can be without decimals."""
    if ends is None:
        return None
    if decimals is None:
        low, high = (format_plain_number(end) for end in ends)
    else:
        low, high = (format_number(end, decimals) for end in ends)
    return low if low == high else f"{low}–{high}"
