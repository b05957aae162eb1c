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
from plut_audit.rubric.at_most import AT_MOST, NOT_AFTER_TODAY, OPEN_YEAR


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
    return question.unit == "year" and (question.valid_max or 0) >= OPEN_YEAR


def bounds_of(rubric: Rubric, form: Form, question: Question) -> dict[str, Question]:
    """The other questions of the form that bound the answer, by `<=` or `>=`."""
    asked = rubric.asked_in(form)
    smaller = next((name for name, other in AT_MOST.items() if other == question.name), "")
    pairs = {"<=": AT_MOST.get(question.name, ""), ">=": smaller}
    return {sign: asked[name] for sign, name in pairs.items() if name in asked}


def bounded_before(rubric: Rubric, form: Form, question: Question) -> dict[str, Question]:
    """What bounds the answer of those questions that are asked before it."""
    order = list(rubric.asked_in(form))
    others = bounds_of(rubric, form, question).items()
    return {
        sign: other
        for sign, other in others
        if order.index(other.name) < order.index(question.name)
    }


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
