"""Where the verification factors stand on their sheet, so that other sheets find them."""

from dataclasses import dataclass

from plut_audit.report.formats.xlsx.book import Book

CODE, TITLE, PAIRS, REPORTED, OBSERVED, MEAN, FACTOR = range(7)
"""Columns of the sheet."""
FIELDS = {
    "pairs": PAIRS,
    "reported": REPORTED,
    "observed": OBSERVED,
    "mean": MEAN,
    "factor": FACTOR,
}
"""The columns of the sums, as `Sums` names them."""
RANDOM_CENTRES, RANDOM_ONLY, CENTRES, INTERVAL = range(4, 8)
"""Rows of what holds for all pairs; their value stands in the column of pairs."""
FIRST_DIMENSION = 10
"""First row of the dimensions; the sum over everything comes after the last."""
BETWEEN = 4
"""Rows from the last dimension to the first indicator."""


@dataclass(frozen=True)
class FactorCells:
    """The cells of the sheet for a rubric with so many dimensions."""

    book: Book
    dimensions: int

    @property
    def overall_at(self) -> int:
        """The row of the sum over everything."""
        return FIRST_DIMENSION + self.dimensions

    @property
    def items_at(self) -> int:
        """The first row of the indicators."""
        return self.overall_at + BETWEEN

    @property
    def random_only(self) -> str:
        """1 where only visits to centres chosen at random are used."""
        return self.book.at("factors", RANDOM_ONLY, PAIRS)

    def of_dimension(self, number: int, field: str) -> str:
        """A sum of a dimension."""
        return self.book.at("factors", FIRST_DIMENSION + number, FIELDS[field])

    def of_item(self, number: int, field: str) -> str:
        """A sum of an indicator."""
        return self.book.at("factors", self.items_at + number, FIELDS[field])
