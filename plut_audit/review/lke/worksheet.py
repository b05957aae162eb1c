"""A sheet of a workbook as a worksheet: its centre, its columns, its rows, what was typed where."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plut_audit.i18n import LANGUAGES, translate
from plut_audit.ingest.registry import normal_centre_code, normal_finding_code
from plut_audit.ingest.sheets import CellValue, Sheet, address
from plut_audit.ingest.values import clean
from plut_audit.review.lke import layout
from plut_audit.review.lke.layout import HEADINGS, At, Heading

DEEPEST_HEAD = 30
"""Rows in which the headings are looked for; an evaluator may have put some above."""
FEWEST_HEADINGS = 8
"""A row has so many headings of the worksheet, or it is not their row."""
NEEDED = frozenset((At.CODE, At.ANSWER, At.REMARK))


def plain(value: CellValue) -> str:
    """A cell as texts are compared: blanks and line ends once, a whole number without decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(clean(str(value)).split())


@dataclass
class Worksheet:
    """A sheet that is headed like a worksheet; rows and columns are counted from zero."""

    sheet: Sheet
    language: str
    head: int
    columns: dict[int, At]

    @property
    def column_of(self) -> dict[At, int]:
        """Where each column stands now."""
        return {at: column for column, at in reversed(list(self.columns.items()))}

    @cached_property
    def merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell below the first of a range merged down, that first cell."""
        return {
            (row, left): (first, left)
            for (first, left), (last, _right) in self.sheet.merged
            for row in range(first + 1, min(last + 1, len(self.sheet.rows)))
            if first > self.head
        }

    def raw(self, row: int, column: int) -> CellValue:
        """A cell; an error, and a formula without a value, as it is written."""
        cell = self.merged.get((row, column), (row, column))
        if cell in self.sheet.uncalculated:
            return f"={self.sheet.uncalculated[cell]}"
        if cell in self.sheet.errors:
            return self.sheet.errors[cell]
        cells = self.sheet.rows[cell[0]]
        return cells[cell[1]] if cell[1] < len(cells) else ""

    def value(self, row: int, at: At) -> CellValue:
        """The cell of a row in a column of the worksheet; "" where the column is gone."""
        column = self.column_of.get(at)
        return "" if column is None else self.raw(row, column)

    def text(self, row: int, at: At) -> str:
        """The same as a text."""
        return clean(str(self.value(row, at))).strip()

    def cell(self, row: int, at: At) -> str:
        """The address of a cell."""
        column = self.column_of.get(at, 0)
        return address(*self.merged.get((row, column), (row, column)))

    @property
    def below(self) -> range:
        """The rows below the headings."""
        return range(self.head + 1, len(self.sheet.rows))

    def code(self, row: int) -> str:
        """The code in a row, in its normal form."""
        return normal_finding_code(self.value(row, At.CODE))

    def fact(self, label: str) -> tuple[CellValue, str]:
        """What stands right of a label above the headings, and its address; "" for none."""
        labels = {plain(translate(label, language)) for language in LANGUAGES}
        for row in range(self.head):
            for column, value in enumerate(self.sheet.rows[row]):
                if plain(value) in labels:
                    return self._right_of(row, column)
        return "", ""

    def _right_of(self, row: int, column: int) -> tuple[CellValue, str]:
        last = 1 + max((at for at, name in self.columns.items()), default=column)
        for right in range(column + 1, min(last, len(self.sheet.rows[row]))):
            if str(value := self.raw(row, right)).strip():
                return value, address(row, right)
        return "", ""

    @cached_property
    def centre_id(self) -> str:
        """The code of the centre that the sheet is about."""
        return normal_centre_code(self.fact(layout.CENTRE)[0])

    def filled(self) -> Iterator[tuple[int, int]]:
        """Every cell that holds anything."""
        return filled_cells(self.sheet)


def filled_cells(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Every cell of a sheet that holds anything."""
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            cell = row, column
            if str(value).strip() or cell in sheet.errors or cell in sheet.uncalculated:
                yield cell


def as_worksheet(sheet: Sheet) -> Worksheet | None:
    """The sheet as a worksheet; None where no rows are headed like one."""
    for row in range(1, min(DEEPEST_HEAD, len(sheet.rows))):
        for language in LANGUAGES:
            columns = _columns(sheet, row, language)
            found = set(columns.values())
            if len(found) >= FEWEST_HEADINGS and found >= NEEDED:
                return Worksheet(sheet, language, row, columns)
    return None


def _columns(sheet: Sheet, row: int, language: str) -> dict[int, At]:
    """The columns whose headings stand in a row and the one above it."""
    known = {
        Heading(plain(translate(group, language)), plain(translate(title, language))): at
        for at, (group, title) in HEADINGS.items()
    }
    columns: dict[int, At] = {}
    group = ""
    for column, (above, title) in enumerate(zip(sheet.rows[row - 1], sheet.rows[row], strict=True)):
        if not plain(title):  # a heading over both rows
            heading, group = Heading("", plain(above)), ""
        else:
            group = plain(above) or group
            heading = Heading(group, plain(title))
        at = known.get(heading)
        if at is not None and at not in columns.values():
            columns[column] = at
    return columns


def is_ours(sheet: Sheet) -> bool:
    """Whether a sheet is the recapitulation or the list of choices."""
    titles = {
        translate(title, language)
        for title in (layout.RECAP, layout.CHOICES)
        for language in LANGUAGES
    }
    first = plain(sheet.rows[0][0]) if sheet.rows and sheet.rows[0] else ""
    return any(first.startswith(title) for title in titles)
