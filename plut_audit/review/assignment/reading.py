"""From `penugasan.toml` to an `Assignment`; every fault of the file is named in one error."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _
from plut_audit.ingest.files.folder import ASSIGNMENT
from plut_audit.review.assignment.model import (
    Assignment,
    Deadlines,
    Letter,
    Member,
    Period,
    ReportIdentity,
    Signer,
)
from plut_audit.rubric.faults import Faults

FILE_NAME = ASSIGNMENT
_FILES = ("logo", "template")
_TABLES = (Assignment, Letter, Period, ReportIdentity, Deadlines, Signer, Member)
_BACKSLASH = re.compile(r'^\s*(logo|template)\s*=\s*"[^"]*\\', re.MULTILINE)


def assignment_file(paths: Sequence[Path], named: Path | None = None) -> Path | None:
    """The file to read: the one named, else that in a folder of the survey or beside its files.

    Raises `UsageError` where several folders have one, for then none can be preferred.
    """
    if named is not None:
        return named
    folders = dict.fromkeys((path if path.is_dir() else path.parent).resolve() for path in paths)
    there = [folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()]
    if len(there) > 1:
        raise UsageError(
            N_("Several folders hold a {file}: {folders}. Name one with --assignment FILE."),
            file=FILE_NAME,
            folders=", ".join(path.parent.name for path in there),
        )
    return there[0] if there else None


def read_assignment(path: Path | None) -> Assignment:
    """The assignment in a file; one without entries for None.

    Raises `UsageError` with a line for each fault: file, table and key, what was expected and
    what was found.
    """
    if path is None:
        return Assignment()
    faults = Faults(_TABLES)
    assignment = _parsed(path, faults)
    if assignment is None or faults.lines:
        raise UsageError(
            N_("'{file}' cannot be used:\n{faults}"),
            file=path.name,
            faults="\n".join(f"  {line}" for line in faults.lines),
        )
    return assignment


def _parsed(path: Path, faults: Faults) -> Assignment | None:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.add(path.name, N_("cannot be read: {reason}"), reason=reason)
        return None
    table = faults.table(path.name, content)
    if table is None and _BACKSLASH.search(content.decode("utf-8", "replace")):
        faults.lines.append(_(N_("Write a path with / or in single quotes: logo = 'C:\\logo.png'")))
    written = faults.model(Assignment, path.name, table)
    if written is None:
        return None
    files = dict(_files(written, path, faults))
    return written.model_copy(update=files)


def _files(written: Assignment, path: Path, faults: Faults) -> Iterator[tuple[str, Path | None]]:
    """The files that are named, from the folder of the settings."""
    for key in _FILES:
        named: Path | None = getattr(written, key)
        if named is None or not named.name:
            yield key, None
            continue
        file = path.parent / named
        if not file.is_file():
            message = N_("'{key}' names the file '{named}', which is not there; check its name")
            faults.add(path.name, message, key=key, named=named.as_posix())
        elif key == "logo" and not _is_picture(file):
            message = N_("'{key}' names '{named}', which is no PNG, JPEG, GIF, BMP or TIFF picture")
            faults.add(path.name, message, key=key, named=named.as_posix())
        yield key, file


def _is_picture(path: Path) -> bool:
    """Whether Word takes the file as a picture; a damaged one can fail in any way."""
    from docx.image.image import Image

    try:
        image: Any = Image.from_file(str(path))
        return bool(image.px_width > 0 and image.px_height > 0)
    except Exception:
        return False
