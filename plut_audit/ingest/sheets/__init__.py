"""Files to sheets: what each cell said, at its place, or one line that says why not.

A file is known by its content, never by its suffix. Each module beside this one that has
`knows(source)` and `read(source)` is a reader, named after the suffix it reads; its name is its
registration. What no reader knows is named by `guard.strangers`. Nothing that a file holds gets
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

_WORTH_TRYING = frozenset(
    f".{suffix}"
    for suffix in (
        *("xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "ods", "ots", "fods"),
        *("csv", "tsv", "tab", "zip", "numbers", "slk", "dif"),
    )
)


class Reader(Protocol):
    """What a module of this room offers."""

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
    return path.suffix.lower() in _WORTH_TRYING and not hidden


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
