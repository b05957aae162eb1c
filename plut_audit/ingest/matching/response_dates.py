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
        partial(_time_in_table, answers),
    )
    year = translations(N_("the year in the table")), partial(_year_in_table, answers)
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


def _year_in_table(answers: Answers, row: int) -> float:
    year = read_number(_cell_under(answers, row, _YEAR_TITLES)).value
    return float(year) if isinstance(year, float) and 1900 <= year <= 2200 else np.nan


def _time_in_table(answers: Answers, row: int) -> float:
    raw = answers.origins[answers.origin[row]]
    cell = _cell_under(answers, row, _TIME_TITLES)
    moment = read_timestamp(cell, raw.date_order == "month").value if cell != "" else None
    return (moment - _EPOCH).total_seconds() if isinstance(moment, datetime) else np.nan


def _cell_under(answers: Answers, row: int, titles: frozenset[str]) -> CellValue:
    """The cell of a row in the column with one of these titles; "" where there is none."""
    raw = answers.origins[answers.origin[row]]
    place = _titled_column(raw, titles)
    cells = raw.sheet.rows[raw.rows[answers.index[row]]]
    return cells[place] if place is not None and place < len(cells) else ""


def _titled_column(raw: RawAnswers, titles: frozenset[str]) -> int | None:
    """The column, asked by no question, under one of these titles above the responses."""
    asked = {column.column for column in raw.columns.values()}
    first = min(raw.rows)
    for row in reversed(raw.sheet.rows[max(0, first - 5) : first]):
        for place, cell in enumerate(row):
            if place not in asked and isinstance(cell, str) and fold(cell) in titles:
                return place
    return None
