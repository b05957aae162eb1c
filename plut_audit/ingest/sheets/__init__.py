"""Files to sheets: what each cell holds, at its address, or one line that says why not.

A file is known by its content, never by its suffix. Each module beside this one that has
`SUFFIXES`, `MAGIC`, `knows(source)` and `read(source)` is a reader; its file is its registration.
What no reader knows is named by `guard.file_type`. Nothing that a file holds gets out of here as
anything but a `Workbook` or an `UnreadableFileError`.
"""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from plut_audit.ingest.sheets.guard import file_type
from plut_audit.ingest.sheets.guard.errors import UnreadableFileError, unreadable_file
from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.ingest.sheets.source import Source
from plut_audit.ingest.sheets.workbook import CellValue, Sheet, Workbook, address, column_letters

__all__ = [
    "CellValue",
    "Limits",
    "Sheet",
    "UnreadableFileError",
    "Workbook",
    "address",
    "column_letters",
    "read",
    "readable",
]

_NAMED_ONLY = (".xlsb", ".fods", ".numbers", ".slk", ".dif")
"""Suffixes of tables that are not read: they are tried, so that a message names what they are."""


class Reader(Protocol):
    """What the module of a file type offers."""

    SUFFIXES: tuple[str, ...]
    """The suffixes under which files of this type are found in a folder, `.xlsx`."""
    MAGIC: tuple[bytes, ...]
    """The first bytes of such files; () where no first bytes are certain, as in a text."""

    @staticmethod
    def knows(source: Source) -> bool:
        """Whether the file is of this kind, by its content."""

    @staticmethod
    def read(source: Source) -> Workbook:
        """The workbook; raises UnreadableFileError."""


@cache
def readers() -> tuple[Reader, ...]:
    """The readers, found by their files."""
    modules = (
        import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
        if not found.ispkg
    )
    return tuple(cast(Reader, module) for module in modules if hasattr(module, "knows"))


def readable(path: Path) -> bool:
    """Whether a file found in a folder is worth trying, by its suffix.

    Kinds that are not read, and `~$` lock files, are tried too, so that they are named.
    """
    hidden = path.name.startswith(".") or path.parent.name in ("__MACOSX", ".git")
    suffixes = {*_NAMED_ONLY, *(suffix for reader in readers() for suffix in reader.SUFFIXES)}
    return path.suffix.lower() in suffixes and not hidden


def read(path: Path, shown_as: str, limits: Limits | None = None) -> Workbook:
    """Read one file, whatever it is; `shown_as` is what messages call it.

    Raises UnreadableFileError, and nothing else, when it is not read.
    """
    source = Source(path, shown_as, limits or Limits())
    try:
        return _reader_of(source).read(source)
    except UnreadableFileError:
        raise
    except MemoryError as fault:
        raise unreadable_file(shown_as, "{reason}", reason="MemoryError") from fault


def _reader_of(source: Source) -> Reader:
    """The reader that knows the file: those with certain first bytes before the others."""
    file_type.refuse_unusable(source)
    certain = [reader for reader in readers() if source.head.startswith(reader.MAGIC)]
    for reader in certain:
        if reader.MAGIC and reader.knows(source):
            return reader
    file_type.refuse_other_kinds(source)
    for reader in readers():
        if not reader.MAGIC and reader.knows(source):
            return reader
    raise file_type.unknown(source)
