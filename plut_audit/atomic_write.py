"""Files that are whole or not there: written beside their place, then renamed into it."""

import errno
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from plut_audit.errors import OutputError
from plut_audit.i18n import N_

PART = ".part"
"""What marks a file that is being written; a killed run can leave one behind."""

_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EBUSY)

IsInput = Callable[[Path], bool]
"""Whether a path is one of the files that the program reads in this run."""
_is_input: ContextVar[IsInput] = ContextVar("_is_input", default=lambda path: False)


@contextmanager
def inputs_protected(is_input: IsInput) -> Iterator[None]:
    """While the block runs, no path that `is_input` accepts is replaced, whatever `force` says."""
    token = _is_input.set(is_input)
    try:
        yield
    finally:
        _is_input.reset(token)


@contextmanager
def atomic_path(path: Path, force: bool = False) -> Iterator[Path]:
    """A place to write to that becomes `path` when the block ends well.

    The temporary file lies beside `path` and keeps its suffix, for there are writers that go
    by it; its name is this process's own, so that two writers do not meet in it. Who may read
    a file that is replaced stays as it was. Where the block fails, nothing has changed. Raises
    `OutputError` where `path` is an input, where it exists and `force` is not given, or where
    the system does not let it be written.
    """
    refuse_standing(path, force)
    beside = path.with_name(f".{path.stem}.{os.getpid()}{PART}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale_parts(path)
        yield beside
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def refuse_standing(path: Path, force: bool) -> None:
    """Raise `OutputError` where the path must not be replaced: a folder, an input, or no `force`."""
    try:
        exists, is_folder = path.exists(), path.is_dir()
    except OSError as error:
        raise not_written(path, error) from error
    if is_folder:
        raise OutputError(N_("'{file}' is a folder; name a file in it."), file=path.name)
    if exists and _is_input.get()(path):
        raise OutputError(
            N_("'{file}' is one of the files that are read, so it is not replaced; name another."),
            file=path.name,
        )
    if exists and not force:
        raise OutputError(N_("'{file}' is there already; --force replaces it."), file=path.name)


def not_written(path: Path, error: OSError | sqlite3.Error) -> OutputError:
    """The error of one line for a file that the system does not let be written."""
    code = getattr(error, "errno", None)
    hint = N_("'{file}' could not be written: {error}. Is it open in another program?")
    plain = N_("'{file}' could not be written: {error}.")
    detail = getattr(error, "strerror", None) or str(error)
    return OutputError(
        hint if code in _NOT_ALLOWED else plain, file=_short(path.name), error=detail
    )


def _short(name: str, most: int = 60) -> str:
    return name if len(name) <= most else f"{name[:most]}..."


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


_STALE_AFTER = 60
"""Seconds after which a part that nobody holds open is stale where processes cannot be asked."""


def _remove_stale_parts(path: Path) -> None:
    """Take away what runs that were killed left of this very file; no other file is touched."""
    ours = re.compile(rf"\.{re.escape(path.stem)}\.(\d+){re.escape(PART + path.suffix)}")
    with suppress(OSError):
        for part in list(path.parent.iterdir()):
            match = ours.fullmatch(part.name)
            if match and _is_stale(part, int(match[1])):
                part.unlink()


def _is_stale(part: Path, process: int) -> bool:
    """Whether the process that wrote a part has ended."""
    if os.name == "nt":
        # Signal 0 would end a process there; but a file that is open cannot be removed.
        return time.time() - part.stat().st_mtime > _STALE_AFTER
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # another user's process
        return False
    except OverflowError:  # no number of a process
        return True
    return False


def remove_parts(folder: Path) -> None:
    """Take away what killed runs left half written in a folder; other files are not touched."""
    for path in folder.glob(f".*{PART}*"):
        with suppress(OSError):
            path.unlink()
