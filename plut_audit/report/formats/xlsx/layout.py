"""Where everything stands on the sheets that calculate, so that their formulas find it.

A centre has the same row on every such sheet, an indicator the same column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plut_audit.report.formats.xlsx.book import Book, Record, across
from plut_audit.report.formats.xlsx.figures import Figures
from plut_audit.rubric import Dimension, Indicator, Rubric

CODE, NAME, PROVINCE, ITEM = 0, 1, 2, 3
"""Columns of the matrices: code, name, province, then the indicators."""
WEIGHT, LOW, HIGH, HEAD, FIRST = 3, 4, 5, 6, 7
"""Rows of the matrices: weight, goalposts, titles, then the centres."""
DIMENSIONS = 4
"""First row of the dimensions on the sheet of weights."""


@dataclass
class Layout:
    """The places of one workbook."""

    book: Book
    figures: Figures
    findings: Sequence[Record]

    @property
    def rubric(self) -> Rubric:
        """The rubric of the result."""
        return self.figures.rubric

    @property
    def size(self) -> int:
        """Centres."""
        return len(self.figures.centres)

    @property
    def last(self) -> int:
        """The last centre's row."""
        return FIRST + max(self.size, 1) - 1

    @cached_property
    def item_column(self) -> dict[str, int]:
        """The column of each indicator."""
        return {code: ITEM + place for place, code in enumerate(self.rubric.indicators)}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each centre."""
        return {one["centre_id"]: FIRST + place for place, one in enumerate(self.figures.centres)}

    def dimensions(self) -> Iterator[tuple[int, Dimension, int, int]]:
        """Each dimension with its number and its first and last column in the matrices."""
        start = ITEM
        for number, part in enumerate(self.rubric.dimensions):
            yield number, part, start, start + len(part.indicators) - 1
            start += len(part.indicators)

    def items(self) -> Iterator[tuple[int, str, Indicator, int]]:
        """Each indicator with its number, code and column."""
        for place, (code, item) in enumerate(self.rubric.indicators.items()):
            yield place, code, item, ITEM + place

    # --- the sheet of weights: dimensions, indicators, classes, rules -------------------------

    @property
    def items_at(self) -> int:
        """First row of the indicators on the sheet of weights."""
        return DIMENSIONS + len(self.rubric.dimensions) + 3

    @property
    def bands_at(self) -> int:
        """First row of the classes."""
        return self.items_at + len(self.rubric.indicators) + 3

    @property
    def rules_at(self) -> int:
        """First row of the rules."""
        return self.bands_at + max(len(self.rubric.bands), 1) + 3

    def dimension_weight(self, number: int) -> str:
        """The weight of a dimension, as formulas refer to it."""
        return self.book.at("weights", DIMENSIONS + number, 3)

    def band(self, number: int) -> str:
        """The score a class begins at."""
        return self.book.at("weights", self.bands_at + number, 3)

    def rule(self, name: str) -> str:
        """A rule's number."""
        return self.book.at("weights", self.rules_at + list(RULES).index(name), 3)

    @cached_property
    def points_rows(self) -> dict[str, tuple[int, int]]:
        """First and last row of each indicator's table of points."""
        rows, row = {}, 4
        for _, code, item, _ in self.items():
            if item.kind == "points":
                rows[code] = (row, row + len(item.points) - 1)
                row += len(item.points)
        return rows

    # --- stretches of the matrices ----------------------------------------------------------

    def down(self, key: str, column: int) -> str:
        """All centres of one column of a sheet."""
        return self.book.column(key, FIRST, self.last, column)

    def along(self, key: str, row: int, first: int, last: int) -> str:
        """Some indicators of one centre, on a sheet."""
        return f"{self.book.quoted(key)}!{across(row, first, last)}"

    def item_weights(self, first: int, last: int) -> str:
        """The weights over some indicators, at the head of the scores."""
        return f"{self.book.quoted('scores')}!{across(WEIGHT, first, last, row_fixed=True)}"


RULES = ("scale", "floor", "minimum_coverage", "cap", "unverified_below", "tolerance", "shrinkage")
"""The rules that formulas refer to, in their order on the sheet of weights."""
