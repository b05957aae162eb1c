"""Sheets as calamine reads them, and each of its failures in one line."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import (
    UnreadableFileError,
    damaged_file,
    limit_error,
    unreadable_file,
)
from plut_audit.ingest.sheets.guard.sheet_scan import SheetMarks
from plut_audit.ingest.sheets.source import Source
from plut_audit.ingest.sheets.workbook import CellValue, Sheet
from plut_audit.problems import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata


def sheets_of(content: bytes, source: Source) -> list[Sheet]:
    """All worksheets of a workbook in memory; raises UnreadableFileError."""
    try:
        return _sheets_of(content, source)
    except BaseException as fault:
        # A panic of the Rust library is no Exception; it is known by its name only.
        if type(fault).__name__ == "PanicException":
            raise unreadable_file(source.shown_as, N_("the reader failed on it")) from None
        if type(fault).__module__.startswith("python_calamine") or isinstance(fault, ValueError):
            raise _refused(str(fault), source.shown_as) from fault
        raise


_MEANT = (
    ("Cannot detect file format", N_("its parts do not fit together")),
    ("shared strings", N_("a cell names a text that is missing")),
    ("row component", N_("a cell has no proper address")),
    ("alphanumeric", N_("a cell has no proper address")),
)
"""What calamine says, and what it means for the one who has to fix it."""


def _refused(message: str, file: str) -> UnreadableFileError:
    meant = next((words for sign, words in _MEANT if sign in message), "")
    if meant:
        return damaged_file(file, meant)
    return unreadable_file(file, "{reason}", reason=(message.splitlines() or [""])[0][:200])


def _sheets_of(content: bytes, source: Source) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        worksheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        if len(worksheets) > source.limits.sheets:
            raise limit_error(source.shown_as, "sheets", len(worksheets), source.limits.sheets)
        if not worksheets:
            raise unreadable_file(source.shown_as, N_("it has no worksheet"))
        sheets, cells = [], 0
        for meta in worksheets:
            sheets.append(_sheet(book, meta, source.shown_as))
            cells += sheets[-1].cells
            if cells > source.limits.cells:
                raise limit_error(source.shown_as, "cells", cells, source.limits.cells)
        return sheets


def _sheet(book: "CalamineWorkbook", meta: "SheetMetadata", file: str) -> Sheet:
    from python_calamine import SheetVisibleEnum

    sheet = book.get_sheet_by_name(meta.name)
    rows = sheet.to_python(skip_empty_area=False)
    hidden = meta.visible != SheetVisibleEnum.Visible
    merged = list(sheet.merged_cell_ranges or ())
    return Sheet(file, meta.name, cast(list[list[CellValue]], rows), hidden, merged=merged)


def mark_cells(sheets: list[Sheet], marks: Sequence[SheetMarks | None]) -> None:
    """Take over the marks of each sheet; raise when one has values and reads as empty."""
    for sheet, found in zip(sheets, marks, strict=True):
        if found is None:
            continue
        if found.has_values and not sheet.rows:
            raise unreadable_file(sheet.file, N_("a sheet holds values that cannot be made out"))
        sheet.errors, sheet.uncalculated = found.errors, found.uncalculated
        sheet.hidden_rows, sheet.hidden_columns = found.hidden_rows, found.hidden_columns
        sheet.merged = sheet.merged or found.merged
        for row, column in (*found.errors, *found.uncalculated):
            if row < len(sheet.rows) and column < len(sheet.rows[row]):
                sheet.rows[row][column] = ""


def hidden_sheets(sheets: list[Sheet]) -> list[Problem]:
    """A notice for each hidden sheet."""
    return [Problem("FIL-12", sheet.file, sheet.name) for sheet in sheets if sheet.hidden]
