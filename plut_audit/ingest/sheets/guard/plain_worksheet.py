"""A worksheet's XML in an unusual form, parsed and written plainly.

Prefixes, single quotes, cells without an address, blanks around a number, rich text, markup of
extensions: calamine misreads or refuses what a spreadsheet program opens. A cell whose value
fits its type in no way is refused with its address.
"""

import math
import re
from collections.abc import Callable, Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import damaged_file, limit_error, unsafe_file
from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.ingest.sheets.guard.main_elements import MainElements, RichText, escaped
from plut_audit.ingest.sheets.guard.sheet_scan import MAXIMUM_COLUMNS, MAXIMUM_ROWS
from plut_audit.ingest.sheets.guard.xml_stream import NAMESPACE_END
from plut_audit.ingest.sheets.workbook import address, column_letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_INDEX = re.compile(r"[0-9]{1,10}")
_LARGEST = 1e280
"""No survey counts so far, and not much further numbers become infinite."""
_TRUTHS = {"1": "1", "true": "1", "0": "0", "false": "0"}
_COPIED = ("r", "hidden")
"""Attributes of a row that are kept."""


def plain_worksheet(chunks: Iterator[bytes], file: str, sheet: str, limits: Limits) -> bytes:
    """The same cells in plain XML; raises UnreadableFileError with the cell that is at fault."""
    worksheet = _Worksheet(file, sheet, limits)
    worksheet.read(chunks)
    data, merged = "".join(worksheet.lines), "".join(worksheet.merged)
    ranges = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    columns = "".join(worksheet.columns)
    described = f"<cols>{columns}</cols>" if columns else ""
    return (
        f'<worksheet xmlns="{_MAIN}">{described}<sheetData>{data}</sheetData>{ranges}</worksheet>'
    ).encode()


class _Worksheet(MainElements):
    """Follows rows and cells; those without an address stand behind the one before."""

    def __init__(self, file: str, sheet: str, limits: Limits) -> None:
        super().__init__(file, limits)
        self.sheet = sheet
        self.lines: list[str] = []
        self.merged: list[str] = []
        self.columns: list[str] = []
        self.row = self.column = self.cells = 0
        self.kind = self.style = self.value = ""
        self.formula: str | None = None
        self.filled = False
        self.inside = ""
        self.rich: RichText | None = None

    def open(self, name: str, attributes: dict[str, str]) -> None:
        if self.rich is not None:
            self.rich.open(name)
        elif name in ("mergeCell", "col"):
            kept = {key: value for key, value in attributes.items() if NAMESPACE_END not in key}
            (self.merged if name == "mergeCell" else self.columns).append(_tag(name, kept))
        else:
            self._open_in_row(name, attributes)

    def _open_in_row(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "row":
                self._row(attributes)
            case "c":
                self._cell(attributes)
            case "f":
                self.inside, self.formula = "f", ""
            case "v":
                self.inside, self.filled, self.value = "v", True, ""
            case "is":
                self.rich, self.filled = RichText(), True

    def _row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "").strip()
        self.row = int(number) - 1 if number.isdecimal() and len(number) < 8 else self.row
        self.column = 0
        kept = {name: attributes[name] for name in _COPIED if name in attributes}
        self.lines.append(_tag("row", kept | {"r": str(self.row + 1)})[:-2] + ">")

    def _cell(self, attributes: dict[str, str]) -> None:
        if (reference := attributes.get("r")) is not None:
            found = _REFERENCE.match(reference)
            if not found:
                raise damaged_file(self.file, N_("a cell has the address '{cell}'"), cell=reference)
            self.row, self.column = int(found[2]) - 1, _column(found[1])
        if not (0 <= self.row < MAXIMUM_ROWS and self.column < MAXIMUM_COLUMNS):
            raise unsafe_file(self.file, N_("a cell lies outside any sheet"))
        self.kind, self.style = attributes.get("t", "n").strip(), attributes.get("s", "").strip()
        self.value, self.formula, self.filled = "", None, False
        self.cells += 1
        if self.cells > 2 * self.limits.cells:
            raise limit_error(self.file, "cells", self.cells, self.limits.cells)

    def characters(self, text: str) -> None:
        if self.rich is not None:
            self.rich.characters(text)
        elif self.inside == "f":
            self.formula = (self.formula or "") + text
        elif self.inside:
            self.value += text

    def close(self, name: str) -> None:
        if self.rich is not None and name != "is":
            self.rich.close()
            return
        match name:
            case "is":
                self.value, self.kind, self.rich = str(self.rich), "inlineStr", None
            case "v" | "f":
                self.inside = ""
            case "c":
                self._write()
                self.column += 1
            case "row":
                self.lines.append("</row>")
                self.row += 1

    def _write(self) -> None:
        write = _WRITERS.get(self.kind)
        content = write(self.value) if write and self.filled else ""
        if content is None or (write is None and self.filled):
            raise damaged_file(
                self.file,
                N_(
                    "cell {cell} of sheet '{sheet}' holds '{value}', which a cell of type '{type}' cannot hold"
                ),
                cell=address(self.row, self.column),
                sheet=self.sheet,
                value=self.value[:40],
                type=self.kind,
            )
        formula = "" if self.formula is None else f"<f>{escaped(self.formula)}</f>"
        if formula or content or self.kind == "e":
            attributes = {"r": f"{column_letters(self.column)}{self.row + 1}"}
            attributes |= {"s": self.style} if self.style.isdecimal() else {}
            attributes |= {"t": self.kind} if self.kind != "n" else {}
            self.lines.append(f"{_tag('c', attributes)[:-2]}>{formula}{content}</c>")


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = "".join(
        f' {key}="{escaped(value).replace(chr(34), "&quot;")}"' for key, value in attributes.items()
    )
    return f"<{name}{written}/>"


def _number(value: str) -> str | None:
    text = value.strip()
    if not text:
        return ""
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    return f"<v>{number!r}</v>" if abs(number) < _LARGEST else None


def _index(value: str) -> str | None:
    text = value.strip()
    if not text:
        return ""
    return f"<v>{text}</v>" if _INDEX.fullmatch(text) else None


def _truth(value: str) -> str | None:
    text = value.strip().lower()
    if not text:
        return ""
    return f"<v>{_TRUTHS[text]}</v>" if text in _TRUTHS else None


def _stripped(value: str) -> str:
    text = value.strip()
    return f"<v>{escaped(text)}</v>" if text else ""


def _exact(value: str) -> str:
    return f"<v>{escaped(value)}</v>"


def _inline(value: str) -> str:
    return f'<is><t xml:space="preserve">{escaped(value)}</t></is>' if value else ""


_WRITERS: dict[str, Callable[[str], str | None]] = {
    "n": _number,
    "s": _index,
    "b": _truth,
    "e": _stripped,
    "d": _stripped,
    "str": _exact,
    "inlineStr": _inline,
}
"""How the value of each type of cell is written; None where the type cannot hold it."""


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1
