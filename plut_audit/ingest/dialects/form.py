"""`form`: one workbook a centre, the questions down the page, each answer beside its question."""

from collections.abc import Iterator, Sequence

from plut_audit.ingest.dialects import RawAnswers, RawColumn, Role
from plut_audit.ingest.dialects._names import plain_text
from plut_audit.ingest.dialects._questions import KEYS, Lookup
from plut_audit.ingest.dialects._table import is_blank, table_of
from plut_audit.ingest.sheets import CellValue, Sheet, address
from plut_audit.problems import Problem

_ANSWER_HEADS = {"jawaban", "jawab", "isian", "isi", "answer", "answers", "response", "your answer"}
_OTHER_HEADS = {
    "satuan",
    "unit",
    "units",
    "petunjuk",
    "petunjuk pengisian",
    "cara mengisi",
    "hint",
    "keterangan",
    "note",
    "notes",
    "catatan",
    "pilihan",
    "pilihan jawaban",
    "choices",
    "options",
    "contoh",
    "example",
    "wajib",
    "required",
    "apa yang ditulis",
    "what to write",
    "yang ditulis",
    "penjelasan",
    "nama kolom",
}

Places = dict[str, tuple[int, int]]
"""The cell (row, column) in which each question stands."""


def knows(sheet: Sheet, lookup: Lookup) -> bool:
    """Questions down the side, one that names the centre or the visit among them."""
    table = table_of(sheet, lookup)
    if not table.down:
        return False
    places, _ = _questions(sheet, table.down, lookup)
    return not {*KEYS, "visit_date"}.isdisjoint(places) and not _lists_a_form(sheet)


