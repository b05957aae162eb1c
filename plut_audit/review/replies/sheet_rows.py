"""One sheet of a reply workbook: what was typed, and what was changed of the rest."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from plut_audit.ingest.files.reply_sheet import digest
from plut_audit.ingest.sheets import CellValue, Sheet, address
from plut_audit.problems import Problem
from plut_audit.review.decisions.reading import as_text
from plut_audit.review.replies.layout import (
    FIELDS,
    FINDING_COLUMNS,
    REFERENCE,
    TYPED,
    VALUE_COLUMNS,
    is_word,
    read_check,
)

COLUMNS = FINDING_COLUMNS | VALUE_COLUMNS
Cells = dict[int, CellValue]
"""The filled cells of a row by their column."""


class SheetRows:
    """The rows of one sheet, by the checks that the program wrote into it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.cells = _filled_cells(sheet)
        self.check_at: dict[tuple[int, int], tuple[str, list[str]]] = {}
        for row, cells in self.cells.items():
            for column, value in cells.items():
                if isinstance(value, str) and (check := read_check(value)):
                    self.check_at[row, column] = check
        self.by_key = {key: digests for key, digests in self.check_at.values() if key}
        self.by_row = {row: check for (row, _column), check in self.check_at.items()}

    @cached_property
    def header(self) -> tuple[int, Mapping[int, str]] | None:
        """The row of the headings and what each column is, "" for one that is not known."""
        for row, cells in self.cells.items():
            columns = {column: _column_name(as_text(value)) for column, value in cells.items()}
            names = set(columns.values()) - {""}
            if len(names) > 1 and names & set(TYPED):
                return row, columns
        return None

    @property
    def columns(self) -> Mapping[int, str]:
        """What each column of the table is; none without a table."""
        return self.header[1] if self.header else {}

    def table_rows(self) -> Iterator[tuple[int, str, Cells]]:
        """The rows below the headings with what names them, and what was typed in each."""
        for row, cells in self.cells.items():
            if self.header and row > self.header[0] and (key := self.key(row)):
                yield row, key, {c: v for c, v in cells.items() if self.columns.get(c) in TYPED}

    def key(self, row: int) -> str:
        """What names a row: its reference where the sheet knows it, else its check; "" for none."""
        cells = self.cells[row]
        places = [place for place, name in self.columns.items() if name == REFERENCE]
        shown = [as_text(cells[place]).strip() for place in places if place in cells]
        for text in shown:
            if text in self.by_key or (not self.check_at and " " in text):
                return text
        return self.by_row.get(row, ("", []))[0]

    def fields(self) -> Iterator[tuple[str, int, CellValue]]:
        """What was typed beside the labels of the first sheet: name, row, text."""
        for row, cells in self.cells.items():
            name = _field_name(cells)
            if name:
                texts = [as_text(cells[column]) for column in self._field_cells(row, name)]
                yield name, row, " ".join(texts)

    def _field_cells(self, row: int, name: str) -> list[int]:
        """The columns of what was typed beside a label."""
        return [
            column
            for column, value in self.cells[row].items()
            if (row, column) not in self.check_at and not is_word(as_text(value), FIELDS[name])
        ]

    # --- what is not as it was written ---------------------------------------------------------

    def problems(self) -> Iterator[Problem]:
        """The locked cells that were changed, and every text that is in no cell of the reply."""
        if not self.check_at and self.cells:
            yield Problem("RPL-15", self.sheet.file, self.sheet.name)
        for row in self.cells:
            yield from self._row_problems(row)

    def _row_problems(self, row: int) -> Iterator[Problem]:
        key = self.key(row) if self.header and row > self.header[0] else ""
        digests = [*self.by_key.get(key, self.by_row.get(row, ("", []))[1])]
        odd: list[tuple[int, str]] = []
        for column, text in self._written(row, bool(key)):
            if digest(text) in digests:
                digests.remove(digest(text))
            elif self._is_checked(row, column):
                odd.append((column, text))
        for column, text in odd:
            yield self._problem("RPL-09" if digests else "RPL-10", row, column, text)
        if digests and not odd and (key or row in self.by_row):
            yield self._problem("RPL-09", row, min(self.cells[row]), "")

    def _written(self, row: int, is_table_row: bool) -> Iterator[tuple[int, str]]:
        """Column and text of the cells of a row that are no part of the reply."""
        name = _field_name(self.cells[row])
        fields = self._field_cells(row, name) if name else []
        for column, value in self.cells[row].items():
            typed = is_table_row and self.columns.get(column) in TYPED
            if (row, column) not in self.check_at and column not in fields and not typed:
                yield column, as_text(value)

    def _is_checked(self, row: int, column: int) -> bool:
        """Whether a cell can be compared with what was written; without checks only a strange column."""
        if self.check_at:
            return True
        below = self.header is not None and row > self.header[0]
        return below and not (self.columns.get(column) and self.key(row))

    def _problem(self, code: str, row: int, column: int, text: str) -> Problem:
        cell = address(row, column)
        return Problem(code, self.sheet.file, self.sheet.name, cell, value=text)


def _column_name(text: str) -> str:
    return next((name for name, label in COLUMNS.items() if is_word(text, label)), "")


def _field_name(cells: Cells) -> str:
    """Which line of the first sheet a row is; "" for none."""
    texts = [value for value in cells.values() if isinstance(value, str)]
    return next(
        (name for name, label in FIELDS.items() if any(is_word(text, label) for text in texts)), ""
    )


def _filled_cells(sheet: Sheet) -> dict[int, Cells]:
    """The filled cells by row; errors and formulas without a value as they are written.

    A merged cell below the first row belongs to each row that it covers.
    """
    rows: dict[int, Cells] = {}
    for number, row in enumerate(sheet.rows):
        cells = {column: value for column, value in enumerate(row) if str(value).strip()}
        if cells:
            rows[number] = cells
    formulas = {cell: f"={formula}" for cell, formula in sheet.uncalculated.items()}
    for (number, column), text in {**sheet.errors, **formulas}.items():
        rows.setdefault(number, {})[column] = text
    for (first, left), (last, _right) in sheet.merged:
        value = rows.get(first, {}).get(left, "")
        for number in range(first + 1, min(last + 1, len(sheet.rows))) if value != "" else ():
            rows.setdefault(number, {}).setdefault(left, value)
    return dict(sorted(rows.items()))
