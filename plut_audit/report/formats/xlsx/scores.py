"""The sheets of item scores: formulas on answers, goalposts and points tables."""

from collections.abc import Callable
from typing import Any

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.report.formats.xlsx.book import cell, quote
from plut_audit.report.formats.xlsx.columns import Columns
from plut_audit.report.formats.xlsx.figures import NOT_APPLICABLE
from plut_audit.report.formats.xlsx.inputs import OBSERVED, REPORTED, matrix_sheet
from plut_audit.report.formats.xlsx.layout import FIRST, HIGH, ITEM, LOW, WEIGHT, Layout
from plut_audit.rubric import Indicator

OUT = quote(NOT_APPLICABLE)


def heat(layout: Layout) -> None:
    """Centres by indicators: the score of what counts, the weakest darkest."""
    book = layout.book
    note = book.say(
        "Scores from 0 (dark) to 100 (light); {mark}: does not apply.", mark=NOT_APPLICABLE
    )
    sheet = matrix_sheet(layout, "scores", note)
    _rules_above(layout, sheet)
    applicable, used = layout.figures.applicable, layout.figures.used
    _fill(
        layout,
        sheet,
        lambda row, code, item: _score(layout, "answers", row, code, item),
        np.where(applicable, used, np.nan),
        "heat",
    )
    sheet.conditional_format(
        FIRST,
        ITEM,
        layout.last,
        ITEM + len(layout.rubric.indicators) - 1,
        {
            "type": "3_color_scale",
            "min_type": "num",
            "min_value": 0,
            "mid_type": "num",
            "mid_value": 50,
            "max_type": "num",
            "max_value": 100,
            "min_color": "#D9730D",
            "mid_color": "#F6CE9A",
            "max_color": "#FFFFFF",
        },
    )


def _rules_above(layout: Layout, sheet: Any) -> None:
    """Weight and goalposts over each column, as the sheet of weights has them."""
    book = layout.book
    for row, title in (
        (WEIGHT, N_("Weight")),
        (LOW, N_("Low goalpost")),
        (HIGH, N_("High goalpost")),
    ):
        book.put(sheet, row, ITEM - 1, book.say(title), "note")
    for place, _, item, column in layout.items():
        row = layout.items_at + place
        book.formula(sheet, WEIGHT, column, book.at("weights", row, 3), item.weight, "small")
        if item.kind == "linear":
            book.formula(sheet, LOW, column, book.at("weights", row, 4), item.low, "small")
            book.formula(sheet, HIGH, column, book.at("weights", row, 5), item.high, "small")


def reported_scores(layout: Layout) -> None:
    """The score of self-report alone."""
    note = layout.book.say("The score of each indicator if the questionnaire alone is believed.")
    sheet = matrix_sheet(layout, "reported_scores", note)
    figures = layout.figures
    stored = np.where(figures.on_paper, figures.reported, np.nan)
    _fill(
        layout, sheet, lambda row, code, item: _score(layout, "reported", row, code, item), stored
    )


def conservative(layout: Layout) -> None:
    """Scores where self-report that nobody has seen is lowered as visits suggest."""
    book = layout.book
    note = book.say(
        "Self-report that no visit has seen, lowered by the overstatement that visits found."
    )
    sheet = matrix_sheet(layout, "conservative", note)
    book.put(sheet, LOW, ITEM - 1, book.say("Overstatement"), "note")
    book.put(sheet, WEIGHT, ITEM - 1, book.say("Visited and reported"), "note")
    for _, _, first, last in layout.dimensions():
        for column in range(first, last + 1):
            place = column - ITEM
            stored = float(layout.figures.overstatement[place])
            pairs = int(
                (
                    layout.figures.has_reported
                    & layout.figures.has_observed
                    & layout.figures.applicable
                )[:, place].sum()
            )
            book.formula(sheet, WEIGHT, column, _pairs(layout, column), pairs, "small")
            book.formula(
                sheet,
                HIGH,
                column,
                _difference(layout, column),
                _sum_of_differences(layout, place),
                "small",
            )
            book.formula(
                sheet, LOW, column, _overstatement(layout, column, first, last), stored, "small"
            )
    book.put(sheet, HIGH, ITEM - 1, book.say("Sum of differences"), "note")
    lowered = np.where(layout.figures.applicable, layout.figures.lowered, np.nan)
    _fill(layout, sheet, lambda row, code, item: _lowered(layout, row, code), lowered)


def _both(layout: Layout, column: int) -> str:
    """1 where a centre has both sources for an indicator."""
    told, mark = layout.down("reported", column), layout.down("evidence", column)
    return f"({mark}={quote(OBSERVED)})*({told}<>{OUT})*({told}<>{quote('')})"


