"""Where everything stands on the sheets that calculate, so that their formulas find it.

A centre has the same row on every such sheet, an indicator the same column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.report.formats.xlsx.factor_cells import FactorCells
from plut_audit.report.formats.xlsx.pairs_stored import StoredPairs
from plut_audit.report.formats.xlsx.references import across
from plut_audit.report.formats.xlsx.stored import Stored
from plut_audit.result import CentreRow, Result
from plut_audit.rubric import Dimension, Indicator, Rubric

CODE, NAME, PROVINCE, FIRST_ITEM = 0, 1, 2, 3
"""Columns of the matrices: code, name, province, then the indicators."""
DIMENSION_TITLES, WEIGHT, LOW, HIGH, HEAD, FIRST = 2, 3, 4, 5, 6, 7
"""Rows of the matrices: dimensions, weight, goalposts, titles, then the centres."""
FIRST_DIMENSION = 4
"""First row of the dimensions on the sheet of weights."""
BETWEEN = 3
"""Rows from the end of a table to the first row of the next on that sheet."""
VALUE, LOW_VALUE, HIGH_VALUE = 3, 4, 5
"""Columns on that sheet: a weight, threshold or rule, and the goalposts."""
LABELS = FIRST_ITEM - 1
"""Column of the words before the rows above the indicators."""
FIRST_FORM = 4
"""Column on that sheet of a class as it is printed, without marks; then with each of them."""
FIRST_CHOICE = 4
"""First row of the choices on the sheet of points."""
CHOICE, CHOICE_LABEL, POINTS = 2, 3, 4
"""Columns on that sheet."""
NOT_APPLICABLE = "n/a"
"""Stands in place of a value that an indicator does not need."""
RULES = (
    "scale",
    "floor",
    "minimum_coverage",
    "cap",
    "provisional_below",
    "tolerance",
    "random_centres",
    "prior_pairs",
    "visit_only_centres",
)
"""The rules that formulas refer to, in their order on the sheet of weights."""


class DimensionSpan(NamedTuple):
    """A dimension, its number, and its first and last column in the matrices."""

    number: int
    dimension: Dimension
    first: int
    last: int

    @property
    def items(self) -> slice:
        """Its indicators among all."""
        return slice(self.first - FIRST_ITEM, self.last - FIRST_ITEM + 1)

    @property
    def size(self) -> int:
        """How many indicators it has."""
        return self.last - self.first + 1


class ItemColumn(NamedTuple):
    """An indicator, its number among all, and its column in the matrices."""

    number: int
    code: str
    indicator: Indicator
    column: int


@dataclass
class Layout:
    """The positions of one workbook."""

    book: Book
    result: Result

    @cached_property
    def stored(self) -> Stored:
        """The values of formulas."""
        return Stored(self.result)

    @cached_property
    def pairs(self) -> StoredPairs:
        """The values of the pairs and of the factors that are made from them."""
        return StoredPairs(self.stored)

    @cached_property
    def factors(self) -> FactorCells:
        """The cells of the sheet of verification factors."""
        return FactorCells(self.book, len(self.rubric.dimensions))

    @property
    def rubric(self) -> Rubric:
        """The rubric of the result."""
        return self.result.rubric

    @cached_property
    def centres(self) -> list[CentreRow]:
        """The centres, in the order of their rows."""
        return list(self.result.centre_rows())

    @property
    def size(self) -> int:
        """Centres."""
        return len(self.result.centres)

    @property
    def last(self) -> int:
        """The last centre's row."""
        return FIRST + max(self.size, 1) - 1

    def row(self, centre: int) -> int:
        """The row of the sheets that has a centre of the result."""
        return FIRST + centre

    @property
    def last_item(self) -> int:
        """The last indicator's column."""
        return FIRST_ITEM + len(self.rubric.indicators) - 1

    @cached_property
    def in_order(self) -> list[CentreRow]:
        """The centres as they are ranked, then the others."""
        return [*self.result.ranking, *self.result.unranked]

    @cached_property
    def order(self) -> Array:
        """The position of each centre in that order, from 1."""
        rows = [centre.row for centre in self.in_order]
        order = np.zeros(self.size, int)
        order[rows] = np.arange(1, self.size + 1)
        return order

    @cached_property
    def item_column(self) -> dict[str, int]:
        """The column of each indicator."""
        return {item.code: item.column for item in self.items}

    @cached_property
    def dimensions(self) -> list[DimensionSpan]:
        """Each dimension with its columns in the matrices."""
        return list(self._dimensions())

    def _dimensions(self) -> Iterator[DimensionSpan]:
        first = FIRST_ITEM
        for number, dimension in enumerate(self.rubric.dimensions):
            after = first + len(dimension.indicators)
            yield DimensionSpan(number, dimension, first, after - 1)
            first = after

    @cached_property
    def items(self) -> list[ItemColumn]:
        """Each indicator with its column."""
        return [
            ItemColumn(number, code, indicator, FIRST_ITEM + number)
            for number, (code, indicator) in enumerate(self.rubric.indicators.items())
        ]

    # --- the sheet of weights: dimensions, indicators, classes, rules -------------------------

    @property
    def items_at(self) -> int:
        """First row of the indicators on the sheet of weights."""
        return FIRST_DIMENSION + len(self.rubric.dimensions) + BETWEEN

    @property
    def bands_at(self) -> int:
        """First row of the classes."""
        return self.items_at + len(self.rubric.indicators) + BETWEEN

    @property
    def rules_at(self) -> int:
        """First row of the rules."""
        return self.bands_at + max(len(self.rubric.bands), 1) + BETWEEN

    def dimension_weight(self, number: int) -> str:
        """The weight of a dimension, as formulas refer to it."""
        return self.book.at("weights", FIRST_DIMENSION + number, VALUE)

    def band(self, number: int) -> str:
        """The score a class begins at."""
        return self.book.at("weights", self.bands_at + number, VALUE)

    def rule(self, name: str) -> str:
        """A rule's number."""
        return self.book.at("weights", self.rules_at + RULES.index(name), VALUE)

    # --- the sheet of points ------------------------------------------------------------------

    @cached_property
    def points_rows(self) -> dict[str, tuple[int, int]]:
        """First and last row of each indicator's table of points."""
        rows, row = {}, FIRST_CHOICE
        for item in self.items:
            if item.indicator.kind == "points":
                after = row + len(item.indicator.points)
                rows[item.code] = (row, after - 1)
                row = after
        return rows

    def choices(self, code: str, column: int) -> str:
        """A column of an indicator's table of points."""
        return self.book.column("points", *self.points_rows[code], column)

    # --- stretches of the matrices ------------------------------------------------------------

    def down(self, key: str, column: int) -> str:
        """All centres of one column of a sheet."""
        return self.book.column(key, FIRST, self.last, column)

    def along(self, key: str, row: int, span: DimensionSpan) -> str:
        """The indicators of a dimension of one centre, on a sheet."""
        return f"{self.book.quoted(key)}!{across(row, span.first, span.last)}"

    def item_weights(self, span: DimensionSpan) -> str:
        """The weights of a dimension's indicators, at the head of the scores."""
        weights = across(WEIGHT, span.first, span.last, row_fixed=True)
        return f"{self.book.quoted('scores')}!{weights}"
