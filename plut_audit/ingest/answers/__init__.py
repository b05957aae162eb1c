"""Raw answers to typed answers, and the problems met on the way.

All sheets of one role (questionnaire, visit, roster) become one table of columns, a row a
response. A cell's place is not stored with its value: `Answers.cell` computes it from the
sheet, the row and the column when a problem or a finding asks for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from plut_audit.ingest import values
from plut_audit.ingest.answers import choice_columns
from plut_audit.ingest.answers.cells import (
    Reader,
    Settings,
    dtype_of,
    read_code,
    read_column,
    reader,
)
from plut_audit.ingest.answers.date_orders import settle_date_orders
from plut_audit.ingest.answers.sections import join_sections, join_visits
from plut_audit.ingest.answers.table import EXCLUSIVE, Answers, Array, Blank, Column, Fault, shown
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.sheets import CellValue
from plut_audit.rubric import Question, Rubric, expressions

__all__ = [
    "EXCLUSIVE",
    "Answers",
    "Array",
    "Blank",
    "Column",
    "Fault",
    "join_sections",
    "join_visits",
    "settle_date_orders",
    "type_columns",
]


def type_columns(
    raws: Sequence[RawAnswers], questions: Mapping[str, Question], rubric: Rubric
) -> Answers:
    """Type the raw answers of one role; every answer that cannot be read is a fault."""
    # Sheets of the same settings are typed in one go, so that 1,000 workbooks of one
    # response cost little more than one sheet of 1,000.
    origins = sorted(raws, key=_settings_of)
    sizes = [len(raw.rows) for raw in origins]
    answers = Answers(
        origins=origins,
        origin=np.repeat(np.arange(len(origins)), sizes),
        index=np.concatenate([np.arange(size) for size in sizes] or [np.arange(0)]),
        columns={},
        submitted=np.array([stamp for raw in origins for stamp in _timestamps(raw)], dtype=float),
        faults=[],
    )
    posted = _hours_questions(rubric)
    for name, question in questions.items():
        as_written = rubric.without_form and name in ("centre_id", "centre_name")
        read = read_code if as_written else reader(question, name in posted)
        answers.columns[name] = _column(answers, question, read)
    _mark_broken_cells(answers)
    return answers


def _hours_questions(rubric: Rubric) -> set[str]:
    """The questions whose text is posted opening hours."""
    return {
        part.name
        for item in rubric.indicators.values()
        for part in expressions.calls(item.expression)
        if part.function.startswith("weekly")
    }


def _column(answers: Answers, question: Question, read: Reader) -> Column:
    """One question over all sheets; runs of sheets with the same settings are typed together."""
    parts = [Column(np.zeros(0, dtype_of(question)), np.zeros(0, np.uint8))]
    start = 0
    for settings, raws in _runs(answers.origins):
        parts.append(_typed_run(answers, question, read, settings, raws, start))
        start += sum(len(raw.rows) for raw in raws)
    return Column(
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.blank for part in parts]),
    )


def _runs(origins: Sequence[RawAnswers]) -> Iterator[tuple[Settings, list[RawAnswers]]]:
    runs: dict[Settings, list[RawAnswers]] = {}
    for raw in origins:
        runs.setdefault(Settings(*_settings_of(raw)), []).append(raw)
    yield from runs.items()


def _settings_of(raw: RawAnswers) -> tuple[bool, bool, str]:
    return raw.machine_numbers, raw.dates_from_1904, raw.date_order


def _typed_run(
    answers: Answers,
    question: Question,
    read: Reader,
    settings: Settings,
    raws: list[RawAnswers],
    start: int,
) -> Column:
    cells: list[CellValue] = []
    asked: list[bool] = []
    for raw in raws:
        written = raw.columns.get(question.name)
        cells.extend(written.values if written else [""] * len(raw.rows))
        asked.append(written is not None)
    if not any(asked):
        blank = np.full(len(cells), Blank.NOT_ASKED, np.uint8)
        return Column(np.zeros(len(cells), dtype_of(question)), blank)
    column, troubled = read_column(question, read, settings, cells)
    taken = choice_columns.take(question, raws, column)
    answers.faults += [
        Fault(str(one.problem), start + row, question.name, shown(cells[row]), one.blanks)
        for row, one in troubled
        if row not in taken.repaired
    ]
    answers.faults += [replace(fault, response=start + fault.response) for fault in taken.faults]
    if not all(asked):
        column.blank[~np.repeat(asked, [len(raw.rows) for raw in raws])] = Blank.NOT_ASKED
    return column


# --- what the cells cannot say -------------------------------------------------------------


def _mark_broken_cells(answers: Answers) -> None:
    """Error cells and formulas without a value are invalid answers, not blanks."""
    starts = np.searchsorted(answers.origin, np.arange(len(answers.origins)))
    for number, raw in enumerate(answers.origins):
        for name in sorted(answers.columns.keys() & raw.columns.keys()):
            sheet = raw.sheet_of(name)
            broken = {**sheet.errors, **dict.fromkeys(sheet.uncalculated, "")}
            for response in range(len(raw.rows)) if broken else ():
                for choice in ("", *raw.columns[name].choices):
                    error = broken.get(raw.place(response, name, choice))
                    if error is not None:
                        _mark_broken(answers, int(starts[number]) + response, name, error, choice)


def _mark_broken(answers: Answers, response: int, name: str, error: str, choice: str) -> None:
    answers.columns[name].blank[response] = Blank.INVALID
    code = "VAL-08" if error else "VAL-09"
    answers.faults.append(Fault(code, response, name, error, choice=choice))


def _timestamps(raw: RawAnswers) -> list[float]:
    """When each response was submitted, in seconds; NaN where the sheet does not say."""
    if not raw.submitted:
        return [np.nan] * len(raw.rows)
    memo: dict[CellValue, float] = {}
    for stamp in raw.submitted:
        if stamp not in memo:
            reading = values.read_timestamp(stamp, month_first=raw.date_order == "month")
            memo[stamp] = np.nan if reading.value is None else _seconds(reading.value)
    return [memo[stamp] for stamp in raw.submitted]


_EPOCH = datetime(1970, 1, 1)


def _seconds(moment: Any) -> float:
    return float((moment - _EPOCH).total_seconds())
