"""OpenDocument spreadsheets, `.ods`, read by calamine."""

from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.archive import Archive
from plut_audit.ingest.sheets.guard.calamine import hidden_sheets, mark, sheets_of
from plut_audit.ingest.sheets.guard.control_characters import refuse_control_characters, suspected
from plut_audit.ingest.sheets.guard.errors import beyond, damaged, refusal, unread
from plut_audit.ingest.sheets.guard.opendocument import study
from plut_audit.ingest.sheets.guard.repair import (
    OddArchiveError,
    look_at_prolog,
    look_for_sections,
    mended,
    packed_anew,
)
from plut_audit.ingest.sheets.guard.sheet_scan import check_together
from plut_audit.ingest.sheets.source import Source
from plut_audit.ingest.sheets.workbook import Workbook

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

SUFFIXES = ("ods", "ots", "fods")


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
        raise refusal("FIL-03", source.shown_as)
    try:
        if not archive.plain or archive.read("mimetype") != _MIMETYPE:
            raise OddArchiveError
        return _read(archive, source)
    except OddArchiveError:
        members = {"mimetype": _MIMETYPE} | mended(archive) | {"mimetype": _MIMETYPE}
    try:
        return _read(packed_anew(archive, members), source)
    except OddArchiveError as fault:
        raise unread(source.shown_as, N_("it is written in an unusual way")) from fault


def _read(archive: Archive, source: Source) -> Workbook:
    suspicious = False

    def chunks() -> Iterator[bytes]:
        nonlocal suspicious
        for number, chunk in enumerate(archive.chunks(_CONTENT)):
            if number == 0:
                look_at_prolog(archive.file, chunk)
            suspicious = suspicious or suspected(chunk)
            look_for_sections(chunk)
            yield chunk

    marks = study(chunks(), archive.file, archive.limits)
    if len(marks) > source.limits.sheets:
        raise beyond(source.shown_as, "sheets", len(marks), source.limits.sheets)
    check_together(marks, archive.file, archive.limits.cells)
    sheets = sheets_of(archive.content, source)
    if len(sheets) != len(marks):
        raise damaged(source.shown_as, N_("its list of sheets cannot be made out"))
    mark(sheets, marks)
    for sheet in sheets if suspicious else ():
        refuse_control_characters(sheet)
    return Workbook(source.shown_as, source.sha256, "ods", sheets, problems=hidden_sheets(sheets))
