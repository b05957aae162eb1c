"""The columns of single choices: beside a joined answer, or the only place of the answer.

Where the joined cell says nothing readable, these columns speak. The tools write 0 into them
even where the question was never asked, so an empty joined cell with nothing ticked stays
unanswered. Where both speak and differ, the joined cell is used and VAL-12 says so. A mark that
is neither a tick nor none, a tick for a choice that the rubric does not have, and two ticks for
a question of one choice are faults; the answer then counts as not given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from plut_audit.ingest.answers.cells import choices_of, distinct_cells
from plut_audit.ingest.answers.table import EXCLUSIVE, Array, Blank, Column, Fault, shown
from plut_audit.ingest.dialects import RawAnswers, RawColumn
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import Choices, fold, is_blank, is_cross, is_tick
from plut_audit.rubric import Question
from plut_audit.rubric.no_answer import no_answer_choices


@dataclass
class Taken:
    """What choice columns did to a question: rows (of the run) they repaired, and their faults.

    The rows of a fault count from the first response of the run.
    """

    repaired: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def take(question: Question, raws: list[RawAnswers], column: Column) -> Taken:
    """Fill the column from choice columns."""
    taken = Taken()
    start = 0
    for raw in raws:
        written = raw.columns.get(question.name)
        if written is not None and written.choices and question.choices:
            part = slice(start, start + len(raw.rows))
            _take_part(
                question, written, Column(column.values[part], column.blank[part]), start, taken
            )
        start += len(raw.rows)
    return taken


def _take_part(
    question: Question, written: RawColumn, answers: Column, start: int, taken: Taken
) -> None:
    """The choice columns of one sheet; `answers` are its part of the column, changed in place."""
    ticks, faulty = _ticks(question, written, len(answers.blank), start, taken)
    faulty |= _take_no_answers(question, written, answers, ticks, start, taken)
    ticked = (ticks > 0) & ~faulty
    readable = answers.blank == Blank.GIVEN
    values = _values(question, ticks)
    differs = readable & ticked & (values != answers.values)
    several = ~readable & ticked & (values < 0)
    fill = ~readable & ticked & ~several
    unread = ~readable & (faulty | several)
    answers.values[fill] = values[fill]
    answers.blank[fill] = Blank.GIVEN
    joined_invalid = answers.blank == Blank.INVALID
    answers.blank[unread] = Blank.INVALID
    for row in np.flatnonzero(several & ~joined_invalid):
        codes = _codes_of(question, int(ticks[row]))
        value = ", ".join(codes)
        taken.faults.append(
            Fault("LAY-09", start + int(row), question.name, value, choice=codes[0])
        )
    for row in np.flatnonzero(differs):
        value = shown(written.values[row])
        taken.faults.append(Fault("VAL-12", start + int(row), question.name, value))
    taken.repaired |= {start + int(row) for row in np.flatnonzero(fill)}


def _take_no_answers(
    question: Question, written: RawColumn, answers: Column, ticks: Array, start: int, taken: Taken
) -> Array:
    """The columns of *Don't know* and *Does not apply*; gives the rows where other ticks stand too."""
    clash = np.zeros(len(ticks), bool)
    for code in no_answer_choices(question).keys() & written.choices.keys():
        cells = written.choices[code].values
        ticked = np.fromiter((is_tick(cell) is True for cell in cells), bool, len(cells))
        clash |= ticked & (ticks > 0)
        alone = ticked & (ticks == 0)
        said = alone & (answers.blank == Blank.UNANSWERED)
        if code == "dont_know":
            answers.blank[said] = Blank.DONT_KNOW
        else:
            said &= np.array([not str(cell).strip() for cell in written.values], bool)
            taken.faults += [
                Fault("VAL-16", start + int(row), question.name, code, choice=code)
                for row in np.flatnonzero(said)
            ]
        for row in np.flatnonzero(ticked & (ticks > 0)):
            taken.faults.extend(
                _unreadable(question, written, code, int(row), start, True, choices_of(question))
            )
    return clash


