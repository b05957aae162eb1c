"""The indicators of all centres as one long table, for a statistician.

UTF-8 with a byte order mark, so that Excel reads the letters right; comma between the cells,
point in the numbers. `result.tables.LONG` documents the columns.
"""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from plut_audit.i18n import set_language
from plut_audit.result import Result
from plut_audit.result.data_table import DataTable, DataValue, Row
from plut_audit.result.tables import LONG

SEPARATOR = "; "
"""Between the values of a cell that holds a list."""
# A spreadsheet takes such a cell for a formula, also after blanks and with full-width signs.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]|^[\t\r]")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")


def write(result: Result, path: Path, language: str) -> None:
    """Write the long table to `path`."""
    set_language(language)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_table(file, result, LONG, language)


def write_table(file: TextIO, result: Result, table: DataTable[Row], language: str) -> None:
    """Write one table with its header."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(safe_row(row) for row in table.values(result, language))


def safe_row(row: Iterable[DataValue]) -> list[str | float | None]:
    """The cells of a row as they are written: no text of them becomes a formula."""
    return [_cell(value) for value in row]


def _cell(value: DataValue) -> str | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    return safe_text(value) if isinstance(value, str) else value


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it."""
    text = text.replace("\0", "")
    return f"'{text}" if _FORMULA.search(text) and not _NUMBER.match(text) else text
