"""Excel workbooks before 2007, `.xls`, read by xlrd in a process of their own.

A thousand bytes can make a reader of this format ask for gigabytes or never end, so it is given
its own process with limits. Where the system has no limit on memory (Windows), only the clock
holds it.
"""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard import xls_child
from plut_audit.ingest.sheets.guard.calamine import hidden_sheets
from plut_audit.ingest.sheets.guard.control_characters import refuse_control_characters
from plut_audit.ingest.sheets.guard.errors import (
    UnreadableFileError,
    damaged_file,
    file_error,
    limit_error,
    unreadable_file,
)
from plut_audit.ingest.sheets.guard.file_type import COMPOUND
from plut_audit.ingest.sheets.source import Source
from plut_audit.ingest.sheets.workbook import CellValue, Sheet, Workbook

_RAW_STREAMS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_DATE, _BOOLEAN, _ERROR = 3, 4, 5


SUFFIXES = (".xls", ".xlt")
MAGIC = (COMPOUND, *_RAW_STREAMS)


def knows(source: Source) -> bool:
    """A compound file, or the bare stream that the oldest versions wrote."""
    head = source.head
    bare = head[:2] in _RAW_STREAMS and head[2:4] in (
        b"\x04\x00",
        b"\x06\x00",
        b"\x08\x00",
        b"\x10\x00",
    )
    return head.startswith(COMPOUND) or bare


def read(source: Source) -> Workbook:
    """The workbook; raises UnreadableFileError."""
    answer = _ask_child(source)
    if "fault" in answer:
        raise _refused(answer, source)
    from_1904 = bool(answer["from_1904"])
    sheets = [_sheet(found, from_1904, source) for found in answer["sheets"]]
    return Workbook(source.shown_as, source.sha256, "xls", sheets, from_1904, hidden_sheets(sheets))


def _ask_child(source: Source) -> dict[str, Any]:
    limits = source.limits
    script = str(Path(xls_child.__file__))
    numbers = [str(limits.seconds), str(limits.memory_bytes), str(limits.cells)]
    try:
        child = subprocess.run(
            [sys.executable, script, *numbers],
            input=source.content,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise limit_error(source.shown_as, "seconds", limits.seconds + 1, limits.seconds) from fault
    try:
        answer: dict[str, Any] = json.loads(child.stdout)
    except ValueError as fault:
        raise unreadable_file(source.shown_as, N_("the reader failed on it")) from fault
    return answer


def _refused(answer: dict[str, Any], source: Source) -> UnreadableFileError:
    file, limits, reason = source.shown_as, source.limits, str(answer.get("reason", ""))
    match answer["fault"]:
        case "memory":
            return limit_error(file, "memory_bytes", limits.memory_bytes + 1, limits.memory_bytes)
        case "cells":
            return limit_error(file, "cells", int(answer["found"]), limits.cells)
        case "XLRDError" if "encrypted" in reason:
            return file_error("FIL-03", file)
        case "XLRDError" | "CompDocError" if reason:
            return damaged_file(file, "{reason}", reason=reason)
    return damaged_file(file, N_("the reader failed on it"))


def _sheet(found: dict[str, Any], from_1904: bool, source: Source) -> Sheet:
    cells = found["cells"]
    height = max((cell[0] for cell in cells), default=-1) + 1
    width = max((cell[1] for cell in cells), default=-1) + 1
    rows: list[list[CellValue]] = [[""] * width for _ in range(height)]
    sheet = Sheet(source.shown_as, found["name"], rows, found["hidden"])
    for row, column, kind, value in cells:
        if kind == _ERROR:
            sheet.errors[row, column] = value
        else:
            rows[row][column] = _value(kind, value, from_1904)
    sheet.merged = [
        ((top, left), (below - 1, right - 1))
        for top, below, left, right in found.get("merged", ())
        if top < min(below, height) and left < min(right, width)
    ]
    sheet.hidden_rows = {row for row in found.get("hidden_rows", ()) if row < height}
    sheet.hidden_columns = {place for place in found.get("hidden_columns", ()) if place < width}
    refuse_control_characters(sheet)
    return sheet


def _value(kind: int, value: Any, from_1904: bool) -> CellValue:
    if kind == _DATE:
        return _moment(value, from_1904)
    return bool(value) if kind == _BOOLEAN else value


def _moment(days: float, from_1904: bool) -> CellValue:
    """A date, a time of day or both; the number itself if it is none.

    Excel counts days from 1900 and believes that 1900 had a 29 February (day 60).
    """
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if days < 60 else 30)
    try:
        moment = start + timedelta(milliseconds=round(days * 86_400_000))
    except OverflowError:
        return days
    if 0 <= days < 1:
        return moment.time()
    return moment if moment.time() != time() else date(moment.year, moment.month, moment.day)
