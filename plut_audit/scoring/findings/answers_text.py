"""What each source said, in words and with its cells: one centre at a time."""

from dataclasses import dataclass
from datetime import date, time

from plut_audit.i18n import LANGUAGES, N_, Translations, format_plain_number, translations
from plut_audit.ingest.answers import Answers, Blank, Column
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Indicator, Question, Rubric

NOT_STATED = N_("not stated")
_GIVEN = int(Blank.GIVEN)
"""A plain number: it is compared millions of times, and NumPy is slow with enumerations."""


@dataclass
class Sources:
    """One centre's answers in both sources, with their words and cells."""

    survey: Survey
    rubric: Rubric
    centre: int

    def row(self, name: str, visit: bool) -> tuple[Answers, int]:
        if visit:
            rows = self.survey.visit.get(name)
            return self.survey.visits, NOWHERE if rows is None else int(rows[self.centre])
        return self.survey.questionnaire, int(self.survey.response[self.centre])

    def said(self, item: Indicator, visit: bool) -> Translations:
        """Every answer of an indicator with its question: `Rooms in use: Library`."""
        parts = []
        for name in item.names:
            question = self.rubric.questions.get(name)
            if question is None or (visit and not question.in_form("visit")):
                continue
            answer = self.answer(name, question, visit)
            parts.append(asked_and_said(question, answer))
        return {one: "; ".join(part[one] for part in parts) for one in LANGUAGES}

    def answer(self, name: str, question: Question, visit: bool) -> Translations:
        answers, row = self.row(name, visit)
        if row == NOWHERE or name not in answers.columns:
            return translations(BLANK_WORDS[Blank.UNANSWERED])
        return shown(answers.columns[name], row, question)

    def cells(self, item: Indicator) -> list[str]:
        """The cells of an indicator, of the questionnaire first and then of the visit."""
        return [*self.cells_of(item.names, visit=False), *self.cells_of(item.names, visit=True)]

    def cells_of(self, names: tuple[str, ...], visit: bool) -> list[str]:
        """The cells of some questions in one source."""
        found = []
        for name in names:
            answers, row = self.row(name, visit)
            if row != NOWHERE and (cell := answers.cell(row, name)):
                found.append(cell)
        return found

    def remark(self, item: Indicator) -> Translations:
        """The cause: the visitor's remark on the section, else the respondent's."""
        lead = self.rubric.questions.get(item.lead)
        if lead is not None and lead.section in self.rubric.sections:
            name = self.rubric.remark(lead.section).name
            for visit in (True, False):
                answers, row = self.row(name, visit)
                column = answers.columns.get(name)
                if row != NOWHERE and column is not None and column.blank[row] == Blank.GIVEN:
                    return dict.fromkeys(LANGUAGES, str(column.values[row]))
        return translations(NOT_STATED)


def asked_and_said(question: Question, answer: Translations) -> Translations:
    """A question with its answer; a label that asks needs no colon behind its mark."""
    return {
        one: f"{label} {answer[one]}" if label.endswith("?") else f"{label}: {answer[one]}"
        for one, label in question.label.items()
    }


BLANK_WORDS = {
    Blank.UNANSWERED: N_("not answered"),
    Blank.DONT_KNOW: N_("not known"),
    Blank.INVALID: N_("not readable"),
    Blank.NOT_ASKED: N_("not asked"),
    Blank.LOW: N_("skipped"),
}


UNITS = (
    N_("m2"),
    N_("units"),
    N_("Mbit/s"),
    N_("days"),
    N_("persons"),
    N_("years"),
    N_("hours"),
    N_("UMKM"),
    N_("IDR"),
    N_("reports"),
    N_("activities"),
    N_("clusters"),
    N_("index"),
    N_("year"),
)
"""The units of the instrument; a unit that is not among them is shown as it is written."""


def shown(column: Column, row: int, question: Question) -> Translations:
    """An answer in words: the labels of its choices, its number with the unit."""
    if column.blank[row] != _GIVEN:
        return translations(BLANK_WORDS[Blank(int(column.blank[row]))])
    value = plain(column, row, question)
    if isinstance(value, float | int):
        unit = translations(question.unit)
        return {one: f"{format_plain_number(value, one)} {unit[one]}".rstrip() for one in LANGUAGES}
    codes = value if isinstance(value, list) else [str(value)]
    labels = [question.choices.get(code, dict.fromkeys(LANGUAGES, code)) for code in codes]
    return {one: ", ".join(label[one] for label in labels) for one in LANGUAGES}


def plain(column: Column, row: int, question: Question) -> float | str | list[str] | None:
    """An answer as it is kept in a result: number, code, list of codes, ISO date or text."""
    if column.blank[row] != _GIVEN:
        return None
    value = column.values[row]
    match question.type:
        case "integer" | "decimal":
            return float(value)
        case "select_one":
            return question.codes[int(value)]
        case "select_multiple":
            return [code for place, code in enumerate(question.codes) if int(value) >> place & 1]
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "text", value))
