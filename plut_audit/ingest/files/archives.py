"""A zip archive of workbooks, as people send them: each is read as a file of its own.

Its name is `ARCHIVE › FILE`. Archives in the archive are named and not opened.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from plut_audit.ingest import sheets
from plut_audit.ingest.files import own_outputs
from plut_audit.ingest.sheets import Limits, Workbook
from plut_audit.ingest.sheets.guard.archive import Archive
from plut_audit.ingest.sheets.source import Source
from plut_audit.problems import Problem

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_TABLES = (".csv", ".tsv")


def archive_of_workbooks(path: Path, shown_as: str, limits: Limits) -> Archive | None:
    """A zip archive with workbooks or archives in it; None for any other file."""
    if path.suffix.lower() != ".zip":
        return None
    archive = Source(path, shown_as, limits).archive
    return archive if archive and _members(archive, (*_WORKBOOKS, ".zip")) else None


def holds_tables(archive: Archive) -> bool:
    """Whether CSV files lie in it too, which are read together."""
    return bool(_members(archive, _TABLES))


def workbooks_inside(
    archive: Archive, shown_as: str, limits: Limits
) -> Iterator[Workbook | Problem]:
    """Each workbook of an archive, or why it was not read."""
    if nested := _members(archive, (".zip",)):
        names = ", ".join(nested[:3]) + (" …" if len(nested) > 3 else "")
        yield Problem("FIL-23", shown_as, values={"count": len(nested), "names": names})
    for name in _members(archive, _WORKBOOKS):
        inside = f"{shown_as} › {name}"
        try:
            # A name of our own, for that of the member could lead anywhere.
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / f"workbook{PurePosixPath(name).suffix.lower()}"
                copy.write_bytes(archive.read(name))
                if detail := own_outputs.written_by_us(copy, inside, limits):
                    yield own_outputs.problem(inside, [inside], detail)
                else:
                    yield sheets.read(copy, inside, limits)
        except sheets.UnreadableFileError as unreadable:
            yield unreadable.problem


def _members(archive: Archive, suffixes: tuple[str, ...]) -> list[str]:
    """The members with one of the suffixes, by name; none that systems hide, no lock files."""
    return sorted(
        name
        for name in archive.names()
        if PurePosixPath(name).suffix.lower() in suffixes
        and not name.startswith("__MACOSX/")
        and not PurePosixPath(name).name.startswith(("~$", "."))
    )
