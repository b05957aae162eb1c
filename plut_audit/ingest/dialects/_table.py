"""A sheet as a table: where its header is, what each column asks, where the responses begin."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from plut_audit.ingest.dialects import Role
from plut_audit.ingest.dialects._names import Asked, plain_text
from plut_audit.ingest.dialects._questions import IDENTITY, KEYS, Lookup
from plut_audit.ingest.dialects._roles import role_of
from plut_audit.ingest.sheets import CellValue, Sheet
from plut_audit.rubric import Question, Rubric

HEADER_ROWS = 30
"""Rows among which the header is looked for."""
_DOWN_ROWS, _DOWN_COLUMNS = 400, 20
_FEW = 8
"""A header that names so many questions is one; with fewer, they may stand down the side."""
_INSTRUCTION = re.compile(
    r"(petunjuk|instruksi|keterangan|catatan|contoh|isi|diisi|mohon|pilih|tuliskan|"
    r"instructions?|notes?|examples?|e\.g|please|fill|choose|write)\b"
)
_HXL = re.compile(r"#[a-z]")
_CENTRE_CODE = re.compile(r"\d\d([.]\d\d)?(-\d)?")
_WORD = re.compile(r"[^\W\d_]+")

Row = Sequence[CellValue]


@dataclass
class HeaderedTable:
    """What was found out about a sheet; `role` is None where it answers nothing.

    `asked` gives each column (zero-based) its question, `headers` each column its normalised
    header; `down` holds the columns in which questions stand down the side (`form`).
    """

    sheet: Sheet
    header_row: int = 0
    first_row: int = 0
    role: Role | None = None
    asked: dict[int, Asked] = field(default_factory=dict)
    headers: dict[int, str] = field(default_factory=dict)
    down: tuple[int, ...] = ()
    again: dict[int, str] = field(default_factory=dict)

    def column(self, *names: str) -> int | None:
        """The first column with one of these (normalised) headers."""
        for name in names:
            for place, header in self.headers.items():
                if header == name:
                    return place
        return None

    def has(self, *names: str) -> bool:
        """Whether there is a column with one of these headers."""
        return not {*names}.isdisjoint(self.headers.values())

    @property
    def questions(self) -> set[str]:
        """The questions that its columns ask."""
        return {asked.question for asked in self.asked.values() if not asked.repeat}


def is_blank(cell: CellValue) -> bool:
    """Whether nothing was written into a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def table_of(sheet: Sheet, lookup: Lookup) -> HeaderedTable:
    """The sheet as a table; worked out once a sheet."""
    found = lookup.tables.get(id(sheet))
    if found is None:
        found = lookup.tables[id(sheet)] = _understood(sheet, lookup)
    return found


def _understood(sheet: Sheet, lookup: Lookup) -> HeaderedTable:
    named = [_named_in(row, lookup) for row in sheet.rows[:HEADER_ROWS]]
    most = max(named, default=0)
    table = HeaderedTable(sheet, header_row=named.index(most) if most else 0)
    if most < _FEW:
        table.down = _columns_down(sheet, lookup, most)
    if most and not table.down:
        _fill(table, lookup)
    return table


def _named_in(cells: Iterable[CellValue], lookup: Lookup) -> int:
    """How many questions a row or column names: of a form or of the roster, whichever more."""
    main, roster = set(), set()
    for cell in cells:
        if isinstance(cell, str):
            if asked := lookup.asked(cell):
                main.add(asked.question)
            if asked := lookup.asked_in_roster(cell):
                roster.add(asked.question)
    return max(len(main), len(roster) + len(main.intersection(KEYS)))


def _columns_down(sheet: Sheet, lookup: Lookup, across: int) -> tuple[int, ...]:
    """The columns that name more questions than any row does."""
    rows = sheet.rows[:_DOWN_ROWS]
    width = min(_DOWN_COLUMNS, max(map(len, rows), default=0))
    found = {}
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row)]
        found[place] = len({one.question for one in map(lookup.asked, cells) if one})
    if max(found.values(), default=0) <= max(across, 2):
        return ()
    return tuple(place for place, count in found.items() if count > 2)


# --- columns -------------------------------------------------------------------------------


def _fill(table: HeaderedTable, lookup: Lookup) -> None:
    header = _header_cells(table.sheet.rows, table.header_row, lookup)
    table.headers = {place: plain_text(text) for place, text in header.items()}
    main = {place: one for place, text in header.items() if (one := lookup.asked(text))}
    roster = {place: one for place, text in header.items() if (one := lookup.asked_in_roster(text))}
    table.role = _role(_questions(main), _questions(roster), table, lookup.rubric)
    if table.role == "roster":
        keys = {place: one for place, one in main.items() if one.question in KEYS}
        _ask(table, {**keys, **roster})
        questions = lookup.rubric.roster
    else:
        _ask(table, main)
        questions = lookup.questions
    table.first_row = table.header_row + 1
    if table.role:
        table.first_row = _first_response(table, questions, lookup)


