"""Copies of the auditor's own workbooks with the cells in question marked.

A copy holds what the original holds, each cell with a problem coloured by its severity and
commented in both languages, and in front a sheet of all its problems with links to their cells.
The originals are only read. What is no `.xlsx` becomes an `.xlsx` copy of its values.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import atomic_path
from plut_audit.errors import OutputError
from plut_audit.i18n import LANGUAGES, N_, translations
from plut_audit.ingest import files, sheets
from plut_audit.ingest.sheets import Limits
from plut_audit.problems import PROBLEM_KINDS, Problem

FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "notice": "DDEBF7"}
"""Colours of the marked cells; they differ in lightness, so that they also differ in grey."""

_AUTHOR = "plut-audit"
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OWN_SUFFIXES = (".xlsx", ".xlsm")
_TITLE = "Masalah - Problems"
_HEADER = (
    ("Kode / Code", 14),
    ("Tingkat / Severity", 22),
    ("Tempat / Place", 30),
    ("PLUT / Centre", 16),
    ("Pertanyaan / Question", 24),
    ("Tertulis / Written", 24),
    ("Bahasa Indonesia", 70),
    ("English", 70),
)
_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "notice": N_("notice")}


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
    of_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        of_file[problem.file].append(problem)
    written = []
    for path, shown_as in files.survey_files(survey):
        found = of_file.get(shown_as)
        workbook = _opened(path, shown_as, limits) if found else None
        if found and workbook is not None:
            _mark(workbook, found)
            target = folder / _name_of_copy(shown_as)
            with atomic_path(target, force) as beside:
                _save(workbook, beside, keep_metadata)
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
    """The values of a file, each at its place, as a new workbook."""
    import openpyxl

    workbook: Any = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in read.sheets:
        copy = workbook.create_sheet(_safe_title(sheet.name))
        for row, values in enumerate(sheet.rows, 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    _write(copy.cell(row, column), value)
        for (row, column), error in sheet.errors.items():
            _write(copy.cell(row + 1, column + 1), error)
    return workbook


def _safe_title(name: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", "_", name)[:31] or "-"


def _write(cell: Any, value: Any) -> None:
    """A value as it is; a text never becomes a formula."""
    if isinstance(value, str):
        value = _UNPRINTABLE.sub("", value)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


# --- marking -------------------------------------------------------------------------------


def _mark(workbook: Any, problems: list[Problem]) -> None:
    of_cell: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        title = _safe_title(problem.sheet)
        if title in workbook.sheetnames and _CELL.fullmatch(problem.cell):
            of_cell[title, problem.cell].append(problem)
    for (title, address), found in of_cell.items():
        _mark_cell(_first_of_merged(workbook[title], address), found)
    _list(workbook, problems)


def _first_of_merged(sheet: Any, address: str) -> Any:
    """The cell, or the one that speaks for it where cells are merged."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[address]


def _mark_cell(cell: Any, problems: list[Problem]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    gravest = min(problems, key=lambda problem: list(FILLS).index(problem.severity))
    cell.fill = PatternFill("solid", fgColor=FILLS[gravest.severity])
    said = [_comment(problem) for problem in problems]
    if cell.comment is not None:
        said.append(str(cell.comment.text))
    comment = Comment(_UNPRINTABLE.sub("", "\n\n".join(said)), _AUTHOR)
    comment.width, comment.height = 420, 90 + 110 * len(said)
    cell.comment = comment


def _comment(problem: Problem) -> str:
    message = problem.message()
    return "\n".join([problem.code, *(message[language] for language in LANGUAGES)])


def _list(workbook: Any, problems: list[Problem]) -> None:
    """The sheet of problems, in front, each linked to its cell."""
    from openpyxl.styles import Alignment

    titles = set(workbook.sheetnames)
    sheet = _front_sheet(workbook)
    for row, problem in enumerate(problems, 2):
        for column, text in enumerate(_listed(problem), 1):
            cell = sheet.cell(row, column)
            _write(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        _colour(sheet.cell(row, 2), problem)
        _link(sheet.cell(row, 3), problem, titles)
    sheet.auto_filter.ref = f"A1:H{max(2, len(problems) + 1)}"


def _front_sheet(workbook: Any) -> Any:
    """A new first sheet with its headings, the one that shows when the copy is opened."""
    from openpyxl.styles import Font

    title = next(name for name in _names(_TITLE) if name not in workbook.sheetnames)
    sheet = workbook.create_sheet(title, 0)
    workbook.active = 0
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    for column, (heading, width) in enumerate(_HEADER, 1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(name="Calibri", bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _names(wish: str) -> Iterator[str]:
    yield wish
    yield from (f"{wish} {number}" for number in range(2, 1000))


def _listed(problem: Problem) -> list[str]:
    severity, message = translations(_SEVERITIES[problem.severity]), problem.message()
    title = translations(PROBLEM_KINDS[problem.code].title)
    return [
        problem.code,
        f"{severity['id']} / {severity['en']}",
        f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet or problem.file,
        problem.centre_id,
        problem.question,
        problem.value,
        f"{title['id']}. {message['id']}",
        f"{title['en']}. {message['en']}",
    ]


def _link(cell: Any, problem: Problem, titles: set[str]) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    title = _safe_title(problem.sheet)
    if title in titles:
        quoted = title.replace("'", "''")
        place = problem.cell if _CELL.fullmatch(problem.cell) else "A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{place}")
        cell.style = "Hyperlink"


def _colour(cell: Any, problem: Problem) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=FILLS[problem.severity])


def _save(workbook: Any, path: Path, keep_metadata: bool) -> None:
    if not keep_metadata:
        workbook.properties.creator = _AUTHOR
        workbook.properties.lastModifiedBy = None
    workbook.save(path)
