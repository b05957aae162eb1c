"""The workbook of the worksheets: its sheets in their order, and its cell formats."""

from pathlib import Path
from typing import Any

from plut_audit.report.formats.xlsx.book import CREATED, Book, create
from plut_audit.report.formats.xlsx.stored import Stored
from plut_audit.report.formats.xlsx.styles import BAND, INK, INPUT, PAPER, number_format
from plut_audit.report.working_papers.lke.choices import ChoiceList
from plut_audit.report.working_papers.lke.recap import Recap
from plut_audit.report.working_papers.lke.sheet import CentreSheet
from plut_audit.result import Result

LINE_COLOUR = "#9AA7B0"
_GRID = {"border": 1, "border_color": LINE_COLOUR, "valign": "top", "font_size": 9}
_OPEN = {"bg_color": INPUT, "locked": False}
_HEAD = {
    **_GRID,
    "bold": True,
    "bg_color": INK,
    "font_color": PAPER,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
}
_STRONG = {"bold": True, "bg_color": BAND}


def write_workbook(result: Result, path: Path, language: str) -> None:
    """Write the recapitulation, a sheet for each centre, and the hidden list of choices."""
    book = create(result.rubric.scoring.decimals)
    book.file.set_properties({"created": CREATED, "author": "plut-audit"})
    add_formats(book, result.rubric.scoring.decimals)
    recap, choices = Recap(book, result), ChoiceList(book, result.rubric, language)
    stored = Stored(result)
    recap.add_sheet()
    for centre in result.centre_rows():
        sheet = CentreSheet(book, choices, centre, stored, language)
        recap.add(centre, sheet.write())
    recap.finish()
    choices.write()
    book.save(path)


def add_formats(book: Book, decimals: int) -> None:
    """The formats of the worksheets, beside those of the report."""
    score = number_format(decimals)
    numbers = {"align": "right", "num_format": score + "_)"}
    styles: dict[str, dict[str, object]] = {
        "lke head": _HEAD,
        "lke text": {**_GRID, "text_wrap": True},
        "lke small": {**_GRID, "text_wrap": True, "font_size": 8},
        "lke whole": {**_GRID, "num_format": "#,##0", "align": "left"},
        "lke measured": {**_GRID, "num_format": "#,##0.0###", "align": "left"},
        "lke number": {**_GRID, **numbers},
        "lke centred": {**_GRID, "align": "center"},
        "lke open": {**_GRID, **_OPEN, "text_wrap": True, "align": "left"},
        "lke open day": {**_GRID, **_OPEN, "num_format": "yyyy-mm-dd", "align": "left"},
        "lke strong": {**_GRID, **_STRONG, "text_wrap": True},
        "lke strong number": {**_GRID, **_STRONG, **numbers},
        "lke strong count": {**_GRID, **_STRONG, "align": "right", "num_format": "0"},
        "lke count": {**_GRID, "align": "center", "num_format": "0"},
        "lke label": {"font_size": 9, "font_color": "#505050", "valign": "top"},
        "lke fact": {"font_size": 9, "bold": True, "valign": "top", "align": "left"},
        "lke note": {"font_size": 8.5, "italic": True, "text_wrap": True, "valign": "top"},
        "lke sign": {"font_size": 9, "valign": "top", "text_wrap": True},
        "lke sign bold": {"font_size": 9, "bold": True, "valign": "top", "text_wrap": True},
    }
    for name, style in styles.items():
        book.formats[name] = book.file.add_format(style)


def protect(sheet: Any) -> None:
    """Lock all but the open cells; without a password, so that whoever must can unlock it."""
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
    )
