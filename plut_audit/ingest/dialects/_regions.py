"""The tables of a sheet: one, or several under each other or side by side.

Each region is a sheet of its own with blank cells where the other regions are, so that every
cell keeps its place.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from plut_audit.ingest.dialects._header import is_blank
from plut_audit.ingest.dialects._header_text import plain_text
from plut_audit.ingest.dialects._questions import KEYS, Lookup
from plut_audit.ingest.dialects._table import CENTRE_CODE, HEADER_ROWS, Row, named_in
from plut_audit.ingest.sheets import CellValue, Sheet

_FEWEST = 3
"""Questions that the header of a further table names."""
_CELLS_TRIED = 3
_COLUMNS_OF_QUESTIONS = 4
"""Columns from the left in which the questions of a form stand."""


def regions(sheet: Sheet, lookup: Lookup) -> list[Sheet]:
    """The regions of a sheet, each with one table (or form) in it."""
    return [
        side for part in _under_each_other(sheet, lookup) for side in _side_by_side(part, lookup)
    ]


def _under_each_other(sheet: Sheet, lookup: Lookup) -> list[Sheet]:
    begun = _headers(sheet, lookup) or _forms(sheet, lookup)
    starts = [0, *(_with_title(sheet.rows, row) for row in begun[1:]), len(sheet.rows)]
    if len(starts) == 2:
        return [sheet]
    return [
        _part(sheet, range(start, stop), range(len(sheet.rows[0])))
        for start, stop in pairwise(starts)
    ]


def _headers(sheet: Sheet, lookup: Lookup) -> list[int]:
    """The header rows of a sheet's tables: those that differ, with responses in between."""
    found: list[int] = []
    for row in _candidates(sheet, lookup):
        if not found or (
            _responses_between(sheet, found[-1], row)
            and not _same(sheet.rows[found[-1]], sheet.rows[row])
        ):
            found.append(row)
    return found


def _forms(sheet: Sheet, lookup: Lookup) -> list[int]:
    """The rows in which forms begin: each asks for the centre anew, and is answered otherwise."""
    begun: dict[tuple[str, int], dict[str, int]] = {}
    for number, row in enumerate(sheet.rows):
        for place, cell in enumerate(row[:_COLUMNS_OF_QUESTIONS]):
            asked = lookup.asked(cell) if isinstance(cell, str) else None
            if not asked or asked.question not in KEYS or asked.choice or asked.use != "answer":
                continue
            centre = next((other for other in row[place + 1 :] if not is_blank(other)), "")
            if not is_blank(centre):
                begun.setdefault((asked.question, place), {}).setdefault(str(centre), number)
    return max((sorted(rows.values()) for rows in begun.values()), key=len, default=[])


def _responses_between(sheet: Sheet, header: int, row: int) -> bool:
    """Whether there are responses between two headers, and not only another row of a header."""
    written = sum(_count(cells) > 1 for cells in sheet.rows[header + 1 : row])
    return written > 1 or (written == 1 and header + 2 < row)


def _candidates(sheet: Sheet, lookup: Lookup) -> Iterator[int]:
    """The rows that name questions and little else."""
    for number, row in enumerate(sheet.rows):
        if number >= HEADER_ROWS and not _begins_with_a_question(row, lookup):
            continue
        if named_in(row, lookup) >= _FEWEST and len(list(_asked(row, lookup))) * 2 >= _count(row):
            yield number


def _begins_with_a_question(row: Row, lookup: Lookup) -> bool:
    """Whether one of the first texts asks something; decided without looking up every answer."""
    tried = 0
    for cell in row:
        if is_blank(cell):
            continue
        tried += 1
        if tried > _CELLS_TRIED or (isinstance(cell, str) and CENTRE_CODE.match(cell)):
            return False
        if isinstance(cell, str) and (lookup.asked(cell) or lookup.asked_in_roster(cell)):
            return True
    return False


def _count(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row)


