"""What each source said, in words and with its cells: one centre at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import numpy as np

from plut_audit.i18n import (
    LANGUAGES,
    N_,
    Translations,
    format_number,
    format_plain_number,
    translations,
)
from plut_audit.ingest.answers import Answers, Blank, Column
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Indicator, Question, Rubric
from plut_audit.scoring.evidence import Arrivals

NOT_STATED = N_("not yet identified")
_GIVEN = int(Blank.GIVEN)
"""A plain number: it is compared millions of times, and NumPy is slow with enumerations."""
_SPEAKERS = {
    True: N_('According to the visitor: "{text}"'),
    False: N_('According to the respondent: "{text}"'),
}


@dataclass(frozen=True)
class Remark:
    """What somebody wrote on a section: its code, whether a visitor wrote it, the quotation."""

    section: str
    visit: bool
    quotation: Translations


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

    def reported(self, indicator: Indicator) -> Translations:
        """What the questionnaire says of an indicator, with its date."""
        return self._sentence(
            indicator,
            False,
            (N_("Questionnaire of {date}: {answers}."), N_("Questionnaire: {answers}.")),
        )

    def seen(self, indicator: Indicator) -> Translations:
        """What the visit saw of an indicator, with its date."""
        return self._sentence(
            indicator, True, (N_("Visit of {date}: {answers}."), N_("Visit: {answers}."))
        )

    def _sentence(
        self, indicator: Indicator, visit: bool, messages: tuple[str, str]
    ) -> Translations:
        answers, row = self.row(indicator.lead, visit)
        day = answers.columns.get("visit_date" if visit else "survey_date")
        known = row != NOWHERE and day is not None and day.blank[row] == _GIVEN
        quoted = self.quoted(indicator, visit)
        if known and day is not None:
            return translations(messages[0], date=day.values[row], answers=quoted)
        return translations(messages[1], answers=quoted)

    def quoted(self, indicator: Indicator, visit: bool) -> Translations:
        """Every answer of an indicator with its question: `Rooms in use: Library`."""
        quoted = []
        for name in indicator.names:
            question = self.rubric.questions.get(name)
            if question is None or (visit and not question.in_form("visit")):
                continue
            answer = self.answer(name, question, visit)
            quoted.append(with_question(question, answer))
        return {one: "; ".join(text[one] for text in quoted) for one in LANGUAGES}

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

    def remarks(self, indicator: Indicator) -> tuple[Remark, ...]:
        """What visitor and respondent wrote on the indicator's section."""
        lead = self.rubric.questions.get(indicator.lead)
        if lead is None or lead.section not in self.rubric.sections:
            return ()
        name = self.rubric.remark(lead.section).name
        written = []
        for visit, message in _SPEAKERS.items():
            answers, row = self.row(name, visit)
            column = answers.columns.get(name)
            if row != NOWHERE and column is not None and column.blank[row] == _GIVEN:
                quotation = translations(message, text=str(column.values[row]))
                written.append(Remark(lead.section, visit, quotation))
        return tuple(written)


def with_question(question: Question, answer: Translations) -> Translations:
    """A question with its answer; a label that asks needs no colon behind its mark."""
    return {
        one: f"{label} {answer[one]}" if label.endswith("?") else f"{label}: {answer[one]}"
        for one, label in question.label.items()
    }


def arrival_facts(arrivals: Arrivals, centre: int, rubric: Rubric) -> Iterator[Translations]:
    """When the visit arrived, what hours were declared, and what shows it."""
    day, minute = arrivals.day[centre], arrivals.minute[centre]
    if day is not None and not np.isnan(minute):
        clock = f"{int(minute) // 60:02}.{int(minute) % 60:02}"
        yield translations(
            N_("Arrival: {day}, {clock} local time."), day=_weekday(day), clock=clock
        )
    declared, usual = arrivals.declared[centre], rubric.calendar
    if declared is not None:
        yield translations(N_("Declared hours: {hours}."), hours=declared.text)
    else:
        yield translations(
            N_("No declared hours could be read; {begins} to {ends} on the usual days was taken."),
            begins=usual.usual_from.replace(":", "."),
            ends=usual.usual_until.replace(":", "."),
        )
    yield translations(_ANNOUNCED[int(arrivals.announced[centre])])
    if arrivals.photograph[centre]:
        yield translations(N_("Photograph: {file}."), file=str(arrivals.photograph[centre]))


_ANNOUNCED = {
    1: N_("The visit was announced."),
    0: N_("The visit was not announced."),
    -1: N_("Whether the visit was announced is not recorded."),
}


def _weekday(day: date) -> Translations:
    """A date with its day of the week: `Selasa, 19 November 2024`."""
    from babel.dates import format_date

    names = {"id": "id", "en": "en_GB"}
    return {
        language: str(format_date(day, "EEEE, d MMMM y", locale=names[language]))
        for language in LANGUAGES
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
        return {one: f"{_number(value, one, question)} {unit[one]}".rstrip() for one in LANGUAGES}
    codes = value if isinstance(value, list) else [str(value)]
    labels = [question.choices.get(code, dict.fromkeys(LANGUAGES, code)) for code in codes]
    return {one: ", ".join(label[one] for label in labels) for one in LANGUAGES}


def _number(value: float, language: str, question: Question) -> str:
    """A number with its thousands apart and two decimals at most; a year as it is."""
    if question.unit == "year":
        return format_plain_number(value, language)
    mark = "," if language == "id" else "."
    text = format_number(value, 2, language)
    return text.rstrip("0").rstrip(mark) if mark in text else text


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
