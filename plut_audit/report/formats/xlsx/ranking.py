"""The ranking, put in order by formulas: it sorts itself anew when an answer changes."""

from typing import Any

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW, NOTE_ROW
from plut_audit.report.formats.xlsx.class_forms import class_forms
from plut_audit.report.formats.xlsx.columns import RESPONDED, Columns
from plut_audit.report.formats.xlsx.layout import CODE, NAME, PROVINCE, Layout
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.references import cell, in_column
from plut_audit.report.formats.xlsx.styles import SCORE_BAR, WEAK, bar
from plut_audit.report.table import NO_VALUE, Cell
from plut_audit.report.values import interval_text
from plut_audit.report.views.ranking import no_intervals
from plut_audit.report.vocabulary import MARKS, TIED, class_with_marks
from plut_audit.result import CentreRow, Result
from plut_audit.rubric import Rubric

FIRST_ROW = FIRST_TABLE_ROW + 1
LEGEND_ROW = NOTE_ROW + 1
RANK, RANKS, CENTRE, NAMED, IN_PROVINCE, ESTIMATE, INTERVAL, CLASS = range(8)
COMBINED, REPORTED, SEEN, GROUP, FIRST_DIMENSION = range(8, 13)
"""Columns of the sheet; after the dimensions come the reason and the row (hidden)."""
TITLES = (
    N_("Rank"),
    N_("Rank interval"),
    N_("Code"),
    N_("Centre"),
    N_("Province"),
    N_("Estimate"),
    N_("Interval"),
    N_("Class"),
    N_("Combined"),
    N_("Reported"),
    N_("Share seen"),
    N_("Group"),
)
WIDTHS = (10, 10, 9, 34, 20, 11, 13, 7, 11, 11, 10, 10)
CLASS_COLOURS = ("#2E7D4F", "#9BC7A8", "#F6CE9A", "#D9730D")
DARK = CLASS_COLOURS[0]


def ranking(layout: Layout) -> None:
    """Write the sheet."""
    book = layout.book
    widths = (*WIDTHS, *[14] * len(layout.rubric.dimensions), 32, 6)
    sheet = book.sheet("ranking", widths, note(layout.result), first=FIRST_ROW)
    book.put(sheet, LEGEND_ROW, 0, live_note(layout.result), "note")
    sheet.freeze_panes(FIRST_ROW, IN_PROVINCE)
    book.head(sheet, FIRST_TABLE_ROW, [*titles(layout.rubric), _(N_("Row"))])
    last, hidden = FIRST_ROW + max(layout.size, 1) - 1, _reason_column(layout) + 1
    sheet.set_column(hidden, hidden, 6, None, {"hidden": True})
    sheet.autofilter(FIRST_TABLE_ROW, 0, last, hidden - 1)
    sheet.print_area(0, 0, last, hidden - 1)
    wording = layout.result.wording()
    for number, centre in enumerate(layout.in_order):
        reason = wording.not_ranked(centre.not_ranked)
        _RowWriter(layout, sheet, FIRST_ROW + number).write(number + 1, centre, reason)
    _paint(layout, sheet, last)


def note(result: Result) -> str:
    """What the ranks are given on, and the marks."""
    figures = {
        "estimate": N_(
            "Ranked on the estimate, what a full visit would be expected to find; the dimensions "
            "are of the same figure."
        ),
        "combined": N_("Ranked on the combined score; the dimensions are of the same figure."),
    }
    marks = (_(text) for text in MARKS.values())
    return " ".join([_(figures[result.rubric.scoring.figure]), *marks])


def interval_note(result: Result) -> str:
    """What the intervals are, or why there are none."""
    return no_intervals(result) or _(
        N_(
            "Intervals hold 5 to 95 %; for a centre with too little answered they run from blanks "
            "at nothing to blanks at full marks."
        )
    )


def live_note(result: Result) -> str:
    """The same, and that no formula follows them."""
    fixed_values = _(
        N_("Intervals and groups are values of this run: they do not follow a changed cell.")
    )
    return f"{interval_note(result)} {fixed_values}"


def titles(rubric: Rubric) -> list[str]:
    """The heads of the ranking; the dimensions are those of the ranked figure."""
    dimensions = [localized(dimension.title) for dimension in rubric.dimensions]
    return [*(_(title) for title in TITLES), *dimensions, _(N_("Not ranked because"))]


def ranked_dimensions(centre: CentreRow) -> list[float | None]:
    """The dimensions of the figure that ranks are given on."""
    figure = centre.result.rubric.scoring.figure
    return [getattr(dimension, figure) for dimension in centre.dimensions.values()]


def _reason_column(layout: Layout) -> int:
    return FIRST_DIMENSION + len(layout.rubric.dimensions)


