"""The files of a folder: which are read, which are a year's, and what the others are."""

import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from plut_audit.errors import NothingToReadError, UsageError
from plut_audit.i18n import N_
from plut_audit.ingest import sheets
from plut_audit.ingest.files import own_outputs
from plut_audit.ingest.files.kinds import kind_of
from plut_audit.ingest.sheets import Limits
from plut_audit.ingest.sheets.source import sha256_of
from plut_audit.problems import Problem

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
ASSIGNMENT = "penugasan.toml"
PROGRAM_SETTINGS = "plut-audit.toml"
SETTINGS = ("survey.toml", PROGRAM_SETTINGS, ASSIGNMENT)
"""Files that say how a survey is read, and by whose assignment."""
_NAMED_FILES = ("logo", "template")
"""Entries of the assignment that name a file, which is then no file of the survey."""
_CLUTTER = frozenset(("desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r"))
"""What systems leave in every folder."""
_ASIDE = ("centres", "crosswalk", "aliases", "keputusan", "decisions")
"""Names of files that lie beside the folders of the years and are no survey."""
_MOST_NAMED = 3
"""Files of one kind in one folder that are named one by one, or in a message."""


def survey_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The files to read, each with the name that is shown of it.

    They come in the order of these names, those of a sub-folder after those above it, so that a
    registry copied into a sub-folder does not take the part of the survey's own.
    """
    paths = list(paths)
    files: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise NothingToReadError(
                N_("There is no file or folder '{path}'; check how it is written."), path=str(path)
            )
        files |= _in_folder(path) if path.is_dir() else {path: path.name}
    if not files:
        raise NothingToReadError(
            N_(
                "There is nothing to read in '{path}': no .xlsx, .xls, .ods or .csv file. Put the "
                "exports of the survey there."
            ),
            path=", ".join(str(path) for path in paths),
        )
    return sorted(files.items(), key=lambda item: (item[1].count("/"), item[1]))


def file_hashes(paths: Iterable[Path], limits: Limits) -> list[tuple[str, str]]:
    """Name and SHA-256 of the files to read, without those that this program wrote."""
    return [
        (name, sha256_of(path))
        for path, name in survey_files(paths)
        if not _own_output(path, name, limits)
    ]


def _in_folder(folder: Path) -> dict[Path, str]:
    years = year_folders(folder)
    if len(years) > 1 or (years and not _holds_survey(folder)):
        raise UsageError(
            N_(
                "'{path}' holds the folders of several years ({years}). Name one of them, or run "
                "'plut-audit batch {path} -o OUT' for all."
            ),
            path=str(folder),
            years=", ".join(path.name for path in years),
        )
    return {path: name for path, name in _walk(folder) if _is_table(path)}


def _is_table(path: Path) -> bool:
    return sheets.readable(path) and not path.is_dir()


def _walk(folder: Path, within: str = "") -> Iterator[tuple[Path, str]]:
    """Every file below a folder with its relative name; nothing hidden, no folder of ours.

    A link to a folder is not followed, for it may lead back; it comes as it is, as does a folder
    that cannot be opened.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder, within or folder.name
        return
    for path in entries:
        name = f"{within}/{path.name}" if within else path.name
        if path.name.startswith(".") or path.name == "__MACOSX":
            continue
        if path.is_dir() and not path.is_symlink():
            if not own_outputs.is_batch(path) and not _is_rubric(path):
                yield from _walk(path, name)
        elif path.is_file() or path.is_dir():
            yield path, name


def _is_rubric(folder: Path) -> bool:
    return (folder / "rubric.toml").is_file()


def refuse_several_years(paths: Iterable[Path]) -> None:
    """Raise `UsageError` where folders of different years are given as one survey.

    A folder is of the year in its name, or in that of a folder above it as far as not all of
    them lie in that one. Files count by the folder they lie in.
    """
    folders = list({(path if path.is_dir() else path.parent).resolve() for path in paths})
    if len({folder.anchor for folder in folders}) != 1:
        return
    common = Path(os.path.commonpath(folders))
    years = {folder: YEAR.findall(str(folder.relative_to(common)))[-1:] for folder in folders}
    found = sorted({year for named in years.values() for year in named})
    if len(found) > 1:
        raise UsageError(
            N_(
                "These are folders of several years: {years}. Name those of one year, run "
                "'plut-audit batch {folder} -o OUT' for all, or say with --year which one year "
                "they belong to."
            ),
            years=", ".join(found),
            folder=str(common),
        )


# --- the folders of the years --------------------------------------------------------------


def year_folders(folder: Path) -> list[Path]:
    """The sub-folders that are surveys of a year: a year in the name, and something in it.

    What a batch has written is none, whatever it is called.
    """
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir()
        and YEAR.search(path.name)
        and not path.name.startswith(".")
        and not own_outputs.is_batch(path)
        and any(path.iterdir())
    )


def _holds_survey(folder: Path) -> bool:
    """Whether answers may lie in the folder itself, and not only in those of its years."""
    return any(
        path.is_file() and sheets.readable(path) and not _is_aside(path)
        for path in folder.iterdir()
    )


def _is_aside(path: Path) -> bool:
    """A registry, a note or a lock file that lies beside the folders of the years."""
    return path.name.startswith("~$") or path.stem.lower() in _ASIDE


# --- the other files -----------------------------------------------------------------------


def other_files(paths: Iterable[Path], limits: Limits) -> list[Problem]:
    """One line for each file of the folders that is not read; many of a kind are one line."""
    problems: list[Problem] = []
    for folder in (path for path in paths if path.is_dir()):
        problems += _batches(folder)
        named = _named_by_assignment(folder)
        groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for path, name in _walk(folder):
            if _is_table(path) or _is_known(path) or path in named:
                continue
            if detail := _own_output(path, name, limits):
                groups["FIL-21", name.rpartition("/")[0], detail].append(name)
            else:
                groups["FIL-22", name.rpartition("/")[0], kind_of(path, limits)].append(name)
        for (code, _, detail), names in groups.items():
            problems += _named(code, detail, names)
    return problems


def _own_output(path: Path, name: str, limits: Limits) -> str:
    """What kind of output of ours a file is; a file that is damaged or too large is none."""
    try:
        return own_outputs.written_by_us(path, name, limits)
    except sheets.UnreadableFileError:
        return ""


def _is_known(path: Path) -> bool:
    return path.name in SETTINGS or path.name.lower() in _CLUTTER


def _named_by_assignment(folder: Path) -> set[Path]:
    """The logo and the template that the assignment in the folder names.

    A file that cannot be understood names none here; whoever needs it says what is wrong.
    """
    try:
        table = tomllib.loads((folder / ASSIGNMENT).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return set()
    names = (table.get(key) for key in _NAMED_FILES)
    return {folder / name for name in names if isinstance(name, str) and name}


def _batches(folder: Path) -> Iterator[Problem]:
    """The folders that a batch has written, each once."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and own_outputs.is_batch(path):
            yield own_outputs.problem(f"{path.name}/", [path.name], "batch")


def _named(code: str, detail: str, names: list[str]) -> Iterator[Problem]:
    if len(names) > _MOST_NAMED:
        folder = names[0].rpartition("/")[0]
        yield _problem(code, f"{folder}/" if folder else names[0], detail, names)
    else:
        for name in names:
            yield _problem(code, name, detail, [name])


def _problem(code: str, file: str, detail: str, names: list[str]) -> Problem:
    if code == "FIL-21":
        return own_outputs.problem(file, names, detail)
    return Problem(code, file, values=own_outputs.listed(names, detail))
