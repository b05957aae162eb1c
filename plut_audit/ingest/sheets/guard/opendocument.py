"""An OpenDocument spreadsheet's content, parsed in a stream before calamine reads it.

Cells and rows say how often they are repeated, so a few bytes can stand for a billion cells.
calamine shows an error, and a formula without a value, as empty or as text.
"""

from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import limit_error, unsafe_file
from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.ingest.sheets.guard.sheet_scan import SheetMarks
from plut_audit.ingest.sheets.guard.xml_stream import follow_xml

_CELLS = ("table-cell", "covered-table-cell")


def scan_tables(chunks: Iterator[bytes], file: str, limits: Limits) -> list[SheetMarks]:
    """The marks of each table, in order; raises when one goes beyond a limit."""
    tables = _Tables(file, limits)
    follow_xml(tables, chunks, file, limits)
    return tables.tables


class _Tables:
    """Follows tables, rows and cells with their repeats."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.tables: list[SheetMarks] = []
        self.depth = 0
        self.row = self.column = self.row_repeat = self.repeat = 0
        self.kind = self.content = ""
        self.formula, self.watched = "", False
        self.texts = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        local = name.rpartition(":")[2]
        if local in _CELLS:
            self._cell(attributes)
        elif local == "table-row":
            self.column = 0
            repeats = [v for k, v in attributes.items() if k.endswith(":number-rows-repeated")]
            self.row_repeat = self._number(repeats[0]) if repeats else 1
        elif local == "annotation":
            # A comment on the cell is not what the cell says.
            self.watched = False
        elif local == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(SheetMarks())
                self.row = 0

    def _number(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or len(text) > 7:
            raise unsafe_file(self.file, N_("a cell is repeated '{times}' times"), times=text[:20])
        return max(1, int(text))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.repeat, self.kind, self.formula = 1, "", ""
        self.content, self.watched = "", True
        for key, value in attributes.items():
            if key.endswith(":value-type"):
                # That it is an error stands in LibreOffice's own attribute only.
                self.kind = "error" if "error" in (self.kind, value) else value
            elif key.endswith(":number-columns-repeated"):
                self.repeat = self._number(value)
            elif key.endswith(":formula"):
                self.formula = value.rpartition(":=")[2] or value

    def text(self, content: str) -> None:
        """Text inside a cell."""
        if self.watched and len(self.content) < 1000:
            self.content += content

    def end(self, name: str) -> None:
        """An element ends."""
        local = name.rpartition(":")[2]
        if local in _CELLS:
            self._note()
            self.column += self.repeat
            self.watched = False
        elif local == "annotation":
            self.watched = True
        elif local == "table-row":
            self.row += self.row_repeat
        elif local == "table":
            self.depth -= 1

    def _note(self) -> None:
        content = self.content.strip()
        if not (self.kind or content or self.formula) or not self.tables:
            return
        marks = self.tables[-1]
        if self.kind or content:
            marks.reach(self.row + self.row_repeat - 1, self.column + self.repeat - 1)
            marks.check(self.file, self.limits.cells)
            marks.has_values = True
            self._count_text(len(content))
        broken = self.kind == "error" or (
            self.formula
            and content.startswith(("#", "Err:"))
            and self.kind in ("float", "string", "")
        )
        for place in self._places() if broken or (self.formula and not self.kind) else ():
            if broken:
                marks.errors[place] = content or "#VALUE!"
            else:
                marks.uncalculated[place] = self.formula

    def _count_text(self, length: int) -> None:
        self.texts += length * self.repeat * self.row_repeat
        if self.texts > self.limits.text_bytes:
            raise limit_error(self.file, "text_bytes", self.texts, self.limits.text_bytes)

    def _places(self) -> Iterator[tuple[int, int]]:
        for row in range(self.row, self.row + self.row_repeat):
            for column in range(self.column, self.column + self.repeat):
                yield row, column

    def refuse_doctype(self, *_: object) -> None:
        """No workbook needs a document type; bombs do."""
        raise unsafe_file(self.file, N_("its XML declares entities"))
