"""The folder of a survey that a page shows, and the files that are copied into it.

A folder that the user named is read and never changed, but for the ledger. In a folder that the
page made, files may be put and set aside; nothing is ever deleted.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from plut_audit.atomic_write import atomic_path
from plut_audit.commands.open.names import safe_name
from plut_audit.errors import UsageError
from plut_audit.i18n import N_
from plut_audit.ingest.sheets import Limits
from plut_audit.ingest.sheets.source import sha256_of

ASIDE = ".set-aside"
"""Where files lie that were taken out of the survey; hidden folders are not read."""
_OWN = re.compile(r"survey-\d{8}(-\d+)?")
_PIECE = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """A file of the survey: its name below the folder, size in bytes, time of change in ns."""

    name: str
    size: int
    changed: int


@dataclass(frozen=True)
class WorkFolder:
    """A folder of a survey; `own` says that the page made it for files that are handed in."""

    path: Path
    own: bool
    limits: Limits = field(default_factory=Limits)

    def files(self) -> list[StoredFile]:
        """Every file below the folder that is not hidden, by name."""
        return sorted(self._walk(self.path, ""), key=lambda file: file.name)

    def _walk(self, folder: Path, within: str) -> Iterator[StoredFile]:
        if not folder.is_dir():
            return
        for entry in os.scandir(folder):
            if entry.name.startswith("."):
                continue
            name = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(folder / entry.name, f"{name}/")
            elif entry.is_file():
                about = entry.stat()
                yield StoredFile(name, about.st_size, about.st_mtime_ns)

    def store(self, name: str, source: BinaryIO, length: int) -> str:
        """Copy a file into the folder; gives the name under which it lies there.

        The same file is not copied twice; another one of the same name lies beside the first.
        Raises `UsageError` for an unsafe name and for what goes beyond a limit.
        """
        target = self.path.joinpath(*safe_name(name).parts)
        self._check_limits(name, length)
        *known, free = _names(target)
        with atomic_path(free) as beside:
            with beside.open("wb") as file:
                _copy(source, file, length, name)
            digest = sha256_of(beside)
        same = next((path for path in known if sha256_of(path) == digest), None)
        if same:
            free.unlink()
        return (same or free).relative_to(self.path).as_posix()

    def _check_limits(self, name: str, length: int) -> None:
        if not self.own:
            raise UsageError(N_("This folder is only read; put the file into it yourself."))
        files, limits = self.files(), self.limits
        whole = length + sum(file.size for file in files)
        for limit, found, allowed in (
            ("file-bytes", length, limits.file_bytes),
            ("unpacked-bytes", whole, limits.unpacked_bytes),
            ("members", len(files) + 1, limits.members),
        ):
            if found > allowed:
                raise UsageError(
                    N_(
                        "The file '{file}' was not copied: it goes beyond the limit '{limit}' "
                        "({found} where {allowed} is allowed)."
                    ),
                    file=name,
                    limit=limit,
                    found=found,
                    allowed=allowed,
                )

    def set_aside(self, name: str) -> None:
        """Take a file out of the survey; it stays in a hidden folder beside the others."""
        if not self.own or name not in {file.name for file in self.files()}:
            raise UsageError(N_("There is no file '{file}' that could be set aside."), file=name)
        target = _names(self.path / ASIDE / name)[-1]
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).rename(target)


def _copy(source: BinaryIO, target: BinaryIO, length: int, name: str) -> None:
    left = length
    while left and (piece := source.read(min(_PIECE, left))):
        target.write(piece)
        left -= len(piece)
    if left:
        raise UsageError(N_("The file '{file}' was not copied whole; copy it again."), file=name)


def _names(target: Path) -> list[Path]:
    """The paths that are taken, `name.xlsx` and `name (2).xlsx`, and at last the first free one."""
    paths = [target]
    while paths[-1].exists():
        name = f"{target.stem} ({len(paths) + 1}){target.suffix}"
        paths.append(target.with_name(name))
    return paths


def existing_folder(path: Path) -> WorkFolder:
    """The folder that the user named; `UsageError` where it is none."""
    if not path.is_dir():
        raise UsageError(
            N_("There is no folder '{path}'; check how it is written."), path=str(path)
        )
    return WorkFolder(path.resolve(), own=False)


def new_folder(base: Path) -> WorkFolder:
    """A folder of its own below `base`, not made before the first file comes."""
    name = f"survey-{date.today():%Y%m%d}"
    path, number = base / name, 1
    while path.exists():
        number += 1
        path = base / f"{name}-{number}"
    return WorkFolder(path, own=True)


def earlier_folders(base: Path) -> list[WorkFolder]:
    """The folders of earlier pages below `base` in which files lie, the newest first."""
    paths = sorted(base.iterdir(), reverse=True) if base.is_dir() else []
    found = [WorkFolder(path, own=True) for path in paths if _OWN.fullmatch(path.name)]
    return [folder for folder in found if folder.files()]
