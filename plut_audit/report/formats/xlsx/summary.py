"""The first sheet: key figures, classes and dimensions with their charts."""

from collections import Counter
from typing import Any

import numpy as np

from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.answers import Array
from plut_audit.report.formats.xlsx.book import Book, Cell
from plut_audit.report.formats.xlsx.charts import charts
from plut_audit.report.formats.xlsx.columns import RESPONDED, VISITED, Columns
from plut_audit.report.formats.xlsx.factor_cells import FIELDS
from plut_audit.report.formats.xlsx.findings import COLUMNS as FINDING_COLUMNS
from plut_audit.report.formats.xlsx.findings import FIRST_ROW as FIRST_FINDING
from plut_audit.report.formats.xlsx.findings import severity_text
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.report.formats.xlsx.limits import LAST_ROW, quote
from plut_audit.report.formats.xlsx.means import rounded
from plut_audit.report.formats.xlsx.references import cell, down
from plut_audit.report.stage import page_line
from plut_audit.report.table import NO_VALUE
from plut_audit.report.values import interval_text
from plut_audit.report.vocabulary import BASES
from plut_audit.result import FigureColumns, Result
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.rounding import round_scores
from plut_audit.scoring.weights import Figure

FIGURES_AT, CLASSES_AT = 4, 17
"""First rows of the key figures and of the classes."""
BETWEEN = 2
"""Rows from the end of a table to the title of the next."""
WIDTHS = (40, 15, 15, 15, 3, 14, 14, 14, 14, 14, 14)
LAST_PRINTED_ROW = 44
"""The last row that is printed where the tables end before the charts do."""
KEY_FIGURES = {
    "centres": N_("Centres"),
    "responded": N_("Answered the questionnaire"),
    "visited": N_("Visited"),
    "ranked": N_("Ranked"),
    "mean_estimate": N_("Mean estimate"),
    "mean_estimate_interval": N_("Interval of the mean estimate (a value)"),
    "mean_combined": N_("Mean combined score"),
    "mean_reported": N_("Mean reported score"),
    "verification_factor": N_("Confirmed by visits"),
}
STYLES = {
    **dict.fromkeys(("mean_estimate", "mean_combined", "mean_reported"), "big"),
    "mean_estimate_interval": "bold",
    "verification_factor": "big_share",
}
FIGURES = ("estimate", "combined", "reported")
BASIS_TITLES = {
    "finding": N_("Findings"),
    "suggestion": N_("Suggestions"),
    "check": N_("Checks"),
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
        words = (localized(self.result.rubric.title), str(year), page_line(self.result))
        self.book.put(self.sheet, 1, 0, " · ".join(filter(None, words)), "note")
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
            self.book.put(self.sheet, row, 0, _(title))
            style = STYLES.get(name, "big_count")
            self._put(row, 1, self._figure(name), self._value(name), style)
        row = FIGURES_AT + len(KEY_FIGURES)
        self.book.put(self.sheet, row, 0, _(N_("Findings, suggestions and checks")))
        self.book.put(self.sheet, row, 1, len(self.result.findings), "big_count")

    def _value(self, name: str) -> Cell:
        """The value of a key figure."""
        if name == "mean_reported":
            return self._mean_of(self._unrounded("reported").index)
        if name == "mean_estimate_interval":
            decimals = self.result.rubric.scoring.decimals
            return interval_text(self.result.summary.mean_estimate_interval, decimals) or NO_VALUE
        value: Cell = getattr(self.result.summary, name)
        if name == "verification_factor" and self.layout is not None and value is not None:
            return float(self.layout.pairs.overall.factor[0])
        return value

    def _figure(self, name: str) -> str:
        """The formula of a key figure."""
        if self.layout is None or name in ("centres", "mean_estimate_interval"):
            return ""
        columns = Columns(self.layout)
        if name == "verification_factor":
            return self._confirmed(self.layout)
        if name.startswith("mean_"):
            return _mean(self.layout, columns.exact(name.removeprefix("mean_")))
        flags = {"responded": RESPONDED, "visited": VISITED, "ranked": columns.after("ranked")}
        return f"SUM({self.layout.down('calculation', flags[name])})"

    def _confirmed(self, layout: Layout) -> str:
        """The factor over everything; nothing without pairs."""
        if layout.rubric.without_form:
            return ""
        pairs, factor = (
            self.book.at("factors", layout.factors.overall_at, FIELDS[name])
            for name in ("pairs", "factor")
        )
        return f'IF({pairs}=0,"",{factor})'

    def _classes(self) -> int:
        """The class distribution; gives the row after it."""
        heads = (_(N_("Class")), _(N_("Definitive")), _(N_("Provisional")))
        self._head(CLASSES_AT, _(N_("Classes")), heads)
        summary = self.result.summary
        for row, band in enumerate(self.result.rubric.bands, CLASSES_AT):
            title = localized(band.title)
            self.book.put(self.sheet, row, 0, f"{band.name} · {title}" if title else band.name)
            counts = (summary.by_class, summary.by_provisional_class)
            for provisional, counted in enumerate(counts):
                text = self._class_count(band.name, provisional)
                self._put(row, 1 + provisional, text, counted.get(band.name, 0), "count")
        return CLASSES_AT + len(self.result.rubric.bands)

    def _class_count(self, name: str, provisional: int) -> str:
        if self.layout is None:
            return ""
        columns = Columns(self.layout)
        classes, flags = (
            self.layout.down("calculation", columns.after(key)) for key in ("class", "provisional")
        )
        return f"SUMPRODUCT(({classes}={quote(name)})*({flags}={provisional}))"

    def _dimensions(self, first: int) -> int:
        """The means of each dimension; gives the row after them."""
        heads = (
            _(N_("Dimension")),
            _(N_("Mean estimate")),
            _(N_("Mean combined")),
            _(N_("Mean reported")),
        )
        self._head(first, _(N_("Dimensions")), heads)
        for number, dimension in enumerate(self.result.rubric.dimensions):
            row = first + number
            self.book.put(self.sheet, row, 0, localized(dimension.title))
            for column, figure in enumerate(FIGURES, 1):
                mean = self._mean_of(self._unrounded(figure).dimensions[:, number])
                self._put(row, column, self._dimension_mean(figure, number), mean, "number")
        return first + len(self.result.rubric.dimensions)

    def _dimension_mean(self, figure: str, number: int) -> str:
        if self.layout is None:
            return ""
        return _mean(self.layout, Columns(self.layout).exact(figure, number))

    def _unrounded(self, figure: str) -> Figure | FigureColumns:
        """One of the figures; from the scores where the formulas are, for a file holds it rounded."""
        if self.layout is not None:
            return self.layout.stored.figures[figure]
        columns: FigureColumns = getattr(self.result.centres, figure)
        return columns

    def _mean_of(self, scores: Array) -> float | None:
        """The mean of scores over the ranked centres that have one, as printed."""
        known = scores[self.result.centres.ranked & ~np.isnan(scores)]
        decimals = self.result.rubric.scoring.decimals
        return float(round_scores(known.mean(), decimals)) if len(known) else None

    def _severities(self, first: int) -> int:
        """How many findings, suggestions and checks of each severity; gives the row after it."""
        heads = [_(N_("Severity")), *(_(BASIS_TITLES[basis]) for basis in BASES)]
        self._head(first, _(N_("By severity")), tuple(heads))
        counts = self._counts()
        sheet = self.book.quoted("findings")
        severities, bases = (
            f"{sheet}!{down(FIRST_FINDING, LAST_ROW - 1, FINDING_COLUMNS.index(name))}"
            for name in ("severity", "basis")
        )
        for row, severity in enumerate(Severity, first):
            self.book.put(self.sheet, row, 0, severity_text(severity.word))
            for column, basis in enumerate(BASES, 1):
                # Above the limit the sheet of findings does not hold all of them.
                found = f"COUNTIFS({severities},{cell(row, 0)},{bases},{quote(_(BASES[basis]))})"
                value = counts[severity.value, basis]
                self._put(row, column, found if self.layout else "", value, "count")
        return first + len(Severity)

    def _counts(self) -> Counter[tuple[int, str]]:
        """How many there are by severity and basis."""
        findings, indicators = self.result.findings, self.result.rubric.indicators
        of_indicator = np.array([code in indicators for code in findings.codes], bool)
        known = of_indicator[findings.code.astype(int)]
        basis = np.where(known, np.where(findings.binding, "finding", "suggestion"), "check")
        severities = findings.severity.astype(int).tolist()
        return Counter(zip(severities, basis.tolist(), strict=True))


def _mean(layout: Layout, column: int) -> str:
    """The mean of a column over the ranked centres that have it, rounded as printed."""
    ranked = layout.down("calculation", Columns(layout).after("ranked"))
    values = layout.down("calculation", column)
    count = f"SUMPRODUCT({ranked}*ISNUMBER({values}))"
    mean = rounded(f"SUMPRODUCT({ranked},{values})/{count}", layout.rubric.scoring.decimals)
    return f'IF({count}=0,"",{mean})'
