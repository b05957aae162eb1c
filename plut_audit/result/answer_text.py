"""What each source answered, in words of one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plut_audit.i18n import (
    N_,
    format_date,
    format_number,
    format_plain_number,
    localized,
    translate,
)
from plut_audit.ingest.answers import Blank
from plut_audit.result.answers import AnswerColumns, Value
from plut_audit.rubric import Indicator, Question, Rubric
from plut_audit.rubric.expressions import Condition, parse_rule, rule_names

ANSWER_BLANKS = {
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
_SENTENCES = {
    False: (N_("Questionnaire of {date}: {answers}."), N_("Questionnaire: {answers}.")),
    True: (N_("Visit of {date}: {answers}."), N_("Visit: {answers}.")),
}
_QUOTATIONS = {
    True: N_('According to the visitor: "{text}"'),
    False: N_('According to the respondent: "{text}"'),
}


class Remark(NamedTuple):
    """What somebody wrote on a section, quoted with the speaker; it is nobody's cause."""

    section: str
    visit: bool
    quotation: str


@dataclass(frozen=True)
class AnswerText:
    """Puts the answers of a result into words of one language."""

    rubric: Rubric
    answers: AnswerColumns
    language: str

    def sentence(self, indicator: Indicator, centre: int, visit: bool) -> str:
        """What one source says of an indicator, with the day of it where that is known."""
        dated, undated = _SENTENCES[visit]
        answers = self.questions(self.asked(indicator, visit), centre, visit)
        day = self._day(centre, visit)
        if day is None:
            return self.message(undated, answers=answers)
        return self.message(dated, date=format_date(day, self.language), answers=answers)

    def applicability(self, indicator: Indicator, centre: int) -> Iterator[str]:
        """The answers that decide whether the indicator applies, where one of them is missing."""
        names = rule_names(parse_rule(indicator.applies_if)) if indicator.applies_if else ()
        asked = [self.rubric.questions[name] for name in names if name in self.rubric.questions]
        source = self.answers.reported
        if any(source.blank(centre, question.name) != Blank.GIVEN for question in asked):
            text = N_("Whether the indicator applies depends on: {answers}.")
            yield self.message(text, answers=self.questions(asked, centre, visit=False))

    def contradicts(self, indicator: Indicator, centre: int) -> bool:
        """Whether a part that was reported for the indicator is more than its whole."""
        for pair in self.rubric.bounded:
            if set(pair) <= set(indicator.names):
                source = self.answers.reported
                part, whole = (source.value(centre, self.rubric.questions[name]) for name in pair)
                if isinstance(part, float | int) and isinstance(whole, float | int):
                    return part > whole
        return False

    def _day(self, centre: int, visit: bool) -> date | None:
        question = self.rubric.questions.get("visit_date" if visit else "survey_date")
        value = question and self.answers.source(visit).value(centre, question)
        return date.fromisoformat(str(value)) if value else None

    def asked(self, indicator: Indicator, visit: bool) -> list[Question]:
        """The questions of an indicator that a form asks."""
        return [
            question
            for name in indicator.names
            if (question := self.rubric.questions.get(name))
            and (not visit or question.in_form("visit"))
        ]

    def questions(self, asked: list[Question], centre: int, visit: bool) -> str:
        """Some questions with their answers in one source."""
        return "; ".join(self.with_answer(question, centre, visit) for question in asked)

    def with_answer(self, question: Question, centre: int, visit: bool) -> str:
        """A question with its answer; a label that asks needs no colon behind its mark."""
        label = self.text(question.label)
        separator = " " if label.endswith("?") else ": "
        return f"{label}{separator}{self.answer(question, centre, visit)}"

    def answer(self, question: Question, centre: int, visit: bool) -> str:
        """An answer in words: the labels of its choices, its number with the unit."""
        source = self.answers.source(visit)
        blank = source.blank(centre, question.name)
        if blank == Blank.UNANSWERED and self._was_skipped(question, centre, visit):
            blank = Blank.LOW
        if blank != Blank.GIVEN:
            return self.message(ANSWER_BLANKS[blank])
        return self.value(source.value(centre, question), question)

    def _was_skipped(self, question: Question, centre: int, visit: bool) -> bool:
        """Whether another answer of the same source made the form pass the question over."""
        source = self.answers.source(visit)
        for clause in parse_rule(question.only_if) if question.only_if else ():
            if not isinstance(clause, Condition):
                continue
            other = self.rubric.questions[clause.name]
            given = source.value(centre, other)
            if isinstance(given, float | int) and not clause.compare(given, float(clause.value)):
                return True
        return False

    def value(self, value: Value, question: Question) -> str:
        """A stored answer in words."""
        if isinstance(value, float | int):
            number = self._number(value, question)
            return f"{number} {self.message(question.unit)}".rstrip()
        codes = value if isinstance(value, list) else [str(value)]
        labels = [question.choices.get(code) for code in codes]
        return ", ".join(
            self.text(label) if label else code for code, label in zip(codes, labels, strict=True)
        )

    def _number(self, value: float, question: Question) -> str:
        """A number with its thousands apart and two decimals at most; a year as it is."""
        if question.unit == "year":
            return format_plain_number(value, self.language)
        number = format_number(value, 2, self.language)
        mark = format_number(0, 1, self.language)[1]
        return number.rstrip("0").rstrip(mark) if mark in number else number

    def remarks(self, centre: int) -> list[Remark]:
        """What visitor and respondent wrote on each section of a centre, the visitor's first."""
        written = []
        for section in self.rubric.sections:
            question = self.rubric.remark(section)
            for visit, message in _QUOTATIONS.items():
                if (text := self.answers.source(visit).value(centre, question)) is not None:
                    quotation = self.message(message, text=str(text))
                    written.append(Remark(section, visit, quotation))
        return written

    def message(self, message: str, **values: object) -> str:
        """A message of the catalogue in the language."""
        return translate(message, self.language, **values)

    def text(self, text: dict[str, str]) -> str:
        """A text of the rubric in the language."""
        return localized(text, self.language)
