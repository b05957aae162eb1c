"""What became of the cells of each region, and the problems that name those passed over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plut_audit.i18n import N_, translations
from plut_audit.ingest.cell_account import CellAccount, Reason, count, is_filled
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._form_layout import Page, page_of
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._table import HeaderedTable, table_of
from plut_audit.ingest.sheets import Sheet, address
from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.problems import Problem
from plut_audit.rubric.forms.lists import SHEET as CHOICES_SHEET
from plut_audit.rubric.forms.template import GUIDE_SHEET

_REASONS: Mapping[str, str] = {
    "header": N_("the header once more"),
    "total": N_("a sum"),
    "remark": N_("a remark"),
    "nothing_asked": N_("a row without an answer"),
    "no_question": N_("no column or row asks a question of the instrument"),
}


def filled_places(sheet: Sheet) -> Iterator[CellIndex]:
    """The filled cells of a sheet; an error, and a formula without a value, fill one too."""
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if is_filled(cell):
                yield row, column
    yield from _unshown(sheet)


def _unshown(sheet: Sheet) -> list[CellIndex]:
    """Cells that hold something although they read as blank."""
    return [
        (row, column)
        for row, column in {*sheet.errors, *sheet.uncalculated}
        if row >= len(sheet.rows)
        or column >= len(sheet.rows[row])
        or not is_filled(sheet.rows[row][column])
    ]


def filled(sheet: Sheet) -> int:
    """How many cells of a sheet are filled."""
    return sum(map(count, sheet.rows)) + len(_unshown(sheet))


def passed_sheet(sheet: Sheet, reason: Reason) -> CellAccount:
    """The account of a region that was not read."""
    account = CellAccount(sheet.file, sheet.name)
    if number := filled(sheet):
        account.reasons[reason] = number
    return account


@dataclass
class Region:
    """A part of a sheet with one table or form, and the dialects that know it."""

    sheet: Sheet
    part: Sheet
    dialects: list[str]


def accounts_of(
    regions: Sequence[Region], answers: Sequence[RawAnswers], lookup: Lookup
) -> tuple[list[CellAccount], list[Problem]]:
    """The account of each sheet, and the problems that name what was passed over in it."""
    tables = {id(raw.sheet): raw for raw in answers if not raw.in_rows and raw.dialect != "form"}
    forms: dict[str, list[RawAnswers]] = {}
    for raw in answers:
        if raw.dialect == "form":
            forms.setdefault(raw.sheet.file, []).append(raw)
    accounts: dict[int, CellAccount] = {}
    problems: list[Problem] = []
    passed: list[tuple[Sheet, Reason]] = []
    for region in regions:
        sheet = region.sheet
        if id(sheet) not in accounts:
            problems += hidden_problems(sheet)
            accounts[id(sheet)] = CellAccount(sheet.file, sheet.name, filled(sheet))
        account = accounts[id(sheet)]
        if table := tables.get(id(region.part)):
            account.add(table_account(table, lookup))
            problems += row_problems(table, lookup)
            continue
        raws = [raw for raw in forms.get(sheet.file, ()) if _stands_on(raw, region.part)]
        if raws and region.dialects == ["form"]:
            part, met = form_account(region.part, raws, lookup)
            account.add(part)
            problems += met
            continue
        reason = _reason(region)
        account.add(passed_sheet(region.part, reason))
        passed.append((region.part, reason))
    # Where nothing was read of a file, that is said of the file.
    read = {raw.sheet.file for raw in answers}
    unread = [(sheet, reason) for sheet, reason in passed if sheet.file in read]
    return list(accounts.values()), [*problems, *sheet_problems(unread)]


def _reason(region: Region) -> Reason:
    """Why a region was not read."""
    if len(region.dialects) > 1:
        return "two_tools"
    guides = {*translations(GUIDE_SHEET).values(), *translations(CHOICES_SHEET).values()}
    return "guide" if region.dialects or region.sheet.name in guides else "no_question"


def _stands_on(raw: RawAnswers, sheet: Sheet) -> bool:
    """Whether some answer of a response stands on a sheet."""
    return raw.sheet is sheet or any(column.sheet is sheet for column in raw.columns.values())


# --- tables --------------------------------------------------------------------------------


def table_account(raw: RawAnswers, lookup: Lookup) -> CellAccount:
    """The account of a table, with the responses that count in the end."""
    table = table_of(raw.sheet, lookup)
    account = CellAccount(raw.sheet.file, raw.sheet.name)
    answering = set(raw.rows)
    rows = raw.sheet.rows
    for number, row in enumerate(rows):
        if number not in answering and (cells := count(row)):
            _enter_row(account, raw, table, number, cells)
    responses = [rows[number] for number in raw.rows]
    for place in range(max(map(len, responses), default=0)):
        cells = sum(is_filled(row[place]) for row in responses if place < len(row))
        _enter_column(account, table, place, cells)
    for number, place in _unshown(raw.sheet):
        if number in answering:
            _enter_column(account, table, place, 1)
        else:
            _enter_row(account, raw, table, number, 1)
    return account


def _enter_row(
    account: CellAccount, raw: RawAnswers, table: HeaderedTable, number: int, cells: int
) -> None:
    """Cells of a row that does not answer."""
    if number < table.first_row:
        account.headers += cells
    else:
        account.reasons[raw.passed.get(number, "left_out")] += cells


def _enter_column(account: CellAccount, table: HeaderedTable, place: int, cells: int) -> None:
    """Cells of a column in rows that answer."""
    if not cells:
        return
    if place in table.asked or place in table.further:
        account.read += cells
    elif place in table.other_years:
        account.reasons["other_year"] += cells
    elif header := table.headers.get(place):
        account.columns[header] += cells
    else:
        account.reasons["beside"] += cells


def row_problems(raw: RawAnswers, lookup: Lookup) -> Iterator[Problem]:
    """The rows of a table that are no responses: each faulty one, the others once a reason."""
    by_reason: dict[Reason, list[int]] = {}
    for row, reason in raw.passed.items():
        by_reason.setdefault(reason, []).append(row)
    for reason, rows in by_reason.items():
        if reason in ("longer", "one_cell"):
            beyond = max(table_of(raw.sheet, lookup).headers) + 1
            yield from (_faulty_row(raw, row, reason, beyond) for row in rows)
        elif reason != "header":
            first = _first(raw.sheet, rows[0])
            blanks = {"count": len(rows), "reason": translations(_REASONS[reason])}
            cell, value = address(*first), _shown(raw.sheet, first)
            yield Problem(
                "LAY-03", raw.sheet.file, raw.sheet.name, cell, value=value, values=blanks
            )


def _faulty_row(raw: RawAnswers, row: int, reason: str, beyond: int) -> Problem:
    place = _first(raw.sheet, row)
    if reason == "longer":
        place = row, beyond
        while not is_filled(raw.sheet.rows[row][place[1]]):
            place = row, place[1] + 1
    code = "LAY-01" if reason == "longer" else "LAY-02"
    value = _shown(raw.sheet, place)
    return Problem(code, raw.sheet.file, raw.sheet.name, address(*place), value=value)


def _first(sheet: Sheet, row: int) -> CellIndex:
    return row, next(at for at, cell in enumerate(sheet.rows[row]) if is_filled(cell))


def _shown(sheet: Sheet, place: CellIndex) -> str:
    cell = sheet.rows[place[0]][place[1]]
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return " ".join(text.split())[:80]


# --- forms ---------------------------------------------------------------------------------


def form_account(
    sheet: Sheet, raws: Sequence[RawAnswers], lookup: Lookup
) -> tuple[CellAccount, list[Problem]]:
    """The account of a form's sheet; `raws` are the responses with answers on it."""
    page = page_of(sheet, table_of(sheet, lookup).down, lookup)
    account = CellAccount(sheet.file, sheet.name)
    answers = {place for raw in raws for place in _answer_places(raw, sheet)}
    labels = {*page.places.values(), *(place for _, place in page.again)}
    labels |= {place for options in page.options.values() for place in options.values()}
    stray: list[CellIndex] = []
    for place in filled_places(sheet):
        if place in answers:
            account.read += 1
        elif place in labels or _is_title(page, place):
            account.headers += 1
        else:
            reason: Reason = "other_year" if place[1] in page.years else "beside"
            account.reasons[reason] += 1
            if reason == "beside":
                stray.append(place)
    return account, list(_stray(sheet, stray))


