"""The workbook under the sheets: its print set-up, and text that stays text.

Sheets are written in the language in use; see `i18n.language_set_to`.
"""

import io
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.limits import (
    MOST_LINKS,
    TALLEST,
    cell_text,
    sheet_name,
    wrapped_lines,
)
from plut_audit.report.formats.xlsx.references import down, fixed
from plut_audit.report.formats.xlsx.styles import number_format, styles, tab_colour

CREATED = datetime(2024, 1, 1)
DAY_ZERO = date(1899, 12, 30).toordinal()
"""The day from which a workbook counts days."""
LINE = 13.0
"""Height of a line of text, in points."""
A4 = 9
"""The paper, by its number in Excel."""
TITLE_ROW, NOTE_ROW = 0, 1
FIRST_TABLE_ROW = 3
"""Row of the heads of a sheet's only table."""

SHEETS = {
    "read_first": N_("Read this first"),
    "summary": N_("Summary"),
    "ranking": N_("Ranking"),
    "findings": N_("Findings"),
    "follow_up": N_("Follow-up"),
    "systemic": N_("Systemic"),
    "scores": N_("Centres x indicators"),
    "centre": N_("Centre"),
    "compared": N_("Reported and observed"),
    "factors": N_("Verification factors"),
    "provinces": N_("Provinces"),
    "problems": N_("Problems"),
    "method": N_("Method"),
    "weights": N_("Weights and goalposts"),
    "points": N_("Points tables"),
    "answers": N_("Answers"),
    "reported": N_("Reported"),
    "evidence": N_("Evidence"),
    "reported_scores": N_("Reported scores"),
    "estimate": N_("Estimated scores"),
    "pairs": N_("Pairs"),
    "lost": N_("Points lost"),
    "calculation": N_("Calculation"),
}
"""The sheets that are always there by their key; those of other sections have their title."""

Cell = str | float | bool | date | None


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes formulas as they are.

    XlsxWriter looks through each for thirty functions of new Excels. None of ours has one, and
    the looking takes more time than the writing.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass
