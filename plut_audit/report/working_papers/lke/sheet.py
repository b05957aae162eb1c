"""The worksheet of one centre."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from plut_audit.i18n import _, localized
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.report.formats.xlsx.limits import TALLEST
from plut_audit.report.formats.xlsx.means import rounded
from plut_audit.report.formats.xlsx.references import in_column
from plut_audit.report.formats.xlsx.stored import Stored
from plut_audit.report.table import Cell
from plut_audit.report.working_papers.lke import formulas
from plut_audit.report.working_papers.lke.choices import ChoiceList
from plut_audit.report.working_papers.lke.formulas import NONE
from plut_audit.report.working_papers.lke.head import (
    LINE_HEIGHT,
    WIDTHS,
    add_frame,
    add_headings,
    add_signatures,
    set_up,
)
from plut_audit.report.working_papers.lke.validation import add_validation
from plut_audit.result import CentreRow
from plut_audit.review.lke import frame, layout
from plut_audit.review.lke.contents import Content, LkeItem, lke_items
from plut_audit.review.lke.layout import TEXTS, At
from plut_audit.rubric import Dimension
from plut_audit.scoring.rounding import round_scores


@dataclass(frozen=True)
class SheetRows:
    """The rows of a worksheet to which the recapitulation refers."""

    name: str
    dimensions: list[int]
    total: int


class CentreSheet:
    """Writes one worksheet, from the top down."""

    def __init__(
        self, book: Book, choices: ChoiceList, centre: CentreRow, stored: Stored, language: str
    ) -> None:
        self.book, self.choices, self.centre, self.stored = book, choices, centre, stored
        self.language, self.rubric = language, centre.result.rubric
        self.items = {row.item.code: row for row in lke_items(centre, language)}
        self.row_of: dict[str, int] = {}
        row = frame.FIRST_ROW
        for dimension in self.rubric.dimensions:
            self.row_of[dimension.code] = row
            for code in dimension.indicators:
                row += 1
                self.row_of[code] = row
            row += 1
        self.total = row
        self.dimension_rows = [self.row_of[part.code] for part in self.rubric.dimensions]
        counts = stored.applicable[[centre.row]]
        self.weights = 100 * stored.weights.effective(counts)[0]

    def write(self) -> SheetRows:
        """Add the sheet."""
        from plut_audit.report.working_papers.lke.book import protect

        key = f"lke {self.centre.centre_id}"
        name = self.book.name(key, self.centre.centre_id)
        self.sheet = self.book.file.add_worksheet(name)
        set_up(self.sheet, self.total, self.centre.result.fingerprint)
        add_frame(self.book, self.sheet, self.centre, self.language)
        add_headings(self.book, self.sheet)
        for number, dimension in enumerate(self.rubric.dimensions, 1):
            self._dimension(number, dimension)
        self._total()
        add_signatures(self.book, self.sheet, self.total + 2, self.language)
        protect(self.sheet)
        return SheetRows(key, self.dimension_rows, self.total)

    def put(self, row: int, column: int, value: Cell, style: str) -> None:
        """A value in a cell."""
        self.book.put(self.sheet, row, column, value, f"lke {style}")

    def _strong(self, row: int, column: At, text: str, value: Cell) -> None:
        self.formula(row, column, text, value, "strong number")

    def formula(self, row: int, column: int, text: str, value: Cell, style: str) -> None:
        """A formula with the value that it has now; NaN is stored as empty."""
        shown = "" if isinstance(value, float) and np.isnan(value) else value
        self.book.formula(self.sheet, row, column, text, shown, f"lke {style}")

    # --- the table -----------------------------------------------------------------------------

    def _dimension(self, number: int, dimension: Dimension) -> None:
        row = self.row_of[dimension.code]
        first, last = row + 1, row + len(dimension.indicators)
        for column in At:
            self.put(row, column, None, "strong")
        self.put(row, At.NUMBER, str(number), "strong")
        self.put(row, At.CODE, dimension.code, "strong")
        self.put(row, At.COMPONENT, localized(dimension.title), "strong")
        self.put(row, At.RAW, dimension.weight, "strong number")
        columns = [list(self.rubric.indicators).index(code) for code in dimension.indicators]
        applies = float(self.stored.applicable[self.centre.row, columns] @ self.raw[columns])
        self._strong(row, At.APPLIES, formulas.weight_that_applies(first, last), applies)
        text = formulas.dimension_weight(row, self.total)
        weight = float(self.weights[columns].sum())
        self._strong(row, At.WEIGHT, text, weight)
        for column, figure in ((At.OWN_SCORE, "reported"), (At.SCORE, "combined")):
            exact = float(self.stored.figures[figure].dimensions[self.centre.row, number - 1])
            text = formulas.dimension_score(self.rubric, dimension, first, last, column)
            self._strong(row, column, text, exact)
            self._shown(row, column, exact, weight, (first, last))
        for at, code in enumerate(dimension.indicators, 1):
            self._item(
                f"{number}.{at}", row, self.items[code], float(self.weights[columns[at - 1]])
            )

    @property
    def raw(self) -> Any:
        """The weights of the indicators by the rubric."""
        return self.stored.weights.item

    def _shown(
        self, row: int, column: At, exact: float, weight: float, rows: tuple[int, int]
    ) -> None:
        """Value and per cent of a dimension, on one side; a dash for a centre without answers."""
        own = column == At.OWN_SCORE
        points_at, share_at = _shown_columns(column)
        hidden = self._hidden_if(own, rows)
        missing = np.isnan(exact) or not self.centre.responded
        share = self._percent(exact)
        text = formulas.share_of(self.rubric, row, column)
        self._strong(
            row, share_at, formulas.or_none(text, row, column, hidden), NONE if missing else share
        )
        text = formulas.or_none(formulas.points_of(row, column), row, column, hidden)
        self._strong(row, points_at, text, NONE if missing else weight / 100 * exact)

    def _hidden_if(self, own: bool, rows: tuple[int, int]) -> str:
        """When a centre without a questionnaire has no figures: until the evaluator has typed."""
        flag = f"{in_column(self.total, At.COUNTED)}=0"
        if own:
            return flag
        return f"AND({flag},COUNTA({formulas.stretch(*rows, At.ANSWER)})=0)"

    def _percent(self, exact: float) -> float:
        share = np.array(exact / self.rubric.scoring.scale * 100)
        return float(round_scores(share, self.rubric.scoring.decimals))

    def _item(self, number: str, dimension_row: int, lke: LkeItem, weight: float) -> None:
        row, indicator = self.row_of[lke.item.code], lke.item.indicator
        self._fit(row, lke)
        self.put(row, At.NUMBER, number, "text")
        for column in TEXTS:
            self.put(row, column, lke.texts[column], _style(column, lke.texts[column]))
        self.put(row, At.RAW, indicator.weight, "number")
        self.put(row, At.COUNTED, lke.counted, "number")
        self.put(row, At.APPLIES, None, "number")
        self.formula(row, At.WEIGHT, formulas.item_weight(row, dimension_row), weight, "number")
        self._scores(row, lke)
        for column, score in ((At.OWN_SCORE, lke.own_score), (At.SCORE, lke.counted)):
            self._item_values(row, column, score, weight)
        self.put(row, At.ANSWER, None, "open")
        self.put(row, At.REMARK, None, "open")
        add_validation(self.sheet, row, lke, self.choices)

    def _scores(self, row: int, lke: LkeItem) -> None:
        """The score of the centre's answer and of the evaluator's, by formula."""
        rubric, indicator = self.rubric, lke.item.indicator
        own = lke.texts[At.OWN_ANSWER]
        if lke.measured and lke.own_score is not None and formulas.can_look_up(own):
            text = formulas.score_of(rubric, indicator, self.choices, row, At.OWN_ANSWER)
            self.formula(row, At.OWN_SCORE, text, lke.own_score, "number")
        else:
            self.put(row, At.OWN_SCORE, lke.own_score, "number")
        typed = formulas.score_of(rubric, indicator, self.choices, row, At.ANSWER)
        text = formulas.evaluator_score(typed, row, _(layout.NOT_APPLICABLE))
        self.formula(row, At.SCORE, text, "" if lke.counted is None else lke.counted, "number")

    def _item_values(self, row: int, column: At, score: float | None, weight: float) -> None:
        points_at, share_at = _shown_columns(column)
        share = NONE if score is None else score / self.rubric.scoring.scale * 100
        text = formulas.share_of(self.rubric, row, column, exact=True)
        self.formula(row, share_at, formulas.or_none(text, row, column), share, "number")
        points = NONE if score is None else weight / 100 * score
        text = formulas.or_none(formulas.points_of(row, column), row, column)
        self.formula(row, points_at, text, points, "number")

    def _fit(self, row: int, lke: LkeItem) -> None:
        """Make the row as high as its longest text needs."""
        lines = max(_lines(str(lke.texts[column]), column) for column in TEXTS)
        self.sheet.set_row(row, min(TALLEST, LINE_HEIGHT * lines + 3))

    def _total(self) -> None:
        row, rows = self.total, (frame.FIRST_ROW, self.total - 1)
        for column in At:
            self.put(row, column, None, "strong")
        self.put(row, At.COMPONENT, _(layout.TOTAL), "strong")
        weights = formulas.total_weight(self.dimension_rows)
        present = self.stored.applicable[self.centre.row]
        spans = zip(self.rubric.dimensions, self.stored.weights.slices, strict=True)
        whole = sum(part.weight for part, span in spans if present[span].any())
        self._strong(row, At.RAW, weights, whole)
        self.put(row, At.COUNTED, int(self.centre.responded), "strong number")
        cells = "+".join(in_column(at, At.WEIGHT) for at in self.dimension_rows)
        self._strong(row, At.WEIGHT, cells, float(self.weights.sum()))
        for column, figure in ((At.OWN_SCORE, "reported"), (At.SCORE, "combined")):
            exact = float(self.stored.figures[figure].index[self.centre.row])
            text = formulas.index_score(self.rubric, self.dimension_rows, column)
            self._strong(row, column, text, exact)
            self._index(row, column, exact, rows)

    def _index(self, row: int, column: At, exact: float, rows: tuple[int, int]) -> None:
        """The index as the result prints it, and in per cent of full marks."""
        points_at, share_at = _shown_columns(column)
        hidden = self._hidden_if(column == At.OWN_SCORE, rows)
        missing = np.isnan(exact) or not self.centre.responded
        decimals = self.rubric.scoring.decimals
        printed = float(round_scores(np.array(exact), decimals))
        score = rounded(in_column(row, column), decimals)
        text = formulas.or_none(score, row, column, hidden)
        self._strong(row, points_at, text, NONE if missing else printed)
        text = formulas.share_of(self.rubric, row, column)
        share = NONE if missing else self._percent(exact)
        self._strong(row, share_at, formulas.or_none(text, row, column, hidden), share)


def _shown_columns(score: At) -> tuple[At, At]:
    """The columns of value and per cent that follow from a column of scores."""
    if score == At.OWN_SCORE:
        return At.OWN_POINTS, At.OWN_SHARE
    return At.POINTS, At.SHARE


def _style(column: At, text: Content) -> str:
    """The style of a cell that the program fills; a whole number has no decimal mark."""
    if isinstance(text, float):
        return "whole" if text.is_integer() else "measured"
    return "small" if column == At.EVIDENCE else "text"


def _lines(text: str, column: At) -> int:
    """How many lines a text takes in a column; long words break early."""
    letters = WIDTHS[column] * (1.45 if column == At.EVIDENCE else 1.2)
    return sum(1 + int(len(line) / letters) for line in text.split("\n"))
