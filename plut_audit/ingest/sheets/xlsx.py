"""Excel workbooks since 2007: `.xlsx`, `.xlsm` and templates, read by calamine."""

import re
from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.archive import SMALL, Archive
from plut_audit.ingest.sheets.guard.calamine import hidden_sheets, mark, sheets_of
from plut_audit.ingest.sheets.guard.control_characters import refuse_control_characters, suspected
from plut_audit.ingest.sheets.guard.errors import damaged, unread
from plut_audit.ingest.sheets.guard.package_parts import (
    WORKBOOK,
    file_name,
    main_part,
    parts_to_read,
    sheets_and_files,
    with_usual_names,
)
from plut_audit.ingest.sheets.guard.repair import (
    OddArchiveError,
    look_at_prolog,
    look_for_sections,
    mended,
    packed_anew,
)
from plut_audit.ingest.sheets.guard.shared_strings import weigh
from plut_audit.ingest.sheets.guard.sheet_scan import Marks, check_together
from plut_audit.ingest.sheets.guard.worksheet import examine, generous
from plut_audit.ingest.sheets.source import Source
from plut_audit.ingest.sheets.workbook import Workbook

_FROM_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true|on)["']""", re.IGNORECASE)

SUFFIXES = ("xlsx", "xlsm", "xltx", "xltm")


def knows(source: Source) -> bool:
    """A zip archive with a workbook part."""
    return source.archive is not None and main_part(source.archive) != ""


def read(source: Source) -> Workbook:
    """The workbook; raises UnreadableFileError."""
    archive = source.archive
    assert archive is not None
    try:
        if not archive.plain or WORKBOOK not in archive:
            raise OddArchiveError
        return _read(archive, source)
    except OddArchiveError:
        members = with_usual_names(mended(archive), main_part(archive))
    try:
        return _read(packed_anew(archive, members), source)
    except OddArchiveError as fault:
        raise unread(source.shown_as, N_("it is written in an unusual way")) from fault


def _read(archive: Archive, source: Source) -> Workbook:
    workbook = archive.read(WORKBOOK)
    look_at_prolog(archive.file, workbook)
    parts = parts_to_read(archive, workbook)
    marks = {name: _look_through(archive, name, parts) for name in parts}
    suspected = any(found.control_characters for found in marks.values())
    marked = any(
        found.errors or found.uncalculated or found.hidden_rows or found.hidden_columns
        for found in marks.values()
    )
    check_together(marks.values(), archive.file, generous(archive.limits))
    sheets = sheets_of(archive.content, source)
    if marked or not all(sheet.rows for sheet in sheets):
        by_name = _by_sheet(archive, workbook, marks)
        mark(sheets, [by_name.get(sheet.name) for sheet in sheets])
    for sheet in sheets if suspected else ():
        refuse_control_characters(sheet)
    from_1904 = bool(_FROM_1904.search(workbook))
    hidden = hidden_sheets(sheets)
    return Workbook(source.shown_as, source.sha256, "xlsx", sheets, from_1904, hidden)


def _look_through(archive: Archive, name: str, parts: list[str]) -> Marks:
    size = archive.members[name].unpacked
    if size <= SMALL or name.lower().endswith("sharedstrings.xml"):
        return _look_through_whole(archive, name, parts)
    suspicious = False

    def chunks() -> Iterator[bytes]:
        nonlocal suspicious
        for number, chunk in enumerate(archive.chunks(name)):
            suspicious |= _looked_at(archive, number, chunk)
            yield chunk

    marks = examine(chunks, size, archive.file, archive.limits)
    marks.control_characters = suspicious
    return marks


def _look_through_whole(archive: Archive, name: str, parts: list[str]) -> Marks:
    content = archive.read(name)
    suspicious = _looked_at(archive, 0, content)
    marks = Marks()
    if b"sheetData" in content:
        marks = examine(lambda: iter((content,)), len(content), archive.file, archive.limits)
    elif name.lower().endswith("sharedstrings.xml"):
        weigh(archive, content, parts)
    marks.control_characters = suspicious
    return marks


def _looked_at(archive: Archive, number: int, chunk: bytes) -> bool:
    """Whether a chunk of XML may hold a control character; raises for what is odd or unsafe."""
    if number == 0:
        look_at_prolog(archive.file, chunk)
    look_for_sections(chunk)
    return suspected(chunk)


def _by_sheet(archive: Archive, workbook: bytes, marks: dict[str, Marks]) -> dict[str, Marks]:
    """The marks of each part under the name of the sheet that it is."""
    files = {file_name(name): found for name, found in marks.items()}
    sheets = sheets_and_files(archive, workbook)
    if not sheets:
        raise damaged(archive.file, N_("its list of sheets cannot be made out"))
    return {sheet: files[file] for sheet, file in sheets.items() if file in files}