class Book:
    """A workbook that is being written."""

    file: Any
    formats: dict[str, object]
    packed: io.BytesIO
    names: dict[str, str] = field(default_factory=dict)
    quoted_names: dict[str, str] = field(default_factory=dict)
    links: Counter[str] = field(default_factory=Counter)
    page_mark: tuple[str, str] | None = None
    """Word and line that mark every sheet of a draft or a sample."""

    def save(self, path: Path) -> None:
        """Pack the sheets and write them.

        They are packed in memory, so that a full disk is met here alone and as the system says
        it, not inside the packing, which would report it in its own words, and twice.
        """
        self.file.close()
        path.write_bytes(self.packed.getbuffer())

    def name(self, key: str, title: str = "") -> str:
        """The name of a sheet: that of its key, else its title; formulas may ask beforehand."""
        if key not in self.names:
            text = _(SHEETS[key]) if key in SHEETS else title
            self.names[key] = sheet_name(text, set(self.names.values()))
        return self.names[key]

    def sheet(
        self,
        key: str,
        widths: Sequence[float],
        note: str = "",
        first: int = FIRST_TABLE_ROW,
        title: str = "",
    ) -> Any:
        """A new sheet, set up for A4 across, with title, note and frozen rows above `first`."""
        name = self.name(key, title)
        sheet = self.file.add_worksheet(name, _Sheet)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        word, line = self.page_mark or ("", "")
        if word:
            sheet.set_header(f'&C&"Arial,Bold"&10&KA61B1B{line.replace("&", "&&")}')
        sheet.hide_gridlines(2)
        sheet.set_tab_color(tab_colour(key))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self.put(
            sheet, TITLE_ROW, 0, f"{word}: {title or name}" if word else title or name, "title"
        )
        self.put(sheet, NOTE_ROW, 0, note, "note")
        if first:
            sheet.freeze_panes(first, 0)
            sheet.repeat_rows(first - 1)
        return sheet

    def value_style(self, number_format: str) -> str:
        """The name of a style like `value` with a number format of its own."""
        name = f"value {number_format}"
        if name not in self.formats:
            style = {**styles(0).get("value", {}), "num_format": number_format}
            self.formats[name] = self.file.add_format(style)
        return name

    def head(
        self,
        sheet: Any,
        row: int,
        titles: Sequence[str],
        first: int = 0,
        right: Collection[int] = (),
    ) -> None:
        """A row of column titles, three lines high; those numbered in `right` above numbers."""
        sheet.set_row(row, 3 * LINE)
        for number, title in enumerate(titles):
            style = self.formats["head_right" if number in right else "head"]
            sheet.write_string(row, first + number, cell_text(title), style)

    def fit_height(
        self, sheet: Any, row: int, texts: Sequence[str], widths: Sequence[float]
    ) -> None:
        """Make a row as high as its longest wrapped text needs; call it before writing the row."""
        lines = max(map(wrapped_lines, texts, widths), default=1)
        sheet.set_row(row, min(TALLEST, LINE * lines + 2))

    def put(self, sheet: Any, row: int, column: int, value: Cell, style: str = "text") -> None:
        """A value as it is: a text is never read as a formula, a number or an address."""
        form = self.formats[style]
        if value is None or value == "":
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, str):
            sheet.write_string(row, column, cell_text(value), form)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, form)
        elif isinstance(value, bool):
            sheet.write_string(row, column, _("yes") if value else _("no"), form)
        else:
            sheet.write_number(row, column, value, form)

    def formula(
        self, sheet: Any, row: int, column: int, text: str, value: Cell, style: str = "number"
    ) -> None:
        """A formula with the value it has now, for readers that do not calculate."""
        stored = "" if value is None else cell_text(value) if isinstance(value, str) else value
        if isinstance(value, date):
            stored = value.toordinal() - DAY_ZERO
        sheet.write_formula(row, column, f"={text}", self.formats[style], stored)

    def put_or_formula(
        self, sheet: Any, row: int, column: int, text: str, value: Cell, style: str
    ) -> None:
        """A formula where there is one, else the value."""
        if text:
            self.formula(sheet, row, column, text, value, style)
        else:
            self.put(sheet, row, column, value, style)

    def link(self, sheet: Any, row: int, column: int, target: str, text: str) -> None:
        """A text that leads to a cell of the workbook; plain where the sheet has too many links."""
        self.links[sheet.name] += 1
        if self.links[sheet.name] > MOST_LINKS or not text:
            self.put(sheet, row, column, text)
            return
        form = self.formats["link"]
        sheet.write_url(row, column, f"internal:{target}", form, cell_text(text))

    def decimals(self, places: int) -> str:
        """The style of numbers with so many decimals."""
        name = f"decimals {places}"
        if name not in self.formats:
            style = {"num_format": number_format(places) + "_)", "valign": "top"}
            self.formats[name] = self.file.add_format(style)
        return name

    def at(self, key: str, row: int, column: int) -> str:
        """A cell of another sheet, fixed: `'Weights'!$D$5`."""
        return f"{self.quoted(key)}!{fixed(row, column)}"

    def quoted(self, key: str) -> str:
        """A sheet's name as formulas write it."""
        if key not in self.quoted_names:
            self.quoted_names[key] = "'" + self.name(key).replace("'", "''") + "'"
        return self.quoted_names[key]

    def column(self, key: str, first: int, last: int, column: int) -> str:
        """A stretch of a column of another sheet, fixed."""
        return f"{self.quoted(key)}!{down(first, last, column)}"


def create(decimals: int = 2, constant_memory: bool = False, title: str = "") -> Book:
    """A new workbook, scores with so many decimals; `Book.save` writes it."""
    options = {
        "constant_memory": constant_memory,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    packed = io.BytesIO()
    file = xlsxwriter.Workbook(packed, options)
    file.set_properties({"created": CREATED, "title": title, "author": "plut-audit"})
    formats = {name: file.add_format(style) for name, style in styles(decimals).items()}
    return Book(file, formats, packed)
