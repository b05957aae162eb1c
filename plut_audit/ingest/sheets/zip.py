"""A zip of CSV files, as ODK Central exports a form with its repeats: one input."""

from pathlib import PurePosixPath

from plut_audit.ingest.sheets.csv import sheet_of
from plut_audit.ingest.sheets.guard.errors import limit_error
from plut_audit.ingest.sheets.source import ZIP_MAGIC, Source
from plut_audit.ingest.sheets.workbook import Workbook

_TEXT = (".csv", ".tsv")
_LEAVES_NO_WORKBOOK = ("xl/workbook.xml", "content.xml", "[Content_Types].xml")


SUFFIXES = (".zip",)
MAGIC = ZIP_MAGIC


def knows(source: Source) -> bool:
    """A zip archive with CSV files and nothing that makes it a workbook."""
    archive = source.archive
    if archive is None or any(name in archive for name in _LEAVES_NO_WORKBOOK):
        return False
    return bool(_texts(source))


def read(source: Source) -> Workbook:
    """A sheet for each CSV file, named after it; raises UnreadableFileError."""
    archive = source.archive
    assert archive is not None
    sheets, problems = [], []
    for name in _texts(source):
        content = archive.read(name)
        if content.strip():
            sheet, notices = sheet_of(content, source, PurePosixPath(name).stem)
            sheets.append(sheet)
            problems.extend(notices)
        cells = sum(sheet.cells for sheet in sheets)
        if cells > source.limits.cells:
            raise limit_error(source.shown_as, "cells", cells, source.limits.cells)
    return Workbook(source.shown_as, source.sha256, "zip", sheets, problems=problems)


def _texts(source: Source) -> list[str]:
    names = source.archive.names() if source.archive else []
    return [
        name
        for name in names
        if name.lower().endswith(_TEXT) and not name.startswith(("__MACOSX/", "."))
    ]
