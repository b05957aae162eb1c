"""The rows of a table: which are responses, and why each other row is none."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from plut_audit.ingest.cell_account import Reason
from plut_audit.ingest.dialects._header import Row, is_blank
from plut_audit.ingest.dialects._header_text import plain_text
from plut_audit.ingest.dialects._questions import KEYS
from plut_audit.ingest.dialects._table import HeaderedTable
from plut_audit.ingest.sheets import CellValue

_SUM = re.compile(
    r"(?:nilai |grand |sub[ -]?)*(?:total|jumlah|jml|rata[ -]?rata|rerata|sum|average|mean|median|"
    r"min|max|maks|minimum|maksimum|maximum|tertinggi|terendah|persen|persentase|prosentase|"
    r"percent|percentage|std|stdev|standar deviasi|simpangan baku|modus|banyaknya)\b|[∑σ](?!\w)"
)
_REMARK = re.compile(r"(sumber|catatan|keterangan|source|notes?|remarks?)\b")
_SEPARATORS = ",;\t|"
_FEWEST_FIELDS = 3


@dataclass
class Rows:
    """The rows (zero-based) that are responses, and each other written row with its reason."""

    responses: list[int] = field(default_factory=list)
    others: dict[int, Reason] = field(default_factory=dict)


def rows_of(table: HeaderedTable) -> Rows:
    """The rows below the header, blank ones aside."""
    answering = [*table.asked, *table.further]
    places = sorted(answering, key=lambda place: _question(table, place) not in KEYS)
    keys = [place for place in places if _question(table, place) in KEYS]
    last = max(table.headers, default=-1)
    found = Rows()
    for number in range(table.first_row, len(table.sheet.rows)):
        row = table.sheet.rows[number]
        if reason := _reason(table, row, places, keys, last):
            found.others[number] = reason
        elif any(map(_written, row)):
            found.responses.append(number)
    return found


def _question(table: HeaderedTable, place: int) -> str:
    return (table.asked.get(place) or table.further[place]).question


def _written(cell: object) -> bool:
    # The usual cell needs no call.
    return cell != "" and not is_blank(cell)  # type: ignore[arg-type]


def _reason(
    table: HeaderedTable, row: Row, places: Sequence[int], keys: Sequence[int], last: int
) -> Reason | Literal[""]:
    """Why a written row is no response; empty where it is one, or blank."""
    # In a workbook a note may stand right of the table, a blank column apart.
    beyond = row[last + 1 :] if table.sheet.separated else row[last + 1 : last + 2]
    if not all(map(is_blank, beyond)):
        return "longer"
    if not any(place < len(row) and _written(row[place]) for place in places):
        return _reason_of_unanswering(row)
    if _repeats(row, table.sheet.rows[table.header_row], places):
        return "header"
    if _in_one_cell(row, len(table.headers)):
        return "one_cell"
    return _names_no_centre(row, keys)


def _reason_of_unanswering(row: Row) -> Reason | Literal[""]:
    written = [cell for cell in row if not is_blank(cell)]
    if not written:
        return ""
    text = plain_text(written[0]) if isinstance(written[0], str) else ""
    if _SUM.match(text):
        return "total"
    if len(written) == 1 and any(map(str.isalpha, text)):
        return "one_cell" if _fields(str(written[0])) >= _FEWEST_FIELDS else "remark"
    return "nothing_asked"


def _repeats(row: Row, header: Row, places: Sequence[int]) -> bool:
    """Whether a row is the header again, as where a page ends."""
    first = places[0]
    if first >= len(row) or first >= len(header) or not _same_text(row[first], header[first]):
        return False
    return not is_blank(row[first]) and all(
        _same_text(row[place], header[place])
        for place in places
        if place < min(len(row), len(header))
    )


def _same_text(cell: CellValue, other: CellValue) -> bool:
    """Whether two cells say the same, in whatever letters."""
    if not (isinstance(cell, str) and isinstance(other, str)):
        return cell == other
    # Few cells of a response begin like their header: most are distinguished at once.
    alike = cell == other or cell[:1].casefold() == other[:1].casefold()
    return alike and plain_text(cell) == plain_text(other)


def _in_one_cell(row: Row, columns: int) -> bool:
    """Whether a whole row of a text file was quoted, so that it stands in one cell."""
    written = [cell for cell in row if not is_blank(cell)]
    if len(written) != 1 or not isinstance(written[0], str) or columns < _FEWEST_FIELDS:
        return False
    return _fields(written[0]) >= max(_FEWEST_FIELDS, columns - 1)


def _fields(text: str) -> int:
    """How many fields a text would have as a line of a text file."""
    return max(len(next(csv.reader([text], delimiter=mark), [])) for mark in _SEPARATORS)


def _names_no_centre(row: Row, keys: Sequence[int]) -> Reason | Literal[""]:
    """Whether a sum or a remark stands where a centre is named."""
    named = [row[place] for place in keys if place < len(row) and not is_blank(row[place])]
    if any(not isinstance(cell, str) or cell[:1].isdecimal() for cell in named):
        return ""
    written = [cell for cell in row if not is_blank(cell)]
    first = written[0] if isinstance(written[0], str) else ""
    texts = [plain_text(cell) for cell in (*named, first) if isinstance(cell, str)]
    if any(_SUM.match(text) for text in texts):
        return "total"
    return "remark" if len(written) == 1 and any(map(_REMARK.match, texts)) else ""
