"""The sheet of verification factors: what visits found over what was reported."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.report.formats.xlsx import factor_cells as at
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.report.formats.xlsx.estimate import factor_formula
from plut_audit.report.formats.xlsx.factor_cells import FactorCells
from plut_audit.report.formats.xlsx.layout import ItemColumn, Layout
from plut_audit.report.formats.xlsx.pairs import ALLOWED, AT_RANDOM, VALID
from plut_audit.report.formats.xlsx.pairs_stored import StoredPairs, Sums
from plut_audit.report.formats.xlsx.references import cell
from plut_audit.report.formats.xlsx.stored import Stored
from plut_audit.report.table import NO_VALUE, Cell
from plut_audit.report.values import interval_text
from plut_audit.result import Result
from plut_audit.scoring.rounding import SNAP

WIDTHS = (10, 62, 11, 14, 14, 13, 14)
TITLES = (
    N_("Pairs"),
    N_("Points reported"),
    N_("Points found"),
    N_("Mean reported"),
    N_("Confirmed"),
)
STYLES = dict(zip(at.FIELDS, ("count", "number", "number", "number", "factor"), strict=True))
Texts = Mapping[str, str]


def factors(book: Book, result: Result, layout: Layout | None) -> None:
    """Write the sheet; with a layout the factors follow by formula."""
    _FactorsWriter(book, result, layout).write()


class _FactorsWriter:
    """Writes which pairs are used, then the dimensions, then the indicators."""

    def __init__(self, book: Book, result: Result, layout: Layout | None) -> None:
        self.book, self.result, self.layout = book, result, layout
        self.pairs = layout.pairs if layout else StoredPairs(Stored(result))
        self.cells = FactorCells(book, len(result.rubric.dimensions))
        self.sheet: Any = book.sheet("factors", WIDTHS, _note(), first=0)
        book.put(self.sheet, 2, 0, _second_note(result), "note")

    def write(self) -> None:
        """Everything of the sheet."""
        self._facts()
        heads = [_(title) for title in TITLES]
        self.book.head(
            self.sheet, at.FIRST_DIMENSION - 1, [_(N_("Code")), _(N_("Dimension")), *heads]
        )
        for number, dimension in enumerate(self.result.rubric.dimensions):
            row = at.FIRST_DIMENSION + number
            self._names(row, dimension.code, localized(dimension.title))
            texts = self._of_dimension(row, number)
            self._sums(row, self.pairs.by_dimension, number, texts)
        row = self.cells.overall_at
        self._names(row, "", _(N_("All indicators")))
        self._sums(row, self.pairs.overall, 0, self._of_all(row))
        self.book.head(
            self.sheet, self.cells.items_at - 1, [_(N_("Code")), _(N_("Indicator")), *heads]
        )
        self._items()

    def _names(self, row: int, code: str, title: str) -> None:
        self.book.put(self.sheet, row, at.CODE, code, "bold")
        self.book.put(self.sheet, row, at.TITLE, title)

    def _put(self, row: int, column: int, text: str, value: Cell, style: str) -> None:
        self.book.put_or_formula(self.sheet, row, column, text, value, style)

    def _facts(self) -> None:
        """Which pairs are used, and how sure the factor over everything is."""
        pairs, found = self.pairs, self.result.verification
        interval = (
            (100 * found.low, 100 * found.high)
            if found.low is not None and found.high is not None
            else None
        )
        facts: dict[int, tuple[str, Cell]] = {
            at.RANDOM_CENTRES: (
                _(N_("Centres with a pair that were chosen at random")),
                pairs.random_centres,
            ),
            at.RANDOM_ONLY: (
                _(
                    N_("Only their pairs are used: 1 yes, 0 no (yes from {least} centres on)"),
                    least=self.result.rubric.estimation.random_centres,
                ),
                int(pairs.random_only),
            ),
            at.CENTRES: (_(N_("Centres whose pairs are used")), int(pairs.used.any(axis=1).sum())),
            at.INTERVAL: (
                _(N_("Interval of the share confirmed over all indicators, % (a value)")),
                interval_text(interval, 1) or NO_VALUE,
            ),
        }
        texts = self._fact_formulas()
        for row, (title, value) in facts.items():
            self.book.put(self.sheet, row, at.TITLE, title)
            self._put(row, at.PAIRS, texts.get(row, ""), value, "count")

    def _fact_formulas(self) -> dict[int, str]:
        if self.layout is None:
            return {}
        layout, last = self.layout, self.layout.last_item
        at_random, valid, allowed = (
            layout.down("pairs", last + column) for column in (AT_RANDOM, VALID, ALLOWED)
        )
        count = cell(at.RANDOM_CENTRES, at.PAIRS)
        return {
            at.RANDOM_CENTRES: f"SUMPRODUCT(({at_random}=1)*({valid}>0))",
            at.RANDOM_ONLY: f"IF({count}>={layout.rule('random_centres')},1,0)",
            at.CENTRES: f"SUMPRODUCT(({allowed}=1)*({valid}>0))",
        }

    def _sums(self, row: int, sums: Sums, number: int, texts: Texts) -> None:
        """A row of sums; no factor is shown where there are no pairs."""
        for field, column in at.FIELDS.items():
            value = float(getattr(sums, field)[number])
            self._put(row, column, texts.get(field, ""), value, STYLES[field])

    def _of_dimension(self, row: int, number: int) -> Texts:
        if self.layout is None:
            return {}
        span = self.layout.dimensions[number]
        first = self.cells.items_at + span.items.start
        return self._added(row, first, self.cells.items_at + span.items.stop - 1)

    def _of_all(self, row: int) -> Texts:
        if self.layout is None:
            return {}
        return self._added(row, at.FIRST_DIMENSION, self.cells.overall_at - 1)

    def _added(self, row: int, first: int, last: int) -> Texts:
        """The sums of some rows, and the factor that follows."""
        assert self.layout is not None
        texts = {
            field: f"SUM({cell(first, column)}:{cell(last, column)})"
            for field, column in list(at.FIELDS.items())[:3]
        }
        pairs, reported, observed = (cell(row, at.FIELDS[field]) for field in texts)
        for field in ("reported", "observed"):
            texts[field] = f"ROUND({texts[field]},{SNAP})"
        texts["mean"] = f"IF({pairs}>0,{reported}/MAX({pairs},1),{self.layout.rule('scale')})"
        texts["factor"] = f"IF({reported}>0,{observed}/{reported},1)"
        return texts

    def _items(self) -> None:
        counts, reported, observed = self.pairs.by_item
        for number, (code, indicator) in enumerate(self.result.rubric.indicators.items()):
            row = self.cells.items_at + number
            self._names(row, code, localized(indicator.title))
            factor = float(self.pairs.item_factor[number])
            pairs = int(counts[number])
            values: dict[str, Cell] = {
                "pairs": pairs,
                "reported": float(reported[number]),
                "observed": float(observed[number]),
                "mean": float(reported[number]) / pairs if pairs else "",
                "factor": NO_VALUE if np.isnan(factor) else factor,
            }
            texts = self._of_item(row, number)
            if np.isnan(factor):
                texts = {name: text for name, text in texts.items() if name != "factor"}
            for field, column in at.FIELDS.items():
                style = "aside" if values[field] == NO_VALUE else STYLES[field]
                self._put(row, column, texts.get(field, ""), values[field], style)

    def _of_item(self, row: int, number: int) -> Texts:
        if self.layout is None:
            return {}
        layout, item = self.layout, self.layout.items[number]
        pairs, reported, observed = (
            cell(row, column) for column in (at.PAIRS, at.REPORTED, at.OBSERVED)
        )
        dimension = _dimension_number(layout, item)
        mean, factor = (self.cells.of_dimension(dimension, name) for name in ("mean", "factor"))
        used = layout.down("pairs", item.column)
        scores = {
            "reported": layout.down("reported_scores", item.column),
            "observed": layout.down("scores", item.column),
        }
        return {
            "pairs": f"SUM({used})",
            **{
                name: f"ROUND(SUMPRODUCT({used},{points}),{SNAP})"
                for name, points in scores.items()
            },
            "mean": f'IF({pairs}=0,"",{reported}/MAX({pairs},1))',
            "factor": factor_formula(layout, reported, observed, mean, factor),
        }


def _dimension_number(layout: Layout, item: ItemColumn) -> int:
    return next(span.number for span in layout.dimensions if span.first <= item.column <= span.last)


def _note() -> str:
    return _(
        N_(
            "What visits found over what was reported, over all pairs that are used. What was "
            "reported and not seen counts in the estimate with the share confirmed, at most 100 %."
        )
    )


def _second_note(result: Result) -> str:
    return _(
        N_(
            "An indicator's share is drawn to that of its dimension with the weight of {pairs} "
            "pairs. A centre's estimate uses the pairs of the other centres alone (sheet '{sheet}')."
        ),
        pairs=format_number(result.rubric.estimation.prior_pairs, 0),
        sheet=_(N_("Pairs")),
    )
