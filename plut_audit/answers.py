"""Raw answers to typed answers, and the problems met on the way.

All sheets of one role (questionnaire, visit, roster) become one table of columns, a row a
response. A cell's place is not stored with its value: `Answers.cell` computes it from the
sheet, the row and the column when a problem or a finding asks for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from plut_audit import expressions, hours, values
from plut_audit.dialects import RawAnswers, RawColumn
from plut_audit.language import words
from plut_audit.problems import Problem, place
from plut_audit.rubric import Question, Rubric
from plut_audit.sheets import CellValue
from plut_audit.values import Reading

Array = np.ndarray[Any, np.dtype[Any]]
EXCLUSIVE = "none"


class Blank(IntEnum):
    """Why there is no answer; `GIVEN` is one, `LOW` is where skip logic puts the low end."""

    GIVEN = 0
    UNANSWERED = 1
    DONT_KNOW = 2
    INVALID = 3
    NOT_ASKED = 4
    LOW = 5


@dataclass
class Column:
    """The answers to one question, one a response.

    `values` holds floats for numbers, the position of the choice for select_one, a bit a
    choice for select_multiple, and objects (text, date, time, `Hours`) otherwise; what it
    holds where `blank` is not `GIVEN` means nothing.
    """

    values: Array
    blank: Array


@dataclass(frozen=True)
class Fault:
    """What was wrong with one answer, before it is known which centre gave it."""

    code: str
    response: int
    question: str
    value: str = ""
    blanks: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Answers:
    """All answers of one role: `origin` and `index` say for each response where it lies."""

    origins: list[RawAnswers]
    origin: Array
    index: Array
    columns: dict[str, Column]
    submitted: Array
    faults: list[Fault]
    roster_places: dict[tuple[int, str], str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.origin)

    def cell(self, response: int, question: str) -> str:
        """The place of an answer, `FILE › SHEET!D5`; "" where the form did not ask."""
        if (response, question) in self.roster_places:
            return self.roster_places[response, question]
        raw = self.origins[self.origin[response]]
        if question not in raw.columns:
            return ""
        cell = raw.cell(int(self.index[response]), question)
        return place(raw.sheet.file, raw.sheet.name, cell)

    def row(self, response: int) -> str:
        """The place of a whole response, `FILE › SHEET!A5`."""
        for question in ("centre_id", "centre_name"):
            if cell := self.cell(response, question):
                return cell
        return next(filter(None, (self.cell(response, name) for name in self.columns)), "")

    def problem(self, fault: Fault, centre_id: str) -> Problem:
        """The fault as a located problem of a centre."""
        raw = self.origins[self.origin[fault.response]]
        asked = fault.question in raw.columns
        return Problem(
            fault.code,
            file=raw.sheet.file,
            sheet=raw.sheet.name,
            cell=raw.cell(int(self.index[fault.response]), fault.question) if asked else "",
            centre_id=centre_id,
            question=fault.question,
            value=fault.value,
            blanks=fault.blanks,
        )


def typed(raws: Sequence[RawAnswers], questions: Mapping[str, Question], rubric: Rubric) -> Answers:
    """Type the raw answers of one role; every answer that cannot be read is a fault."""
    # Sheets of the same settings are typed in one go, so that 1,000 workbooks of one
    # response cost little more than one sheet of 1,000.
    origins = sorted(raws, key=lambda raw: (raw.machine_numbers, raw.dates_from_1904))
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
        reader = _reader(question, name in posted)
        answers.columns[name] = _column(answers, name, question, reader)
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


# --- columns -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Settings:
    """What a sheet says about how its cells are to be read."""

    machine_numbers: bool
    dates_from_1904: bool


Reader = Callable[[CellValue, _Settings], Reading]


def _reader(question: Question, posted_hours: bool) -> Reader:
    """The function that reads one cell of this question."""
    if posted_hours:
        return lambda raw, _: _read_hours(raw)
    match question.type:
        case "integer" | "decimal":
            return partial(_read_number, question)
        case "date":
            return lambda raw, settings: values.read_date(raw, settings.dates_from_1904)
        case "time":
            return lambda raw, _: values.read_time(raw)
        case "select_one":
            choices = choices_of(question)
            return lambda raw, _: values.read_choice(raw, choices)
        case "select_multiple":
            choices = choices_of(question)
            return lambda raw, _: values.read_choices(raw, choices, EXCLUSIVE)
    return lambda raw, _: values.read_text(raw)


def choices_of(question: Question) -> values.Choices:
    """The choices of a question with their labels in every language."""
    labels = {code: list(label.values()) for code, label in question.choices.items()}
    return values.Choices(list(question.choices), labels)


def _read_number(question: Question, raw: CellValue, settings: _Settings) -> Reading:
    return values.read_number(
        raw, question.unit, question.type == "integer", question.valid_min, question.valid_max,
        dot_decimal=settings.machine_numbers,
    )  # fmt: skip


def _read_hours(raw: CellValue) -> Reading:
    text = values.read_text(raw)
    if text.blank:
        return text
    try:
        return Reading(hours.read_hours(str(text.value)))  # type: ignore[arg-type]
    except hours.UnreadableHoursError as error:
        return Reading(None, "invalid", "VAL-07", {"reason": words(error.reason)})


def _column(answers: Answers, name: str, question: Question, reader: Reader) -> Column:
    """One question over all sheets; runs of sheets with the same settings are typed together."""
    parts: list[Column] = []
    start = 0
    for settings, raws in _runs(answers.origins):
        size = sum(len(raw.rows) for raw in raws)
        parts.append(_typed_run(answers, name, question, reader, settings, raws, start))
        start += size
    empty = Column(np.zeros(0), np.zeros(0, np.uint8))
    return Column(
        np.concatenate([part.values for part in parts] or [empty.values]),
        np.concatenate([part.blank for part in parts] or [empty.blank]),
    )


def _runs(origins: Sequence[RawAnswers]) -> Iterator[tuple[_Settings, list[RawAnswers]]]:
    runs: dict[_Settings, list[RawAnswers]] = {}
    for raw in origins:
        settings = _Settings(raw.machine_numbers, raw.dates_from_1904)
        runs.setdefault(settings, []).append(raw)
    yield from runs.items()


def _typed_run(
    answers: Answers, name: str, question: Question, reader: Reader, settings: _Settings,
    raws: list[RawAnswers], start: int,
) -> Column:  # fmt: skip
    cells: list[CellValue] = []
    asked: list[bool] = []
    for raw in raws:
        written = raw.columns.get(name)
        cells.extend(written.values if written else [""] * len(raw.rows))
        asked.append(written is not None)
    if not any(asked):
        return _never_asked(question, len(cells))
    column = _typed_cells(answers, name, question, partial(_read, reader, settings), cells, start)
    if any(raw.columns[name].choices for raw in raws if name in raw.columns):
        _take_choice_columns(answers, name, question, raws, column, cells, start)
    if not all(asked):
        sizes = [len(raw.rows) for raw in raws]
        column.blank[~np.repeat(asked, sizes)] = Blank.NOT_ASKED
    return column


def _read(reader: Reader, settings: _Settings, raw: CellValue) -> Reading:
    return reader(raw, settings)


def _never_asked(question: Question, size: int) -> Column:
    return Column(np.zeros(size, _dtype(question)), np.full(size, Blank.NOT_ASKED, np.uint8))


def _dtype(question: Question) -> Any:
    kinds = {
        "integer": float,
        "decimal": float,
        "select_one": np.int16,
        "select_multiple": np.int64,
    }
    return kinds.get(question.type, object)


_BLANKS = {
    None: Blank.GIVEN, "unanswered": Blank.UNANSWERED,
    "dont_know": Blank.DONT_KNOW, "invalid": Blank.INVALID,
}  # fmt: skip


def _typed_cells(
    answers: Answers, name: str, question: Question, read: Callable[[CellValue], Reading],
    cells: list[CellValue], start: int,
) -> Column:  # fmt: skip
    """Type a list of cells: each distinct cell is read once, then spread over the column."""
    codes, distinct = _distinct(cells)
    readings = [read(cell) for cell in distinct]
    encode = _encoder(question)
    table = np.empty(len(distinct), _dtype(question))
    for position, reading in enumerate(readings):
        table[position] = encode(reading.value)
    blanks = np.array([_BLANKS[reading.blank] for reading in readings], np.uint8)
    troubled = np.array([reading.problem is not None for reading in readings], bool)
    for response in np.flatnonzero(troubled[codes]) if troubled.any() else ():
        reading = readings[codes[response]]
        answers.faults.append(
            Fault(str(reading.problem), start + int(response), name, _shown(cells[response]),
                  reading.blanks)
        )  # fmt: skip
    return Column(table[codes], blanks[codes])


def _distinct(cells: list[CellValue]) -> tuple[Array, list[CellValue]]:
    """Which distinct cell each cell is. `1`, `1.0` and `True` are equal in Python but not here."""
    kind = pd.api.types.infer_dtype(cells, skipna=False)
    if kind in ("string", "floating", "date", "time"):
        array = np.empty(len(cells), object) if kind != "floating" else np.array(cells)
        if kind != "floating":
            array[:] = cells
        codes, distinct = pd.factorize(array, use_na_sentinel=False)
        return codes, distinct.tolist()
    places: dict[tuple[type, CellValue], int] = {}
    codes = np.fromiter(
        (places.setdefault((type(cell), cell), len(places)) for cell in cells), np.int64, len(cells)
    )
    return codes, [cell for _, cell in places]


def _encoder(question: Question) -> Callable[[Any], Any]:
    """How a reading's value is kept in the column."""
    order = {code: position for position, code in enumerate(question.choices)}
    match question.type:
        case "integer" | "decimal":
            return lambda value: np.nan if value is None else value
        case "select_one":
            return lambda value: order.get(value, -1)
        case "select_multiple":
            return lambda value: sum(1 << order[code] for code in value or ())
    return lambda value: value


