"""How a message names a question: by its number in the form and its label."""

import textwrap
from collections import Counter
from collections.abc import Mapping
from functools import cache

from plut_audit.i18n import Translations
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms.parts import form_sections

_LONGEST = 80
"""Characters of a label in a message."""


def question_names(rubric: Rubric, form: Form | None = None) -> Mapping[str, Translations]:
    """`D3 Active consultants with ...` by question, with the number that a form gives it.

    Without a form, and in a rubric or a list of consultants that has none, labels have no number.
    """
    asked = {**rubric.roster, **rubric.questions}
    names = {name: question_name(question) for name, question in asked.items()}
    if form is None or rubric.without_form:
        return names
    numbers: Counter[str] = Counter()
    for section in form_sections(rubric, form):
        for question in section.questions:
            numbers[section.code] += 1
            number = f"{section.code}{numbers[section.code]}" if section.code else ""
            names[question.name] = question_name(question, number)
    return names


def question_name(question: Question, number: str = "") -> Translations:
    """The label of a question behind its number, without what it explains in brackets at its end."""
    return {
        language: f"{number} {_short(label)}".lstrip() for language, label in question.label.items()
    }


@cache
def _short(label: str) -> str:
    """A label without its brackets; each is shortened once, for problems name it by the thousand."""
    before, bracket, _ = label.partition(" (")
    return textwrap.shorten(before if bracket else label, _LONGEST, placeholder="…")
