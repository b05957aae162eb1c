"""The recapitulation (*rekap nilai*): all centres, by formula on their worksheets."""

from collections.abc import Callable

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.book import LINE, Book
from plut_audit.report.formats.xlsx.references import cell, down
from plut_audit.report.table import Cell
from plut_audit.report.vocabulary import class_with_marks
from plut_audit.report.working_papers.lke.formulas import NONE, stretch
from plut_audit.report.working_papers.lke.head import HEAD_STYLE, NOTE_STYLE
from plut_audit.report.working_papers.lke.sheet import SheetRows
from plut_audit.result import CentreRow, Result
from plut_audit.review.lke import frame
from plut_audit.review.lke.layout import RECAP, At

KEY = "lke recap"
HEAD, FIRST = 3, 4
CODE, NAME, PROVINCE, FIRST_FIGURE = 1, 2, 3, 4
NOTE = N_(
    "Values are taken from the worksheets by formula and follow what the evaluator types there. "
    "Estimate, rank and class are those of the result from which the worksheets were made; they "
    "are calculated anew when the evaluator's values are used as decisions."
)
TAIL = (
    (N_("Self-assessment"), 12),
    (N_("Evaluator"), 12),
    (N_("Difference"), 11),
    (N_("Answers by the evaluator"), 11),
    (N_("Estimate"), 10),
    (N_("Rank"), 8),
    (N_("Class"), 8),
)


class Recap:
    """One row a centre, in the order in which they are added."""

    def __init__(self, book: Book, result: Result) -> None:
        self.book, self.result = book, result
        self.dimensions = result.rubric.dimensions
        self.own = FIRST_FIGURE + len(self.dimensions)
        self.row, self.scale = FIRST, result.rubric.scoring.scale

    def add_sheet(self) -> None:
        """Add the sheet with its heads."""
        widths = (5, 10, 34, 20, *[12.0] * len(self.dimensions), *(width for _t, width in TAIL))
        year = f" {self.result.year}" if self.result.year else ""
        self.sheet = self.book.sheet(KEY, widths, first=FIRST, title=_(RECAP))
        self.book.put(self.sheet, 0, 0, _(RECAP) + year, "title")
        edition = localized(self.result.rubric.title)
        self.book.put(self.sheet, 1, 0, f"{edition} · {self.result.fingerprint}", "lke label")
        self.sheet.merge_range(
            2, 0, 2, self.own + len(TAIL) - 1, _(NOTE), self.book.formats[NOTE_STYLE]
        )
        self.sheet.set_row(2, 2 * LINE)
        titles = [_(N_("No.")), _(N_("Code")), _(N_("Centre")), _(N_("Province"))]
        titles += [f"{part.code} {localized(part.title)} (%)" for part in self.dimensions]
        self.sheet.set_row(HEAD, 4 * LINE)
        for column, title in enumerate([*titles, *(_(title) for title, _width in TAIL)]):
            self.sheet.write_string(HEAD, column, title, self.book.formats[HEAD_STYLE])

    def add(self, centre: CentreRow, rows: SheetRows) -> None:
        """The row of a centre."""
        row = self.row
        self.book.put(self.sheet, row, 0, row - FIRST + 1, "lke count")
        name = self.book.quoted(rows.name)
        for column, text in ((CODE, centre.centre_id), (NAME, centre.name)):
            self.book.put(self.sheet, row, column, text, "lke text")
        self.book.put(self.sheet, row, PROVINCE, centre.province, "lke text")
        for column, at, part in zip(
            range(FIRST_FIGURE, self.own), rows.dimensions, centre.dimensions.values(), strict=True
        ):
            share = None if part.combined is None else 100 * part.combined / self.scale
            self._number(column, f"{name}!{cell(at, At.SHARE)}", _points(share))
        self._figures(centre, rows, name)
        self.row += 1

    def _figures(self, centre: CentreRow, rows: SheetRows, name: str) -> None:
        """Both totals, their difference, how much was typed, and what the result says."""
        row, own = self.row, self.own
        self._number(own, f"{name}!{cell(rows.total, At.OWN_POINTS)}", _points(centre.reported))
        self._number(own + 1, f"{name}!{cell(rows.total, At.POINTS)}", _points(centre.combined))
        first, second = cell(row, own), cell(row, own + 1)
        text = f'IF(AND(ISNUMBER({first}),ISNUMBER({second})),{second}-{first},"{NONE}")'
        both = centre.combined is not None and centre.reported is not None
        difference = (centre.combined or 0) - (centre.reported or 0)
        self._number(own + 2, text, difference if both else NONE)
        answers = f"{name}!{stretch(frame.FIRST_ROW, rows.total - 1, At.ANSWER)}"
        self.book.formula(self.sheet, row, own + 3, f"COUNTA({answers})", 0, "lke count")
        self.book.put(self.sheet, row, own + 4, _points(centre.estimate), "lke number")
        self.book.put(self.sheet, row, own + 5, centre.rank or NONE, "lke centred")
        self.book.put(self.sheet, row, own + 6, class_with_marks(centre), "lke centred")

    def _number(self, column: int, text: str, value: Cell) -> None:
        self.book.formula(self.sheet, self.row, column, text, value, "lke number")

    def finish(self) -> None:
        """The means below the centres, the filter, and the lock."""
        from plut_audit.report.working_papers.lke.book import protect

        last = self.row - 1
        for column in range(self.own + len(TAIL)):
            self.book.put(self.sheet, self.row, column, None, "lke strong")
        self.book.put(self.sheet, self.row, NAME, _(N_("Mean")), "lke strong")
        if last >= FIRST:
            self._means(last)
            self.sheet.autofilter(HEAD, 0, last, self.own + len(TAIL) - 1)
        protect(self.sheet)

    def _means(self, last: int) -> None:
        centres = list(self.result.centre_rows())
        for column, value in self._columns().items():
            known = [number for centre in centres if (number := value(centre)) is not None]
            text = f'IFERROR(AVERAGE({down(FIRST, last, column)}),"{NONE}")'
            mean = sum(known) / len(known) if known else NONE
            self.book.formula(self.sheet, self.row, column, text, mean, "lke strong number")

    def _columns(self) -> dict[int, Callable[[CentreRow], float | None]]:
        """The columns of which a mean is given, with their values."""
        return {
            self.own: lambda centre: centre.reported,
            self.own + 1: lambda centre: centre.combined,
        }


def _points(value: float | None) -> Cell:
    return NONE if value is None else value
