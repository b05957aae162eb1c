"""One table, whatever it shows: what every view makes and every format renders.

Cells hold values, not text: numbers unrounded by the view, codes where a column has `words`.
`cell_text` prints a value in the language in use, so a number is rounded and punctuated, and a
code put into words, in one place for terminal, page, letter, workbook and plain text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plut_audit.i18n import _, format_date, format_number, format_plain_number

Cell = str | float | bool | date | None
SHORTEST = -1
"""Decimals of a number that is written as short as it can be: a rank of 2, a shared one of 2.5."""
NO_VALUE = "–"


@dataclass(frozen=True)
class Column:
    """One column; `key` names it in CSV and is stable.

    `decimals` makes it one of numbers. `words` gives the catalogue key of each code its cells
    hold. `width` is a share of the line in characters, 0 by content; `wraps` lets its text
    break. In a narrow terminal the column stands below the column `under` and is headed
    `short`; `bar_of` draws a bar of the number against that scale. `blank` is printed for a
    missing value. A column with `data_only` is for CSV and Markdown, not for a terminal;
    one with `own_line` stands in a terminal on a line of its own below the row.
    """

    key: str
    title: str
    decimals: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    width: int = 0
    wraps: bool = False
    suffix: str = ""
    under: str = ""
    short: str = ""
    bar_of: float | None = None
    blank: str = NO_VALUE
    data_only: bool = False
    own_line: bool = False

    @property
    def numeric(self) -> bool:
        """Whether the column is set flush right."""
        return self.decimals is not None


@dataclass(frozen=True)
class Table:
    """Rows under columns; `note` explains marks or what is left out, `empty` stands for no rows."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    empty: str = ""

    def without(self, *keys: str) -> "Table":
        """The table without some of its columns."""
        kept = [index for index, column in enumerate(self.columns) if column.key not in keys]
        return replace(
            self,
            columns=tuple(self.columns[index] for index in kept),
            rows=[[row[index] for index in kept] for row in self.rows],
        )


def cell_text(column: Column, value: Cell) -> str:
    """A value as it is printed: numbers and dates by the language, codes in words."""
    if value is None or value == "":
        return column.blank
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return _number_text(column, float(value))
    if isinstance(value, date):
        return format_date(value)
    return _(column.words[value]) if value in column.words else value


def _number_text(column: Column, value: float) -> str:
    if column.decimals is None or column.decimals == SHORTEST:
        return format_plain_number(value) + column.suffix
    return format_number(value, column.decimals) + column.suffix
