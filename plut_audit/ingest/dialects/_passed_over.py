"""The cells that were passed over, named: rows, columns, sheets, and cells of no question."""

from collections.abc import Iterator, Mapping, Sequence

from plut_audit.i18n import N_, translations
from plut_audit.ingest.cell_account import Reason, count, is_filled
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._table import CENTRE_CODE, table_of
from plut_audit.ingest.sheets import CellValue, Sheet, address
from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.problems import Problem
from plut_audit.rubric.forms.lists import SHEET as CHOICES_SHEET
from plut_audit.rubric.forms.template import GUIDE_SHEET

_REASONS: Mapping[str, str] = {
    "header": N_("the header once more"),
    "total": N_("a sum"),
    "remark": N_("a remark"),
    "nothing_asked": N_("a row without an answer"),
    "guide": N_("questions without a centre that answers them"),
    "no_question": N_("no column or row asks a question of the instrument"),
}


def filled_places(sheet: Sheet) -> Iterator[CellIndex]:
    """The filled cells of a sheet; an error, and a formula without a value, fill one too."""
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if is_filled(cell):
                yield row, column
    yield from unshown(sheet)


def unshown(sheet: Sheet) -> list[CellIndex]:
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
    return sum(map(count, sheet.rows)) + len(unshown(sheet))


# --- rows of tables ------------------------------------------------------------------------


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


def cells_beside(raw: RawAnswers, lookup: Lookup) -> list[CellIndex]:
    """The filled cells of responses in columns without a header."""
    table = table_of(raw.sheet, lookup)
    known = {*table.asked, *table.further, *table.other_years, *table.headers}
    rows = raw.sheet.rows
    found = [
        (row, place)
        for row in raw.rows
        for place in range(len(rows[row]))
        if place not in known and is_filled(rows[row][place])
    ]
    answering = set(raw.rows)
    return found + [at for at in unshown(raw.sheet) if at[0] in answering and at[1] not in known]


# --- cells of no question ------------------------------------------------------------------


def stray_cells(sheet: Sheet, places: list[CellIndex]) -> Iterator[Problem]:
    """LAY-11 for cells that no header or question claims: once for columns side by side."""
    for block in _blocks(places):
        rows, columns = zip(*block, strict=True)
        first, last = address(min(rows), min(columns)), address(max(rows), max(columns))
        place = min(block)
        unread = place in sheet.errors or place in sheet.uncalculated
        value = sheet.errors.get(place, "") if unread else _shown(sheet, place)
        blanks = {"count": len(block), "range": first if first == last else f"{first}:{last}"}
        yield Problem("LAY-11", sheet.file, sheet.name, address(*place), value=value, values=blanks)


def _blocks(places: list[CellIndex]) -> Iterator[list[CellIndex]]:
    """The cells in runs of columns that stand side by side."""
    block: list[CellIndex] = []
    for place in sorted(places, key=lambda place: place[1]):
        if block and place[1] > block[-1][1] + 1:
            yield block
            block = []
        block.append(place)
    if block:
        yield block


# --- whole sheets --------------------------------------------------------------------------


def is_own_guide(sheet: Sheet) -> bool:
    """Whether it is a sheet of the project's own template that holds no answers."""
    return sheet.name in {
        *translations(GUIDE_SHEET).values(),
        *translations(CHOICES_SHEET).values(),
    }


def sheet_problems(passed: Sequence[tuple[Sheet, Reason]]) -> Iterator[Problem]:
    """The sheets that were not read, each name and reason once."""
    found: dict[tuple[str, Reason], list[Sheet]] = {}
    for sheet, reason in passed:
        said = reason == "no_question" or (reason == "guide" and not is_own_guide(sheet))
        if said and filled(sheet):
            found.setdefault((sheet.name, reason), []).append(sheet)
    for (name, reason), sheets in found.items():
        blanks = {
            "reason": translations(_REASONS[reason]),
            "count": sum(map(filled, sheets)),
            "files": len({sheet.file for sheet in sheets}),
        }
        code = "LAY-13" if reason == "no_question" and _names_centres(sheets[0]) else "LAY-04"
        yield Problem(code, sheets[0].file, name, values=blanks)


def _names_centres(sheet: Sheet) -> bool:
    """Whether a row with further cells bears the code or the name of a centre."""
    return any(
        count(row) >= _FEWEST_CELLS
        and any(CENTRE_CODE.fullmatch(cell) or "plut" in cell.casefold() for cell in _texts(row))
        for row in sheet.rows
    )


def _texts(row: list[CellValue]) -> list[str]:
    return [cell.strip() for cell in row if isinstance(cell, str)]


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


_FEWEST_CELLS = 4
"""Filled cells of a row that may be a response."""
_MOST_HIDDEN = 12
"""Hidden rows and columns that one message lists."""
