"""A worksheet's XML in unusual dress, parsed: prefixes, single quotes, cells without address."""

import re
from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import beyond, damaged, unsafe
from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.ingest.sheets.guard.sheet_scan import MAXIMUM_COLUMNS, MAXIMUM_ROWS, Marks
from plut_audit.ingest.sheets.guard.xml_stream import follow

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")

_TRUE = ("1", "true")


def study(chunks: Iterator[bytes], file: str, limits: Limits) -> Marks:
    """The same as a glance, for any XML; about as slow as reading it."""
    studied = _Study(file, limits)
    follow(studied, chunks, file, limits)
    return studied.marks


class _Study:
    """Follows rows and cells; those without an address stand behind the one before."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits, self.marks = file, limits, Marks()
        self.row = self.column = 0
        self.cells = 0
        self.kind = self.said = ""
        self.inside = self.formula = self.filled = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        match name.rpartition(":")[2]:
            case "row":
                number = attributes.get("r", "")
                self.row = int(number) - 1 if number.isdecimal() else self.row
                self.column = 0
                if attributes.get("hidden") in _TRUE:
                    self.marks.hidden_rows.add(self.row)
            case "col" if attributes.get("hidden") in _TRUE:
                ends = attributes.get("min", ""), attributes.get("max", "")
                if all(end.isdecimal() for end in ends):
                    self.marks.hide_columns(int(ends[0]) - 1, int(ends[1]) - 1)
            case "c":
                self._cell(attributes)
            case "f":
                self.formula = True
            case "v" | "is":
                self.inside, self.filled = True, True

    def _cell(self, attributes: dict[str, str]) -> None:
        if reference := attributes.get("r"):
            found = _REFERENCE.match(reference)
            if not found:
                raise damaged(self.file, N_("a cell has the address '{cell}'"), cell=reference)
            self.row, self.column = int(found[2]) - 1, _column(found[1])
        if not (0 <= self.row < MAXIMUM_ROWS and self.column < MAXIMUM_COLUMNS):
            raise unsafe(self.file, N_("a cell lies outside any sheet"))
        self.kind, self.said = attributes.get("t", ""), ""
        self.formula = self.filled = False

    def text(self, said: str) -> None:
        """Text inside a value."""
        if self.inside:
            self.said += said

    def end(self, name: str) -> None:
        """An element ends."""
        match name.rpartition(":")[2]:
            case "v" | "is":
                self.inside = False
            case "c":
                self._note()
                self.column += 1
            case "row":
                self.row += 1

    def _note(self) -> None:
        place = self.row, self.column
        if self.filled:
            self.marks.reach(*place)
            self.marks.check(self.file, self.limits.cells)
            self.cells += 1
            self.marks.has_values = self.marks.has_values or bool(self.said)
        if self.cells > self.limits.cells:
            raise beyond(self.file, "cells", self.cells, self.limits.cells)
        if self.kind == "e":
            self.marks.errors[place] = self.said or "#VALUE!"
        elif self.formula and not self.said and not (self.kind == "str" and self.filled):
            self.marks.uncalculated.add(place)

    def refuse_doctype(self, *_: object) -> None:
        """No workbook needs a document type; bombs do."""
        raise unsafe(self.file, N_("its XML declares entities"))


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1
