"""Which numbers and days an answer can be, in words, and which other answers bound it."""

from plut_audit.i18n import (
    LANGUAGES,
    N_,
    Translations,
    format_number,
    format_plain_number,
    translations,
)
from plut_audit.rubric import Form, Question, Rubric

Bound = tuple[str, Question]
"""`<=` or `>=`, and the other question whose answer bounds this one."""
NOT_AFTER_TODAY = frozenset({"survey_date", "visit_date"})
"""Days that have come when the form is filled in."""
_OPEN_YEAR = 2100
"""A `valid_max` of a year from which on it means no more than *not in the future*."""


def limits(question: Question) -> Translations | None:
    """Which numbers or days can be right, in a sentence; None where any can."""
    if question.name in NOT_AFTER_TODAY:
        return translations(N_("Not later than today."))
    if until_this_year(question):
        low = _shown(question, question.valid_min)
        if low:
            return translations(N_("A year from {low} to this year."), low=low)
        return translations(N_("Not later than this year."))
    low, high = _shown(question, question.valid_min), _shown(question, question.valid_max)
    if low and high:
        return translations(N_("From {low} to {high}."), low=low, high=high)
    if low:
        return translations(N_("At least {low}."), low=low)
    return translations(N_("At most {high}."), high=high) if high else None


def until_this_year(question: Question) -> bool:
    """Whether the answer is a year that has begun."""
    return question.unit == "year" and (question.valid_max or 0) >= _OPEN_YEAR


def bounds_of(rubric: Rubric, form: Form, question: Question) -> list[Bound]:
    """The other questions of the form that bound the answer, as the rubric states it (`at_most`)."""
    asked = rubric.asked_in(form)
    pairs = [pair for pair in rubric.bounded if set(pair) <= asked.keys()]
    wholes = [("<=", asked[whole]) for part, whole in pairs if part == question.name]
    return wholes + [(">=", asked[part]) for part, whole in pairs if whole == question.name]


def bounded_before(rubric: Rubric, form: Form, question: Question) -> list[Bound]:
    """What bounds the answer of those questions that are asked before it."""
    order = list(rubric.asked_in(form))
    return [
        (sign, other)
        for sign, other in bounds_of(rubric, form, question)
        if order.index(other.name) < order.index(question.name)
    ]


def bound_words(sign: str, other: Question) -> Translations:
    """That an answer is bounded by that of another question, in a sentence."""
    if sign == "<=":
        return translations(N_("Not more than the answer to '{label}'."), label=other.label)
    return translations(N_("Not less than the answer to '{label}'."), label=other.label)


def _shown(question: Question, limit: float | None) -> Translations | None:
    """A limit as people write it; the digits of a year are not grouped."""
    if limit is None:
        return None
    grouped = limit.is_integer() and question.unit != "year"
    return {
        language: format_number(limit, 0, language)
        if grouped
        else format_plain_number(limit, language)
        for language in LANGUAGES
    }
