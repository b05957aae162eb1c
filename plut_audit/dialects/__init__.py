"""Sheets to raw answers; each module knows one way in which a survey is laid out.

A dialect is a module with `knows(sheet, lookup)` and `raw_answers(sheets, lookup)`. Its file name is
its registration. What comes out is the same for all: `RawAnswers`, columns of cells as they
were written, each with the place it came from.
"""

from dataclasses import dataclass, field
from typing import Literal

from plut_audit.problems import Problem
from plut_audit.sheets import CellValue, Sheet, address

Role = Literal["questionnaire", "visit", "roster"]


@dataclass
class RawColumn:
    """The answers to one question, one a response, as written; "" where nothing was."""

    values: list[CellValue]
    column: int = -1
    choices: dict[str, "RawColumn"] = field(default_factory=dict)


@dataclass
class RawAnswers:
    """The raw answers of one sheet (or of one workbook of the `form` dialect).

    `rows` holds the zero-based sheet row of each response; `cells` the place of a question
    where a response is laid out down the page (`form`). `keys` tell responses apart within
    the export, `parents` tie roster rows to them ("" where the roster names the centre).
    `submitted` holds the time of submission as written, `month_first` how to read it,
    `machine_numbers` that numbers have a decimal point (exports of survey tools).
    """

    dialect: str
    role: Role
    sheet: Sheet
    rows: list[int]
    columns: dict[str, RawColumn]
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    submitted: list[CellValue] = field(default_factory=list)
    month_first: bool = False
    machine_numbers: bool = False
    dates_from_1904: bool = False
    problems: list[Problem] = field(default_factory=list)

    def place(self, response: int, question: str) -> tuple[int, int]:
        """Zero-based row and column of an answer."""
        if question in self.cells:
            return self.cells[question]
        return self.rows[response], self.columns[question].column

    def cell(self, response: int, question: str) -> str:
        """The address of an answer, such as `D5`."""
        return address(*self.place(response, question))