def _questions(columns: dict[int, Asked]) -> set[str]:
    return {one.question for one in columns.values() if not one.repeat}


def _header_cells(rows: Sequence[Row], header_row: int, lookup: Lookup) -> dict[int, str]:
    """The header's texts by column; a merged cell of the rows above reaches down into blanks."""
    header = {place: cell for place, cell in enumerate(rows[header_row]) if not is_blank(cell)}
    for row in reversed(rows[max(0, header_row - 2) : header_row]):
        for place, cell in enumerate(row):
            if place not in header and (lookup.asked(cell) or lookup.asked_in_roster(cell)):
                header[place] = cell
    return {place: str(header[place]) for place in sorted(header)}


def _role(main: set[str], roster: set[str], table: HeaderedTable, rubric: Rubric) -> Role | None:
    beyond_identity = main.difference(IDENTITY)
    named = not main.isdisjoint(KEYS)
    # One column called `active` makes no roster, unless it is tied to something.
    tied = named or table.has("_parent_index", "_submission__uuid", "parent_key")
    if len(roster) > len(beyond_identity) and (tied or len(roster) > 1):
        return "roster"
    if not named or not beyond_identity:
        return None
    return role_of(main, rubric) or "questionnaire"


def _ask(table: HeaderedTable, columns: dict[int, Asked]) -> None:
    """Give each question one column: the one that names it wholly, else the first."""
    taken: dict[Asked, int] = {}
    for place, one in sorted(columns.items(), key=lambda entry: (not entry[1].exact, entry[0])):
        key = replace(one, exact=True)
        if key in taken:
            table.again[place] = one.question
        else:
            taken[key] = place
    table.asked = {place: one for one, place in sorted(taken.items(), key=lambda entry: entry[1])}


# --- the first response --------------------------------------------------------------------


def _first_response(table: HeaderedTable, questions: dict[str, Question], lookup: Lookup) -> int:
    """The row under the header, and under instructions, labels or tags in between."""
    rows, place = table.sheet.rows, table.header_row + 1
    last = min(len(rows), place + 4)
    while place < last and (
        _all_blank(rows[place]) or _explains(table, rows[place], questions, lookup)
    ):
        place += 1
    return place


def _all_blank(row: Row) -> bool:
    return all(map(is_blank, row))


def _explains(
    table: HeaderedTable, row: Row, questions: dict[str, Question], lookup: Lookup
) -> bool:
    """Whether a row under the header tells how to answer instead of answering."""
    written = [cell for cell in row if not is_blank(cell)]
    texts = [cell.strip() for cell in written if isinstance(cell, str)]
    if _counts(written):
        return True
    opening = plain_text(texts[0]) if texts else ""
    if opening.startswith(("contoh", "example")):
        return True
    if len(texts) < len(written):
        return False
    if sum(bool(_HXL.match(text)) for text in texts) * 2 >= len(texts):
        return True
    if len(texts) == 1:
        return bool(_INSTRUCTION.match(opening))
    cells = ((one.question, row[place]) for place, one in table.asked.items() if place < len(row))
    asked = [(name, cell) for name, cell in cells if name in questions and not is_blank(cell)]
    if any(name == "centre_id" and _CENTRE_CODE.fullmatch(str(cell)) for name, cell in asked):
        return False
    roster = table.role == "roster"
    repeated = sum(lookup.says_itself(cell, name, roster) for name, cell in asked)
    return repeated * 2 >= max(len(asked), 1) or _few_answers(
        [(questions[name], str(cell)) for name, cell in asked]
    )


def _counts(cells: list[CellValue]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 … or (1), (2), (3) …"""
    numbers = [str(cell).strip(" ().").removesuffix(".0") for cell in cells]
    return len(cells) >= _FEW and all(
        following.isdecimal() and number.isdecimal() and int(following) == int(number) + 1
        for number, following in pairwise(numbers)
    )


def _few_answers(cells: list[tuple[Question, str]]) -> bool:
    """Whether hardly a cell can be the answer that its question wants."""
    telling = [_can_answer(question, text) for question, text in cells if question.type != "text"]
    return len(telling) > 1 and sum(telling) * 4 <= len(telling)


def _can_answer(question: Question, text: str) -> bool:
    """Whether a text looks like an answer; instructions list the choices or talk of numbers."""
    written = plain_text(text)
    if len(written) < 4:
        return True
    if not question.choices:
        return any(map(str.isdigit, written)) and len(_WORD.findall(written)) < 4
    labels = (one for label in question.choices.values() for one in label.values())
    choices = [plain_text(one) for one in (*question.choices, *labels)]
    if question.type == "select_multiple":
        return any(written.startswith(one) for one in choices)
    return written in choices