class _RowWriter:
    """Writes one row: the centre that stands there, found by its order."""

    def __init__(self, layout: Layout, sheet: Any, row: int) -> None:
        self.layout, self.sheet, self.row = layout, sheet, row
        self.columns = Columns(layout)
        self.reason = _reason_column(layout)
        self.position = in_column(row, self.reason + 1)

    def of(self, column: int) -> str:
        """The centre's cell in a column of the calculation."""
        return f"INDEX({self.layout.down('calculation', column)},{self.position})"

    def after(self, name: str) -> str:
        """The same by the column's name."""
        return self.of(self.columns.after(name))

    def put(self, column: int, text: str, value: Cell, style: str = "number") -> None:
        """A formula with its value."""
        self.layout.book.formula(self.sheet, self.row, column, text, value, style)

    def write(self, number: int, centre: CentreRow, reason: str) -> None:
        """Everything of the centre that is the `number`th."""
        orders = self.layout.down("calculation", self.columns.after("order"))
        self.put(self.reason + 1, f"MATCH({number},{orders},0)", centre.row + 1, "count")
        rank = rank_formula(self.after("rank"), self.after("tied"))
        self.put(RANK, rank, rank_text(centre), "rank")
        self.put(CENTRE, self.of(CODE) + '&""', centre.centre_id, "text")
        self.put(NAMED, self.of(NAME) + '&""', centre.name, "text")
        self.put(IN_PROVINCE, self.of(PROVINCE) + '&""', centre.province, "text")
        self.put(CLASS, self.after("printed class"), class_with_marks(centre), "centred")
        self._figures(centre)
        self._values(centre)
        share = self.after("share")
        text = f'IF({self.of(RESPONDED)}=1,IF(ISNUMBER({share}),ROUND({share},4),""),"")'
        self.put(SEEN, text, centre.seen_share, "percent")
        self.put(self.reason, self.after("reason"), reason, "aside")

    def _figures(self, centre: CentreRow) -> None:
        printed = self.columns.printed
        self.put(ESTIMATE, self.of(printed("estimate")), centre.estimate)
        self.put(COMBINED, self.of(printed("combined")), centre.combined)
        self.put(REPORTED, self.of(printed("reported")), centre.reported)
        figure = self.layout.rubric.scoring.figure
        for number, score in enumerate(ranked_dimensions(centre)):
            self.put(FIRST_DIMENSION + number, self.of(printed(figure, number)), score)

    def _values(self, centre: CentreRow) -> None:
        """What is found by the order and follows no other formula."""
        decimals = self.layout.rubric.scoring.decimals
        values: dict[str, tuple[int, Cell]] = {
            "ranks": (RANKS, interval_text(centre.rank_interval)),
            "interval": (INTERVAL, interval_text(centre.estimate_interval, decimals)),
            "group": (GROUP, centre.group),
        }
        for name, (column, value) in values.items():
            found = self.after(name)
            self.put(column, f'IF({found}="","",{found})', value, "centred")


def rank_text(centre: CentreRow) -> str | float:
    """3, or `= 3` where it is shared; an en dash where there is none."""
    if centre.rank is None or not centre.ranked:
        return NO_VALUE
    return f"{TIED} {centre.rank:g}" if centre.tied else centre.rank


def rank_formula(rank: str, tied: str) -> str:
    """The same by formula."""
    return f'IF({rank}="",{quote(NO_VALUE)},IF({tied}=1,{quote(TIED + " ")}&{rank},{rank}))'


def _paint(layout: Layout, sheet: Any, last: int) -> None:
    """A bar under the score, the class by colour; the text says the same without it."""
    scale, shown = layout.rubric.scoring.scale, in_column(FIRST_ROW, CLASS)
    sheet.conditional_format(FIRST_ROW, ESTIMATE, last, ESTIMATE, bar(SCORE_BAR, scale))
    forms = class_forms(layout.result)
    for band, colour in zip(layout.rubric.bands, CLASS_COLOURS, strict=False):
        ink = "#FFFFFF" if colour == DARK else "#000000"
        style = layout.book.file.add_format({"bg_color": colour, "font_color": ink})
        any_form = ",".join(f"{shown}={quote(form)}" for form in forms[band.name])
        rule = {"type": "formula", "criteria": f"=OR({any_form})", "format": style}
        sheet.conditional_format(FIRST_ROW, CLASS, last, CLASS, rule)
    _paint_weak(layout, sheet, last)


def _paint_weak(layout: Layout, sheet: Any, last: int) -> None:
    """Dimensions under the cap's threshold."""
    if layout.rubric.cap is None:
        return
    first, score = FIRST_DIMENSION, cell(FIRST_ROW, FIRST_DIMENSION)
    rule = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({score}),{score}<{layout.rubric.cap.dimension_below})",
        "format": layout.book.file.add_format(WEAK),
    }
    sheet.conditional_format(FIRST_ROW, first, last, _reason_column(layout) - 1, rule)
