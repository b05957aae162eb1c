"""Files that are whole or not there: written beside their place, then renamed into it."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from plut_audit.errors import OutputError
from plut_audit.i18n import N_

PART = ".part"
"""What marks a file that is being written; a killed run can leave one behind."""


@contextmanager
def atomic_path(path: Path, force: bool = False) -> Iterator[Path]:
    """A place to write to that becomes `path` when the block ends well.

    The temporary file lies beside `path` and keeps its suffix, for there are writers that go
    by it; its name is this process's own, so that two writers do not meet in it. Who may read
    a file that is replaced stays as it was. Where the block fails, nothing has changed. Raises
    `OutputError` where `path` exists and `force` is not given, or where the system does not let
    it be written.
    """
    refuse_standing(path, force)
    beside = path.with_name(f".{path.stem}.{os.getpid()}{PART}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        raise OutputError(
            N_("'{file}' could not be written: {error}. Is it open in another program?"),
            file=path.name,
            error=error.strerror or str(error),
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def refuse_standing(path: Path, force: bool) -> None:
    """Raise `OutputError` where there is something already and `force` is not given."""
    if path.exists() and not force:
        raise OutputError(N_("'{file}' is there already; --force replaces it."), file=path.name)


def write_text(path: Path, parts: Iterable[str], force: bool = False) -> None:
    """A text in UTF-8 with line feeds on every system, taken piece by piece."""
    with (
        atomic_path(path, force) as beside,
        beside.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(parts)


def write_files(contents: Mapping[Path, bytes], force: bool = False) -> list[Path]:
    """Several files, each whole; nothing is written where one of them is in the way.

    Raises `OutputError` like `atomic_path`.
    """
    for path in contents:
        refuse_standing(path, force)
    for path, content in contents.items():
        with atomic_path(path, force) as beside:
            beside.write_bytes(content)
    return list(contents)


def remove_parts(folder: Path) -> None:
    """Take away what killed runs left half written in a folder; other files are not touched."""
    for path in folder.glob(f".*{PART}*"):
        with suppress(OSError):
            path.unlink()
