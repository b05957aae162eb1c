"""What a form asks, section by section, and what is said beside each question."""

from dataclasses import dataclass
from itertools import groupby

from plut_audit.i18n import (
    LANGUAGES,
    N_,
    Translations,
    format_number,
    format_plain_number,
    translate,
    translations,
)
from plut_audit.rubric import Form, Question, Rubric, expressions

EXCLUSIVE = "none"
"""The choice of a select_multiple that stands alone."""

_TITLES: dict[Form, str] = {
    "questionnaire": N_("PLUT-KUMKM questionnaire"),
    "visit": N_("PLUT-KUMKM field visit"),
}
# A unit that is a word is translated; a sign such as m2 is the same in both languages.
_UNITS = (
    N_("year"),
    N_("years"),
    N_("hours"),
    N_("days"),
    N_("persons"),
    N_("units"),
    N_("reports"),
    N_("activities"),
    N_("clusters"),
    N_("index"),
    N_("IDR"),
)
# The roster is asked beside the question that counts it.
_ROSTER_COUNT = "consultants_active"
_SIGNS = {"==": "=", "!=": "≠", ">=": "≥", "<=": "≤"}


@dataclass(frozen=True)
class FormSection:
    """One section of a form: its questions, and the roster's where it is asked here."""

    code: str
    title: Translations
    questions: tuple[Question, ...]
    roster: tuple[Question, ...] = ()


def form_sections(rubric: Rubric, form: Form) -> list[FormSection]:
    """The sections of a form in order; a rubric without sections has a single one, code ""."""
    asked = rubric.asked_in(form)
    home = roster_section(rubric, form)
    return [
        FormSection(
            code,
            rubric.sections.get(code, dict.fromkeys(LANGUAGES, "")),
            tuple(questions),
            tuple(rubric.roster.values()) if code == home else (),
        )
        for code, questions in groupby(asked.values(), key=lambda question: question.section)
    ]


def roster_section(rubric: Rubric, form: Form) -> str | None:
    """The section in which the consultants are listed; None where the form has no roster."""
    count = rubric.questions.get(_ROSTER_COUNT)
    asked = form == "questionnaire" and rubric.roster and count and count.in_form(form)
    return count.section if asked and count else None


def title(form: Form) -> Translations:
    """What the form is called."""
    return translations(_TITLES[form])


def version(rubric: Rubric) -> str:
    """The version of a form follows from its rubric, so that no clock is needed."""
    return rubric.sha256[:12]


def unit(question: Question, language: str) -> str:
    """The unit in the words of a language."""
    return translate(question.unit, language)


def limits(question: Question) -> Translations | None:
    """Which numbers can be right, in a sentence; None where any can."""
    low, high = _shown(question, question.valid_min), _shown(question, question.valid_max)
    if low and high:
        return translations(N_("From {low} to {high}."), low=low, high=high)
    if low:
        return translations(N_("At least {low}."), low=low)
    return translations(N_("At most {high}."), high=high) if high else None


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


def takes_several(question: Question) -> bool:
    """Whether more than one choice may be given."""
    return question.type == "select_multiple"


def is_remark(question: Question) -> bool:
    """Whether this is the open question that closes a section."""
    return question.name.startswith("remark_")


def condition(rubric: Rubric, form: Form, question: Question) -> expressions.Condition | None:
    """When the question is asked; None where always, or where the form cannot know."""
    if not question.only_if:
        return None
    asked_if = expressions.parse_condition(question.only_if)
    return asked_if if asked_if.name in rubric.asked_in(form) else None


def condition_words(rubric: Rubric, form: Form, question: Question) -> Translations | None:
    """The condition in a sentence, with labels instead of names."""
    asked_if = condition(rubric, form, question)
    if asked_if is None:
        return None
    other = rubric.questions[asked_if.name]
    value = other.choices.get(asked_if.value, dict.fromkeys(LANGUAGES, asked_if.value))
    sign = _SIGNS.get(asked_if.sign, asked_if.sign)
    return translations(
        N_("Only if: {label} {sign} {value}."), label=other.label, sign=sign, value=value
    )


def hint(question: Question, language: str) -> str:
    """The rubric's hint, after the unit where the hint does not name it."""
    words, counted_in = question.hint[language], unit(question, language)
    if not counted_in or counted_in.casefold() in words.casefold():
        return words
    measured = translate(N_("Unit: {unit}."), language, unit=counted_in)
    return f"{measured} {words}".strip()


def notes(rubric: Rubric, form: Form, question: Question, language: str) -> list[str]:
    """All that is said beside a question of an Excel template, a sentence or more each."""
    words = [hint(question, language)]
    if takes_several(question):
        words.append(translate(N_("One or more choices, joined by a semicolon (;)."), language))
    for text in (limits(question), condition_words(rubric, form, question)):
        words.append(text[language] if text else "")
    return [text for text in words if text]


def choice_labels(question: Question, language: str) -> list[str]:
    """The labels of the choices in their order."""
    return [label[language] for label in question.choices.values()]
