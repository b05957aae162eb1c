"""Excel workbooks since 2007: `.xlsx`, `.xlsm` and templates, read by calamine."""

import re
from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.archive import SMALL, Archive
from plut_audit.ingest.sheets.guard.calamine import hidden_sheets, mark_cells, sheets_of
from plut_audit.ingest.sheets.guard.control_characters import (
    may_hold_control_characters,
    refuse_control_characters,
)
from plut_audit.ingest.sheets.guard.errors import UnreadableFileError, damaged_file, unreadable_file
from plut_audit.ingest.sheets.guard.package_parts import (
    WORKBOOK,
    file_name,
    main_part,
    parts_to_read,
    rename_parts,
    sheets_and_files,
)
from plut_audit.ingest.sheets.guard.plain_strings import needs_rewriting, plain_strings
from plut_audit.ingest.sheets.guard.plain_worksheet import plain_worksheet
from plut_audit.ingest.sheets.guard.repair import (
    UnusualArchiveError,
    check_prolog,
    check_sections,
    repack,
    repaired_members,
)
from plut_audit.ingest.sheets.guard.shared_strings import check_text_sizes
from plut_audit.ingest.sheets.guard.sheet_scan import SheetMarks, check_together
from plut_audit.ingest.sheets.guard.worksheet import (
    UnusualError,
    cells_at_a_glance,
    scan_worksheet,
)
from plut_audit.ingest.sheets.source import ZIP_MAGIC, Source
from plut_audit.ingest.sheets.workbook import Sheet, Workbook

_FROM_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true|on)["']""", re.IGNORECASE)


SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
MAGIC = ZIP_MAGIC


def knows(source: Source) -> bool:
    """A zip archive with a workbook part."""
    return source.archive is not None and main_part(source.archive) != ""


def read(source: Source) -> Workbook:
    """The workbook; raises UnreadableFileError."""
    archive = source.archive
    assert archive is not None
    try:
        if archive.plain and WORKBOOK in archive:
            return _read(archive, source)
    except (UnusualArchiveError, UnusualError):
        pass
    members = rename_parts(repaired_members(archive), main_part(archive))
    try:
        return _read(repack(archive, members), source)
    except (UnusualArchiveError, UnusualError) as fault:
        raise unreadable_file(source.shown_as, N_("it is written in an unusual way")) from fault


def _read(archive: Archive, source: Source) -> Workbook:
    workbook = archive.read(WORKBOOK)
    check_prolog(archive.file, workbook)
    archive, marks = _scan_parts(archive, workbook)
    may_hold_control_characters = any(mark.control_characters for mark in marks.values())
    marked = any(mark.errors or mark.uncalculated for mark in marks.values())
    limits = archive.limits
    check_together(marks.values(), archive.file, cells_at_a_glance(limits), limits.cells)
    sheets = _sheets(archive, source, workbook)
    if marked or not all(sheet.rows for sheet in sheets):
        by_name = _by_sheet(archive, workbook, marks)
        mark_cells(sheets, [by_name.get(sheet.name) for sheet in sheets])
    for sheet in sheets if may_hold_control_characters else ():
        refuse_control_characters(sheet)
    from_1904 = bool(_FROM_1904.search(workbook))
    hidden = hidden_sheets(sheets)
    return Workbook(source.shown_as, source.sha256, "xlsx", sheets, from_1904, hidden)


def _sheets(archive: Archive, source: Source, workbook: bytes) -> list[Sheet]:
    """The sheets; what calamine refuses gets a second trial, written plainly.

    That names the cell at fault, or reads what only was written in an unusual way.
    """
    try:
        return sheets_of(archive.content, source)
    except UnreadableFileError as refused:
        if refused.problem.code not in ("FIL-07", "FIL-11"):
            raise
        parts = parts_to_read(archive, workbook)
        worksheets = [name for name in parts if b"sheetData" in archive.read(name)]
        plain = {name: _written_plainly(archive, name, workbook) for name in worksheets}
        return sheets_of(archive.with_members(plain).content, source)


def _scan_parts(archive: Archive, workbook: bytes) -> tuple[Archive, dict[str, SheetMarks]]:
    """The marks of every part that is read; parts in an unusual form are written plainly."""
    parts = parts_to_read(archive, workbook)
    marks: dict[str, SheetMarks] = {}
    plain: dict[str, bytes] = {}
    for name in parts:
        try:
            marks[name] = _scan_part(archive, name, parts)
        except UnusualError:
            plain[name] = _written_plainly(archive, name, workbook)
    if plain:
        archive = archive.with_members(plain)
        marks |= {name: _scan_part(archive, name, parts) for name in plain}
    return archive, marks


def _written_plainly(archive: Archive, name: str, workbook: bytes) -> bytes:
    """A sheet or the table of texts in plain XML; raises where it cannot be understood."""
    chunks = archive.chunks(name)
    if _holds_strings(name):
        return plain_strings(chunks, archive.file, archive.limits)
    files = sheets_and_files(archive, workbook)
    sheet = next((sheet for sheet, file in files.items() if file == file_name(name)), name)
    return plain_worksheet(chunks, archive.file, sheet, archive.limits)


def _holds_strings(name: str) -> bool:
    return name.lower().endswith("sharedstrings.xml")


def _scan_part(archive: Archive, name: str, parts: list[str]) -> SheetMarks:
    size = archive.members[name].unpacked
    if size <= SMALL or _holds_strings(name):
        return _scan_whole(archive, name, parts)
    suspicious = False

    def chunks() -> Iterator[bytes]:
        nonlocal suspicious
        for number, chunk in enumerate(archive.chunks(name)):
            suspicious |= _check_chunk(archive, number, chunk)
            yield chunk

    marks = scan_worksheet(chunks(), size, archive.file, archive.limits)
    marks.control_characters = suspicious
    return marks


def _scan_whole(archive: Archive, name: str, parts: list[str]) -> SheetMarks:
    content = archive.read(name)
    suspicious = _check_chunk(archive, 0, content)
    marks = SheetMarks()
    if b"sheetData" in content:
        marks = scan_worksheet(iter((content,)), len(content), archive.file, archive.limits)
    elif _holds_strings(name):
        if needs_rewriting(content):
            raise UnusualError
        check_text_sizes(archive, content, parts)
    marks.control_characters = suspicious
    return marks


def _check_chunk(archive: Archive, number: int, chunk: bytes) -> bool:
    """Whether a chunk of XML may hold a control character; raises for what is odd or unsafe."""
    if number == 0:
        check_prolog(archive.file, chunk)
    check_sections(chunk)
    return may_hold_control_characters(chunk)


def _by_sheet(
    archive: Archive, workbook: bytes, marks: dict[str, SheetMarks]
) -> dict[str, SheetMarks]:
    """The marks of each part under the name of the sheet that it is."""
    files = {file_name(name): found for name, found in marks.items()}
    sheets = sheets_and_files(archive, workbook)
    if not sheets:
        raise damaged_file(archive.file, N_("its list of sheets cannot be made out"))
    return {sheet: files[file] for sheet, file in sheets.items() if file in files}
