"""One run at a time in a folder: a lock that the system itself gives up when its process ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from plut_audit.errors import OutputError
from plut_audit.i18n import N_

NAME = ".lock"


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the folder, which is made where it is not there, while the block runs.

    Raises `OutputError` where another run holds it, or the system does not let it be made. The
    lock is the system's own (`flock`, on Windows `LockFile`), so a killed run leaves none.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise OutputError(
            N_("'{folder}' could not be made: {error}"), folder=folder.name, error=str(error)
        ) from error
    with file:
        if not (_locked(file) and _still_there(file, path)):
            raise OutputError(
                N_(
                    "Another run is writing into '{folder}'. Wait until it has ended, or name "
                    "another folder."
                ),
                folder=folder.name,
            )
        try:
            yield
        finally:
            with suppress(OSError):  # Windows removes no open file; an empty one may stay
                path.unlink()


def _locked(file: IO[bytes]) -> bool:
    """Whether this process holds the file now; it does not wait."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # A drive that knows no locks is no reason to refuse the only run there is.
        return os.name != "nt" and error.errno != 13
    return True


def _still_there(file: IO[bytes], path: Path) -> bool:
    """Whether the name is that of the file locked, and not removed by a run that has just ended."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False
