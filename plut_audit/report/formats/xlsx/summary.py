"""The first sheet: key figures, classes and dimensions with their charts."""

from typing import Any

import numpy as np

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.book import Book, Cell
from plut_audit.report.formats.xlsx.charts import charts
from plut_audit.report.formats.xlsx.columns import RESPONDED, VISITED, Columns
from plut_audit.report.formats.xlsx.findings import FIRST_ROW as FIRST_FINDING
from plut_audit.report.formats.xlsx.findings import severity_text
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.report.formats.xlsx.limits import LAST_ROW, quote
from plut_audit.report.formats.xlsx.means import rounded
from plut_audit.report.formats.xlsx.references import cell, down
from plut_audit.report.table import NO_VALUE
from plut_audit.result import Result
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.rounding import round_scores

FIGURES_AT, CLASSES_AT = 4, 13
"""First rows of the key figures and of the classes."""
BETWEEN = 2
"""Rows from the end of a table to the title of the next."""
WIDTHS = (34, 17, 17, 4, 14, 14, 14, 14, 14, 14)
LAST_PRINTED_ROW = 40
"""The last row that is printed where the tables end before the charts do."""
KEY_FIGURES = {
    "centres": N_("Centres"),
    "responded": N_("Answered the questionnaire"),
    "visited": N_("Visited"),
    "ranked": N_("Ranked"),
    "mean_combined": N_("Mean combined score"),
}


def summary(book: Book, result: Result, layout: Layout | None) -> None:
    """Write the sheet; with a layout the figures follow by formula."""
    _SummaryWriter(book, result, layout).write()


class _SummaryWriter:
    """Writes one table below the other."""

    def __init__(self, book: Book, result: Result, layout: Layout | None) -> None:
        self.book, self.result, self.layout = book, result, layout
        self.sheet: Any = book.sheet("summary", WIDTHS, first=0)

    def write(self) -> None:
        """Everything of the sheet."""
        year = self.result.year or NO_VALUE
        self.book.put(self.sheet, 1, 0, f"{localized(self.result.rubric.title)} · {year}", "note")
        self._key_figures()
        after = self._classes()
        dimensions_at = after + BETWEEN + 1
        after = self._dimensions(dimensions_at)
        after = self._severities(after + BETWEEN + 1)
        self.sheet.print_area(0, 0, max(after, LAST_PRINTED_ROW), len(WIDTHS) - 1)
        self.sheet.fit_to_pages(1, 1)
        charts(self.book, self.sheet, self.result.rubric, (FIGURES_AT, CLASSES_AT, dimensions_at))

    def _put(self, row: int, column: int, text: str, value: Cell, style: str) -> None:
        self.book.put_or_formula(self.sheet, row, column, text, value, style)

    def _head(self, row: int, title: str, heads: tuple[str, ...]) -> None:
        """The title of a table and its heads, above the first row."""
        self.book.put(self.sheet, row - 2, 0, title, "part")
        self.book.head(self.sheet, row - 1, heads)

    def _key_figures(self) -> None:
        self.book.put(self.sheet, FIGURES_AT - 1, 0, _(N_("Key figures")), "part")
        for row, (name, title) in enumerate(KEY_FIGURES.items(), FIGURES_AT):
            style = "big" if name == "mean_combined" else "big_count"
            self.book.put(self.sheet, row, 0, _(title))
            self._put(row, 1, self._figure(name), getattr(self.result.summary, name), style)
        row = FIGURES_AT + len(KEY_FIGURES)
        self.book.put(self.sheet, row, 0, _(N_("Findings")))
        self.book.put(self.sheet, row, 1, len(self.result.findings), "big_count")

    def _figure(self, name: str) -> str:
        """The formula of a key figure."""
        if self.layout is None or name == "centres":
            return ""
        columns = Columns(self.layout)
        if name == "mean_combined":
            return _mean(self.layout, columns.exact("combined"))
        flags = {"responded": RESPONDED, "visited": VISITED, "ranked": columns.after("ranked")}
        return f"SUM({self.layout.down('calculation', flags[name])})"

    def _classes(self) -> int:
        """The class distribution; gives the row after it."""
        self._head(CLASSES_AT, _(N_("Classes")), (_(N_("Class")), _(N_("Centres"))))
        for row, band in enumerate(self.result.rubric.bands, CLASSES_AT):
            title = localized(band.title)
            self.book.put(self.sheet, row, 0, f"{band.name} · {title}" if title else band.name)
            count = self.result.summary.by_class.get(band.name, 0)
            self._put(row, 1, self._class_count(band.name), count, "count")
        return CLASSES_AT + len(self.result.rubric.bands)

    def _class_count(self, name: str) -> str:
        if self.layout is None:
            return ""
        classes = self.layout.down("calculation", Columns(self.layout).after("class"))
        return f"SUMPRODUCT(--({classes}={quote(name)}))"

    def _dimensions(self, first: int) -> int:
        """The means of each dimension; gives the row after them."""
        heads = (_(N_("Dimension")), _(N_("Mean combined")), _(N_("Mean reported")))
        self._head(first, _(N_("Dimensions")), heads)
        for number, dimension in enumerate(self.result.rubric.dimensions):
            row = first + number
            self.book.put(self.sheet, row, 0, localized(dimension.title))
            means = {
                "combined": self.result.summary.by_dimension[dimension.code],
                "reported": self._mean_reported(number),
            }
            for column, (figure, mean) in enumerate(means.items(), 1):
                self._put(row, column, self._dimension_mean(figure, number), mean, "number")
        return first + len(self.result.rubric.dimensions)

    def _dimension_mean(self, figure: str, number: int) -> str:
        if self.layout is None:
            return ""
        return _mean(self.layout, Columns(self.layout).exact(figure, number))

    def _mean_reported(self, number: int) -> float | None:
        """The mean of a dimension by the questionnaire alone over the ranked centres."""
        centres = self.result.centres
        figure = self.layout.stored.figures["reported"] if self.layout else centres.reported
        column = figure.dimensions[centres.ranked, number]
        known = column[~np.isnan(column)]
        decimals = self.result.rubric.scoring.decimals
        return float(round_scores(known.mean(), decimals)) if len(known) else None

    def _severities(self, first: int) -> int:
        """How many findings of each severity; gives the row after it."""
        heads = (_(N_("Severity")), _(N_("Findings")))
        self._head(first, _(N_("Findings by severity")), heads)
        severities = self.result.findings.severity
        column = f"{self.book.quoted('findings')}!{down(FIRST_FINDING, LAST_ROW - 1, 0)}"
        for row, severity in enumerate(Severity, first):
            self.book.put(self.sheet, row, 0, severity_text(severity.word))
            count = int((severities == severity).sum())
            # Above the limit the sheet of findings does not hold all of them.
            text = f"COUNTIF({column},{cell(row, 0)})" if self.layout else ""
            self._put(row, 1, text, count, "count")
        return first + len(Severity)


def _mean(layout: Layout, column: int) -> str:
    """The mean of a column over the ranked centres that have it, rounded as printed."""
    ranked = layout.down("calculation", Columns(layout).after("ranked"))
    values = layout.down("calculation", column)
    count = f"SUMPRODUCT({ranked}*ISNUMBER({values}))"
    mean = rounded(f"SUMPRODUCT({ranked},{values})/{count}", layout.rubric.scoring.decimals)
    return f'IF({count}=0,"",{mean})'