def _same(first: Row, second: Row) -> bool:
    """Whether two headers are one, as where a header is printed again on each page."""
    return [plain_text(str(cell)) for cell in first] == [plain_text(str(cell)) for cell in second]


def _with_title(rows: list[list[CellValue]], row: int) -> int:
    """Where the table of a header begins: its title and the blank rows before it are its own."""
    while row and _count(rows[row - 1]) < 2:
        row -= 1
    return row


def _side_by_side(sheet: Sheet, lookup: Lookup) -> list[Sheet]:
    """Tables beside each other: the centre is named anew, and questions follow."""
    headers = _headers(sheet, lookup)
    if not headers:
        return [sheet]
    row = sheet.rows[headers[0]]
    keys = _key_columns(row, lookup)
    starts = _starts(row, keys, lookup)
    gap = all(is_blank(row[start - 1]) for start in starts[1:])
    if len(starts) < 2 or not (gap or _differ(sheet.rows[headers[0] + 1 :], keys)):
        return [sheet]
    bounds = [0, *starts[1:], len(row)]
    return [
        _part(sheet, range(len(sheet.rows)), range(start, stop)) for start, stop in pairwise(bounds)
    ]


def _key_columns(row: Row, lookup: Lookup) -> list[list[int]]:
    """The columns that ask which centre answers, by code and by name."""
    keys: dict[str, list[int]] = {}
    for place, cell in enumerate(row):
        asked = lookup.asked(cell)
        if asked and asked.question in KEYS and not asked.choice and asked.use == "answer":
            keys.setdefault(asked.question, []).append(place)
    return list(keys.values())


def _differ(rows: list[list[CellValue]], keys: list[list[int]]) -> bool:
    """Whether a row names two centres."""
    return any(
        len({str(row[place]) for place in places} - {""}) > 1
        for places in keys
        if len(places) > 1
        for row in rows
    )


def _starts(row: Row, keys: list[list[int]], lookup: Lookup) -> list[int]:
    """The columns in which tables begin: each names the centre and asks something of its own."""
    times = max(map(len, keys), default=0)
    starts = [min(places[n] for places in keys if len(places) > n) for n in range(times)]
    starts = [_with_gap(row, start, starts[0]) for start in starts]
    blocks = zip(starts, [*starts[1:], len(row)], strict=False)
    asks = [len({*_asked(row[start:stop], lookup)} - {*KEYS}) for start, stop in blocks]
    return starts if all(asks) else starts[:1]


def _asked(row: Row, lookup: Lookup) -> Iterator[str]:
    for cell in row:
        if asked := lookup.asked(cell) or lookup.asked_in_roster(cell):
            yield asked.question


def _with_gap(row: Row, start: int, first: int) -> int:
    """A table begins behind the blank column before it: with its number, if it has one."""
    if start == first:
        return start
    gap = start
    while gap > first and not is_blank(row[gap - 1]) and start - gap < 2:
        gap -= 1
    return gap if gap > first and is_blank(row[gap - 1]) else start


def _part(sheet: Sheet, rows: range, columns: range) -> Sheet:
    """The sheet with nothing outside of these rows and columns."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    nothing: list[CellValue] = [""] * width
    before, after = nothing[: columns.start], nothing[columns.stop :]
    whole = len(columns) == width
    part = [
        (row if whole else [*before, *row[columns.start : columns.stop], *after])
        if number in rows
        else nothing
        for number, row in enumerate(sheet.rows[: rows.stop])
    ]
    return replace(
        sheet,
        rows=part,
        errors={at: text for at, text in sheet.errors.items() if _inside(at, rows, columns)},
        uncalculated={
            at: text for at, text in sheet.uncalculated.items() if _inside(at, rows, columns)
        },
        merged=[ends for ends in sheet.merged if _inside(ends[0], rows, columns)],
    )


def _inside(at: tuple[int, int], rows: range, columns: range) -> bool:
    return at[0] in rows and at[1] in columns
