"""The answers of a form: beside the question, under it, in a column a choice, or ticked below."""

from plut_audit.ingest.dialects import RawColumn
from plut_audit.ingest.dialects._form_layout import (
    ANSWER_HEADS,
    Page,
    Places,
    next_question,
    option_code,
)
from plut_audit.ingest.dialects._header import is_blank
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.ingest.values import is_tick, ticked_options


def answer(page: Page, place: CellIndex) -> CellValue:
    """An answer without the colon that a paper form puts in front of it."""
    value = page.value(place)
    if isinstance(value, str) and value.lstrip().startswith(":"):
        return value.lstrip().removeprefix(":").strip()
    return value


def columns_of(page: Page, used: set[int]) -> dict[str, RawColumn]:
    """The answer to each question; `used` are the columns that may hold some."""
    found: dict[str, RawColumn] = {}
    below = _stand_below(page)
    for question, place in answer_cells(page, used, below).items():
        column = RawColumn([answer(page, place)], place[1], row=place[0])
        column.choices = _choice_cells(page, question, used)
        column.choices = column.choices or _boxed_options(page, question, used)
        if column.choices and (is_blank(column.values[0]) or place in _places(column)):
            column.values, column.joined = [""], False
        found[question] = column
    return found


def _places(column: RawColumn) -> list[CellIndex]:
    return [(choice.row, choice.column) for choice in column.choices.values()]


# --- one cell a question -------------------------------------------------------------------


MOSTLY_FREE = (9, 10)
"""The share of questions under which a form for answers below keeps a row free."""


def answer_cells(page: Page, used: set[int], below: bool = False) -> Places:
    """The cell beside each question: in the column of answers, else the next one written in."""
    if below:
        asked = set(page.places.values())
        under = {name: (row + 1, column) for name, (row, column) in page.places.items()}
        return {
            name: place if place not in asked else (place[0], place[1] + 1)
            for name, place in under.items()
        }
    cells: Places = {}
    for first in sorted({place for _, place in page.places.values()}):
        side = {name: place for name, place in page.places.items() if place[1] == first}
        columns = [place for place in page.columns_right(first) if place in used]
        usual = _usual_column(page, side, columns)
        for name, place in side.items():
            # A second block of questions to the right ends what belongs to this one.
            near = [column for column in columns if column < next_question(page, place)]
            cells[name] = place[0], _answer_column(page, place, near, usual)
    return cells


def _stand_below(page: Page) -> bool:
    """Whether the answers stand under their questions: nothing beside most, a cell under most.

    A form with few answers tells by its rows: one is kept free under nearly every question, and
    what is written stands there.
    """
    asked = set(page.places.values())
    beside = sum(
        any(
            not is_blank(page.value((row, place)))
            for place in range(column + 1, next_question(page, (row, column)))
            if place < page.width and place not in page.others
        )
        for row, column in page.places.values()
    )
    free = [(row + 1, column) for row, column in asked if (row + 1, column) not in asked]
    under = sum(not is_blank(page.value(place)) for place in free)
    if page.options or beside * 4 >= len(page.places):
        return False
    kept_free = len(free) * MOSTLY_FREE[1] >= len(asked) * MOSTLY_FREE[0]
    return under * 2 > len(page.places) or (kept_free and under > beside * 4)


def _answer_column(page: Page, place: CellIndex, near: list[int], usual: int | None) -> int:
    if usual is not None and usual in near:
        return usual
    written = [column for column in near if not is_blank(page.value((place[0], column)))]
    return next(iter(written or near), place[1] + 1)


def _usual_column(page: Page, side: Places, columns: list[int]) -> int | None:
    """The column of the answers: the one that says so, else one with half the answers in it."""
    for place in columns:
        if page.head_texts(place) & ANSWER_HEADS:
            return place
    for place in columns:
        written = sum(not is_blank(page.value((row, place))) for row, _ in side.values())
        if written:
            return place if written * 2 >= len(side) else None
    return None


# --- choices with cells of their own -------------------------------------------------------


def _choice_cells(page: Page, question: str, used: set[int]) -> dict[str, RawColumn]:
    """The cells of single choices: under heads that name them, or on rows below the question."""
    if options := page.options.get(question):
        return _marks_beside(page, options, used)
    row, first = page.places[question]
    choices = page.choices(question)
    if choices is None:
        return {}
    found: dict[str, RawColumn] = {}
    for column in range(first + 1, min(next_question(page, (row, first)), page.width)):
        for head in page.heads(column)[:1]:
            code = choices.find_declared(str(head))
            if code and code not in found:
                found[code] = RawColumn([page.value((row, column))], column, row=row)
    return found if len(found) > 1 else {}


def _marks_beside(
    page: Page, options: dict[str, CellIndex], used: set[int]
) -> dict[str, RawColumn]:
    """The mark of each option: in its own cell, or in the first written cell beside it."""
    found = {}
    for code, (row, column) in options.items():
        written = str(page.value((row, column)))
        right = [place for place in range(column + 1, page.width)]
        left = [place for place in range(column) if is_tick(page.value((row, place))) is not None]
        places = [
            place
            for place in (*right, *reversed(left))
            if not is_blank(page.value((row, place))) and not _numbers(page, row, place, column)
        ]
        if boxed := ticked_options(written + " ☐ x"):
            found[code] = RawColumn(["1" if boxed else ""], column, row=row)
        elif places:
            found[code] = RawColumn([page.value((row, places[0]))], places[0], row=row)
        else:
            place = next((at for at in right if at in used), column + 1)
            found[code] = RawColumn([""], place, row=row)
    return found


def _numbers(page: Page, row: int, place: int, column: int) -> bool:
    """Whether a cell left of an option only numbers it: what stands above or below counts on."""
    cell = page.value((row, place))
    if place > column or not isinstance(cell, float):
        return False
    near = [page.value((row + step, place)) for step in (-1, 1) if row + step >= 0]
    return any(isinstance(other, float) and abs(other - cell) == 1 for other in near)


def _boxed_options(page: Page, question: str, used: set[int]) -> dict[str, RawColumn]:
    """Options printed in several cells of the row, each with its box: `☑ Ya | ☐ Tidak`."""
    choices = page.choices(question)
    row, first = page.places[question]
    found: dict[str, RawColumn] = {}
    for place in range(first + 1, min(next_question(page, (row, first)), page.width)):
        cell = page.value((row, place))
        if choices is None or place not in used or not isinstance(cell, str):
            continue
        # A second, unticked option makes a list of a single one.
        ticked = ticked_options(f"{cell} ☐ x")
        if ticked is not None and (code := option_code(cell, choices)):
            found[code] = RawColumn(["1" if ticked else ""], place, row=row)
    return found if len(found) > 1 else {}
