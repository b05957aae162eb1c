"""What a form asks, section by section, and what is said beside each question."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

from plut_audit.i18n import (
    LANGUAGES,
    N_,
    Translations,
    translate,
    translations,
)
from plut_audit.rubric import Form, Question, Rubric, expressions
from plut_audit.rubric.forms import bounds
from plut_audit.rubric.no_answer import no_answer_choices
from plut_audit.rubric.roster_summary import SUMMARY_SOURCES

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
_ON_PAPER = {
    "geopoint": N_("In Excel: latitude and longitude, for instance 1.4421 125.1825."),
    "image": N_("In Excel: the name of the file that is sent along."),
}
"""What is written where a device would take the position or the photograph itself."""
_WITHOUT_ROSTER = N_("Only where the list of consultants is left blank; then it must be answered.")
_PARTS: dict[str, str] = {
    "manager": N_("Part I, for the manager of the centre"),
    "dinas": N_("Part II, for the dinas"),
}
"""Who fills in a question of the questionnaire, in the order of the form."""
_PART_NUMBERS = {"manager": N_("Part I"), "dinas": N_("Part II")}
Clause = expressions.Condition | expressions.Membership
_SIGNS = {"==": "=", "!=": "≠", ">=": "≥", "<=": "≤"}


@dataclass(frozen=True)
class FormSection:
    """The questions of one section that one `part` answers, with the roster where it is asked.

    A section that both the manager and the dinas answer occurs twice in the questionnaire.
    """

    code: str
    title: Translations
    questions: tuple[Question, ...]
    roster: tuple[Question, ...] = ()
    part: str = ""

    @property
    def heading(self) -> Translations:
        """The title after the part it belongs to."""
        return self._after(part_title(self.part))

    @property
    def short_heading(self) -> Translations:
        """The title after the number of its part, for a few narrow columns."""
        return self._after(translations(_PART_NUMBERS[self.part]) if self.part else None)

    def _after(self, words: Translations | None) -> Translations:
        if words is None:
            return self.title
        return {language: f"{words[language]}: {text}" for language, text in self.title.items()}


def form_sections(rubric: Rubric, form: Form) -> list[FormSection]:
    """The sections of a form in order; a rubric without sections has a single one, code ""."""
    asked = list(rubric.asked_in(form).values())
    listing = roster_section(rubric, form)
    sections = []
    for part in ("", *_PARTS):
        questions = [question for question in asked if _part_of(rubric, form, question) == part]
        for code, members in groupby(questions, key=lambda question: question.section):
            title = rubric.sections.get(code, dict.fromkeys(LANGUAGES, ""))
            sections.append(FormSection(code, title, tuple(members), (), part))
    return [
        _with_roster(rubric, section) if section.code == listing else section
        for section in sections
    ]


def _with_roster(rubric: Rubric, section: FormSection) -> FormSection:
    """The section with the roster, if it is the one that asks what the roster counts."""
    counts = any(question.name == _ROSTER_COUNT for question in section.questions)
    return replace(section, roster=tuple(rubric.roster.values())) if counts else section


def _part_of(rubric: Rubric, form: Form, question: Question) -> str:
    """Who answers a question; a remark goes to those who answer most of its section."""
    if form == "visit":
        return ""
    if not is_remark(question):
        return question.part
    parts = Counter(
        other.part
        for other in rubric.questions.values()
        if other.section == question.section and other.in_form(form)
    )
    return parts.most_common(1)[0][0]


def part_title(part: str) -> Translations | None:
    """Who fills in a part of the questionnaire; None where nobody in particular does."""
    return translations(_PARTS[part]) if part else None


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


def takes_several(question: Question) -> bool:
    """Whether more than one choice may be given."""
    return question.type == "select_multiple"


def is_remark(question: Question) -> bool:
    """Whether this is the open question that closes a section."""
    return question.name.startswith("remark_")


def conditions(rubric: Rubric, form: Form, question: Question) -> tuple[Clause, ...]:
    """What has to hold for the question to be asked, as far as the form can know it."""
    rules = [question.only_if, question.visit_only_if if form == "visit" else ""]
    return tuple(
        clause
        for rule in rules
        if rule
        for clause in expressions.parse_rule(rule)
        if not isinstance(clause, expressions.WithinHours) and clause.name in rubric.asked_in(form)
    )


def _clause_words(rubric: Rubric, clause: Clause) -> Translations:
    """A condition in a sentence, with labels instead of names."""
    other = rubric.questions[clause.name]
    if isinstance(clause, expressions.Membership):
        codes, sign = clause.choices, "="
    else:
        codes, sign = (clause.value,), _SIGNS.get(clause.sign, clause.sign)
    labels = [other.choices.get(code, dict.fromkeys(LANGUAGES, code)) for code in codes]
    value = {language: " / ".join(label[language] for label in labels) for language in LANGUAGES}
    return translations(
        N_("Only if: {label} {sign} {value}."), label=other.label, sign=sign, value=value
    )


def only_without_roster(rubric: Rubric, form: Form, question: Question) -> bool:
    """Whether the question is asked only where no consultant was listed."""
    return question.name in SUMMARY_SOURCES and roster_section(rubric, form) is not None


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
    if question.type in _ON_PAPER:
        words.append(translate(_ON_PAPER[question.type], language))
    if takes_several(question):
        words.append(translate(N_("One or more choices, joined by a semicolon (;)."), language))
    sentences = [_clause_words(rubric, clause) for clause in conditions(rubric, form, question)]
    if only_without_roster(rubric, form, question):
        sentences.insert(0, translations(_WITHOUT_ROSTER))
    bounded = bounds.bounds_of(rubric, form, question)
    most = [bounds.bound_words(sign, whole) for sign, whole in bounded if sign == "<="]
    for text in (bounds.limits(question), *most, *sentences):
        words.append(text[language] if text else "")
    return [text for text in words if text]


def choice_labels(question: Question, language: str) -> list[str]:
    """The labels of the choices in their order, and what every list offers beside them."""
    return [label[language] for label in offered(question).values()]


def offered(question: Question) -> dict[str, Translations]:
    """The choices of a question by code, with *Don't know* and *Does not apply* at the end."""
    return {**question.choices, **no_answer_choices(question)}
