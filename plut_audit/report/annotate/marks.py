"""The marks of a copy: coloured cells with comments, and a sheet that lists the problems."""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from plut_audit.i18n import N_, language_name, languages, localized, translations
from plut_audit.problems import PROBLEM_KINDS, Problem
from plut_audit.report.vocabulary import SEVERITIES

FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "notice": "DDEBF7"}
"""Colours of the marked cells; they differ in lightness, so that they also differ in grey."""
AUTHOR = "plut-audit"

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a cell, a comment or a title of a workbook cannot hold."""
_MOST_LINKS = 65_530
"""Links that Excel takes in one sheet; it repairs a file with more."""
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
_LINKED = 3
"""The column of the location, which leads to the cell."""
_MESSAGE_WIDTH = 70
_LINE_POINTS, _TALLEST = 15.0, 409.0
"""Height of a line of a cell, and the tallest row that Excel takes, in points."""
_COMMENT_WIDTH, _COMMENT_CHARACTERS, _LINE_PIXELS = 420, 58, 17
"""Width of a comment in pixels, the characters that stand in a line of it, and its height."""


def safe_title(name: str) -> str:
    """A name as a workbook takes it for a sheet."""
    return _UNPRINTABLE.sub("", re.sub(r"[\\/*?:\[\]]", "_", name))[:31] or "-"


def write_value(cell: Any, value: Any) -> None:
    """A value as it is; a text never becomes a formula."""
    if isinstance(value, str):
        value = _UNPRINTABLE.sub("", value)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def mark(workbook: Any, problems: list[Problem]) -> None:
    """Colour and comment the cells, and put the list of problems in front."""
    by_cell: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        title = safe_title(problem.sheet)
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
    comment = Comment(_UNPRINTABLE.sub("", "\n\n".join(texts)), AUTHOR)
    comment.width = _COMMENT_WIDTH
    comment.height = 24 + _LINE_PIXELS * _lines(comment.text, _COMMENT_CHARACTERS)
    cell.comment = comment


def _comment(problem: Problem) -> str:
    message = problem.message()
    return "\n".join([problem.code, *message.values()])


def _list(workbook: Any, problems: list[Problem]) -> None:
    """The sheet of problems, in front, each linked to its cell."""
    from openpyxl.styles import Alignment

    titles = set(workbook.sheetnames)
    sheet = _front_sheet(workbook)
    links = 0
    for row, problem in enumerate(problems, 2):
        for column, text in enumerate(_row(problem), 1):
            cell = sheet.cell(row, column)
            write_value(cell, text)
            if column == _LINKED and links < _MOST_LINKS:
                links += _link(cell, problem, titles)
            # After the link, whose style has an alignment of its own.
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = _row_height(_row(problem))
        _colour(sheet.cell(row, 2), problem)
    sheet.auto_filter.ref = (
        f"A1:{sheet.cell(max(2, len(problems) + 1), sheet.max_column).coordinate}"
    )


def _row_height(texts: list[str]) -> float:
    """Points for the tallest of the wrapped cells; LibreOffice and Excel set none by themselves."""
    widths = [width for _, width in _headings()]
    lines = max(_lines(text, width - 2) for text, width in zip(texts, widths, strict=True))
    return min(_LINE_POINTS * lines + 4, _TALLEST)


def _lines(text: str, characters: int) -> int:
    """The lines that a text takes where so many characters stand in one."""
    return sum(len(textwrap.wrap(line, characters)) or 1 for line in text.split("\n"))


def _front_sheet(workbook: Any) -> Any:
    """A new first sheet with its headings, the one that shows when the copy is opened."""
    from openpyxl.styles import Font

    wanted = safe_title(" - ".join(translations(_TITLE).values()))
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
        _question(problem),
        problem.value,
        *(f"{localized(title, name)}. {localized(message, name)}" for name in languages()),
    ]


def _question(problem: Problem) -> str:
    """The question as people know it, in the language in use."""
    named = problem.values.get("question")
    return localized(named) if isinstance(named, Mapping) else problem.question


def _link(cell: Any, problem: Problem, titles: set[str]) -> bool:
    """Link to the cell in question; whether there is one."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    title = safe_title(problem.sheet)
    linked = title in titles
    if linked:
        quoted = title.replace("'", "''")
        address = problem.cell if _CELL.fullmatch(problem.cell) else "A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}")
        cell.style = "Hyperlink"
    return linked


def _colour(cell: Any, problem: Problem) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=FILLS[problem.severity])
