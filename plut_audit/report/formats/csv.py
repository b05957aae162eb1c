"""The indicators of all centres as one long table, for a statistician.

UTF-8 with a byte order mark, so that Excel reads the letters right; comma between the cells,
point in the numbers. `report.tables.LONG` documents the columns.
"""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from plut_audit.i18n import set_language
from plut_audit.report import tables

# A spreadsheet takes such a cell for a formula, also after blanks and with full-width signs.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]|^[\t\r]")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")


def write(result: dict[str, Any], path: Path, language: str) -> None:
    """Write the long table to `path`."""
    set_language(language)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_table(file, result, tables.LONG)


def write_table(file: TextIO, result: dict[str, Any], table: tables.DataTable) -> None:
    """Write one table with its header."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(safe_row(row) for row in tables.rows(result, table))


def safe_row(row: Iterable[Any]) -> list[Any]:
    """The cells of a row as they are written: no text of them becomes a formula."""
    return [_cell(value) for value in row]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_text(value) if isinstance(value, str) else value


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it."""
    text = text.replace("\0", "")
    return f"'{text}" if _FORMULA.search(text) and not _NUMBER.match(text) else text
