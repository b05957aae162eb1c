"""What every reader gives: a workbook with its sheets, every value at its place."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from plut_audit.problems import Problem

CellValue = str | float | bool | date | datetime | time | timedelta
"""What a cell holds. An empty cell is `""`; a whole number comes as a float, as Excel keeps it."""

CellIndex = tuple[int, int]
"""Row and column, counted from zero: `(4, 3)` is D5."""


@dataclass
class Sheet:
    """One sheet. `rows[0][0]` is A1, and every row is padded to the same length."""

    file: str
    """The path as shown to the auditor: relative to the survey folder, forward slashes."""
    name: str
    """The sheet's name; of a CSV file, the file's name without its suffix."""
    rows: list[list[CellValue]]
    hidden: bool = False
    errors: dict[CellIndex, str] = field(default_factory=dict)
    """Cells that hold an error (`#REF!`); the cell itself reads `""`."""
    uncalculated: dict[CellIndex, str] = field(default_factory=dict)
    """The text of each formula without a stored value; the cell itself reads `""`."""
    merged: list[tuple[CellIndex, CellIndex]] = field(default_factory=list)
    """The first and last cell of each merged range; the value stands in its first cell."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    """Counted from zero; of formats that tell."""
    separated: bool = False
    """The cells were parted by separators, so that one too many shifts those behind it."""

    @property
    def cells(self) -> int:
        """The cells of the rectangle from A1, empty ones included."""
        return len(self.rows) * len(self.rows[0]) if self.rows else 0


@dataclass
class Workbook:
    """One file that was read, with what is worth knowing about it."""

    file: str
    sha256: str
    kind: str
    """The reader's name: `xlsx`, `ods`, `xls`, `csv` or `zip`."""
    sheets: list[Sheet]
    dates_from_1904: bool = False
    """Numbers that stand for dates count from 1904, not 1900. Dates themselves are right."""
    problems: list[Problem] = field(default_factory=list)
    """Notices: hidden sheets, the encoding of a text."""


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """The name of a column counted from zero: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def address(row: int, column: int) -> str:
    """The name of a cell counted from zero: `(4, 3)` is D5."""
    return f"{column_letters(column)}{row + 1}"


def padded(rows: list[list[CellValue]]) -> list[list[CellValue]]:
    """The same rows, each filled with empty cells to the length of the longest."""
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows
