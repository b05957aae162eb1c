"""What became of the cells of each region, and the problems that name those passed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plut_audit.ingest.cell_account import CellAccount, Reason, count, is_filled
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._form_layout import REMARK_HEADS, Page, page_of
from plut_audit.ingest.dialects._header import is_blank
from plut_audit.ingest.dialects._passed_over import (
    cells_beside,
    filled,
    filled_places,
    hidden_problems,
    is_own_guide,
    row_problems,
    sheet_problems,
    stray_cells,
    unshown,
)
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._table import HeaderedTable, table_of
from plut_audit.ingest.sheets import Sheet
from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.problems import Problem


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
            problems += stray_cells(region.part, cells_beside(table, lookup))
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
    # A table that is known and was not read fits two forms as well.
    if region.dialects not in ([], ["form"]):
        return "two_readings"
    return "guide" if region.dialects or is_own_guide(region.sheet) else "no_question"


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
    for number, place in unshown(raw.sheet):
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
    remarks = set(_remarks(page))
    stray: list[CellIndex] = []
    for place in filled_places(sheet):
        if place in answers:
            account.read += 1
        elif place in labels or (_is_title(page, place) and place not in remarks):
            account.headers += 1
        else:
            reason: Reason = "other_year" if place[1] in page.years else "beside"
            account.reasons[reason] += 1
            if reason == "beside":
                stray.append(place)
    return account, list(stray_cells(sheet, stray))


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


def _remarks(page: Page) -> Iterator[CellIndex]:
    """What a respondent wrote into a column of remarks: no text of the form itself."""
    columns = [place for place in page.others if page.head_texts(place) & REMARK_HEADS]
    for question, (row, first) in page.places.items():
        for column in columns:
            cell = page.value((row, column))
            said = page.lookup.says_itself(cell, question) or (
                isinstance(cell, str) and page.lookup.lists_choices(cell, question)
            )
            if column > first and not is_blank(cell) and not said:
                yield row, column
