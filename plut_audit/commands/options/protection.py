"""What a command reads: it must be there, and nothing that is written may replace it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plut_audit.atomic_write import inputs_protected
from plut_audit.errors import AuditError, UsageError
from plut_audit.i18n import N_


@contextmanager
def reading(*paths: Path) -> Iterator[None]:
    """While the block runs, the files named, and those in the folders named, are not replaced.

    Raises `UsageError` where one of them is not there, before anything is read.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(
                N_("There is no file or folder '{path}'; check how it is written."), path=str(path)
            )
    with inputs_protected(lambda target: any(_holds(path, target) for path in paths)):
        yield


def _holds(path: Path, target: Path) -> bool:
    """Whether `target` is the file that is read, or one of those read in the folder."""
    if not path.is_dir():
        return path.exists() and path.samefile(target)
    return any(inside.samefile(target) and not _own(inside) for inside in _files(path))


def _files(folder: Path) -> Iterable[Path]:
    """The files in a folder that are read as a survey or as a rubric."""
    from plut_audit.ingest.files import survey_files

    settings = [path for path in folder.rglob("*.toml") if path.is_file()]
    try:
        return [*settings, *(path for path, _ in survey_files([folder]))]
    except AuditError:  # no survey: the command itself says why
        return settings


def _own(path: Path) -> bool:
    """Whether a file beside the answers was written by the program, so that it is not read."""
    from plut_audit.ingest import sheets
    from plut_audit.ingest.files.own_outputs import written_by_us

    try:
        return bool(written_by_us(path, path.name, sheets.Limits()))
    except sheets.UnreadableFileError:
        return False
