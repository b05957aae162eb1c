"""What every sheet of an Excel template needs to know, and the workbook around them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plut_audit.i18n import N_, translate
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms.lists import Lists
from plut_audit.rubric.forms.workbook import Styles, workbook_bytes

SHEETS: dict[Form, str] = {"questionnaire": N_("Questionnaire"), "visit": N_("Field visit")}
ROSTER_SHEET = N_("Consultants")
GUIDE_SHEET = N_("Guide")


@dataclass(frozen=True)
class Template:
    """A workbook in the making, for one form in one language."""

    book: Any
    styles: Styles
    rubric: Rubric
    form: Form
    language: str
    lists: Lists

    def say(self, message: str, **blanks: object) -> str:
        """A message in the language of the template."""
        return translate(message, self.language, **blanks)

    def label(self, question: Question) -> str:
        """A question's label in the language of the template."""
        return question.label[self.language]


def fill_in(rubric: Rubric, form: Form, language: str, fill: Callable[[Template], None]) -> bytes:
    """The file of a workbook whose sheets `fill` adds; the choices come last."""

    def whole(book: Any) -> None:
        styles, lists = Styles(book), Lists(rubric, form, language)
        fill(Template(book, styles, rubric, form, language, lists))
        lists.write(book, styles)

    return workbook_bytes(whole)
