"""What a look into a sheet's XML finds before, and beside, its values."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plut_audit.ingest.sheets.guard.errors import limit_error
from plut_audit.ingest.sheets.workbook import CellIndex

MAXIMUM_ROWS, MAXIMUM_COLUMNS = 1_048_576, 16_384


@dataclass
class SheetMarks:
    """Cells that a reader shows as empty although they say something, and the sheet's extent."""

    errors: dict[CellIndex, str] = field(default_factory=dict)
    uncalculated: dict[CellIndex, str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    """The rectangle from A1 that holds all values; may be a little too large."""
    has_values: bool = False
    control_characters: bool = False
    """A control character may be in a text; its cell is to be looked for."""

    def reach(self, row: int, column: int) -> None:
        """Widen the extent to a place counted from zero."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)

    @property
    def cells(self) -> int:
        """The cells of the rectangle."""
        return self.rows * self.columns

    def check(self, file: str, allowed: int, limit: int | None = None) -> None:
        """Raise when the rectangle has more cells than allowed; the message names the limit."""
        if self.cells > allowed:
            raise limit_error(file, "cells", self.cells, limit or allowed)


def check_together(
    marks: Iterable[SheetMarks], file: str, allowed: int, limit: int | None = None
) -> None:
    """Raise when the rectangles of all sheets together have more cells than allowed."""
    cells = sum(mark.cells for mark in marks)
    if cells > allowed:
        raise limit_error(file, "cells", cells, limit or allowed)
