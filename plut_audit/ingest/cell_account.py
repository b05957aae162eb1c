"""The account of cells: what became of every filled cell of a sheet, and of a survey."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from plut_audit.ingest.sheets import CellValue, Sheet

Reason = Literal[
    "header",
    "total",
    "remark",
    "longer",
    "one_cell",
    "nothing_asked",
    "left_out",
    "other_year",
    "beside",
    "guide",
    "no_question",
    "two_readings",
]
"""Why cells were passed over: the header again, a sum, a note, a row longer than its header or in
one cell, a row without an answer, a submission that does not count, another year, cells beside
the questions, a guide to the form, a sheet that asks nothing, or that fits two tools or forms."""


@dataclass
class CellAccount:
    """The filled cells of a sheet by what became of them; `filled` is the sum of the other four.

    `columns` counts the cells of each column that no question asks for, by its header;
    `reasons` those passed over, by reason.
    """

    file: str = ""
    sheet: str = ""
    filled: int = 0
    read: int = 0
    headers: int = 0
    columns: Counter[str] = field(default_factory=Counter)
    reasons: Counter[Reason] = field(default_factory=Counter)

    @property
    def not_asked(self) -> int:
        """The cells of columns that no question asks for."""
        return self.columns.total()

    @property
    def passed_over(self) -> int:
        """The cells that were passed over with a reason."""
        return self.reasons.total()

    @property
    def balanced(self) -> bool:
        """Whether the four parts add up to the filled cells."""
        return self.filled == self.read + self.headers + self.not_asked + self.passed_over

    def add(self, other: "CellAccount") -> None:
        """Take another account's cells into this one."""
        self.read += other.read
        self.headers += other.headers
        self.columns += other.columns
        self.reasons += other.reasons

    def record(self) -> dict[str, int]:
        """The figures as the stored result keeps them."""
        return {
            "filled": self.filled,
            "read": self.read,
            "headers": self.headers,
            "not_asked": self.not_asked,
            "passed_over": self.passed_over,
        }


def is_filled(cell: CellValue) -> bool:
    """Whether something that can be seen stands in a cell."""
    return cell != "" and not (cell is None or (cell.__class__ is str and cell.isspace()))


def count(cells: Iterable[CellValue]) -> int:
    """How many cells are filled."""
    return sum(map(is_filled, cells))


def total(accounts: Sequence[CellAccount]) -> CellAccount:
    """The accounts of all sheets together."""
    whole = CellAccount()
    for account in accounts:
        whole.filled += account.filled
        whole.add(account)
    return whole


def list_account(sheet: Sheet) -> CellAccount:
    """The account of a list beside the answers (registry, crosswalk, aliases): its header, the rest."""
    rows = [cells for row in sheet.rows if (cells := count(row))]
    headers = sum(rows[:1])
    return CellAccount(sheet.file, sheet.name, sum(rows), sum(rows) - headers, headers)