def _shown(cell: CellValue) -> str:
    """A cell as it is quoted in a message."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


# --- choice columns ------------------------------------------------------------------------


def _take_choice_columns(
    answers: Answers, name: str, question: Question, raws: list[RawAnswers], column: Column,
    cells: list[CellValue], start: int,
) -> None:  # fmt: skip
    """Where the joined cell says nothing readable, the columns of single choices speak.

    Survey tools write 0 into them even where the question was never asked, so an empty joined
    cell with nothing ticked stays unanswered. Where both speak and differ, the joined cell is
    used and VAL-12 says so.
    """
    position = 0
    for raw in raws:
        size = len(raw.rows)
        part = slice(position, position + size)
        position += size
        ticks = _ticks(question, raw.columns.get(name), size)
        if ticks is None:
            continue
        ticked = ticks > 0
        readable = column.blank[part] == Blank.GIVEN
        column.values[part][~readable & ticked] = ticks[~readable & ticked]
        column.blank[part][~readable & ticked] = Blank.GIVEN
        repaired = {start + part.start + int(i) for i in np.flatnonzero(~readable & ticked)}
        answers.faults[:] = [
            fault for fault in answers.faults
            if fault.question != name or fault.response not in repaired
        ]  # fmt: skip
        differs = readable & ticked & (ticks != column.values[part])
        for response in np.flatnonzero(differs):
            cell = _shown(cells[part.start + response])
            answers.faults.append(Fault("VAL-12", start + part.start + int(response), name, cell))


def _ticks(question: Question, column: RawColumn | None, size: int) -> Array | None:
    if column is None or not column.choices:
        return None
    ticks = np.zeros(size, np.int64)
    for position, code in enumerate(question.choices):
        if code in column.choices:
            codes, distinct = _distinct(column.choices[code].values)
            ticked = np.array([_is_ticked(cell) for cell in distinct], bool)
            ticks |= ticked[codes].astype(np.int64) << position
    none = 1 << list(question.choices).index(EXCLUSIVE) if EXCLUSIVE in question.choices else 0
    return np.where((ticks & ~none) > 0, ticks & ~none, ticks)


def _is_ticked(cell: CellValue) -> bool:
    return str(cell).strip().lower() in ("1", "1.0", "true", "yes", "ya", "v", "x", "✓")


# --- what the cells cannot say -------------------------------------------------------------


def _mark_broken_cells(answers: Answers) -> None:
    """Error cells and formulas without a value are invalid answers, not blanks."""
    starts = np.searchsorted(answers.origin, np.arange(len(answers.origins)))
    for number, raw in enumerate(answers.origins):
        broken = {**raw.sheet.errors, **dict.fromkeys(raw.sheet.uncalculated, "")}
        if not broken:
            continue
        for name in answers.columns.keys() & raw.columns.keys():
            for response in range(len(raw.rows)):
                error = broken.get(raw.place(response, name))
                if error is not None:
                    _mark_broken(answers, int(starts[number]) + response, name, error)


def _mark_broken(answers: Answers, response: int, name: str, error: str) -> None:
    answers.columns[name].blank[response] = Blank.INVALID
    answers.faults.append(Fault("VAL-08" if error else "VAL-09", response, name, error))


def _timestamps(raw: RawAnswers) -> Iterable[float]:
    """When each response was submitted, in seconds; NaN where the sheet does not say."""
    if not raw.submitted:
        return [np.nan] * len(raw.rows)
    memo: dict[CellValue, float] = {}
    for stamp in raw.submitted:
        if stamp not in memo:
            reading = values.read_timestamp(stamp, month_first=raw.month_first)
            memo[stamp] = np.nan if reading.value is None else _seconds(reading.value)
    return [memo[stamp] for stamp in raw.submitted]


def _seconds(moment: Any) -> float:
    return float(pd.Timestamp(moment).timestamp())
