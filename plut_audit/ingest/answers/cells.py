"""A column of cells to a column of answers: each distinct cell is read once.

Most cells need no reading at all: a column of numbers inside their limits, or of plain text,
is taken over whole, and only what stands out is read one by one.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import numpy as np

from plut_audit.i18n import translations
from plut_audit.ingest import hours, values
from plut_audit.ingest.answers.table import EXCLUSIVE, Array, Blank, Column
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import Reading
from plut_audit.rubric import Question


@dataclass(frozen=True)
class Settings:
    """What a sheet says about how its cells are to be read."""

    machine_numbers: bool
    dates_from_1904: bool
    date_order: str = ""


_EXACT = 15
"""Digits up to which every whole number is a float of its own."""
Reader = Callable[[CellValue, Settings], Reading]
Troubled = list[tuple[int, Reading]]


def reader(question: Question, posted_hours: bool) -> Reader:
    """The function that reads one cell of this question."""
    if posted_hours:
        return lambda raw, _: _read_hours(raw)
    match question.type:
        case "integer" | "decimal":
            return partial(_read_number, question)
        case "date":
            return lambda raw, settings: values.read_date(
                raw, settings.dates_from_1904, settings.date_order
            )
        case "time":
            return lambda raw, _: values.read_time(raw)
        case "select_one":
            choices = choices_of(question)
            return lambda raw, _: values.read_choice(raw, choices)
        case "select_multiple":
            choices = choices_of(question)
            return lambda raw, _: values.read_choices(raw, choices, EXCLUSIVE)
    return _read_text


def _read_text(raw: CellValue, _: Settings) -> Reading:
    return values.read_text(raw)


def read_code(raw: CellValue, _: Settings) -> Reading:
    """The code or name of a unit as it is written: `NA` is Namibia there, and no blank."""
    text = values.as_text(raw)
    return Reading(text) if text else Reading(None, "unanswered")


def choices_of(question: Question) -> values.Choices:
    """The choices of a question with their labels in every language."""
    labels = {code: list(label.values()) for code, label in question.choices.items()}
    return values.Choices(list(question.choices), labels, question.aliases, question.short_forms)


def _read_number(question: Question, raw: CellValue, settings: Settings) -> Reading:
    return values.read_number(
        raw,
        question.unit,
        question.type == "integer",
        question.valid_min,
        question.valid_max,
        dot_decimal=settings.machine_numbers,
    )


def _read_hours(raw: CellValue) -> Reading:
    text = values.read_text(raw)
    if text.blank:
        return text
    try:
        return Reading(hours.read_hours(str(text.value)))  # type: ignore[arg-type]
    except hours.UnreadableHoursError as error:
        return Reading(None, "invalid", "VAL-07", {"reason": translations(error.reason)})


_BLANKS = {
    None: Blank.GIVEN,
    "unanswered": Blank.UNANSWERED,
    "dont_know": Blank.DONT_KNOW,
    "invalid": Blank.INVALID,
}


def read_column(
    question: Question, read: Reader, settings: Settings, cells: list[CellValue]
) -> tuple[Column, Troubled]:
    """The answers of a list of cells, and the readings that have something to report."""
    if question.type in ("integer", "decimal"):
        # A text of digits alone, as a CSV has them, means that number in every usage.
        taken = _numbers_as_they_are(question, list(map(_number_of_digits, cells)))
        if taken is not None:
            return taken, []
    if read is _read_text:
        return _texts(cells)
    codes, distinct = distinct_cells(cells)
    readings = [read(cell, settings) for cell in distinct]
    encode = _encoder(question)
    table = np.empty(len(distinct), dtype_of(question))
    for position, reading in enumerate(readings):
        table[position] = encode(reading.value)
    blanks = np.array([_BLANKS[reading.blank] for reading in readings], np.uint8)
    troubled = np.array([reading.problem is not None for reading in readings], bool)
    rows: Array = np.flatnonzero(troubled[codes]) if troubled.any() else np.zeros(0, int)
    return Column(table[codes], blanks[codes]), [(int(row), readings[codes[row]]) for row in rows]


def _numbers_as_they_are(question: Question, cells: list[CellValue]) -> Column | None:
    """A column of numbers and empty cells, every number in order; else None."""
    kinds = set(map(type, cells))
    if kinds == {float}:
        empty, numbers = np.zeros(len(cells), bool), np.array(cells)
    elif kinds == {float, str} and not any(cell.__class__ is str and cell for cell in cells):
        numbers = np.array([cell or np.nan if cell.__class__ is str else cell for cell in cells])
        empty = np.isnan(numbers)
    else:
        return None
    fine = np.isfinite(numbers)
    if question.type == "integer":
        fine &= numbers == np.floor(numbers)
    if question.unit in values.PERCENT_WORDS:
        fine &= (numbers <= 0) | (numbers >= 1)
    if question.valid_min is not None:
        fine &= numbers >= question.valid_min
    if question.valid_max is not None:
        fine &= numbers <= question.valid_max
    if not (fine | empty).all():
        return None
    return Column(numbers, np.where(empty, Blank.UNANSWERED, Blank.GIVEN).astype(np.uint8))


def _number_of_digits(cell: CellValue) -> CellValue:
    """The number where a cell is a text of digits, few enough to be exact; else the cell."""
    if isinstance(cell, str) and len(cell) <= _EXACT and cell.isdecimal() and cell.isascii():
        return float(cell)
    return cell


def _texts(cells: list[CellValue]) -> tuple[Column, Troubled]:
    """A column of text: most cells are taken over as they are, the others are cleaned."""
    column = Column(np.array([None, *cells], object)[1:], np.zeros(len(cells), np.uint8))
    dressed = ~np.fromiter(map(values.is_plain_text, cells), bool, len(cells))
    rows = np.flatnonzero(dressed)
    codes, distinct = distinct_cells([cells[row] for row in rows])
    readings = [values.read_text(cell) for cell in distinct]
    if readings:
        texts = np.array([None, *(one.value for one in readings)], object)[1:]
        blanks = np.array([_BLANKS[one.blank] for one in readings], np.uint8)
        column.values[dressed], column.blank[dressed] = texts[codes], blanks[codes]
    read = zip(rows, codes, strict=True)
    return column, [(int(row), readings[code]) for row, code in read if readings[code].problem]


def distinct_cells(cells: list[CellValue]) -> tuple[Array, list[CellValue]]:
    """Which distinct cell each cell is. `1`, `1.0` and `True` are equal in Python but not here."""
    if set(map(type, cells)) <= {str, float}:
        positions: dict[CellValue, int] = defaultdict(count().__next__)
        codes = np.fromiter(map(positions.__getitem__, cells), np.int64, len(cells))
        return codes, list(positions)
    places: dict[tuple[type, CellValue], int] = {}
    codes = np.fromiter(
        (places.setdefault((type(cell), cell), len(places)) for cell in cells), np.int64, len(cells)
    )
    return codes, [cell for _, cell in places]


def dtype_of(question: Question) -> Any:
    """How a question's answers are kept."""
    kinds = {
        "integer": float,
        "decimal": float,
        "select_one": np.int16,
        "select_multiple": np.int64,
    }
    return kinds.get(question.type, object)


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
