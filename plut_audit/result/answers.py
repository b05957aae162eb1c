"""What both sources answered, by centre: typed values, why there is none, and their cells."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank, Column
from plut_audit.ingest.matching import Survey
from plut_audit.rubric import Question, Rubric
from plut_audit.scoring.evidence.sources import align

Value = float | str | list[str] | None
"""An answer as it is stored: number, code, codes, ISO date, `HH:MM` or text; None for none."""


class SourceAnswers(Mapping[str, Column]):
    """The answers of one source by question, each a column of one value per centre.

    Columns are aligned to the centres when they are asked for, so that a large survey is not
    copied as a whole.
    """

    def __init__(self, present: Array, columns: Mapping[str, Callable[[], Column]]) -> None:
        self.present = present
        self._columns = columns
        self._aligned: dict[str, Column] = {}

    def __getitem__(self, question: str) -> Column:
        if question not in self._aligned:
            self._aligned[question] = self._columns[question]()
        return self._aligned[question]

    def __contains__(self, question: object) -> bool:
        return question in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def blank(self, row: int, question: str) -> Blank:
        """Why a centre has no answer, or that it has one; unanswered where nothing was asked."""
        if question not in self or not self.present[row]:
            return Blank.UNANSWERED
        return Blank(int(self[question].blank[row]))

    def value(self, row: int, question: Question) -> Value:
        """An answer as it is stored, None where there is none."""
        if self.blank(row, question.name) != Blank.GIVEN:
            return None
        return stored_value(self[question.name].values[row], question)

    def stored_values(self, question: Question) -> Array:
        """The answers of all centres as they are stored, None where there is none."""
        column, values = self[question.name], np.full(len(self.present), None, object)
        for row in np.flatnonzero((column.blank == Blank.GIVEN) & self.present):
            values[row] = stored_value(column.values[row], question)
        return values


@dataclass(frozen=True)
class AnswerColumns:
    """The answers that count, of the questionnaire and of the visit."""

    reported: SourceAnswers
    observed: SourceAnswers

    def source(self, visit: bool) -> SourceAnswers:
        """One of the two."""
        return self.observed if visit else self.reported


def answers_of_survey(survey: Survey) -> AnswerColumns:
    """The answers of a matched survey, by reference."""
    rows = dict.fromkeys(survey.questionnaire.columns, survey.response)
    return AnswerColumns(
        _source(survey.questionnaire, rows, survey.responded),
        _source(survey.visits, survey.visit, survey.visited),
    )


def _source(answers: Answers, rows: Mapping[str, Array], present: Array) -> SourceAnswers:
    def column(name: str) -> Callable[[], Column]:
        return lambda: align(answers.columns[name], rows[name])

    columns = {name: column(name) for name in rows if name in answers.columns}
    return SourceAnswers(present, columns)


def stored_value(value: object, question: Question) -> Value:
    """One typed answer as it is stored in a result."""
    match question.type:
        case "integer" | "decimal":
            return float(value)  # type: ignore[arg-type]
        case "select_one":
            return question.codes[int(value)]  # type: ignore[call-overload]
        case "select_multiple":
            ticked = int(value)  # type: ignore[call-overload]
            return [code for bit, code in enumerate(question.codes) if ticked >> bit & 1]
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "text", value))


def typed_value(value: Value, question: Question) -> object:
    """The inverse of `stored_value`, but for dates, times and hours, which stay text."""
    match question.type:
        case "select_one":
            return float(question.codes.index(str(value)))
        case "select_multiple":
            codes = value if isinstance(value, list) else []
            return float(sum(1 << question.codes.index(code) for code in codes))
    return value


def instrument(rubric: Rubric) -> dict[str, Question]:
    """Every question that can have an answer, the sections' remarks included."""
    return {
        **rubric.questions,
        **rubric.asked_in("questionnaire"),
        **rubric.asked_in("visit"),
    }
