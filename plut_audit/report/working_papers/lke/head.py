"""What stands around the table of a worksheet: set-up for print, facts, headings, signatures."""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import _
from plut_audit.report.formats.xlsx.book import A4, LINE, Book
from plut_audit.report.formats.xlsx.limits import cell_text
from plut_audit.result import CentreRow
from plut_audit.review.lke import frame, layout
from plut_audit.review.lke.layout import HEADINGS, At

WIDTHS = (5, 8, 29, 7.5, 17, 7.5, 7.5, 22, 25, 25, 17, 7.5, 7.5, 25, 9, 9, 9, 9, 9)
_OPEN_UNTIL = At.SHARE
"""The last of the columns that a fact which is typed takes."""
_SIGNATURE_COLUMNS = (At.COMPONENT, At.OWN_ANSWER, At.OWN_REMARK, At.ANSWER)
SIGNATURE_ROWS = 5
HEAD_STYLE, NOTE_STYLE = "lke head", "lke note"
LINE_HEIGHT = 12.0
"""Height of a line of the table, in points."""


def set_up(sheet: Any, total: int, fingerprint: str) -> None:
    """A4 across with all columns on a page, the headings on every page; helper columns hidden."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.set_footer(f"&L&8LKE &A · {fingerprint}&R&8&P / &N")
    sheet.hide_gridlines(2)
    for column, width in enumerate(WIDTHS):
        hidden = {"hidden": True} if column >= At.RAW else {}
        sheet.set_column(column, column, width, None, hidden)
    sheet.repeat_rows(frame.GROUP_ROW, frame.HEAD_ROW)
    sheet.freeze_panes(frame.FIRST_ROW, At.WEIGHT)
    sheet.print_area(0, 0, total + 1 + SIGNATURE_ROWS, At.REMARK)


def add_frame(book: Book, sheet: Any, centre: CentreRow, language: str) -> None:
    """Title, facts, and how the sheet is filled in."""
    title, edition = frame.title_of(centre, language)
    book.put(sheet, 0, 0, title, "title")
    book.put(sheet, 1, 0, edition, "lke label")
    for fact in frame.facts(centre, language):
        book.put(sheet, fact.row, fact.column, fact.label, "lke label")
        if fact.is_open:
            style = "lke open day" if fact.label == _(layout.DATE) else "lke open"
            form = book.formats[style]
            sheet.merge_range(fact.row, fact.value_column, fact.row, _OPEN_UNTIL, "", form)
        else:
            book.put(sheet, fact.row, fact.value_column, fact.value, "lke fact")
    sheet.set_row(frame.NOTE_ROW, 2.6 * LINE)
    text, form = cell_text(frame.note(language)), book.formats[NOTE_STYLE]
    sheet.merge_range(frame.NOTE_ROW, 0, frame.NOTE_ROW, At.REMARK, text, form)


def add_headings(book: Book, sheet: Any) -> None:
    """Two rows of headings: groups above their columns, the others over both."""
    form = book.formats[HEAD_STYLE]
    top, low = frame.GROUP_ROW, frame.HEAD_ROW
    sheet.set_row(low, 2 * LINE)
    for group, first, last in _groups():
        if group:
            sheet.merge_range(top, first, top, last, _(group), form)
        else:
            sheet.merge_range(top, first, low, first, _(HEADINGS[first].title), form)
    for column, heading in HEADINGS.items():
        if heading.group:
            sheet.write_string(low, column, _(heading.title), form)


def _groups() -> Iterator[tuple[str, At, At]]:
    """The groups of headings with their first and last column; "" for a column alone."""
    columns = list(HEADINGS)
    while columns:
        first = columns.pop(0)
        last, group = first, HEADINGS[first].group
        while group and columns and HEADINGS[columns[0]].group == group:
            last = columns.pop(0)
        yield group, first, last


def add_signatures(book: Book, sheet: Any, row: int, language: str) -> None:
    """Who prepared and who reviewed the worksheet, with space to sign."""
    signed = frame.signatures(language)
    for column, (did, role, line) in zip(_SIGNATURE_COLUMNS, signed, strict=True):
        book.put(sheet, row, column, did, "lke label")
        book.put(sheet, row + 1, column, role, "lke fact")
        book.put(sheet, row + 4, column, line, "lke label")
