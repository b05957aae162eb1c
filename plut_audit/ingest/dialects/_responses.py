"""The responses of a table: which rows answer, and their answers as columns."""

import re
from collections.abc import Sequence
from operator import itemgetter

from plut_audit.ingest.dialects import RawAnswers, RawColumn
from plut_audit.ingest.dialects._names import plain_text
from plut_audit.ingest.dialects._questions import KEYS
from plut_audit.ingest.dialects._table import HeaderedTable, Row, is_blank
from plut_audit.ingest.sheets import CellValue

_SUMS = {
    "total",
    "jumlah",
    "jumlah total",
    "total keseluruhan",
    "rata-rata",
    "rerata",
    "sum",
    "average",
    "mean",
    "grand total",
}
_REMARK = re.compile(r"(sumber|catatan|keterangan|source|notes?|remarks?)\b")


def responses(table: HeaderedTable) -> list[int]:
    """The rows that answer some question; no header once more, no totals, no notes below."""
    places = sorted(table.asked, key=lambda place: table.asked[place].question not in KEYS)
    keys = [place for place in places if table.asked[place].question in KEYS]
    rows = table.sheet.rows
    header = rows[table.header_row]
    return [
        row
        for row in range(table.first_row, len(rows))
        if _answers(rows[row], places)
        and not _repeats(rows[row], header, places)
        and not _names_no_centre(rows[row], keys)
    ]


def _answers(row: Row, places: list[int]) -> bool:
    return any(place < len(row) and not is_blank(row[place]) for place in places)


def _repeats(row: Row, header: Row, places: list[int]) -> bool:
    """Whether a row is the header again, as where several tables were put under each other."""
    first = places[0]
    if first >= len(row) or first >= len(header) or row[first] != header[first]:
        return False
    return not is_blank(row[first]) and all(
        row[place] == header[place] for place in places if place < min(len(row), len(header))
    )


def _names_no_centre(row: Row, keys: list[int]) -> bool:
    """Whether a sum or a remark stands where a centre is named."""
    named = [row[place] for place in keys if place < len(row) and not is_blank(row[place])]
    if len(named) != 1 or not isinstance(named[0], str) or named[0][:1].isdecimal():
        return False
    text = plain_text(named[0])
    if text in _SUMS:
        return True
    written = sum(not is_blank(cell) for cell in row)
    return written == 1 and _REMARK.match(text) is not None


def column(table: HeaderedTable, rows: list[int], place: int | None) -> list[CellValue]:
    """The cells of one column in the given rows; "" where a row is shorter."""
    if place is None:
        return [""] * len(rows)
    cells = table.sheet.rows
    return _taken([cells[row] for row in rows], place)


def _taken(rows: Sequence[Row], place: int) -> list[CellValue]:
    """One cell of each row; taken by the interpreter's own loop where no row is short."""
    try:
        return list(map(itemgetter(place), rows))
    except IndexError:
        return [row[place] if place < len(row) else "" for row in rows]


def raw_columns(table: HeaderedTable, rows: list[int]) -> dict[str, RawColumn]:
    """The answers in the given rows by question; choice columns lie under their question."""
    columns: dict[str, RawColumn] = {}
    wanted = {place: one for place, one in table.asked.items() if not one.repeat}
    chosen = [table.sheet.rows[row] for row in rows]
    for place, one in sorted(wanted.items(), key=lambda entry: bool(entry[1].choice)):
        cells = RawColumn(_taken(chosen, place), place)
        if not one.choice:
            columns[one.question] = cells
        else:
            blank = RawColumn([""] * len(rows), place, joined=False)
            columns.setdefault(one.question, blank).choices[one.choice] = cells
    return columns


def answers(dialect: str, table: HeaderedTable) -> RawAnswers:
    """The answers of a table, each response known by its place."""
    assert table.role is not None
    rows = responses(table)
    sheet = table.sheet
    keys = [f"{sheet.file}!{sheet.name}!{row}" for row in rows]
    return RawAnswers(dialect, table.role, sheet, rows, raw_columns(table, rows), keys=keys)


def rosters_in_rows(table: HeaderedTable, raw: RawAnswers) -> list[RawAnswers]:
    """The rosters that are laid out within the responses, one a line (`education_2`)."""
    found = []
    for repeat in sorted({one.repeat for one in table.asked.values() if one.repeat}):
        places = {place: one for place, one in table.asked.items() if one.repeat == repeat}
        filled = [
            i for i, row in enumerate(raw.rows) if _answers(table.sheet.rows[row], list(places))
        ]
        rows = [raw.rows[i] for i in filled]
        columns = {
            one.question: RawColumn(column(table, rows, place), place)
            for place, one in places.items()
        }
        parents = [raw.keys[i] for i in filled]
        found.append(RawAnswers(raw.dialect, "roster", table.sheet, rows, columns, parents=parents))
    return found
