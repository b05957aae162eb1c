"""What a workbook of Excel can hold, and texts that keep within it.

Source: Excel specifications and limits (Microsoft); XML 1.0, section 2.2, for characters.
"""

import re
from functools import lru_cache
from math import ceil

from plut_audit.i18n import N_, _

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell holds, typed or as the stored value of a formula."""
LONGEST_LITERAL = 255
"""Characters of a text inside a formula."""
LONGEST_NAME = 31
"""Characters of a sheet's name."""
LONGEST_LIST = 255
"""Characters of a list of choices that is written into the rule of a cell."""
MOST_LINKS = 65_530
"""Links of one sheet; Excel repairs a file that has more."""
MOST_ROWS = 1_000_000
"""Rows that are filled of a sheet; Excel ends at 1,048,576."""
LAST_ROW = 1_048_576
TALLEST = 409.0
"""Height of the tallest row, in points."""
LETTERS, HALF_A_WORD = 1.12, 4
"""Letters of running text in the width of one digit, and those that a line loses at its end."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
CUT = N_(" … [cut: a cell holds {most} characters; the CSV and JSON exports hold the whole text]")


def clean(text: str) -> str:
    """A text without the characters that XML forbids; none of them is printable."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def cell_text(value: object) -> str:
    """A text that a cell can hold; a longer one is cut, and says so at its end."""
    text = clean(str(value))
    if len(text) <= LONGEST_TEXT // 2 or _units(text) <= LONGEST_TEXT:
        return text
    mark = _(CUT, most=f"{LONGEST_TEXT:,}")
    return _first_units(text, LONGEST_TEXT - _units(mark)) + mark


def _units(text: str) -> int:
    """Characters as Excel counts them: two for one beyond the basic plane."""
    return len(text.encode("utf-16-le")) // 2


def _first_units(text: str, units: int) -> str:
    """The beginning of a text, no character of two units halved."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


@lru_cache(maxsize=10_000)
def quote(text: str) -> str:
    """A text inside a formula; a long one in parts that are put together again."""
    text = clean(text)
    starts = range(0, max(len(text), 1), LONGEST_LITERAL)
    parts = [text[start : start + LONGEST_LITERAL].replace('"', '""') for start in starts]
    return "&".join(f'"{part}"' for part in parts)


def sheet_name(title: str, others: set[str]) -> str:
    """A title as the name of a sheet that none of the others has, case apart."""
    name = _FORBIDDEN_IN_NAME.sub(" ", clean(title)).strip("' ") or "_"
    taken = {other.casefold() for other in others}
    candidate, number = name[:LONGEST_NAME].rstrip("' "), 1
    while candidate.casefold() in taken:
        number += 1
        ending = f" {number}"
        candidate = name[: LONGEST_NAME - len(ending)].rstrip("' ") + ending
    return candidate


def wrapped_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column as wide as this many digits."""
    lines = text.split("\n") if "\n" in text else (text,)
    letters = max(LETTERS * width - HALF_A_WORD, 0.9 * width)
    return sum(max(1, ceil(len(line) / letters)) for line in lines)