def _answer_places(raw: RawAnswers, sheet: Sheet) -> Iterator[CellIndex]:
    for question, column in raw.columns.items():
        if (column.sheet or raw.sheet) is sheet:
            yield raw.place(0, question)
            for code in column.choices:
                yield raw.place(0, question, code)
    yield from (place for other, place in raw.also_read if other is sheet)


def _is_title(page: Page, place: CellIndex) -> bool:
    """Above the questions, in their columns or left of them, or in a column of hints."""
    row, column = place
    return row < page.top or column <= max(page.down) or column in page.others


def _stray(sheet: Sheet, places: list[CellIndex]) -> Iterator[Problem]:
    if places:
        first = min(places)
        unread = first in sheet.errors or first in sheet.uncalculated
        value = sheet.errors.get(first, "") if unread else _shown(sheet, first)
        blanks = {"count": len(places)}
        yield Problem("LAY-11", sheet.file, sheet.name, address(*first), value=value, values=blanks)


# --- whole sheets --------------------------------------------------------------------------


def sheet_problems(passed: Sequence[tuple[Sheet, Reason]]) -> Iterator[Problem]:
    """The sheets that were not read, each name and reason once."""
    found: dict[tuple[str, Reason], list[Sheet]] = {}
    for sheet, reason in passed:
        if reason == "no_question" and filled(sheet):
            found.setdefault((sheet.name, reason), []).append(sheet)
    for (name, reason), sheets in found.items():
        blanks = {
            "reason": translations(_REASONS[reason]),
            "count": sum(map(filled, sheets)),
            "files": len({sheet.file for sheet in sheets}),
        }
        yield Problem("LAY-04", sheets[0].file, name, values=blanks)


def hidden_problems(sheet: Sheet) -> Iterator[Problem]:
    """Hidden rows and columns with something in them: read like the others, and said."""
    rows = [row for row in sorted(sheet.hidden_rows) if row < len(sheet.rows)]
    rows = [row for row in rows if count(sheet.rows[row])]
    width = max(map(len, sheet.rows), default=0)
    columns = [
        column
        for column in sorted(sheet.hidden_columns)
        if column < width and any(is_filled(row[column]) for row in sheet.rows)
    ]
    if rows or columns:
        parts = [f"{address(0, column)[:-1]}:{address(0, column)[:-1]}" for column in columns]
        parts += [f"{row + 1}:{row + 1}" for row in rows]
        more = " …" if len(parts) > _MOST_HIDDEN else ""
        value = ", ".join(parts[:_MOST_HIDDEN]) + more
        yield Problem("LAY-05", sheet.file, sheet.name, value=value)


_MOST_HIDDEN = 12
"""Hidden rows and columns that one message lists."""