def _lists_a_form(sheet: Sheet) -> bool:
    """Whether the sheet is the `survey` or `choices` of an XLSForm: questions, no answers."""
    heads = [{plain_text(cell) for cell in row if isinstance(cell, str)} for row in sheet.rows[:5]]
    return any({"type", "name"} <= head or {"list_name", "name"} <= head for head in heads)


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The responses of the sheets; a sheet without a single answer is a guide and says nothing."""
    found = [raw for sheet in sheets for raw in _responses(sheet, lookup)]
    answered = [raw for raw in found if any(_answered(one) for one in raw.columns.values())]
    return answered or found[:1]


def _answered(column: RawColumn) -> bool:
    return not is_blank(column.values[0])


def _responses(sheet: Sheet, lookup: Lookup) -> Iterator[RawAnswers]:
    """One response a sheet, or one a column where several centres answer side by side."""
    down = table_of(sheet, lookup).down
    places, again = _questions(sheet, down, lookup)
    problems = [
        Problem(
            "COL-03",
            sheet.file,
            sheet.name,
            address(*cell),
            question=question,
            value=str(_value(sheet, cell)),
        )
        for question, cell in again
    ]
    other = _other_columns(sheet, places, down, lookup)
    across = _centres_across(sheet, places, max(down), other)
    for column in across:
        cells = {question: (row, column) for question, (row, _) in places.items()}
        yield _response(sheet, places, cells, problems if column == across[0] else [])
    if not across:
        yield _response(sheet, places, _answer_cells(sheet, places, other), problems)


def _response(sheet: Sheet, places: Places, answers: Places, problems: list[Problem]) -> RawAnswers:
    role: Role = "visit" if {"visit_date", "open_at_visit"} & places.keys() else "questionnaire"
    columns = {
        question: RawColumn([_answer(sheet, cell)], cell[1]) for question, cell in answers.items()
    }
    row = min(row for row, _ in places.values())
    column = min(column for _, column in answers.values())
    return RawAnswers(
        "form",
        role,
        sheet,
        [row],
        columns,
        cells=answers,
        keys=[f"{sheet.file}!{sheet.name}!{column}"],
        problems=problems,
    )


def _centres_across(sheet: Sheet, places: Places, last: int, other: set[int]) -> list[int]:
    """The columns of answers, if there are several and each names another centre."""
    found: dict[CellValue, list[int]] = {}
    for column in _columns_right(sheet, last, other):
        cells = {question: _value(sheet, (row, column)) for question, (row, _) in places.items()}
        centre = next((cells[key] for key in KEYS if not is_blank(cells.get(key, ""))), "")
        answered = sum(not is_blank(cell) for cell in cells.values())
        if not is_blank(centre) and answered * 2 >= len(places):
            found.setdefault(centre, []).append(column)
    several = len(found) > 1 and all(len(columns) == 1 for columns in found.values())
    return [columns[0] for columns in found.values()] if several else []


def _answer(sheet: Sheet, cell: tuple[int, int]) -> CellValue:
    """An answer without the colon that a paper form puts in front of it."""
    value = _value(sheet, cell)
    if isinstance(value, str) and value.lstrip().startswith(":"):
        return value.lstrip().removeprefix(":").strip()
    return value


def _value(sheet: Sheet, cell: tuple[int, int]) -> CellValue:
    row = sheet.rows[cell[0]]
    return row[cell[1]] if cell[1] < len(row) else ""


def _questions(
    sheet: Sheet, down: tuple[int, ...], lookup: Lookup
) -> tuple[Places, list[tuple[str, tuple[int, int]]]]:
    """Where each question stands first, and the cells that ask one again in another row."""
    places: Places = {}
    again = []
    for row, place, question in _named(sheet, down, lookup):
        known = places.setdefault(question, (row, place))
        if known[0] != row:
            again.append((question, (row, place)))
    return places, again


def _named(sheet: Sheet, down: tuple[int, ...], lookup: Lookup) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(sheet.rows):
        for place in down:
            asked = lookup.asked(cells[place]) if place < len(cells) else None
            if asked and not asked.choice and not asked.repeat:
                yield row, place, asked.question


# --- the cell of the answer ----------------------------------------------------------------


def _answer_cells(sheet: Sheet, places: Places, other: set[int]) -> Places:
    """The cell beside each question: in the column of answers, else the next one written in."""
    cells: Places = {}
    for first in sorted({place for _, place in places.values()}):
        side = {question: cell for question, cell in places.items() if cell[1] == first}
        rivals = {cell for question, cell in places.items() if question not in side}
        columns = _columns_right(sheet, first, other)
        usual = _usual_column(sheet, side, columns)
        for question, (row, _) in side.items():
            # A second block of questions to the right ends what belongs to this one.
            ends = min(
                (place for line, place in rivals if line == row and place > first), default=999
            )
            near = [place for place in columns if place < ends]
            cells[question] = row, _answer_column(sheet, row, first, near, usual)
    return cells


def _answer_column(sheet: Sheet, row: int, first: int, near: list[int], usual: int | None) -> int:
    if usual is not None and usual in near:
        return usual
    written = [place for place in near if not is_blank(_value(sheet, (row, place)))]
    return next(iter(written or near), first + 1)


def _columns_right(sheet: Sheet, first: int, other: set[int]) -> list[int]:
    width = max(map(len, sheet.rows), default=0)
    return [place for place in range(first + 1, width) if place not in other]


def _usual_column(sheet: Sheet, side: Places, columns: list[int]) -> int | None:
    """The column of the answers: the one that says so, else one with half the answers in it."""
    top = min((row for row, _ in side.values()), default=0)
    for place in columns:
        if _head(sheet, top, place) & _ANSWER_HEADS:
            return place
    for place in columns:
        written = sum(not is_blank(_value(sheet, (row, place))) for row, _ in side.values())
        if written:
            return place if written * 2 >= len(side) else None
    return None


def _head(sheet: Sheet, top: int, place: int) -> set[str]:
    """The texts that stand above the first question in a column."""
    cells = (_value(sheet, (row, place)) for row in range(max(0, top - 6), top))
    return {plain_text(cell) for cell in cells if isinstance(cell, str)}


def _other_columns(sheet: Sheet, places: Places, down: tuple[int, ...], lookup: Lookup) -> set[int]:
    """Columns that hold no answers: names, labels, units, hints, choices to pick from."""
    top = min(row for row, _ in places.values())
    width = max(map(len, sheet.rows), default=0)
    return {
        place
        for place in range(width)
        if place in down
        or _head(sheet, top, place) & _OTHER_HEADS
        or _explains(sheet, places, place, lookup)
    }


def _explains(sheet: Sheet, places: Places, place: int, lookup: Lookup) -> bool:
    """Whether most of what a column says repeats what the form says, or is a colon and no more."""
    written = [
        (question, cell)
        for question, (row, first) in places.items()
        if place > first and not is_blank(cell := _value(sheet, (row, place)))
    ]
    said = sum(
        cell.strip() == ":"
        or lookup.says_itself(cell, question)
        or lookup.lists_choices(cell, question)
        for question, cell in written
        if isinstance(cell, str)
    )
    return bool(written) and said * 2 > len(written)
