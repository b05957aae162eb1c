"""What typed answers are: columns, and the place of every answer in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.sheets import CellValue
from plut_audit.problems import Problem

Array = np.ndarray[Any, np.dtype[Any]]
EXCLUSIVE = "none"
"""The choice of a select_multiple that says none of the others."""


class Blank(IntEnum):
    """Why there is no answer; `GIVEN` is one, `LOW` is where skip logic puts the low end."""

    GIVEN = 0
    UNANSWERED = 1
    DONT_KNOW = 2
    INVALID = 3
    NOT_ASKED = 4
    LOW = 5


@dataclass
class Column:
    """The answers to one question, one a response.

    `values` holds floats for numbers, the position of the choice for select_one, a bit a
    choice for select_multiple, and objects (text, date, time, `Hours`) otherwise; what it
    holds where `blank` is not `GIVEN` means nothing.
    """

    values: Array
    blank: Array


@dataclass(frozen=True)
class Fault:
    """What was wrong with one answer, before it is known which centre gave it.

    `choice` names the column of a single choice where the fault lies in one.
    """

    code: str
    response: int
    question: str
    value: str = ""
    blanks: Mapping[str, object] = field(default_factory=dict)
    choice: str = ""


@dataclass
class Answers:
    """All answers of one role: `origin` and `index` say for each response where it lies."""

    origins: list[RawAnswers]
    origin: Array
    index: Array
    columns: dict[str, Column]
    submitted: Array
    faults: list[Fault]
    roster_places: dict[tuple[int, str], str] = field(default_factory=dict)
    other_rows: dict[tuple[int, str], int] = field(default_factory=dict)
    """The row from which an answer of a further section was taken, by response and question."""

    def __len__(self) -> int:
        return len(self.origin)

    def cell(self, response: int, question: str) -> str:
        """The place of an answer, `FILE › SHEET!D5`; "" where the form did not ask."""
        if (response, question) in self.roster_places:
            return self.roster_places[response, question]
        response = self.other_rows.get((response, question), response)
        raw: RawAnswers = self.origins[self.origin[response]]
        if question not in raw.columns:
            return ""
        return raw.location(int(self.index[response]), question)

    def written(self, response: int, question: str) -> str:
        """An answer as its cell shows it; "" where the form did not ask."""
        response = self.other_rows.get((response, question), response)
        raw = self.origins[self.origin[response]]
        column = raw.columns.get(question)
        return shown(column.values[self.index[response]]) if column else ""

    def row(self, response: int) -> str:
        """The place of a whole response, `FILE › SHEET!A5`."""
        for question in ("centre_id", "centre_name"):
            if cell := self.cell(response, question):
                return cell
        return next(filter(None, (self.cell(response, name) for name in self.columns)), "")

    def problem(self, fault: Fault, centre_id: str) -> Problem:
        """The fault as a located problem of a centre."""
        raw = self.origins[self.origin[fault.response]]
        asked = fault.question in raw.columns
        sheet = raw.sheet_of(fault.question)
        response = int(self.index[fault.response])
        return Problem(
            fault.code,
            file=sheet.file,
            sheet=sheet.name,
            cell=raw.cell(response, fault.question, fault.choice) if asked else "",
            centre_id=centre_id,
            question=fault.question,
            value=fault.value,
            values=fault.blanks,
        )


def shown(cell: CellValue) -> str:
    """A cell as it is quoted in a message."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
