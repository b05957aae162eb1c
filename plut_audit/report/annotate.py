"""Copies of the auditor's own workbooks with the cells in question marked.

A copy holds what the original holds, each cell with a problem coloured by its severity and
commented in every language, and in front a sheet of all its problems with links to their cells.
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
from plut_audit.i18n import N_, language_name, languages, localized, translations
from plut_audit.ingest import files, sheets
from plut_audit.ingest.sheets import Limits
from plut_audit.problems import PROBLEM_KINDS, Problem
from plut_audit.report.vocabulary import SEVERITIES

FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "notice": "DDEBF7"}
"""Colours of the marked cells; they differ in lightness, so that they also differ in grey."""

_AUTHOR = "plut-audit"
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OWN_SUFFIXES = (".xlsx", ".xlsm")
_TITLE = N_("Problems")
_COLUMNS = (
    (N_("Code"), 14),
    (N_("Severity"), 22),
    (N_("Location"), 30),
    (N_("Centre"), 16),
    (N_("Question"), 24),
    (N_("Written"), 24),
)
"""Columns before one with the message in each language, and their widths in characters."""
_MESSAGE_WIDTH = 70


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
            _mark(workbook, in_file)
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
    by_cell: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        title = _safe_title(problem.sheet)
        if title in workbook.sheetnames and _CELL.fullmatch(problem.cell):
            by_cell[title, problem.cell].append(problem)
    for (title, address), met in by_cell.items():
        _mark_cell(_first_of_merged(workbook[title], address), met)
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

    severest = min(problems, key=lambda problem: list(FILLS).index(problem.severity))
    cell.fill = PatternFill("solid", fgColor=FILLS[severest.severity])
    texts = [_comment(problem) for problem in problems]
    if cell.comment is not None:
        texts.append(str(cell.comment.text))
    comment = Comment(_UNPRINTABLE.sub("", "\n\n".join(texts)), _AUTHOR)
    comment.width, comment.height = 420, 90 + 110 * len(texts)
    cell.comment = comment


def _comment(problem: Problem) -> str:
    message = problem.message()
    return "\n".join([problem.code, *message.values()])


def _list(workbook: Any, problems: list[Problem]) -> None:
    """The sheet of problems, in front, each linked to its cell."""
    from openpyxl.styles import Alignment

    titles = set(workbook.sheetnames)
    sheet = _front_sheet(workbook)
    for row, problem in enumerate(problems, 2):
        for column, text in enumerate(_row(problem), 1):
            cell = sheet.cell(row, column)
            _write(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        _colour(sheet.cell(row, 2), problem)
        _link(sheet.cell(row, 3), problem, titles)
    sheet.auto_filter.ref = (
        f"A1:{sheet.cell(max(2, len(problems) + 1), sheet.max_column).coordinate}"
    )


def _front_sheet(workbook: Any) -> Any:
    """A new first sheet with its headings, the one that shows when the copy is opened."""
    from openpyxl.styles import Font

    wanted = _safe_title(" - ".join(translations(_TITLE).values()))
    title = next(name for name in _numbered(wanted) if name not in workbook.sheetnames)
    sheet = workbook.create_sheet(title, 0)
    workbook.active = 0
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    for column, (heading, width) in enumerate(_headings(), 1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(name="Calibri", bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _headings() -> Iterator[tuple[str, int]]:
    """The headings in every language, with the width of each column."""
    yield from ((_in_every_language(title), width) for title, width in _COLUMNS)
    yield from ((language_name(language), _MESSAGE_WIDTH) for language in languages())


def _in_every_language(message: str) -> str:
    """`galat / error`: a message in each language, once where they agree."""
    return " / ".join(dict.fromkeys(translations(message).values()))


def _numbered(title: str) -> Iterator[str]:
    yield title
    yield from (f"{title[:27]} {number}" for number in range(2, 1000))


def _row(problem: Problem) -> list[str]:
    title, message = translations(PROBLEM_KINDS[problem.code].title), problem.message()
    return [
        problem.code,
        _in_every_language(SEVERITIES[problem.severity]),
        f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet or problem.file,
        problem.centre_id,
        problem.question,
        problem.value,
        *(f"{localized(title, name)}. {localized(message, name)}" for name in languages()),
    ]


def _link(cell: Any, problem: Problem, titles: set[str]) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    title = _safe_title(problem.sheet)
    if title in titles:
        quoted = title.replace("'", "''")
        address = problem.cell if _CELL.fullmatch(problem.cell) else "A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}")
        cell.style = "Hyperlink"


def _colour(cell: Any, problem: Problem) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=FILLS[problem.severity])


def _save(workbook: Any, path: Path, keep_metadata: bool) -> None:
    if not keep_metadata:
        workbook.properties.creator = _AUTHOR
        workbook.properties.lastModifiedBy = None
    workbook.save(path)
