"""How the columns of a table share the width of a terminal.

The fullest layout that fits is taken: bars go first, then long headers, then the rule that short
texts stay on one line; last, columns stand below others. A header is never cut, a name never
folded into more than two lines where the width allows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from rich.cells import cell_len

from plut_audit.commands.views.signs import printable
from plut_audit.report.table import Cell, Table, cell_text

GAP = 2
"""Blanks between two columns."""
BAR_WIDTH = 8
SHORT_TEXT = 40
"""Columns up to which a text is short enough for one line."""
LONG_TEXT_WIDTH = 30
"""What a long text is given at least."""
NAMES = ("centre", "name")
"""Keys of the columns of centres' names."""


@dataclass(frozen=True)
class Layout:
    """Whether there are bars, short headers, short texts on two lines, columns below others."""

    bars: bool = False
    short_titles: bool = False
    two_lines: bool = False
    stacked: bool = False


LAYOUTS = (
    Layout(bars=True),
    Layout(),
    Layout(short_titles=True),
    Layout(short_titles=True, two_lines=True),
    Layout(short_titles=True, two_lines=True, stacked=True),
)
"""From the fullest to the one that is taken where nothing else fits."""


@dataclass(frozen=True)
class Arrangement:
    """A table in a layout: which columns stand side by side, and how wide each is."""

    table: Table
    texts: Sequence[Sequence[str]]
    layout: Layout

    @cached_property
    def beside(self) -> list[int]:
        """The columns that stand side by side."""
        return [
            index
            for index, column in enumerate(self.table.columns)
            if not (column.own_line or (self.layout.stacked and column.under))
        ]

    def below(self, index: int) -> list[int]:
        """The columns whose values stand below those of one, in the same cell."""
        key = self.table.columns[index].key
        columns = enumerate(self.table.columns) if self.layout.stacked else ()
        return [lower for lower, column in columns if column.under == key and not column.own_line]

    @cached_property
    def own_lines(self) -> list[int]:
        """The columns whose values stand on lines of their own below the row."""
        return [index for index, column in enumerate(self.table.columns) if column.own_line]

    def title(self, index: int) -> str:
        """The header of a column, with those of the columns below it."""
        return "\n".join(self._title(number) for number in [index, *self.below(index)])

    def _title(self, index: int) -> str:
        column = self.table.columns[index]
        return column.short if self.layout.short_titles and column.short else column.title

    def has_bar(self, index: int) -> bool:
        """Whether a bar stands behind the number."""
        return self.layout.bars and self.table.columns[index].bar_of is not None

    def widths(self, width: int) -> list[int]:
        """The width of each column that stands beside others, within that of the terminal."""
        given = [least for least, _ in self._bounds]
        spare = width - self.total_width(given)
        if spare < 0:
            return self._narrowed(given, -spare)
        wanted = [natural - least for least, natural in self._bounds]
        share = min(1.0, spare / (sum(wanted) or 1))
        return [least + int(more * share) for least, more in zip(given, wanted, strict=True)]

    def fits(self, width: int) -> bool:
        """Whether every column has its least width."""
        return self.total_width([least for least, _ in self._bounds]) <= width

    def total_width(self, widths: list[int]) -> int:
        """What columns of these widths take side by side."""
        return sum(widths) + GAP * (len(widths) - 1)

    def _narrowed(self, widths: list[int], missing: int) -> list[int]:
        """The columns whose text wraps, the widest first, give what is missing."""
        wrapping = [n for n, index in enumerate(self.beside) if self.table.columns[index].wraps]
        while missing > 0 and wrapping:
            widest = max(wrapping, key=lambda position: widths[position])
            if widths[widest] <= BAR_WIDTH:
                break
            widths[widest] -= 1
            missing -= 1
        return widths

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        """The least width and the natural one of each column that stands beside others."""
        return [self._bounds_of(index) for index in self.beside]

    def _bounds_of(self, index: int) -> tuple[int, int]:
        together = [index, *self.below(index)]
        texts = {row[position] for row in self.texts for position in together}
        bar = BAR_WIDTH + 1 if self.has_bar(index) else 0
        natural = max(map(cell_len, texts), default=0) + bar
        header = max(map(cell_len, self.title(index).split()), default=0)
        if not self.table.columns[index].wraps:
            return max(natural, header), max(natural, header)
        least = max(map(self._least, texts), default=0)
        return max(least, header), max(natural, header)

    def _least(self, text: str) -> int:
        length = cell_len(text)
        if length > SHORT_TEXT:
            return LONG_TEXT_WIDTH
        return on_two_lines(text) if self.layout.two_lines else length


def arranged(table: Table, width: int) -> Arrangement:
    """The table in the fullest layout that fits."""
    table = _without_empty(table)
    texts = [
        [
            printable(cell_text(column, value))
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
    ]
    arrangements = [Arrangement(table, texts, layout) for layout in LAYOUTS]
    return next((way for way in arrangements if way.fits(width)), arrangements[-1])


def on_two_lines(text: str) -> int:
    """The least width at which a text takes no more than two lines."""
    words = text.split()
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min((max(map(cell_len, half)) for half in halves), default=cell_len(text))


def _without_empty(table: Table) -> Table:
    """The table without columns for data only, and those that hold nothing in any row."""
    empty = [
        column.key
        for index, column in enumerate(table.columns)
        if column.data_only or (table.rows and all(row[index] in (None, "") for row in table.rows))
    ]
    return _shorter_names(table.without(*empty))


def _shorter_names(table: Table) -> Table:
    """Names of centres without the abbreviation that all of them begin with."""
    for index, column in enumerate(table.columns):
        if column.key in NAMES and (prefix := _shared_prefix([row[index] for row in table.rows])):
            rows = [_with(row, index, str(row[index]).removeprefix(prefix)) for row in table.rows]
            table = replace(table, rows=rows)
    return table


def _with(row: Sequence[Cell], index: int, text: str) -> list[Cell]:
    return [*row[:index], text, *row[index + 1 :]]


def _shared_prefix(names: list[Cell]) -> str:
    """The abbreviation, such as `PLUT-KUMKM `, that all of several names begin with."""
    words = [str(name).partition(" ") for name in names]
    alike = all(name[0] == other[0] and other[2] for name, other in pairwise(words))
    if len(words) < 2 or not alike or not words[0][0].isupper():
        return ""
    return words[0][0] + " "
