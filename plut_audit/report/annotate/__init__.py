"""Copies of the auditor's own workbooks with the cells in question marked.

A copy holds what the original holds, each cell with a problem coloured by its severity and
commented in every language, and in front a sheet of all its problems with links to their cells.
The originals are only read. What is no `.xlsx` becomes an `.xlsx` copy of its values.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import atomic_path
from plut_audit.errors import OutputError
from plut_audit.i18n import N_
from plut_audit.ingest import files, sheets
from plut_audit.ingest.sheets import Limits
from plut_audit.problems import Problem
from plut_audit.report.annotate.marks import AUTHOR, FILLS, mark, safe_title, write_value

__all__ = ["FILLS", "write_copies"]

_OWN_SUFFIXES = (".xlsx", ".xlsm")


def write_copies(
    problems: Iterable[Problem],
    survey: Iterable[Path],
    folder: Path,
    keep_metadata: bool = False,
    force: bool = False,
    limits: Limits | None = None,
) -> list[Path]:
    """Write a marked copy of every file with a problem; gives their paths.

    A file that cannot be opened at all has no copy. Without `keep_metadata` the names of
    authors are left out. Raises `OutputError` where the folder lies inside the survey, or a
    copy exists and `force` is not given.
    """
    survey = list(survey)
    _refuse_inside(folder, survey)
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_file[problem.file].append(problem)
    written = []
    for path, shown_as in files.survey_files(survey):
        in_file = by_file.get(shown_as)
        workbook = _opened(path, shown_as, limits) if in_file else None
        if in_file and workbook is not None:
            mark(workbook, in_file)
            target = folder / _name_of_copy(shown_as)
            with atomic_path(target, force) as temporary:
                _save(workbook, temporary, keep_metadata)
            written.append(target)
    return written


def _refuse_inside(folder: Path, survey: list[Path]) -> None:
    """A copy inside the survey would be read as an answer the next time."""
    of_originals = [path if path.is_dir() else path.parent for path in survey]
    if any(folder.resolve().is_relative_to(path.resolve()) for path in of_originals):
        raise OutputError(
            N_(
                "The copies cannot lie in '{folder}' among the originals; name a folder outside the "
                "survey."
            ),
            folder=str(folder),
        )


def _name_of_copy(shown_as: str) -> str:
    """`year/answers.xlsx` as it is, `answers.csv` as `answers_csv.xlsx`."""
    path = Path(shown_as)
    if path.suffix.lower() in _OWN_SUFFIXES:
        return shown_as
    return path.with_name(f"{path.stem}_{path.suffix[1:].lower()}.xlsx").as_posix()


# --- opening -------------------------------------------------------------------------------


def _opened(path: Path, shown_as: str, limits: Limits | None) -> Any:
    """The file as an openpyxl workbook, or None where nothing can be read in it."""
    import openpyxl

    try:
        # What the guard of the sheets refuses is not opened by another way either.
        read = sheets.read(path, shown_as, limits)
    except sheets.UnreadableFileError:
        return None
    if path.suffix.lower() in _OWN_SUFFIXES and read.kind == "xlsx":
        with suppress(Exception):  # what only the other reader understands is rebuilt below
            return openpyxl.load_workbook(path, keep_vba=path.suffix.lower() == ".xlsm")
    return _rebuilt(read)


def _rebuilt(read: sheets.Workbook) -> Any:
    """The values of a file, each in its cell, as a new workbook."""
    import openpyxl

    workbook: Any = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in read.sheets:
        copy = workbook.create_sheet(safe_title(sheet.name))
        for row, values in enumerate(sheet.rows, 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    write_value(copy.cell(row, column), value)
        for (row, column), error in sheet.errors.items():
            write_value(copy.cell(row + 1, column + 1), error)
    return workbook


def _save(workbook: Any, path: Path, keep_metadata: bool) -> None:
    if not keep_metadata:
        workbook.properties.creator = AUTHOR
        workbook.properties.lastModifiedBy = None
    workbook.save(path)
