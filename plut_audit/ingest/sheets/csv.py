"""Comma-separated values in all their dialects: `.csv`, `.tsv` and text named otherwise."""

import contextlib
import csv
import io
import re
from itertools import islice

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.control_characters import CONTROL, refuse_control_characters
from plut_audit.ingest.sheets.guard.errors import UnreadableFileError, damaged_file, limit_error
from plut_audit.ingest.sheets.source import Source
from plut_audit.ingest.sheets.workbook import CellValue, Sheet, Workbook, padded
from plut_audit.problems import Problem

SEPARATORS = ",;\t|"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
_LINES_LOOKED_AT = 50
_LAST_LINE = "the last line"


SUFFIXES = (".csv", ".tsv", ".tab")
MAGIC: tuple[bytes, ...] = ()


def knows(source: Source) -> bool:
    """Text: nothing in it that only binary files hold."""
    if source.archive is not None:
        return False
    head = source.head
    if _evident_utf_16(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x1b" for byte in head)
    named_text = source.path.suffix.lower() in (".csv", ".tsv", ".tab", ".txt")
    return odd == 0 or (named_text and odd * 5 < len(head))


def read(source: Source) -> Workbook:
    """The text as one sheet; raises UnreadableFileError."""
    sheet, problems = sheet_of(source.content, source, source.path.stem)
    return Workbook(source.shown_as, source.sha256, "csv", [sheet], problems=problems)


def sheet_of(content: bytes, source: Source, name: str) -> tuple[Sheet, list[Problem]]:
    """One CSV text as a sheet of that name, all values text; a notice if it is not UTF-8."""
    text, encoding = _decoded(content, source.shown_as)
    problems = [Problem("FIL-14", source.shown_as, values={"detail": encoding})] if encoding else []
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    body = text[declared.end() :] if declared else text
    skipped: list[list[CellValue]] = [[text[: declared.end()].strip()]] if declared else []
    rows = padded(skipped + _rows(body, separator, source))
    sheet = Sheet(source.shown_as, name, rows, separated=True)
    if CONTROL.search(text):
        refuse_control_characters(sheet)
    return sheet, problems


def _decoded(content: bytes, file: str) -> tuple[str, str]:
    """The text, and the name of its encoding if that is neither UTF-8 nor marked."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    encoding = encoding or _evident_utf_16(content[:4096])
    try:
        return content.decode(encoding or "utf-8"), ""
    except UnicodeDecodeError as fault:
        if encoding.startswith("utf-16"):
            raise damaged_file(file, N_("its text is no proper UTF-16")) from fault
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        # Five bytes have no meaning in Windows-1252; all have one in its predecessor.
        return content.decode("latin-1"), "ISO-8859-1"


def _evident_utf_16(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of western text is zero."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.4 * half and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd * 10 < even else ""


def _separator(text: str) -> str:
    """The separator that cuts the first lines most evenly; a comma if none cuts any."""
    return max(SEPARATORS, key=lambda separator: _evenness(text[:200_000], separator))


def _evenness(text: str, separator: str) -> tuple[bool, float, int]:
    """How well a separator cuts the first lines; the larger, the better.

    Whether the quotes agree with it; how many of the lines have as many fields as is usual;
    and how many fields that is.
    """
    lengths, agrees = [], True
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        lengths = [len(row) for row in islice(rows, _LINES_LOOKED_AT) if row]
    except csv.Error as fault:
        agrees = "end of data" in str(fault) or "field larger" in str(fault)
        loose = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        with contextlib.suppress(csv.Error):
            lengths = [len(row) for row in islice(loose, _LINES_LOOKED_AT) if row]
    wide = [length for length in lengths if length > 1]
    if not wide:
        return agrees, 0.0, 0
    usual = max(set(wide), key=wide.count)
    return agrees, round(wide.count(usual) / len(lengths), 2), usual


def _rows(text: str, separator: str, source: Source) -> list[list[CellValue]]:
    limits = source.limits
    csv.field_size_limit(limits.field_characters)
    # A last line of our own shows whether the quotes were closed before it.
    ended = text + ("" if text.endswith(("\r", "\n")) else "\n") + _LAST_LINE
    rows: list[list[CellValue]] = []
    width = 0
    try:
        for row in csv.reader(io.StringIO(ended, newline=""), delimiter=separator):
            rows.append(row)  # type: ignore[arg-type]
            width = max(width, len(row))
            if width * len(rows) > limits.cells:
                raise limit_error(source.shown_as, "cells", width * len(rows), limits.cells)
    except csv.Error as fault:
        raise _refused(fault, source) from fault
    if rows.pop() != [_LAST_LINE]:
        raise damaged_file(source.shown_as, N_("a quotation mark is opened and never closed"))
    return rows


def _refused(fault: csv.Error, source: Source) -> UnreadableFileError:
    allowed = source.limits.field_characters
    if "field larger" in str(fault):
        return limit_error(source.shown_as, "field_characters", allowed + 1, allowed)
    return damaged_file(source.shown_as, "{reason}", reason=str(fault))
