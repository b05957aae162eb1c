"""The dates of a response: of its submission, of its form, of the columns beside the questions."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import numpy as np

from plut_audit.i18n import N_, Translations, translations
from plut_audit.ingest.answers import Answers, Blank
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import fold, read_number, read_timestamp

Moment = Callable[[int], float]
"""When a response was given, by its row; NaN where it is not known."""
_EPOCH = datetime(1970, 1, 1)


def response_dates(answers: Answers, date_question: str) -> list[tuple[Translations, Moment]]:
    """The dates that can decide, the first one first: of a visit its day, else the submission."""
    submitted = translations(N_("the time of submission")), partial(_submission, answers)
    day = _named(date_question), partial(_day, answers, date_question)
    clock = _named("visit_time"), partial(_clock, answers)
    completed = (
        translations(N_("the completion time in the table")),
        _TitledColumn(answers, _TIME_TITLES).moment,
    )
    year = translations(N_("the year in the table")), _TitledColumn(answers, _YEAR_TITLES).year
    if date_question == "visit_date":
        return [day, clock, submitted, completed, year]
    return [submitted, completed, day, year]


def _named(question: str) -> Translations:
    return translations(N_("'{question}'"), question=question)


def _submission(answers: Answers, row: int) -> float:
    return float(answers.submitted[row])


def _day(answers: Answers, question: str, row: int) -> float:
    column = answers.columns.get(question)
    if column is None or column.blank[row] != Blank.GIVEN:
        return np.nan
    return float(column.values[row].toordinal())


def _clock(answers: Answers, row: int) -> float:
    column = answers.columns.get("visit_time")
    if column is None or column.blank[row] != Blank.GIVEN:
        return np.nan
    return float(column.values[row].hour * 60 + column.values[row].minute)


# Columns that no question asks and that date a whole row, as other tools call them.
_YEAR_TITLES = frozenset(
    ("year", "tahun", "thn", "period", "periode", "tahunsurvei", "tahunanggaran")
)
_TIME_TITLES = frozenset(
    [
        "completiontime",
        "waktupenyelesaian",
        "waktuselesai",
        "submitdate",
        "datesubmitted",
        "tanggaldikirim",
        "waktudikirim",
        "submittedat",
        "enddate",
        "tanggalselesai",
    ]
)


class _TitledColumn:
    """The cells of a column that no question asks, found by its title once a sheet."""

    def __init__(self, answers: Answers, titles: frozenset[str]) -> None:
        self._answers, self._titles = answers, titles
        self._columns: dict[int, int | None] = {}

    def cell(self, row: int) -> CellValue:
        """The cell of a response; "" where its sheet has no such column."""
        number = int(self._answers.origin[row])
        raw = self._answers.origins[number]
        if number not in self._columns:
            self._columns[number] = _titled_column(raw, self._titles)
        column = self._columns[number]
        cells = raw.sheet.rows[raw.rows[self._answers.index[row]]]
        return cells[column] if column is not None and column < len(cells) else ""

    def year(self, row: int) -> float:
        """The year that it holds; NaN where it holds none."""
        year = read_number(self.cell(row)).value
        return float(year) if isinstance(year, float) and 1900 <= year <= 2200 else np.nan

    def moment(self, row: int) -> float:
        """The time that it holds, in seconds; NaN where it holds none."""
        cell = self.cell(row)
        raw = self._answers.origins[self._answers.origin[row]]
        moment = read_timestamp(cell, raw.date_order == "month").value if cell != "" else None
        return (moment - _EPOCH).total_seconds() if isinstance(moment, datetime) else np.nan


def _titled_column(raw: RawAnswers, titles: frozenset[str]) -> int | None:
    """The column, asked by no question, under one of these titles above the responses."""
    asked = {column.column for column in raw.columns.values()}
    first = min(raw.rows)
    for row in reversed(raw.sheet.rows[max(0, first - 5) : first]):
        for place, cell in enumerate(row):
            if place not in asked and isinstance(cell, str) and fold(cell) in titles:
                return place
    return None
