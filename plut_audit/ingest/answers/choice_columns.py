"""The columns of single choices that survey tools write beside a select_multiple.

Where the joined cell says nothing readable, these columns speak. The tools write 0 into them
even where the question was never asked, so an empty joined cell with nothing ticked stays
unanswered. Where both speak and differ, the joined cell is used and VAL-12 says so.
"""

from collections.abc import Iterator

import numpy as np

from plut_audit.ingest.answers.cells import distinct_cells
from plut_audit.ingest.answers.table import EXCLUSIVE, Array, Blank, Column
from plut_audit.ingest.dialects import RawAnswers, RawColumn
from plut_audit.ingest.sheets import CellValue
from plut_audit.rubric import Question

TICKED = frozenset(("1", "1.0", "true", "yes", "ya", "v", "x", "✓"))


def take(question: Question, raws: list[RawAnswers], column: Column) -> tuple[set[int], list[int]]:
    """Fill the column from choice columns; which rows they repaired, and where both differ."""
    repaired: set[int] = set()
    differing: list[int] = []
    for part, written in _parts(question.name, raws):
        ticks = _ticks(question, written, part.stop - part.start)
        if ticks is None:
            continue
        ticked = ticks > 0
        readable = column.blank[part] == Blank.GIVEN
        fill = ~readable & ticked
        differs = readable & ticked & (ticks != column.values[part])
        column.values[part][fill] = ticks[fill]
        column.blank[part][fill] = Blank.GIVEN
        repaired |= {part.start + int(row) for row in np.flatnonzero(fill)}
        differing += [part.start + int(row) for row in np.flatnonzero(differs)]
    return repaired, differing


def _parts(name: str, raws: list[RawAnswers]) -> Iterator[tuple[slice, RawColumn | None]]:
    start = 0
    for raw in raws:
        yield slice(start, start + len(raw.rows)), raw.columns.get(name)
        start += len(raw.rows)


def _ticks(question: Question, column: RawColumn | None, size: int) -> Array | None:
    """The ticked choices of each response as bits; None where there are no such columns."""
    if column is None or not column.choices:
        return None
    ticks = np.zeros(size, np.int64)
    for position, code in enumerate(question.choices):
        if code in column.choices:
            codes, distinct = distinct_cells(column.choices[code].values)
            ticked = np.array([_is_ticked(cell) for cell in distinct], bool)
            ticks |= ticked[codes].astype(np.int64) << position
    none = 1 << list(question.choices).index(EXCLUSIVE) if EXCLUSIVE in question.choices else 0
    return np.where((ticks & ~none) > 0, ticks & ~none, ticks)


def _is_ticked(cell: CellValue) -> bool:
    return str(cell).strip().lower() in TICKED
