"""OpenDocument spreadsheets, `.ods`, read by calamine."""

from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.archive import Archive
from plut_audit.ingest.sheets.guard.calamine import hidden_sheets, mark_cells, sheets_of
from plut_audit.ingest.sheets.guard.control_characters import (
    may_hold_control_characters,
    refuse_control_characters,
)
from plut_audit.ingest.sheets.guard.errors import (
    damaged_file,
    file_error,
    limit_error,
    unreadable_file,
)
from plut_audit.ingest.sheets.guard.opendocument import scan_tables
from plut_audit.ingest.sheets.guard.repair import (
    UnusualArchiveError,
    check_prolog,
    check_sections,
    repack,
    repaired_members,
)
from plut_audit.ingest.sheets.guard.sheet_scan import check_together
from plut_audit.ingest.sheets.source import ZIP_MAGIC, Source
from plut_audit.ingest.sheets.workbook import Workbook

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


SUFFIXES = (".ods", ".ots")
MAGIC = ZIP_MAGIC


def knows(source: Source) -> bool:
    """A zip archive that says it is a spreadsheet, or whose content is one."""
    archive = source.archive
    if archive is None or _CONTENT not in archive:
        return False
    if mimetype := archive.read("mimetype").strip():
        return mimetype.startswith(_MIMETYPE)
    return b"office:spreadsheet" in archive.read(_CONTENT) or _MIMETYPE in archive.read(_MANIFEST)


def read(source: Source) -> Workbook:
    """The workbook; raises UnreadableFileError."""
    archive = source.archive
    assert archive is not None
    if b"encryption-data" in archive.read(_MANIFEST):
        raise file_error("FIL-03", source.shown_as)
    try:
        if not archive.plain or archive.read("mimetype") != _MIMETYPE:
            raise UnusualArchiveError
        return _read(archive, source)
    except UnusualArchiveError:
        members = {"mimetype": _MIMETYPE} | repaired_members(archive) | {"mimetype": _MIMETYPE}
    try:
        return _read(repack(archive, members), source)
    except UnusualArchiveError as fault:
        raise unreadable_file(source.shown_as, N_("it is written in an unusual way")) from fault


def _read(archive: Archive, source: Source) -> Workbook:
    suspicious = False

    def chunks() -> Iterator[bytes]:
        nonlocal suspicious
        for number, chunk in enumerate(archive.chunks(_CONTENT)):
            if number == 0:
                check_prolog(archive.file, chunk)
            suspicious = suspicious or may_hold_control_characters(chunk)
            check_sections(chunk)
            yield chunk

    marks = scan_tables(chunks(), archive.file, archive.limits)
    if len(marks) > source.limits.sheets:
        raise limit_error(source.shown_as, "sheets", len(marks), source.limits.sheets)
    check_together(marks, archive.file, archive.limits.cells)
    sheets = sheets_of(archive.content, source)
    if len(sheets) != len(marks):
        raise damaged_file(source.shown_as, N_("its list of sheets cannot be made out"))
    mark_cells(sheets, marks)
    for sheet in sheets if suspicious else ():
        refuse_control_characters(sheet)
    return Workbook(source.shown_as, source.sha256, "ods", sheets, problems=hidden_sheets(sheets))
