"""Files to sheets: what each cell said, at its place, or one line that says why not.

A file is known by its content, never by its suffix. Each module beside this one that has
`SUFFIXES`, `knows(source)` and `read(source)` is a reader; its file is its registration. What no reader knows is named by `guard.strangers`. Nothing that a file holds gets
out of here as anything but a `Workbook` or an `UnreadableFileError`.
"""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from plut_audit.ingest.sheets.guard import file_type
from plut_audit.ingest.sheets.guard.errors import UnreadableFileError, unread
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

_NOT_READ = ("xlsb", "numbers", "slk", "dif")
"""Suffixes of spreadsheets that no reader reads; such files are named."""


class Reader(Protocol):
    """What a module of this folder offers.

    `SUFFIXES` are those of the files of this kind, without the dot.
    """

    SUFFIXES: tuple[str, ...]

    @staticmethod
    def knows(source: Source) -> bool:
        """Whether the file is of this kind, by its content."""

    @staticmethod
    def read(source: Source) -> Workbook:
        """The workbook; raises UnreadableFileError."""


def readers() -> tuple[Reader, ...]:
    """The readers, found by their files; the one that reads any text comes last."""
    return _readers_in(tuple(__path__))


@cache
def _readers_in(folders: tuple[str, ...]) -> tuple[Reader, ...]:
    modules = [
        import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(folders)
        if not found.ispkg
    ]
    found = (module for module in modules if hasattr(module, "knows"))
    ordered = sorted(found, key=lambda module: getattr(module, "READS_ANY_TEXT", False))
    return tuple(cast(Reader, module) for module in ordered)


@cache
def _suffixes(known: tuple[Reader, ...]) -> frozenset[str]:
    """The suffixes worth trying, each with its dot."""
    declared = (suffix for reader in known for suffix in reader.SUFFIXES)
    return frozenset(f".{suffix}" for suffix in (*declared, *_NOT_READ))


def readable(path: Path) -> bool:
    """Whether a file found in a folder is worth trying, by its suffix.

    Kinds that are not read, and `~$` lock files, are tried too, so that they are named.
    """
    hidden = path.name.startswith(".") or path.parent.name in ("__MACOSX", ".git")
    return path.suffix.lower() in _suffixes(readers()) and not hidden


def read(path: Path, shown_as: str, limits: Limits | None = None) -> Workbook:
    """Read one file, whatever it is; `shown_as` is what messages call it.

    Raises UnreadableFileError, and nothing else, when it is not read.
    """
    source = Source(path, shown_as, limits or Limits())
    try:
        file_type.refuse(source)
        reader = next((reader for reader in readers() if reader.knows(source)), None)
        if reader is None:
            raise file_type.unknown(source)
        return reader.read(source)
    except UnreadableFileError:
        raise
    except MemoryError as fault:
        raise unread(shown_as, "{reason}", reason="MemoryError") from fault
