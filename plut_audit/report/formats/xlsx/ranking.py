"""The ranking, put in order by formulas: it sorts itself anew when an answer changes."""

from typing import Any

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW
from plut_audit.report.formats.xlsx.columns import RESPONDED, Columns
from plut_audit.report.formats.xlsx.layout import CODE, NAME, PROVINCE, Layout
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.references import cell, in_column
from plut_audit.report.formats.xlsx.styles import SCORE_BAR, WEAK, bar
from plut_audit.report.table import NO_VALUE, Cell
from plut_audit.report.vocabulary import CAPPED, MARKS, PROVISIONAL, TIED, class_with_marks
from plut_audit.result import CentreRow
from plut_audit.rubric import Rubric

FIRST_ROW = FIRST_TABLE_ROW + 1
RANK, CENTRE, NAMED, IN_PROVINCE, COMBINED, CLASS, REPORTED, ESTIMATE, FIRST_DIMENSION = range(9)
"""Columns of the sheet; after the dimensions come the share seen, the reason and the row."""
TITLES = (
    N_("Rank"),
    N_("Code"),
    N_("Centre"),
    N_("Province"),
    N_("Combined"),
    N_("Class"),
    N_("Reported"),
    N_("Estimate"),
)
WIDTHS = (11, 10, 36, 22, 13, 9, 11, 12)
CLASS_MARKS = {"capped": CAPPED, "provisional": PROVISIONAL}
"""The marks beside a class by the column of the calculation that asks for them."""
CLASS_COLOURS = ("#2E7D4F", "#9BC7A8", "#F6CE9A", "#D9730D")
DARK = CLASS_COLOURS[0]


def ranking(layout: Layout) -> None:
    """Write the sheet."""
    book, dimensions = layout.book, layout.rubric.dimensions
    widths = (*WIDTHS, *[13] * len(dimensions), 10, 36, 6)
    sheet = book.sheet("ranking", widths, legend(), first=FIRST_ROW)
    sheet.freeze_panes(FIRST_ROW, IN_PROVINCE)
    book.head(sheet, FIRST_TABLE_ROW, [*titles(layout.rubric), _(N_("Row"))])
    last, hidden = FIRST_ROW + max(layout.size, 1) - 1, _share_column(layout) + 2
    sheet.set_column(hidden, hidden, 6, None, {"hidden": True})
    sheet.autofilter(FIRST_TABLE_ROW, 0, last, hidden - 1)
    sheet.print_area(0, 0, last, hidden - 1)
    wording = layout.result.wording()
    for number, centre in enumerate(layout.in_order):
        reason = wording.not_ranked(centre.not_ranked)
        _RowWriter(layout, sheet, FIRST_ROW + number).write(number + 1, centre, reason)
    _paint(layout, sheet, last)


def legend() -> str:
    """What the ranks are given on, and the marks."""
    return " ".join([_(N_("Ranked on the combined score.")), *(_(text) for text in MARKS.values())])


def titles(rubric: Rubric) -> list[str]:
    """The heads of the ranking."""
    dimensions = [localized(dimension.title) for dimension in rubric.dimensions]
    after = [_(N_("Share seen")), _(N_("Not ranked because"))]
    return [*(_(title) for title in TITLES), *dimensions, *after]


def _share_column(layout: Layout) -> int:
    return FIRST_DIMENSION + len(layout.rubric.dimensions)


class _RowWriter:
    """Writes one row: the centre that stands there, found by its order."""

    def __init__(self, layout: Layout, sheet: Any, row: int) -> None:
        self.layout, self.sheet, self.row = layout, sheet, row
        self.columns = Columns(layout)
        self.share = _share_column(layout)
        self.position = in_column(row, self.share + 2)

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
        self.put(self.share + 2, f"MATCH({number},{orders},0)", centre.row + 1, "count")
        rank = rank_formula(self.after("rank"), self.after("tied"))
        self.put(RANK, rank, rank_text(centre), "rank")
        self.put(CENTRE, self.of(CODE) + '&""', centre.centre_id, "text")
        self.put(NAMED, self.of(NAME) + '&""', centre.name, "text")
        self.put(IN_PROVINCE, self.of(PROVINCE) + '&""', centre.province, "text")
        klass = class_formula(self.after("class"), *(self.after(name) for name in CLASS_MARKS))
        self.put(CLASS, klass, class_with_marks(centre), "centred")
        self._figures(centre)
        share = self.after("share")
        text = f'IF({self.of(RESPONDED)}=1,IF(ISNUMBER({share}),ROUND({share},4),""),"")'
        self.put(self.share, text, centre.seen_share, "percent")
        self.put(self.share + 1, self.after("reason"), reason, "aside")

    def _figures(self, centre: CentreRow) -> None:
        printed = self.columns.printed
        self.put(COMBINED, self.of(printed("combined")), centre.combined)
        self.put(REPORTED, self.of(printed("reported")), centre.reported)
        self.put(ESTIMATE, self.of(printed("estimate")), centre.estimate)
        for number, dimension in enumerate(centre.dimensions.values()):
            text = self.of(printed("combined", number))
            self.put(FIRST_DIMENSION + number, text, dimension.combined)


def rank_text(centre: CentreRow) -> str | float:
    """3, or `= 3` where it is shared; an en dash where there is none."""
    if centre.rank is None or not centre.ranked:
        return NO_VALUE
    return f"{TIED} {centre.rank:g}" if centre.tied else centre.rank


def rank_formula(rank: str, tied: str) -> str:
    """The same by formula."""
    return f'IF({rank}="",{quote(NO_VALUE)},IF({tied}=1,{quote(TIED + " ")}&{rank},{rank}))'


def class_formula(name: str, *marked: str) -> str:
    """The class with the marks whose column is 1, in the order of `CLASS_MARKS`."""
    marks = "".join(
        f'&IF({flag}=1,{quote(mark)},"")'
        for flag, mark in zip(marked, CLASS_MARKS.values(), strict=True)
    )
    return f'IF({name}="",{quote(NO_VALUE)},{name}{marks})'


def _paint(layout: Layout, sheet: Any, last: int) -> None:
    """A bar under the score, the class by colour; the text says the same without it."""
    scale = layout.rubric.scoring.scale
    sheet.conditional_format(FIRST_ROW, COMBINED, last, COMBINED, bar(SCORE_BAR, scale))
    unmarked = in_column(FIRST_ROW, CLASS)
    for mark in CLASS_MARKS.values():
        unmarked = f'SUBSTITUTE({unmarked},{quote(mark)},"")'
    for band, colour in zip(layout.rubric.bands, CLASS_COLOURS, strict=False):
        ink = "#FFFFFF" if colour == DARK else "#000000"
        style = layout.book.file.add_format({"bg_color": colour, "font_color": ink})
        rule = {"type": "formula", "criteria": f"={unmarked}={quote(band.name)}", "format": style}
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
    sheet.conditional_format(FIRST_ROW, first, last, _share_column(layout) - 1, rule)
