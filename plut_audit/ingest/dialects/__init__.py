"""Sheets to raw answers; each module knows one way in which a survey is laid out.

A dialect is a module with `knows(sheet, lookup)` and `raw_answers(sheets, lookup)`. Its file
name is its registration. What comes out is the same for all: `RawAnswers`, columns of cells as
they were written, each with the place it came from.
"""

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from plut_audit.ingest.sheets import CellValue, Sheet, Workbook, address
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric

if TYPE_CHECKING:
    from plut_audit.ingest.dialects._questions import Lookup

Role = Literal["questionnaire", "visit", "roster"]


@dataclass
class RawColumn:
    """The answers to one question, one a response, as written; "" where nothing was.

    `choices` holds the columns of single choices; without a `joined` one beside them, `values`
    are all "".
    """

    values: list[CellValue]
    column: int = -1
    choices: dict[str, "RawColumn"] = field(default_factory=dict)
    joined: bool = True


@dataclass
class RawAnswers:
    """The raw answers of one sheet (or of one workbook of the `form` dialect).

    `rows` holds the zero-based sheet row of each response; `cells` the place of a question
    where a response is laid out down the page (`form`). `keys` tell responses apart within
    the export, `parents` tie roster rows to them ("" where the roster names the centre).
    `submitted` holds the time of submission as written, `date_order` (`day`, `month`, or "" where
    it is not known) how the tool writes dates,
    `machine_numbers` that numbers have a decimal point (exports of survey tools). What a
    tool knows of each response: `reviews` (`approved`, `rejected`, or its own word),
    `origins` (the submission that it is or corrects), how often it was edited (`edits`), when
    its form was ended (`ended`) and `versions` of the form; empty where the export does not say.
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
    date_order: str = ""
    machine_numbers: bool = False
    dates_from_1904: bool = False
    problems: list[Problem] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    ended: list[CellValue] = field(default_factory=list)

    def place(self, response: int, question: str) -> tuple[int, int]:
        """Zero-based row and column of an answer."""
        if question in self.cells:
            return self.cells[question]
        return self.rows[response], self.columns[question].column

    def cell(self, response: int, question: str) -> str:
        """The address of an answer, such as `D5`."""
        return address(*self.place(response, question))


class Dialect(Protocol):
    """What a module of this folder offers."""

    def knows(self, sheet: Sheet, lookup: "Lookup") -> bool:
        """Whether the sheet is laid out in this way and answers questions of the rubric."""
        ...

    def raw_answers(self, sheets: Sequence[Sheet], lookup: "Lookup") -> list[RawAnswers]:
        """The answers of the sheets of one workbook that this dialect knows."""
        ...


@cache
def dialects() -> dict[str, Dialect]:
    """The dialects by name: the modules of this folder whose names have no underscore in front."""
    names = sorted(one.name for one in pkgutil.iter_modules(__path__) if one.name[0] != "_")
    return {name: cast(Dialect, import_module(f"{__name__}.{name}")) for name in names}


def read(
    workbooks: Sequence[Workbook],
    rubric: Rubric,
    crosswalk: Mapping[str, str] | None = None,
    only_approved: bool = False,
) -> tuple[list[RawAnswers], list[Problem]]:
    """All questionnaires, visits and rosters of a survey, and what was met in finding them.

    `crosswalk` maps columns as written to questions. With `only_approved`, submissions that a
    reviewer has not approved are left out, where the export tells.
    """
    from plut_audit.ingest.dialects._columns import column_problems
    from plut_audit.ingest.dialects._questions import Lookup
    from plut_audit.ingest.dialects._submissions import counted

    lookup = Lookup(rubric, crosswalk)
    found: list[RawAnswers] = []
    problems = list(lookup.problems)
    for workbook in workbooks:
        answers, met = _read_workbook(workbook, lookup)
        found.extend(answers)
        problems.extend(met)
    problems.extend(column_problems(found, lookup))
    problems.extend(problem for raw in found for problem in raw.problems)
    answers, left_out = counted(found, only_approved)
    return answers, problems + left_out


def _read_workbook(workbook: Workbook, lookup: "Lookup") -> tuple[list[RawAnswers], list[Problem]]:
    from plut_audit.ingest.dialects._roles import settle_roles

    known: dict[str, list[Sheet]] = {}
    problems: list[Problem] = []
    for sheet in workbook.sheets:
        names = [name for name, one in dialects().items() if one.knows(sheet, lookup)]
        if len(names) > 1:
            value = ", ".join(names)
            problems.append(Problem("COL-06", sheet.file, sheet.name, value=value))
        for name in names[:1] if len(names) == 1 else ():
            known.setdefault(name, []).append(sheet)
    found: list[RawAnswers] = []
    for name, sheets in known.items():
        found.extend(dialects()[name].raw_answers(sheets, lookup))
    found = _without_guides(found)
    problems.extend(settle_roles(found, lookup.rubric))
    if not found and not problems and workbook.sheets:
        problems.append(_nothing_asked(workbook))
    for raw in found:
        raw.dates_from_1904 = workbook.dates_from_1904
        # A table of units comes from a program; otherwise only a survey tool's own text file is
        # sure to write 2.854 for less than three.
        exported = raw.machine_numbers and workbook.kind in ("csv", "zip")
        raw.machine_numbers = exported or lookup.rubric.without_form
    _tie_rosters(found)
    return found, problems


def _without_guides(found: list[RawAnswers]) -> list[RawAnswers]:
    """Questions down the side of a sheet beside a table of answers are the guide to it."""
    tables = [raw for raw in found if raw.dialect != "form" and raw.role != "roster"]
    return [raw for raw in found if raw.dialect != "form"] if tables else found


def _tie_rosters(found: list[RawAnswers]) -> None:
    """A roster that names no centre belongs to the only questionnaire of its workbook."""
    keys = [key for raw in found if raw.role == "questionnaire" for key in raw.keys]
    for raw in found:
        tied = raw.parents or {"centre_id", "centre_name"} & raw.columns.keys()
        if raw.role == "roster" and not tied and len(keys) == 1:
            raw.parents = keys * len(raw.rows)


def _nothing_asked(workbook: Workbook) -> Problem:
    """FIL-15 with the headers that the file has instead, so that its sender sees what it is."""
    rows = [row for sheet in workbook.sheets for row in sheet.rows[:30]]
    widest = max(rows, key=lambda row: sum(cell not in ("", None) for cell in row), default=[])
    cells = [str(cell) for cell in widest if cell not in ("", None)]
    found = ", ".join(f"'{cell[:40]}'" for cell in cells[:8]) + (" …" if len(cells) > 8 else "")
    return Problem("FIL-15", file=workbook.file, values={"found": found or "–"})
