"""One centre, chosen from a list: everything about it, by INDEX on the other sheets."""

from typing import Any

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.calculation import label
from plut_audit.report.formats.xlsx.centre_findings import findings
from plut_audit.report.formats.xlsx.columns import FIGURE_TITLES, Columns
from plut_audit.report.formats.xlsx.findings import FindingRecord
from plut_audit.report.formats.xlsx.inputs import (
    CHANGED,
    DECIDED,
    DECIDED_SEEN,
    NOTHING,
    OBSERVED,
    REPORTED,
    choice_labels,
    reported_value,
    used_value,
)
from plut_audit.report.formats.xlsx.layout import (
    CHOICE,
    CHOICE_LABEL,
    FIRST,
    NOT_APPLICABLE,
    PROVINCE,
    ItemColumn,
    Layout,
)
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.ranking import rank_formula, rank_text
from plut_audit.report.formats.xlsx.references import cell, fixed
from plut_audit.report.formats.xlsx.styles import LOSS_BAR, bar
from plut_audit.report.formats.xlsx.value_formats import value_format
from plut_audit.report.table import Cell
from plut_audit.report.values import interval_text
from plut_audit.report.vocabulary import EVIDENCE, class_with_marks
from plut_audit.result import CentreRow, ItemRow

CHOSEN, POSITION = (2, 1), (2, 8)
"""Cells of the chosen centre and of its position on the sheets (hidden)."""
WIDTHS = (16, 42, 28, 28, 18, 12, 12, 12, 6)
FACTS, DIMENSIONS = 4, 13
"""First rows of the facts and of the dimensions."""
FIRST_FIGURE, COVERAGE = 2, 5
"""Columns of the figures and the coverage of a dimension."""
REPORTED_VALUE, USED_VALUE, EVIDENCE_WORD, SCORE, LOST, ESTIMATED = range(2, 8)
"""Columns of an indicator."""
BETWEEN = 2
"""Rows from the end of a table to the heads of the next."""


def centre(layout: Layout, records: list[FindingRecord]) -> None:
    """Write the sheet; the weakest ranked centre is chosen at first."""
    book, first = layout.book, layout.in_order[max(len(layout.result.ranking), 1) - 1]
    note = _(N_("Choose a centre in the coloured cell."))
    sheet = book.sheet("centre", WIDTHS, note, first=0)
    book.put(sheet, CHOSEN[0], 0, _(N_("Centre")), "bold")
    book.put(sheet, *CHOSEN, label(first), "input")
    labels = layout.down("calculation", Columns(layout).after("label"))
    sheet.data_validation(*CHOSEN, *CHOSEN, {"validate": "list", "source": "=" + labels})
    # A comparison, not MATCH: names may hold * and ?.
    text = f"SUMPRODUCT(({labels}={cell(*CHOSEN)})*(ROW({labels})-{FIRST}))"
    book.formula(sheet, *POSITION, text, first.row + 1, "count")
    sheet.set_column(POSITION[1], POSITION[1], WIDTHS[-1], None, {"hidden": True})
    sheet.freeze_panes(CHOSEN[0] + 1, 0)
    sheet.set_portrait()
    writer = CentreWriter(layout, sheet, first)
    writer.facts()
    row = writer.dimensions()
    row = writer.items(row + BETWEEN)
    row = findings(writer, row + BETWEEN, records)
    sheet.print_area(0, 0, row, POSITION[1] - 1)


