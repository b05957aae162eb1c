"""The page of a form: where its questions stand, and which columns can hold their answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plut_audit.ingest.dialects._header import is_blank
from plut_audit.ingest.dialects._header_text import plain_text, year_alone
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.sheets import CellValue, Sheet
from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.ingest.values import Choices, ticked_options

ANSWER_HEADS = {"jawaban", "jawab", "isian", "isi", "answer", "answers", "response", "your answer"}
OTHER_HEADS = {
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
    "remarks",
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
REMARK_HEADS = {"keterangan", "note", "notes", "catatan", "remarks"}
"""Those of them under which respondents write as well."""
_ROWS_ABOVE = 6
"""Rows above the first question in which the heads of columns stand."""
_NO_COLUMN = 999

Places = dict[str, CellIndex]
"""The cell (row, column) in which each question stands."""


@dataclass
class Page:
    """A sheet with questions down the side.

    `places` says where each question stands first, `again` where one stands once more.
    `others` are the columns that hold no answers (names, labels, units, hints, choices to
    pick from), `years` the columns that stand for a year.
    """

    sheet: Sheet
    lookup: Lookup
    down: tuple[int, ...]
    places: Places = field(default_factory=dict)
    again: list[tuple[str, CellIndex]] = field(default_factory=list)
    options: dict[str, dict[str, CellIndex]] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)
    years: dict[int, int] = field(default_factory=dict)

    @property
    def top(self) -> int:
        """The row of the first question."""
        return min(row for row, _ in self.places.values())

    @property
    def width(self) -> int:
        """The columns of the sheet."""
        return max(map(len, self.sheet.rows), default=0)

    def value(self, place: CellIndex) -> CellValue:
        """A cell; "" outside of the sheet."""
        row = self.sheet.rows[place[0]] if place[0] < len(self.sheet.rows) else []
        return row[place[1]] if place[1] < len(row) else ""

    def heads(self, column: int) -> list[CellValue]:
        """What stands above the first question in a column, the nearest first."""
        above = range(self.top - 1, max(0, self.top - _ROWS_ABOVE) - 1, -1)
        return [cell for row in above if not is_blank(cell := self.value((row, column)))]

    def head_texts(self, column: int) -> set[str]:
        """The same as normalised texts."""
        return {plain_text(cell) for cell in self.heads(column) if isinstance(cell, str)}

    def columns_right(self, first: int) -> list[int]:
        """The columns right of one that may hold answers."""
        return [place for place in range(first + 1, self.width) if place not in self.others]

    def choices(self, question: str) -> Choices | None:
        """The choices of a question, if it has any."""
        found = self.lookup.choices_of(question)
        if not found:
            return None
        return Choices(list(found), {code: list(label.values()) for code, label in found.items()})


def page_of(sheet: Sheet, down: tuple[int, ...], lookup: Lookup) -> Page:
    """What stands where on a sheet with questions down the side."""
    page = Page(sheet, lookup, down)
    _find_questions(page)
    if page.places:
        page.others = set(_other_columns(page))
        heads = {place: page.heads(place) for place in page.columns_right(min(down))}
        years = {place: year_alone(found[0]) for place, found in heads.items() if found}
        page.years = {place: year for place, year in years.items() if year}
        if len(set(page.years.values())) < 2:
            page.years = {}
    return page


def _find_questions(page: Page) -> None:
    """Where each question stands first, and the cells that ask one again in another row."""
    last: tuple[str, CellIndex] | None = None
    for place, question in _named(page):
        if last and (_is_option(page, last, place) or _is_answer_under(page, last, place)):
            continue
        known = page.places.setdefault(question, place)
        if known[0] != place[0]:
            page.again.append((question, place))
        last = question, place
    for question, place in page.places.items():
        if found := _options_below(page, question, place):
            page.options[question] = found


def _named(page: Page) -> Iterator[tuple[CellIndex, str]]:
    for row, cells in enumerate(page.sheet.rows):
        for place in page.down:
            asked = page.lookup.asked(cells[place]) if place < len(cells) else None
            if asked and not asked.choice and not asked.repeat and asked.use == "answer":
                yield (row, place), asked.question


# --- options on the rows below -------------------------------------------------------------


def _is_option(page: Page, question: tuple[str, CellIndex], place: CellIndex) -> bool:
    """Whether a cell that also names a question is a choice of the question above it."""
    return place in _options_below(page, *question).values()


def _is_answer_under(page: Page, question: tuple[str, CellIndex], place: CellIndex) -> bool:
    """Whether a cell that also names a question is the answer under the question above it."""
    name, above = question
    choices = page.choices(name)
    cell = page.value(place)
    alone = all(
        is_blank(page.value((row, column)))
        for row in (above[0], place[0])
        for column in range(place[1] + 1, page.width)
    )
    under = place == (above[0] + 1, above[1])
    return choices is not None and under and alone and bool(choices.find_declared(str(cell)))


def _options_below(page: Page, question: str, place: CellIndex) -> dict[str, CellIndex]:
    """The choices of a question that stand on the rows below it, one a row."""
    choices = page.choices(question)
    found: dict[str, CellIndex] = {}
    if choices is None:
        return found
    for row in range(place[0] + 1, len(page.sheet.rows)):
        at = _option_in(page, row, place[1], choices)
        if at is None or at[0] in found:
            break
        found[at[0]] = at[1]
    alone = any(page.lookup.asked(page.value(at)) is None for at in found.values())
    return found if len(found) > 1 and alone and not _beside(page, place, choices) else {}


def _beside(page: Page, place: CellIndex, choices: Choices) -> bool:
    """Whether an answer stands beside a question, so that the choices below it are another thing."""
    cells = (page.value((place[0], column)) for column in range(place[1] + 1, page.width))
    return any(isinstance(cell, str) and choices.find_declared(cell) for cell in cells)


def _option_in(page: Page, row: int, column: int, choices: Choices) -> tuple[str, CellIndex] | None:
    """A choice in a row, in the column of the questions or one of the two beside it."""
    for place in (column, column + 1, column + 2, column - 1):
        cell = page.value((row, place)) if place >= 0 else ""
        if isinstance(cell, str) and (code := option_code(cell, choices)):
            return code, (row, place)
    return None


def option_code(cell: str, choices: Choices) -> str | None:
    """The choice that a cell names, with a box or a number in front of it or not."""
    boxed = ticked_options(cell + " ☐ x") or ticked_options("☑ x " + cell)
    texts = [cell, plain_text(cell), *(boxed or ())]
    return next((code for text in texts if (code := choices.find_declared(text))), None)


# --- columns that hold no answers ----------------------------------------------------------


def _other_columns(page: Page) -> Iterator[int]:
    for place in range(page.width):
        if place in page.down or page.head_texts(place) & OTHER_HEADS or _explains(page, place):
            yield place


def _explains(page: Page, place: int) -> bool:
    """Whether most of what a column says repeats what the form says, or is a colon and no more."""
    written = [
        (question, cell)
        for question, (row, first) in page.places.items()
        if place > first and not is_blank(cell := page.value((row, place)))
    ]
    explained = sum(
        cell.strip() == ":"
        or page.lookup.says_itself(cell, question)
        or (page.lookup.lists_choices(cell, question) and ticked_options(cell) is None)
        for question, cell in written
        if isinstance(cell, str)
    )
    return bool(written) and explained * 2 > len(written)


def next_question(page: Page, place: CellIndex) -> int:
    """The column in which another block of questions begins in the same row."""
    rivals = (
        other[1] for other in page.places.values() if other[0] == place[0] and other[1] > place[1]
    )
    return min(rivals, default=_NO_COLUMN)
