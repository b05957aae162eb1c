"""Expressions that find the cells of a worksheet outside a rectangle, without parsing it."""

import re
from functools import lru_cache

from plut_audit.ingest.sheets.workbook import column_letters


@lru_cache(maxsize=256)
def cells_outside(rows: int, columns: int) -> re.Pattern[bytes]:
    """Finds each cell that is not plainly within so many rows and columns."""
    inside = f'r="(?:{_up_to_column(columns)})(?:{_up_to(rows)})"'
    empty = 'r="[A-Z]++[0-9]++"(?: s="[0-9]++")?(?: t="n")?(?:/>|></c>)'
    return re.compile(rf"<c(?! {inside})(?=[\s/>])(?! {empty})".encode())


def _up_to(number: int) -> str:
    """An expression for the whole numbers from 1 to this one: first the shorter ones."""
    digits = str(number)
    ways = [f"[1-9][0-9]{{0,{len(digits) - 2}}}+(?![0-9])"] if len(digits) > 1 else []
    for place, digit in enumerate(digits):
        low = 1 if place == 0 else 0
        if int(digit) > low:
            more = len(digits) - place - 1
            ways.append(f"{digits[:place]}[{low}-{int(digit) - 1}][0-9]{{{more}}}")
    return "|".join([*ways, digits])


def _up_to_column(columns: int) -> str:
    """An expression for the column names up to this many columns, if a digit follows."""
    last = column_letters(columns - 1)
    ways = ["[A-Z]" * length for length in range(1, len(last))]
    for place, letter in enumerate(last):
        if letter > "A":
            more = len(last) - place - 1
            ways.append(f"{last[:place]}[A-{chr(ord(letter) - 1)}]" + "[A-Z]" * more)
    return "|".join([*ways, last])
