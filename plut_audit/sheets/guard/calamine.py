"""calamine, held at arm's length: sheets with their values, and every failure in one line."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from plut_audit.language import N_
from plut_audit.problems import Problem
from plut_audit.sheets.guard.marks import Marks
from plut_audit.sheets.guard.refusals import beyond, unread
from plut_audit.sheets.source import Source
from plut_audit.sheets.workbook import CellValue, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata


def sheets_of(content: bytes, source: Source) -> list[Sheet]:
    """All worksheets of a workbook in memory; raises UnreadableFileError."""
    try:
        return _sheets_of(content, source)
    except BaseException as fault:
        # A panic of the Rust library is no Exception; it is known by its name only.
        if type(fault).__name__ == "PanicException":
            raise unread(source.shown_as, N_("the reader stumbled over it")) from None
        if type(fault).__module__.startswith("python_calamine") or isinstance(fault, ValueError):
            raise unread(source.shown_as, "{reason}", reason=_first_line(fault)) from fault
        raise


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0][:200]


def _sheets_of(content: bytes, source: Source) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        worksheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        if len(worksheets) > source.limits.sheets:
            raise beyond(source.shown_as, "sheets", len(worksheets), source.limits.sheets)
        if not worksheets:
            raise unread(source.shown_as, N_("it has no worksheet"))
        return [_sheet(book, meta, source.shown_as) for meta in worksheets]


def _sheet(book: "CalamineWorkbook", meta: "SheetMetadata", file: str) -> Sheet:
    from python_calamine import SheetVisibleEnum

    rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
    hidden = meta.visible != SheetVisibleEnum.Visible
    return Sheet(file, meta.name, cast(list[list[CellValue]], rows), hidden)


def mark(sheets: list[Sheet], marks: Sequence[Marks | None]) -> None:
    """Take over the marks of each sheet; raise when one has values and reads as empty."""
    for sheet, found in zip(sheets, marks, strict=True):
        if found is None:
            continue
        if found.has_values and not sheet.rows:
            raise unread(sheet.file, N_("a sheet holds values that cannot be made out"))
        sheet.errors, sheet.uncalculated = found.errors, found.uncalculated
        for row, column in (*found.errors, *found.uncalculated):
            if row < len(sheet.rows) and column < len(sheet.rows[row]):
                sheet.rows[row][column] = ""


def hidden_sheets(sheets: list[Sheet]) -> list[Problem]:
    """A notice for each hidden sheet."""
    return [Problem("FIL-12", sheet.file, sheet.name) for sheet in sheets if sheet.hidden]
