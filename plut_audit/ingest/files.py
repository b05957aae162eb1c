"""The files of a survey year, and what each of them is for.

A survey is a folder or a list of files. The registry, the crosswalk and the aliases are told
from answers by their headers, never by their names, so that renaming a file changes nothing.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from plut_audit.errors import NothingToReadError, UsageError
from plut_audit.i18n import N_
from plut_audit.ingest import sheets
from plut_audit.ingest.registry import Registry, aliases_from_rows, registry_from_rows
from plut_audit.ingest.sheets import Limits, Sheet, Workbook
from plut_audit.ingest.values import fold, read_text
from plut_audit.problems import Problem

Progress = Callable[[int, int, str], None]
"""Called with how many of how many files were read, and the one at hand."""

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# Headers as `values.fold` leaves them: no blanks, no marks, small letters.
_CODE_HEADERS = {"centreid", "kode", "kodeplut", "code"}
_NAME_HEADERS = {"name", "nama", "namaplut", "namaplutkumkm"}
_LEVEL_HEADERS = {"level", "tingkat", "tingkatpemilik"}
_SURVEY_HEADERS = {"surveydate", "visitdate", "centrename", "openatvisit", "openinghours"}


@dataclass
class Inputs:
    """Everything that was read of a survey, sorted by what it is for."""

    workbooks: list[Workbook] = field(default_factory=list)
    registry: Registry = field(default_factory=lambda: Registry((), known=False))
    registry_files: list[Workbook] = field(default_factory=list)
    crosswalk: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    lists: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)


def read(
    paths: Iterable[Path],
    *,
    centres: Path | None = None,
    crosswalk: Path | None = None,
    aliases: Path | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Read every file of the survey; one that cannot be read is a problem, not the end."""
    found = Inputs()
    named = [path for path in (centres, crosswalk, aliases) if path]
    files = survey_files(paths) + [(path, path.name) for path in named]
    for number, (path, shown_as) in enumerate(files):
        if progress:
            progress(number, len(files), shown_as)
        try:
            _sort_in(found, sheets.read(path, shown_as, limits or Limits()))
        except sheets.UnreadableFileError as unreadable:
            found.problems.append(unreadable.problem)
            if unreadable.problem.severity == "error":
                found.unread.append(unreadable.problem)
    if progress:
        progress(len(files), len(files), "")
    found.registry = found.registry.with_aliases(found.aliases)
    return found


def survey_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The files to read, each with the name that is shown of it, in the order of these names."""
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
    return sorted(files.items(), key=lambda item: item[1])


def _in_folder(folder: Path) -> dict[Path, str]:
    if years := year_folders(folder):
        raise UsageError(
            N_(
                "'{path}' holds the folders of several years ({years}). Name one of them, or run "
                "'plut-audit batch {path} -o OUT' for all."
            ),
            path=str(folder),
            years=", ".join(path.name for path in years),
        )
    return {
        path: path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and sheets.readable(path)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def year_folders(folder: Path) -> list[Path]:
    """The sub-folders that are surveys of a year, where the folder itself is none."""
    if any(
        path.is_file() and sheets.readable(path) and not _is_aside(path)
        for path in folder.iterdir()
    ):
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir() and YEAR.search(path.name) and any(path.iterdir())
    )


def _is_aside(path: Path) -> bool:
    """A registry or note that lies beside the folders of the years is no survey."""
    return path.stem.lower() in ("centres", "crosswalk", "aliases")


def _sort_in(found: Inputs, workbook: Workbook) -> None:
    found.problems += workbook.problems
    remaining = []
    for sheet in workbook.sheets:
        header = _header(sheet)
        if header[:2] == ["column", "question"]:
            found.crosswalk |= _pairs(sheet)
        elif header[:2] in (["written", "centreid"], ["tertulis", "kodeplut"]):
            found.aliases |= aliases_from_rows(sheet.rows, sheet.file, sheet.name)
        elif _is_registry(sheet):
            registry, problems = registry_from_rows(sheet.rows, sheet.file, sheet.name)
            found.registry = registry if not found.registry.known else found.registry
            found.registry_files.append(workbook)
            found.problems += problems
        else:
            remaining.append(sheet)
            continue
        found.lists.append(sheet)
    if remaining:
        workbook.sheets = remaining
        found.workbooks.append(workbook)


def _header(sheet: Sheet) -> list[str]:
    """The first row that says anything, folded for comparison."""
    for row in sheet.rows[:10]:
        cells = [fold(str(cell)) for cell in row]
        if any(cells):
            return cells
    return []


def _is_registry(sheet: Sheet) -> bool:
    """A sheet with a code and a plain `name`, and none of the questions of a form."""
    for row in sheet.rows[:10]:
        cells = {fold(str(cell)) for cell in row}
        if cells & _CODE_HEADERS and cells & _NAME_HEADERS and cells & _LEVEL_HEADERS:
            return not cells & _SURVEY_HEADERS
    return False


def _pairs(sheet: Sheet) -> dict[str, str]:
    """The lines of a two-column table under its header."""
    pairs = {}
    for row in sheet.rows[1:]:
        texts = [str(read_text(cell).value or "") for cell in row[:2]]
        if len(texts) == 2 and all(texts):
            pairs[texts[0]] = texts[1]
    return pairs