def _pairs(layout: Layout, column: int) -> str:
    return f"SUMPRODUCT({_both(layout, column)})"


def _difference(layout: Layout, column: int) -> str:
    both = _both(layout, column)
    told, seen = layout.down("reported_scores", column), layout.down("scores", column)
    return f"SUMPRODUCT({both},{told})-SUMPRODUCT({both},{seen})"


def _sum_of_differences(layout: Layout, place: int) -> float:
    figures = layout.figures
    both = (figures.has_reported & figures.has_observed & figures.applicable)[:, place]
    return float((figures.reported - figures.used)[both, place].sum())


def _overstatement(layout: Layout, column: int, first: int, last: int) -> str:
    """max(0, n/(n+k) * of the indicator + k/(n+k) * of the dimension) (method, section 4)."""
    pairs, total = cell(WEIGHT, column), cell(HIGH, column)
    all_pairs, all_totals = (f"SUM({cell(row, first)}:{cell(row, last)})" for row in (WEIGHT, HIGH))
    shrinkage = layout.rule("shrinkage")
    of_item = f"IF({pairs}=0,0,{total}/MAX({pairs},1))"
    of_dimension = f"IF({all_pairs}=0,0,{all_totals}/MAX({all_pairs},1))"
    return f"MAX(0,({pairs}*{of_item}+{shrinkage}*{of_dimension})/({pairs}+{shrinkage}))"


def _lowered(layout: Layout, row: int, code: str) -> str:
    column = layout.item_column[code]
    score, mark = layout.book.at("scores", row, column), layout.book.at("evidence", row, column)
    by = layout.book.at("conservative", LOW, column)
    return f"IF({mark}={quote(REPORTED)},MAX(0,{score}-{by}),{score})"


def lost(layout: Layout) -> None:
    """What each indicator takes from the index of each centre."""
    note = layout.book.say(
        "Points that each indicator takes from the index; a row adds up to full marks - index."
    )
    sheet = matrix_sheet(layout, "lost", note)
    stored = np.where(layout.figures.applicable, layout.figures.lost, np.nan)
    dimension_of = {
        code: number
        for number, part in enumerate(layout.rubric.dimensions)
        for code in part.indicators
    }
    _fill(
        layout, sheet, lambda row, code, item: _lost(layout, row, code, dimension_of[code]), stored
    )


def _lost(layout: Layout, row: int, code: str, number: int) -> str:
    """W / sum(W) * w / sum(w that apply) * (full marks - s)."""
    columns, book = Columns(layout), layout.book
    score = book.at("scores", row, layout.item_column[code])
    weight = book.at("scores", WEIGHT, layout.item_column[code])
    of_items = book.at("calculation", row, columns.applicable + number)
    of_dimensions = book.at("calculation", row, columns.present)
    whole = f"{layout.dimension_weight(number)}/{of_dimensions}*{weight}/{of_items}"
    return f"IF(ISNUMBER({score}),{whole}*({layout.rule('scale')}-{score}),{OUT})"


Formula = Callable[[int, str, Indicator], str]


def _fill(
    layout: Layout, sheet: Any, formula: Formula, stored: Array, style: str = "number"
) -> None:
    """A formula and its value for every centre and indicator; NaN is stored as not applicable."""
    for place in range(layout.size):
        for number, code, item, column in layout.items():
            value = stored[place, number]
            shown = NOT_APPLICABLE if np.isnan(value) else float(value)
            text = formula(FIRST + place, code, item)
            layout.book.formula(sheet, FIRST + place, column, text, shown, style)


def _score(layout: Layout, key: str, row: int, code: str, item: Indicator) -> str:
    """The score of one answer: between goalposts, or from the table of points."""
    answer = layout.book.at(key, row, layout.item_column[code])
    worth = (
        _looked_up(layout, code, answer)
        if item.kind == "points"
        else _between(layout, code, item, answer)
    )
    return f"IF({answer}={OUT},{OUT},IF({answer}={quote('')},0,{worth}))"


def _looked_up(layout: Layout, code: str, answer: str) -> str:
    first, last = layout.points_rows[code]
    codes, worths = (layout.book.column("points", first, last, column) for column in (2, 4))
    return f"INDEX({worths},MATCH({answer},{codes},0))"


def _between(layout: Layout, code: str, item: Indicator, answer: str) -> str:
    """Full marks * clip((x - low) / (high - low), 0, 1), on logarithms under `ln`."""
    column = layout.item_column[code]
    low, high = (layout.book.at("scores", row, column) for row in (LOW, HIGH))
    if item.transform == "ln":
        answer, low, high = f"LN(MAX({answer},1E-300))", f"LN({low})", f"LN({high})"
    return f"{layout.rule('scale')}*MAX(0,MIN(1,({answer}-{low})/({high}-{low})))"
