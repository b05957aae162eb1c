"""What stands between a header and its responses: instructions, labels, tags, an example."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from plut_audit.ingest.dialects._header import Row, is_blank
from plut_audit.ingest.dialects._header_text import is_hint, plain_text
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.sheets import CellValue

if TYPE_CHECKING:
    from plut_audit.ingest.dialects._table import HeaderedTable

_INSTRUCTION = re.compile(
    r"(petunjuk|instruksi|keterangan|catatan|contoh|isi|diisi|mohon|pilih|tuliskan|"
    r"instructions?|notes?|examples?|e\.g|please|fill|choose|write)\b"
)
_TAG = re.compile(r'#[a-z]|\{\s*"importid"', re.IGNORECASE)
"""A cell of the row of tags that HXL or Qualtrics puts under the header."""
_CENTRE_CODE = re.compile(r"\d\d([.]\d\d)?(-\d)?")
_TYPES = {
    *("text", "teks", "angka", "number", "integer", "decimal", "date", "tanggal", "time", "jam"),
    *("select_one", "select_multiple", "pilihan", "desimal", "bilangan bulat", "ya/tidak"),
}
"""What a row under the header says of the kind of answer."""
_COUNTED = 8
"""Columns that a row of numbers numbers at least."""
_MOST = 4
"""Rows between a header and its first response."""


def first_response(table: "HeaderedTable", lookup: Lookup) -> int:
    """The row under the header, and under instructions, labels or tags in between."""
    rows, number = table.sheet.rows, table.first_row
    last = min(len(rows), number + _MOST)
    while number < last and (
        all(map(is_blank, rows[number])) or _explains(table, rows[number], lookup)
    ):
        number += 1
    return number


def _explains(table: "HeaderedTable", row: Row, lookup: Lookup) -> bool:
    """Whether a row under the header tells how to answer instead of answering."""
    written = [cell for cell in row if not is_blank(cell)]
    texts = [cell.strip() for cell in written if isinstance(cell, str)]
    opening = plain_text(texts[0]) if texts else ""
    if _counts(written) or opening.startswith(("contoh", "example")):
        return True
    if len(texts) < len(written):
        return False
    if sum(bool(_TAG.match(text)) for text in texts) * 2 >= len(texts):
        return True
    if len(texts) == 1:
        return bool(_INSTRUCTION.match(opening))
    asked = [
        (asked.question, str(row[place]))
        for place, asked in table.asked.items()
        if place < len(row) and not is_blank(row[place])
    ]
    if any(name == "centre_id" and _CENTRE_CODE.fullmatch(cell) for name, cell in asked):
        return False
    roster = table.role == "roster"
    telling = sum(_tells(name, cell, lookup, roster) for name, cell in asked)
    return bool(asked) and telling * 2 >= len(asked)


def _tells(question: str, cell: str, lookup: Lookup, roster: bool) -> bool:
    """Whether a cell says of a question what it asks, or how to answer it."""
    return (
        lookup.says_itself(cell, question, roster)
        or is_hint(cell)
        or plain_text(cell) in _TYPES
        or (not roster and question in lookup.questions and lookup.lists_choices(cell, question))
    )


def _counts(cells: list[CellValue]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 … or (1), (2), (3) …"""
    numbers = [str(cell).strip(" ().").removesuffix(".0") for cell in cells]
    return len(cells) >= _COUNTED and all(
        following.isdecimal() and number.isdecimal() and int(following) == int(number) + 1
        for number, following in pairwise(numbers)
    )
