"""Sheets to raw answers; each module knows one way in which a survey is laid out.

A dialect is a module with `knows(sheet, lookup)` and `raw_answers(sheets, lookup)`; its file is
its registration (`_registry`), and `plain` reads what no other one knows. What comes out is the same for all: `RawAnswers`, columns of cells as
they were written, each with the place it came from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from plut_audit.ingest.cell_account import CellAccount, Reason
from plut_audit.ingest.dialects._registry import dialects, dialects_of
from plut_audit.ingest.sheets import CellValue, Sheet, Workbook, address
from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.problems import Problem, format_location
from plut_audit.rubric import Rubric

if TYPE_CHECKING:
    from plut_audit.ingest.dialects._account import Region
    from plut_audit.ingest.dialects._questions import Lookup

Role = Literal["questionnaire", "visit", "roster"]


@dataclass
class RawColumn:
    """The answers to one question, one a response, as written; "" where nothing was.

    `choices` holds the columns of single choices; without a `joined` one beside them, `values`
    are all "". `unknown` names those of them that the rubric does not have. The cells stand in
    `column` and the row of the response, or in `row` where the responses do not lie in rows
    (`form`), on `sheet` where that is another one than the response's; `elsewhere` gives the
    place of the answers that stand otherwise (of further columns, of merged cells).
    """

    values: list[CellValue]
    column: int = -1
    choices: dict[str, "RawColumn"] = field(default_factory=dict)
    joined: bool = True
    unknown: set[str] = field(default_factory=set)
    row: int = -1
    sheet: Sheet | None = None
    elsewhere: dict[int, CellIndex] = field(default_factory=dict)


@dataclass
class RawAnswers:
    """The raw answers of one table (or of one workbook of the `form` dialect).

    `rows` holds the zero-based sheet row of each response. `keys` tell responses apart within
    the export, `parents` tie roster rows to them ("" where the roster names the centre).
    `submitted` holds the time of submission as written, `date_order` (`day`, `month`, or "" where
    it is not known) how the tool writes dates, `in_time_order` that it adds each response below
    the last,
    `machine_numbers` that numbers have a decimal point (exports of survey tools). What a
    tool knows of each response: `reviews` (`approved`, `rejected`, or its own word),
    `origins` (the submission that it is or corrects), how often it was edited (`edits`), when
    its form was ended (`ended`) and `versions` of the form; empty where the export does not say.
    `passed` holds the rows that are no responses, each with its reason, `also_read` the further
    cells of answers that are given twice; `in_rows` says of a roster that it lies within the
    rows of the responses.
    """

    dialect: str
    role: Role
    sheet: Sheet
    rows: list[int]
    columns: dict[str, RawColumn]
    keys: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    submitted: list[CellValue] = field(default_factory=list)
    date_order: str = ""
    in_time_order: bool = False
    machine_numbers: bool = False
    dates_from_1904: bool = False
    problems: list[Problem] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    ended: list[CellValue] = field(default_factory=list)
    passed: Mapping[int, Reason] = field(default_factory=dict)
    in_rows: bool = False
    also_read: list[tuple[Sheet, CellIndex]] = field(default_factory=list)

    def place(self, response: int, question: str, choice: str = "") -> CellIndex:
        """Zero-based row and column of an answer, or of one choice of it."""
        column = self.columns[question]
        column = column.choices.get(choice, column)
        if response in column.elsewhere:
            return column.elsewhere[response]
        return self.rows[response] if column.row < 0 else column.row, column.column

    def cell(self, response: int, question: str, choice: str = "") -> str:
        """The address of an answer, such as `D5`."""
        return address(*self.place(response, question, choice))

    def sheet_of(self, question: str) -> Sheet:
        """The sheet on which a question is answered."""
        column = self.columns.get(question)
        return (column.sheet if column else None) or self.sheet

    def location(self, response: int, question: str) -> str:
        """The place of an answer, `FILE › SHEET!D5`."""
        sheet = self.sheet_of(question)
        return format_location(sheet.file, sheet.name, self.cell(response, question))


class SurveyAnswers(NamedTuple):
    """The answers of a survey, what was met in finding them, and what became of each cell."""

    answers: list[RawAnswers]
    problems: list[Problem]
    cells: list[CellAccount]


def read(
    workbooks: Sequence[Workbook],
    rubric: Rubric,
    crosswalk: Mapping[str, str] | None = None,
    only_approved: bool = False,
    year: int = 0,
) -> SurveyAnswers:
    """All questionnaires, visits and rosters of a survey.

    `crosswalk` maps columns as written to questions. With `only_approved`, submissions that a
    reviewer has not approved are left out, where the export tells. `year` is the audit year
    where it is given; of columns for several years, its are read. Raises `NothingToReadError`
    where a rubric without a form is measured from a column that no table has.
    """
    from plut_audit.ingest.dialects._account import accounts_of
    from plut_audit.ingest.dialects._columns import column_problems
    from plut_audit.ingest.dialects._questions import Lookup
    from plut_audit.ingest.dialects._required_columns import require_columns
    from plut_audit.ingest.dialects._sheet_roles import unanswered_forms
    from plut_audit.ingest.dialects._submissions import counted
    from plut_audit.ingest.dialects._visit_sections import settle_visit_sections

    lookup = Lookup(rubric, crosswalk, year)
    found: list[RawAnswers] = []
    regions: list[Region] = []
    problems = list(lookup.problems)
    for workbook in workbooks:
        answers, parts, met = _read_workbook(workbook, lookup)
        found.extend(answers)
        regions.extend(parts)
        problems.extend(met)
    problems.extend(settle_visit_sections(found, rubric))
    problems.extend(unanswered_forms(found))
    problems.extend(column_problems(found, lookup))
    require_columns(found, rubric, problems)
    problems.extend(problem for raw in found for problem in raw.problems)
    answers, left_out = counted(found, only_approved)
    cells, passed = accounts_of(regions, answers, lookup)
    return SurveyAnswers(answers, [*problems, *left_out, *passed], cells)


def _read_workbook(
    workbook: Workbook, lookup: "Lookup"
) -> tuple[list[RawAnswers], list["Region"], list[Problem]]:
    from plut_audit.ingest.dialects._account import Region
    from plut_audit.ingest.dialects._regions import regions
    from plut_audit.ingest.dialects._sheet_roles import settle_roles

    parts = [
        Region(sheet, part, dialects_of(part, lookup))
        for sheet in workbook.sheets
        for part in regions(sheet, lookup)
    ]
    known: dict[str, list[Sheet]] = {}
    problems: list[Problem] = []
    for part in parts:
        if len(part.dialects) > 1:
            value = ", ".join(part.dialects)
            problems.append(Problem("COL-06", part.sheet.file, part.sheet.name, value=value))
        elif part.dialects:
            known.setdefault(part.dialects[0], []).append(part.part)
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
    return found, parts, problems


def _without_guides(found: list[RawAnswers]) -> list[RawAnswers]:
    """Questions down the side beside a table of answers are its guide, if they name no centre."""
    from plut_audit.ingest.dialects._passed_over import is_own_guide
    from plut_audit.ingest.dialects._responses import names_centre_surely

    tables = [raw for raw in found if raw.dialect != "form" and raw.role != "roster"]
    if not tables:
        return found
    return [
        raw
        for raw in found
        if raw.dialect != "form" or (names_centre_surely(raw) and not is_own_guide(raw.sheet))
    ]


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
