"""The workbook under the sheets: its formats, its print set-up, and text that stays text."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from plut_audit.i18n import N_, translate

Record = Mapping[str, Any]
CREATED = datetime(2024, 1, 1)
LINE, TALLEST = 13.0, 409.0
"""Height of a line of text, and of the tallest row that Excel allows, in points."""
LONGEST_TEXT = 32_767
"""Characters that a cell of Excel holds."""

SHEETS = {
    "summary": N_("Summary"),
    "ranking": N_("Ranking"),
    "findings": N_("Findings"),
    "follow_up": N_("Follow-up"),
    "systemic": N_("Systemic"),
    "scores": N_("Centres x indicators"),
    "centre": N_("Centre"),
    "compared": N_("Reported and observed"),
    "provinces": N_("Provinces"),
    "trend": N_("Trend"),
    "robustness": N_("Robustness"),
    "agreement": N_("Agreement"),
    "problems": N_("Problems"),
    "method": N_("Method"),
    "weights": N_("Weights and goalposts"),
    "points": N_("Points tables"),
    "answers": N_("Answers"),
    "reported": N_("Reported"),
    "evidence": N_("Evidence"),
    "reported_scores": N_("Reported scores"),
    "conservative": N_("Conservative scores"),
    "lost": N_("Points lost"),
    "calculation": N_("Calculation"),
}
"""Every sheet by its key, in the order of the workbook."""

INK, PAPER, BAND, INPUT = "#1F3A4D", "#FFFFFF", "#E8EEF2", "#FFF8DC"
SCORE = "{score}"
"""Stands for the number format of a score until the decimals of the edition are known."""
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "note": {"italic": True, "font_color": "#505050"},
    "head": {
        "bold": True,
        "bg_color": INK,
        "font_color": PAPER,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#9AA7B0",
    },
    "part": {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2, "bottom_color": INK},
    "text": {"valign": "top"},
    "wrap": {"valign": "top", "text_wrap": True},
    "bold": {"bold": True, "align": "left", "valign": "top"},
    "number": {"num_format": SCORE + "_)", "valign": "top"},
    "big": {"num_format": SCORE, "bold": True, "font_size": 14, "align": "left"},
    "count": {"num_format": "#,##0_)", "valign": "top"},
    "big_count": {"num_format": "#,##0", "bold": True, "font_size": 14, "align": "left"},
    "rank": {"bold": True, "align": "center", "valign": "top"},
    "centred": {"align": "center", "valign": "top"},
    "aside": {"indent": 1, "valign": "top"},
    "share": {"num_format": "0 %", "align": "left", "valign": "top"},
    "percent": {"num_format": "0 %_)", "valign": "top"},
    "value": {"num_format": "#,##0.00_)", "align": "right", "valign": "top", "shrink": True},
    "heat": {"num_format": "0", "align": "center", "border": 1, "border_color": "#FFFFFF"},
    "year": {"num_format": "0_)", "valign": "top"},
    "small": {"font_size": 8, "font_color": "#505050", "align": "center"},
    "input": {"bg_color": INPUT, "border": 1, "border_color": "#C8B96A", "num_format": "General"},
    "typed": {
        "bg_color": INPUT,
        "border": 1,
        "border_color": "#C8B96A",
        "text_wrap": True,
        "valign": "top",
        "num_format": "@",
    },
    "day": {
        "bg_color": INPUT,
        "border": 1,
        "border_color": "#C8B96A",
        "valign": "top",
        "num_format": "yyyy-mm-dd",
    },
    "link": {"font_color": "#0B5394", "underline": 1, "valign": "top"},
}


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes formulas as they are.

    XlsxWriter looks through each for thirty functions of new Excels. None of ours has one, and
    the looking takes more time than the writing.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass
class Book:
    """A workbook that is being written in one language."""

    file: Any
    language: str
    formats: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    packed: io.BytesIO = field(default_factory=io.BytesIO)

    def save(self, path: Path) -> None:
        """Pack the sheets and write them.

        They are packed in memory, so that a full disk is met here alone and as the system says
        it, not inside the packing, which would report it in its own words, and twice.
        """
        self.file.close()
        path.write_bytes(self.packed.getbuffer())

    def say(self, message: str, **blanks: object) -> str:
        """A message in the workbook's language."""
        return translate(message, self.language, **blanks)

    def pick(self, text: Mapping[str, str] | str | None) -> str:
        """The workbook's side of a text kept in every language."""
        return "" if text is None else text if isinstance(text, str) else text[self.language]

    def name(self, key: str) -> str:
        """The name of a sheet in the workbook's language."""
        return self.names.setdefault(key, self.say(SHEETS[key])[:31])

    def sheet(self, key: str, widths: Sequence[float], note: str = "", first: int = 3) -> Any:
        """A new sheet, set up for A4 across, with title, note and frozen rows above `first`."""
        sheet = self.file.add_worksheet(self.name(key), _Sheet)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        sheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, self.name(key), self.formats["title"])
        sheet.write_string(1, 0, note, self.formats["note"])
        if first:
            sheet.freeze_panes(first, 0)
            sheet.repeat_rows(first - 1)
        return sheet

    def head(self, sheet: Any, row: int, titles: Sequence[str], column: int = 0) -> None:
        """A row of column titles, three lines high."""
        sheet.set_row(row, 3 * LINE)
        for place, title in enumerate(titles):
            sheet.write_string(row, column + place, title, self.formats["head"])

    def tall(self, sheet: Any, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
        """Make a row as high as its longest wrapped text needs; call it before writing the row."""
        pairs = zip(texts, widths, strict=False)
        lines = max(_lines(text, width) for text, width in pairs)
        sheet.set_row(row, min(TALLEST, LINE * lines + 2))

    def put(self, sheet: Any, row: int, column: int, value: Any, style: str = "text") -> None:
        """A value as it is: a text is never read as a formula, a number or an address."""
        form = self.formats[style]
        if value is None or value == "":
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            sheet.write_string(row, column, cell_text(value), form)
        else:
            sheet.write_number(row, column, value, form)

    def formula(
        self, sheet: Any, row: int, column: int, text: str, value: Any, style: str = "number"
    ) -> None:
        """A formula with the value it has now, for readers that do not calculate."""
        stored = "" if value is None else value
        sheet.write_formula(row, column, f"={text}", self.formats[style], stored)

    def at(self, key: str, row: int, column: int) -> str:
        """A cell of another sheet, fixed: `'Weights'!$D$5`."""
        return f"{self.quoted(key)}!{fixed(row, column)}"

    def quoted(self, key: str) -> str:
        """A sheet's name as formulas write it."""
        return "'" + self.name(key).replace("'", "''") + "'"

    def column(self, key: str, first: int, last: int, column: int) -> str:
        """A stretch of a column of another sheet, fixed."""
        return f"{self.quoted(key)}!{fixed(first, column)}:{fixed(last, column)}"


def create(language: str, decimals: int = 2, constant_memory: bool = False) -> Book:
    """A new workbook, scores with so many decimals; `Book.save` writes it."""
    options = {
        "constant_memory": constant_memory,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    packed = io.BytesIO()
    file = xlsxwriter.Workbook(packed, options)
    file.set_properties({"created": CREATED})
    formats = {name: file.add_format(_for(style, decimals)) for name, style in _FORMATS.items()}
    return Book(file, language, formats, packed=packed)


def _for(style: Mapping[str, Any], decimals: int) -> dict[str, Any]:
    """A format with the edition's decimals."""
    shown = f"{0:.{decimals}f}"
    return {
        key: value.replace(SCORE, shown) if isinstance(value, str) else value
        for key, value in style.items()
    }


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of this many characters."""
    return sum(1 + int(len(part) / (1.05 * width)) for part in text.split("\n"))


def cell_text(value: Any) -> str:
    """A text that a cell can hold; characters that XML forbids are left out."""
    return _FORBIDDEN.sub("", str(value))[:LONGEST_TEXT]


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def fixed(row: int, column: int) -> str:
    """`$D$5`."""
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def cell(row: int, column: int) -> str:
    """`D5`."""
    return str(xl_rowcol_to_cell(row, column))


def letters(column: int) -> str:
    """The letters of a column."""
    return str(xl_col_to_name(column))


def across(row: int, first: int, last: int, row_fixed: bool = False) -> str:
    """A stretch of a row, its columns fixed: `$D5:$K5`, or `$D$5:$K$5`."""
    mark = "$" if row_fixed else ""
    left, right = (xl_col_to_name(column, col_abs=True) for column in (first, last))
    return f"{left}{mark}{row + 1}:{right}{mark}{row + 1}"


def quote(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'
