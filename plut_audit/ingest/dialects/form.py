"""`form`: one workbook a centre, the questions down the page, each answer beside its question.

Several centres may answer side by side, and a form may be spread over several sheets.
"""

from collections.abc import Iterator, Sequence

from plut_audit.ingest.dialects import RawAnswers, RawColumn
from plut_audit.ingest.dialects._form_answers import answer, answer_cells, columns_of
from plut_audit.ingest.dialects._form_layout import Page, page_of
from plut_audit.ingest.dialects._header import is_blank
from plut_audit.ingest.dialects._header_text import plain_text
from plut_audit.ingest.dialects._questions import KEYS, Lookup
from plut_audit.ingest.dialects._roles import role_of
from plut_audit.ingest.dialects._table import CENTRE_CODE, table_of
from plut_audit.ingest.sheets import CellValue, Sheet, address
from plut_audit.problems import Problem

_FEWEST = 3
"""Questions down the side of a section that does not name the centre."""


def knows(sheet: Sheet, lookup: Lookup) -> bool:
    """Questions down the side: a form, or a section of one."""
    table = table_of(sheet, lookup)
    if not table.down or _lists_a_form(sheet):
        return False
    places = page_of(sheet, table.down, lookup).places
    return len(places) >= _FEWEST or not {*KEYS, "visit_date"}.isdisjoint(places)


def _lists_a_form(sheet: Sheet) -> bool:
    """Whether the sheet is the `survey` or `choices` of an XLSForm: questions, no answers."""
    heads = [{plain_text(cell) for cell in row if isinstance(cell, str)} for row in sheet.rows[:5]]
    return any({"type", "name"} <= head or {"list_name", "name"} <= head for head in heads)


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The responses of the sheets; a sheet without a single answer is a guide and says nothing."""
    found = [raw for sheet in sheets for raw in _responses(sheet, lookup)]
    answered = [raw for raw in found if any(map(_answered, raw.columns.values()))]
    return _with_sections(answered) or found[:1]


def _answered(column: RawColumn) -> bool:
    cells = [column.values[0], *(choice.values[0] for choice in column.choices.values())]
    return not all(map(is_blank, cells))


def _responses(sheet: Sheet, lookup: Lookup) -> Iterator[RawAnswers]:
    """One response a sheet, or one a column where several centres answer side by side."""
    page = page_of(sheet, table_of(sheet, lookup).down, lookup)
    if not page.places:
        return
    used = set(page.columns_right(min(page.down)))
    across = _centres_across(page)
    for column in across:
        columns = {
            question: RawColumn([answer(page, (row, column))], column, row=row)
            for question, (row, _) in page.places.items()
        }
        yield _response(page, columns)
    if not across:
        problems = []
        if page.years:
            audited = lookup.year if lookup.year in page.years.values() else 0
            audited = audited or max(page.years.values())
            used -= {place for place, year in page.years.items() if year != audited}
            problems = [_years_problem(page, audited)]
        raw = _response(page, columns_of(page, used))
        raw.problems += problems
        _add_repeated(raw, page, used)
        yield raw


def _response(page: Page, columns: dict[str, RawColumn]) -> RawAnswers:
    sheet = page.sheet
    first = min(column.column for column in columns.values())
    return RawAnswers(
        "form",
        role_of(set(page.places), page.lookup) or "questionnaire",
        sheet,
        [page.top],
        columns,
        keys=[f"{sheet.file}!{sheet.name}!{first}"],
    )


def _years_problem(page: Page, audited: int) -> Problem:
    column = min(place for place, year in page.years.items() if year == audited)
    row = next(
        row for row in range(page.top - 1, -1, -1) if not is_blank(page.value((row, column)))
    )
    years = ", ".join(str(year) for year in sorted(set(page.years.values())))
    cell = address(row, column)
    blanks = {"used": str(audited)}
    return Problem("LAY-10", page.sheet.file, page.sheet.name, cell, value=years, values=blanks)


def _centres_across(page: Page) -> list[int]:
    """The columns of answers, if there are several and each names another centre."""
    found: dict[CellValue, list[int]] = {}
    for column in page.columns_right(max(page.down)):
        cells = {name: page.value((row, column)) for name, (row, _) in page.places.items()}
        centre = next((cells[key] for key in KEYS if not is_blank(cells.get(key, ""))), "")
        if not is_blank(centre) and _answers_as_centre(str(centre), list(cells.values())):
            found.setdefault(centre, []).append(column)
    several = len(found) > 1 and all(len(columns) == 1 for columns in found.values())
    return [columns[0] for columns in found.values()] if several else []


def _answers_as_centre(centre: str, cells: list[CellValue]) -> bool:
    """Whether a column is a centre's: it bears a code or a name like one, or many answers."""
    answered = sum(not is_blank(cell) for cell in cells)
    named = CENTRE_CODE.fullmatch(centre) or "plut" in centre.casefold()
    return answered * 2 >= len(cells) or (named is not None and bool(named) and answered > 1)


# --- a question in two rows, a form on several sheets --------------------------------------


def _add_repeated(raw: RawAnswers, page: Page, used: set[int]) -> None:
    """The answer of a question that stands in two rows: whichever is given, if they agree."""
    for question, place in page.again:
        places = dict(page.places)
        page.places[question] = place
        cell = answer_cells(page, used).get(question, place)
        page.places = places
        _join(raw, question, RawColumn([answer(page, cell)], cell[1], row=cell[0]), page.sheet)


def _join(raw: RawAnswers, question: str, other: RawColumn, sheet: Sheet) -> None:
    """Take an answer from a further cell; two that differ are a problem at both."""
    known = raw.columns.get(question)
    contradicted = any(
        problem.code == "LAY-07" and problem.question == question for problem in raw.problems
    )
    if known is None or not (_answered(known) or contradicted):
        other.sheet = None if sheet is raw.sheet else sheet
        raw.columns[question] = other
        return
    raw.also_read.append((sheet, (other.row, other.column)))
    if _answered(other) and not contradicted and str(known.values[0]) != str(other.values[0]):
        first = raw.sheet_of(question)
        blanks = {"other": str(known.values[0]), "cell": f"{first.name}!{raw.cell(0, question)}"}
        cell, value = address(other.row, other.column), str(other.values[0])
        raw.problems.append(
            Problem("LAY-07", sheet.file, sheet.name, cell, "", question, value, blanks)
        )
        known.values = [""]


def _with_sections(found: list[RawAnswers]) -> list[RawAnswers]:
    """Sheets that do not name a centre are sections of the one form that does."""
    named = [raw for raw in found if _names_centre(raw)]
    if len(named) != 1:
        return found
    whole = named[0]
    for raw in found:
        if raw is not whole:
            for question, column in raw.columns.items():
                _join(whole, question, column, raw.sheet)
            whole.problems += raw.problems
    return named


def _names_centre(raw: RawAnswers) -> bool:
    return any(name in raw.columns and _answered(raw.columns[name]) for name in KEYS)
