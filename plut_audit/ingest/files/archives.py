"""A zip archive of workbooks: named with what lies in it, and not read."""

from pathlib import Path, PurePosixPath

from plut_audit.ingest.sheets import Limits
from plut_audit.ingest.sheets.source import Source
from plut_audit.problems import Problem

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_TABLES = (".csv", ".tsv")


def workbooks_inside(path: Path, shown_as: str, limits: Limits) -> Problem | None:
    """FIL-23 for a zip archive with workbooks in it, else None.

    `tables` among its blanks counts the CSV files beside them, which are read.
    """
    if path.suffix.lower() != ".zip":
        return None
    archive = Source(path, shown_as, limits).archive
    if archive is None:
        return None
    names = [name for name in archive.names() if not name.startswith(("__MACOSX/", "."))]
    books = sorted(name for name in names if PurePosixPath(name).suffix.lower() in _WORKBOOKS)
    if not books:
        return None
    shown = ", ".join(books[:3]) + (" …" if len(books) > 3 else "")
    tables = sum(name.lower().endswith(_TABLES) for name in names)
    blanks = {"count": len(books), "names": shown, "tables": tables}
    return Problem("FIL-23", shown_as, values=blanks)
