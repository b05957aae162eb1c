"""The reply workbooks that came back, a row each."""

from datetime import date

from plut_audit.i18n import N_, _
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import Result
from plut_audit.review.replies import ReadReplies, ReplyWorkbook, is_contested


def received(read: ReadReplies, result: Result) -> Table:
    """Whose reply each workbook is, who filled it in and when, and on how much it agrees."""
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=28),
        Column("file", _(N_("File")), wraps=True, width=28),
        Column("filled_in_by", _(N_("Filled in by (position)")), wraps=True, width=18),
        Column("replied_on", _(N_("Date of the reply")), width=10),
        Column("agreed", _(N_("Agreed")), 0, width=8),
        Column("contested", _(N_("To be decided")), 0, width=8),
    )
    rows = [_row(book, result) for book in read.workbooks]
    return Table("received", _(N_("Reply workbooks")), columns, rows)


def _row(book: ReplyWorkbook, result: Result) -> list[Cell]:
    contested = sum(map(is_contested, book.lines))
    return [
        book.centre_id,
        result.centre(result.row_of[book.centre_id]).name,
        book.file,
        book.filled_in_by,
        date.fromisoformat(book.replied_on) if book.replied_on else None,
        len(book.lines) - contested,
        contested,
    ]
