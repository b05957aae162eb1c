"""How the measured value of an indicator is shown, so that a number says what it counts."""

from plut_audit.i18n import N_, _, format_plain_number
from plut_audit.rubric import Indicator, Rubric
from plut_audit.rubric.expressions import Call, Name, Operation

_UNITS = {"weekly_hours": N_("hours"), "weekly_days": N_("days")}
USUAL = "#,##0.00_)"


def value_format(indicator: Indicator, rubric: Rubric) -> str:
    """The number format: a share in per cent, a count of how many, else with its unit."""
    expression = indicator.expression
    if isinstance(expression, Operation):
        return "0 %" if indicator.high == 1 else USUAL
    if isinstance(expression, Call):
        if unit := _UNITS.get(expression.function):
            return _with_words("General", _(unit))
        if expression.function == "count" and indicator.high:
            high = format_plain_number(indicator.high)
            return _with_words("General", _(N_("of")) + f" {high}")
    question = rubric.questions.get(expression.name) if isinstance(expression, Name) else None
    if question is None or not question.unit or question.unit == "year":
        return USUAL
    return _with_words("#,##0" if question.unit == "IDR" else "General", _(question.unit))


def _with_words(number: str, words: str) -> str:
    """A number with words behind it; a quotation mark would end them."""
    return f'{number}" {words.replace(chr(34), "")}"'
