"""A file on its way to its reader: read once, looked at by several."""

import hashlib
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from plut_audit.ingest.sheets.guard.archive import Archive
from plut_audit.ingest.sheets.guard.errors import file_error, limit_error
from plut_audit.ingest.sheets.guard.limits import Limits

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""The first bytes of a zip archive, which most workbooks are."""


_CHUNK = 1024 * 1024


def sha256_of(path: Path) -> str:
    """The digest of a file of any size; "" where it cannot be opened or is no regular file."""
    if not path.is_file():
        return ""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()


@dataclass
class Source:
    """One file, its bytes and, if it is a zip archive, its members."""

    path: Path
    shown_as: str
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def content(self) -> bytes:
        """All bytes, bounded; the file is closed again."""
        allowed = self.limits.file_bytes
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno()).st_size
                content = file.read() if found <= allowed else b""
        except OSError as fault:
            detail = fault.strerror or type(fault).__name__
            raise file_error("FIL-13", self.shown_as, "{reason}", reason=detail) from fault
        if found > allowed:
            raise limit_error(self.shown_as, "file_bytes", found, allowed)
        return content

    @cached_property
    def head(self) -> bytes:
        """The first 4 KiB, by which most kinds of file are known."""
        return self.content[:4096]

    @cached_property
    def sha256(self) -> str:
        """The digest by which a result names the file it came from."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def archive(self) -> Archive | None:
        """The zip archive, or None if the file is none."""
        if not self.head.startswith(ZIP_MAGIC):
            return None
        return Archive(self.content, self.shown_as, self.limits)