def _values(question: Question, ticks: Array) -> Array:
    """The ticks as the column keeps answers; -1 where a question of one choice has several."""
    if question.type == "select_multiple":
        none = _bit(question, EXCLUSIVE)
        return np.where((ticks & ~none) > 0, ticks & ~none, ticks)
    places = np.full(len(ticks), -1)
    for place in range(len(question.choices)):
        places[ticks == 1 << place] = place
    return places


def _bit(question: Question, code: str) -> int:
    return 1 << list(question.choices).index(code) if code in question.choices else 0


def _codes_of(question: Question, ticks: int) -> list[str]:
    return [code for place, code in enumerate(question.choices) if ticks >> place & 1]


def _ticks(
    question: Question, written: RawColumn, size: int, start: int, taken: Taken
) -> tuple[Array, Array]:
    """The ticked choices of each response as bits, and which responses cannot be read so."""
    ticks, faulty = np.zeros(size, np.int64), np.zeros(size, bool)
    alone, written_in = np.zeros(size, np.int64), np.zeros(size, np.int64)
    choices = choices_of(question)
    offered = no_answer_choices(question)
    crosses_alone = _crosses_alone(written)
    for code, cells in written.choices.items():
        if code in offered:
            continue
        codes, distinct = distinct_cells(cells.values)
        marks = [
            "unknown" if crosses_alone and is_cross(cell) else _mark(cell, code, choices)
            for cell in distinct
        ]
        ticked = np.array([mark in ("ticked", "alone") for mark in marks], bool)[codes]
        unread = np.array([mark == "unknown" for mark in marks], bool)[codes]
        if code in question.choices:
            only = np.array([mark == "alone" for mark in marks], bool)[codes]
            ticks |= (ticked & ~only).astype(np.int64) * _bit(question, code)
            alone |= only.astype(np.int64) * _bit(question, code)
        else:
            unread |= ticked
        faulty |= unread
        written_in += np.array([not is_blank(cell) for cell in distinct], np.int64)[codes]
        for row in np.flatnonzero(unread):
            taken.faults.extend(
                _unreadable(question, written, code, int(row), start, bool(ticked[row]), choices)
            )
    return np.where((ticks == 0) & (written_in == 1), alone, ticks), faulty


def _crosses_alone(written: RawColumn) -> bool:
    """Whether a question is marked with crosses and blanks only, so that a cross may be a tick."""
    if written.joined:
        return False
    cells = {
        cell
        for column in written.choices.values()
        for cell in column.values
        if not is_blank(cell) and isinstance(cell, str)
    }
    numbers = any(
        not isinstance(cell, str) and not is_blank(cell)
        for column in written.choices.values()
        for cell in column.values
    )
    return bool(cells) and not numbers and all(map(is_cross, cells))


def _unreadable(
    question: Question,
    written: RawColumn,
    code: str,
    row: int,
    start: int,
    unknown: bool,
    choices: Choices,
) -> Iterator[Fault]:
    """A tick for an unknown choice, unless the joined cell says it too; a mark that says nothing."""
    if unknown and written.joined and str(written.values[row]).strip():
        return
    blanks: dict[str, object] = {"choices": choices.listed(), "proposal": ""}
    value = code if unknown else shown(written.choices[code].values[row])
    kind = "VAL-06" if unknown else "LAY-08"
    yield Fault(kind, start + row, question.name, value, blanks, choice=code)


Mark = Literal["ticked", "alone", "unticked", "unknown"]
"""What a cell says of its choice; `alone`: ticked where nothing is written for the others."""


def _mark(cell: CellValue, code: str, choices: Choices) -> Mark:
    """Whether a cell ticks a choice: by a mark, or by the choice's own code or label.

    `Tidak` in the column of *Tidak* is its own label where it stands alone, and says that it was
    not ticked where something stands in the column of *Ya*.
    """
    tick = is_tick(cell)
    written = isinstance(cell, str) and cell.strip() != ""
    named = written and (fold(str(cell)) == fold(code) or choices.find_declared(str(cell)) == code)
    if named:
        return "alone" if tick is False else "ticked"
    return "unknown" if tick is None else "ticked" if tick else "unticked"