class CentreWriter:
    """Writes one table below the other, each for the centre that is chosen at first."""

    def __init__(self, layout: Layout, sheet: Any, first: CentreRow) -> None:
        self.layout, self.sheet, self.book = layout, sheet, layout.book
        self.columns, self.first = Columns(layout), first

    def of(self, key: str, column: int) -> str:
        """The chosen centre's cell in a column of a sheet."""
        return f"INDEX({self.layout.down(key, column)},{fixed(*POSITION)})"

    def or_empty(self, key: str, column: int) -> str:
        """The same, an empty cell staying empty."""
        chosen = self.of(key, column)
        return f'IF({chosen}="","",{chosen})'

    def after(self, name: str) -> str:
        """The chosen centre's cell in a column of the calculation, by its name."""
        return self.of("calculation", self.columns.after(name))

    def put(self, row: int, column: int, text: str, value: Cell, style: str = "text") -> None:
        """A formula with the value for the centre chosen at first."""
        self.book.formula(self.sheet, row, column, text, value, style)

    def head(self, row: int, *titles: str) -> None:
        """The heads of a table."""
        self.book.head(self.sheet, row, [_(title) for title in titles])

    def facts(self) -> None:
        """Where it lies and where it stands."""
        first = self.first
        share = float(self.layout.stored.seen_share[first.row])
        reason = self.layout.result.wording().not_ranked(first.not_ranked)
        interval = interval_text(first.estimate_interval, self.layout.rubric.scoring.decimals)
        seen = self.or_empty("calculation", self.columns.after("share"))
        rank = rank_formula(self.after("rank"), self.after("tied"))
        province = self.of("calculation", PROVINCE) + '&""'
        facts: tuple[tuple[str, str, Cell, str], ...] = (
            (N_("Province"), province, first.province, "text"),
            (N_("Rank"), rank, rank_text(first), "bold"),
            (N_("Rank interval"), *self._value("ranks", interval_text(first.rank_interval))),
            (N_("Interval of the estimate"), *self._value("interval", interval)),
            (N_("Class"), self.after("printed class"), class_with_marks(first), "bold"),
            (N_("Share seen"), seen, share if share == share else "", "share"),  # noqa: PLR0124
            (N_("Not ranked because"), self.after("reason"), reason, "text"),
        )
        for row, (title, text, value, style) in enumerate(facts, FACTS):
            self.book.put(self.sheet, row, 0, _(title), "note")
            self.put(row, 1, text, value, style)

    def _value(self, name: str, value: Cell) -> tuple[str, Cell, str]:
        """A fact that no formula follows: where it is found, what it is, its style."""
        return self.or_empty("calculation", self.columns.after(name)), value, "text"

    def dimensions(self) -> int:
        """Three figures of each dimension and of the index; gives the row after them."""
        self.head(DIMENSIONS - 1, "", N_("Dimension"), *FIGURE_TITLES.values(), N_("Coverage"))
        figures = self.layout.stored.coverage
        for number, (code, values) in enumerate(self.first.dimensions.items()):
            row = DIMENSIONS + number
            self.book.put(self.sheet, row, 0, code)
            self.book.put(self.sheet, row, 1, localized(values.dimension.title))
            for column, figure in enumerate(FIGURE_TITLES, FIRST_FIGURE):
                text = self.of("calculation", self.columns.printed(figure, number))
                self.put(row, column, text, getattr(values, figure), "number")
            text = self.or_empty("calculation", self.columns.coverage + number)
            coverage = float(figures[self.first.row, number])
            self.put(row, COVERAGE, text, coverage if coverage == coverage else "", "percent")  # noqa: PLR0124
        row = DIMENSIONS + len(self.first.dimensions)
        self.book.put(self.sheet, row, 1, _(N_("Index")), "bold")
        for column, figure in enumerate(FIGURE_TITLES, FIRST_FIGURE):
            text = self.of("calculation", self.columns.printed(figure))
            self.put(row, column, text, getattr(self.first, figure), "big")
        return row + 2

    def items(self, row: int) -> int:
        """Every indicator; gives the row after them."""
        self.head(
            row,
            N_("Code"),
            N_("Indicator"),
            N_("Reported"),
            N_("Value that counts"),
            N_("Evidence"),
            N_("Score"),
            N_("Points lost"),
            N_("Estimated score"),
        )
        last = row + len(self.layout.items)
        for at, item in enumerate(self.layout.items, row + 1):
            self._item(at, item, self.first.items[item.code])
        self.sheet.conditional_format(row + 1, LOST, last, LOST, bar(LOSS_BAR))
        return last + 1

    def _item(self, row: int, item: ItemColumn, values: ItemRow) -> None:
        self.book.put(self.sheet, row, 0, item.code, "bold")
        self.book.put(self.sheet, row, 1, localized(item.indicator.title), "wrap")
        reported, used = reported_value(self.layout, values), used_value(self.layout, values)
        self._item_value(row, REPORTED_VALUE, item, "reported", reported)
        self._item_value(row, USED_VALUE, item, "answers", used)
        text, word = self._evidence(item, values)
        self.put(row, EVIDENCE_WORD, text, word, "aside")
        scored = values.score is not None
        score: Cell = values.score if scored else NOT_APPLICABLE
        lost: Cell = values.points_lost if scored else NOT_APPLICABLE
        self.put(row, SCORE, self.of("scores", item.column), score, "number")
        self.put(row, LOST, self.of("lost", item.column), lost, "number")
        estimate = NOT_APPLICABLE if values.estimated_score is None else values.estimated_score
        self.put(row, ESTIMATED, self.of("estimate", item.column), estimate, "number")

    def _item_value(self, row: int, column: int, item: ItemColumn, key: str, value: Cell) -> None:
        """A value of a sheet; a choice by its words in the table of points."""
        text = self.or_empty(key, item.column)
        if item.indicator.kind == "points":
            codes, words = (self.layout.choices(item.code, at) for at in (CHOICE, CHOICE_LABEL))
            chosen = self.of(key, item.column)
            text = f"IFERROR(INDEX({words},MATCH({chosen},{codes},0)),{text})"
            if isinstance(value, str):
                value = choice_labels(self.layout.rubric, item.indicator).get(value, value)
        self.put(
            row,
            column,
            text,
            value,
            self.book.value_style(value_format(item.indicator, self.layout.rubric)),
        )

    def _evidence(self, item: ItemColumn, values: ItemRow) -> tuple[str, str]:
        """Where the value comes from, in words: formula and value."""
        words = {name: _(text) for name, text in EVIDENCE.items()}
        words["not_applicable"] = NOT_APPLICABLE
        mark, text = self.of("evidence", item.column), quote(NOT_APPLICABLE)
        marks = {
            NOTHING: "none",
            REPORTED: "reported",
            OBSERVED: "observed",
            CHANGED: "observed",
            DECIDED: "evaluator",
            DECIDED_SEEN: "evaluator",
        }
        for letter, name in marks.items():
            text = f"IF({mark}={quote(letter)},{quote(words[name])},{text})"
        applicable = self.layout.stored.applicable[values.row, values.column]
        return text, words[values.evidence.word] if applicable else NOT_APPLICABLE
