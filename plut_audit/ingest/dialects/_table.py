"""A sheet as a table: where its header is, what each column asks, where the responses begin."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from plut_audit.ingest.dialects import Role
from plut_audit.ingest.dialects._header import Header, Row, is_blank, read_header
from plut_audit.ingest.dialects._header_text import plain_text
from plut_audit.ingest.dialects._instructions import first_response
from plut_audit.ingest.dialects._names import Asked
from plut_audit.ingest.dialects._questions import IDENTITY, KEYS, Lookup
from plut_audit.ingest.dialects._registry import parent_columns
from plut_audit.ingest.dialects._roles import role_of
from plut_audit.ingest.sheets import CellValue, Sheet
from plut_audit.ingest.values import is_tick

__all__ = ["CENTRE_CODE", "HEADER_ROWS", "HeaderedTable", "Row", "is_blank", "named_in", "table_of"]

HEADER_ROWS = 30
"""Rows among which the header is looked for."""
_DOWN_ROWS, _DOWN_COLUMNS = 400, 20
_FEW = 8
"""A header that names so many questions is one; with fewer, they may stand down the side."""
CENTRE_CODE = re.compile(r"\d\d([.]\d\d)?(-\d)?")
_OTHER = ("other", "others", "lainnya", "lain", "lain_lain", "other_text")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass
class HeaderedTable:
    """What was found out about a sheet; `role` is None where it answers nothing.

    `asked` gives each column (zero-based) its question, `further` the columns that ask one of
    these again, `beside` those that belong to a question without answering it, `other_years`
    those of another year than the one that is read. `headers` gives each column its normalised
    header, `header_rows` the rows they stand in (zero-based, titles that reach down included);
    `down` holds the columns in which questions stand down the side (`form`).
    """

    sheet: Sheet
    header_row: int = 0
    header_rows: list[int] = field(default_factory=list)
    first_row: int = 0
    role: Role | None = None
    asked: dict[int, Asked] = field(default_factory=dict)
    further: dict[int, Asked] = field(default_factory=dict)
    beside: dict[int, Asked] = field(default_factory=dict)
    other_years: dict[int, Asked] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    headers: dict[int, str] = field(default_factory=dict)
    down: tuple[int, ...] = ()

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


def table_of(sheet: Sheet, lookup: Lookup) -> HeaderedTable:
    """The sheet as a table; worked out once a sheet."""
    found = lookup.tables.get(id(sheet))
    if found is None:
        found = lookup.tables[id(sheet)] = _understood(sheet, lookup)
    return found


def _understood(sheet: Sheet, lookup: Lookup) -> HeaderedTable:
    top = next((number for number, row in enumerate(sheet.rows) if not _all_blank(row)), 0)
    named = [named_in(row, lookup) for row in sheet.rows[top : top + HEADER_ROWS]]
    most = max(named, default=0)
    table = HeaderedTable(sheet, header_row=top + named.index(most) if most else top)
    if most < _FEW:
        table.down = _columns_down(sheet, lookup, most)
    if most and not table.down:
        _fill(table, lookup)
    return table


def _all_blank(row: Row) -> bool:
    return all(map(is_blank, row))


def named_in(cells: Iterable[CellValue], lookup: Lookup) -> int:
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
    header = read_header(table.sheet, table.header_row, lookup)
    table.headers = {place: plain_text(text) for place, text in header.texts.items()}
    table.header_rows = list(range(header.first, header.rows[-1] + 1))
    main = _asked(header, lookup.asked)
    roster = _asked(header, lookup.asked_in_roster)
    table.role = _role(_questions(main), _questions(roster), table, lookup)
    if table.role == "roster":
        keys = {place: asked for place, asked in main.items() if asked.question in KEYS}
        main = {**keys, **roster}
    _set_years_apart(table, main, header, lookup)
    _ask(table, main)
    table.first_row = header.rows[-1] + 1
    if table.role:
        table.first_row = first_response(table, lookup)


def _asked(header: Header, look_up: Callable[[object], Asked | None]) -> dict[int, Asked]:
    return {place: asked for place, text in header.texts.items() if (asked := look_up(text))}


def _questions(columns: dict[int, Asked]) -> set[str]:
    return {asked.question for asked in columns.values() if not asked.repeat}


def _role(main: set[str], roster: set[str], table: HeaderedTable, lookup: Lookup) -> Role | None:
    # One column called `active` makes no roster, unless it is tied to something.
    tied = not main.isdisjoint(KEYS) or table.has(*parent_columns())
    if len(roster) > len(main.difference(IDENTITY)) and (tied or len(roster) > 1):
        return "roster"
    return role_of(main, lookup)


def _ask(table: HeaderedTable, columns: dict[int, Asked]) -> None:
    """Give each question one column: the one that names it wholly, else the first."""
    taken: dict[Asked, int] = {}
    for place, asked in sorted(columns.items(), key=lambda entry: (not entry[1].exact, entry[0])):
        key = replace(asked, exact=True)
        if _is_free_text(table, place, asked):
            table.beside[place] = replace(asked, choice="", use="free_text")
        elif asked.use == "unknown_choice" and key in taken:
            table.beside[place] = asked
        elif key in taken:
            table.further[place] = key
        else:
            taken[key] = place
    table.asked = {place: key for key, place in sorted(taken.items(), key=lambda entry: entry[1])}


def _is_free_text(table: HeaderedTable, place: int, asked: Asked) -> bool:
    """Whether a column holds what was written in beside *other*, and no ticks of it."""
    if not table.headers[place].endswith(_OTHER) or not (asked.choice or asked.use == "free_text"):
        return False
    cells = [row[place] for row in table.sheet.rows[table.header_rows[-1] + 1 :]]
    written = [cell for cell in cells if not is_blank(cell)]
    ticks = bool(written) and all(is_tick(cell) is not None for cell in written)
    own = {str(cell).casefold() for cell in written} <= {asked.choice}
    return not ticks and not (written and own)


# --- years ---------------------------------------------------------------------------------


def _set_years_apart(
    table: HeaderedTable, columns: dict[int, Asked], header: Header, lookup: Lookup
) -> None:
    """Where years stand in the header, the columns of the audit year stay."""
    dated = {place: year for place, year in header.years.items() if place in columns}
    if not dated:
        return
    table.years = dated
    plain = {replace(asked, exact=True) for place, asked in columns.items() if place not in dated}
    audited = lookup.year or _surveyed_year(table, columns, dated) or max(dated.values())
    for place, year in dated.items():
        if year != audited or replace(columns[place], exact=True) in plain:
            table.other_years[place] = columns.pop(place)


def _surveyed_year(table: HeaderedTable, columns: dict[int, Asked], dated: dict[int, int]) -> int:
    """The year in which most responses are dated, 0 where there is no such column."""
    place = next(
        (
            place
            for place, asked in columns.items()
            if asked.question in ("survey_date", "visit_date") and place not in dated
        ),
        None,
    )
    if place is None:
        return 0
    years: Counter[int] = Counter()
    for row in table.sheet.rows[table.header_row + 1 :]:
        cell = row[place]
        if isinstance(cell, date):
            years[cell.year] += 1
        elif found := _YEAR.search(str(cell)):
            years[int(found[1])] += 1
    return years.most_common(1)[0][0] if years else 0
