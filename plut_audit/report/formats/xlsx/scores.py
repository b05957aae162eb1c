"""The sheets of item scores: formulas on answers, goalposts and points tables."""

from collections.abc import Callable
from typing import Any

import numpy as np

from plut_audit.i18n import N_, _
from plut_audit.ingest.answers import Array
from plut_audit.report.formats.xlsx.inputs import matrix_sheet
from plut_audit.report.formats.xlsx.layout import (
    CHOICE,
    FIRST,
    FIRST_ITEM,
    HIGH,
    HIGH_VALUE,
    LABELS,
    LOW,
    LOW_VALUE,
    NOT_APPLICABLE,
    POINTS,
    VALUE,
    WEIGHT,
    ItemColumn,
    Layout,
)
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.losses import loss_in_dimension, loss_of_dimension
from plut_audit.result.rows import EXACT

OUT = quote(NOT_APPLICABLE)
Formula = Callable[[int, ItemColumn], str]
"""The formula of a centre's row and an indicator."""


def scores(layout: Layout) -> None:
    """Centres by indicators: the score of what counts, the weakest darkest."""
    note = _(
        N_("Scores from 0 (dark) to 100 (light); {mark}: does not apply."), mark=NOT_APPLICABLE
    )
    sheet = matrix_sheet(layout, "scores", note)
    _rules_above(layout, sheet)
    values = np.where(layout.stored.applicable, layout.stored.used, np.nan)
    fill(layout, sheet, lambda row, item: _score(layout, "answers", row, item), values, "heat")
    scale = {
        "type": "3_color_scale",
        "min_type": "num",
        "min_value": 0,
        "mid_type": "num",
        "mid_value": layout.rubric.scoring.scale / 2,
        "max_type": "num",
        "max_value": layout.rubric.scoring.scale,
        "min_color": "#D9730D",
        "mid_color": "#F6CE9A",
        "max_color": "#FFFFFF",
    }
    sheet.conditional_format(FIRST, FIRST_ITEM, layout.last, layout.last_item, scale)


def _rules_above(layout: Layout, sheet: Any) -> None:
    """Weight and goalposts over each column, as the sheet of weights has them."""
    book = layout.book
    titles = {WEIGHT: N_("Weight"), LOW: N_("Low goalpost"), HIGH: N_("High goalpost")}
    for row, title in titles.items():
        book.put(sheet, row, LABELS, _(title), "note")
    for number, _code, item, column in layout.items:
        rules = {WEIGHT: (VALUE, item.weight)}
        if item.kind == "linear":
            rules |= {LOW: (LOW_VALUE, item.low or 0.0), HIGH: (HIGH_VALUE, item.high or 0.0)}
        for row, (source, value) in rules.items():
            text = book.at("weights", layout.items_at + number, source)
            book.formula(sheet, row, column, text, value, "small")


def reported_scores(layout: Layout) -> None:
    """The score of self-report alone."""
    note = _(N_("The score of each indicator if the questionnaire alone is believed."))
    sheet = matrix_sheet(layout, "reported_scores", note)
    values = np.where(layout.stored.on_paper, layout.stored.reported, np.nan)
    fill(layout, sheet, lambda row, item: _score(layout, "reported", row, item), values)


def lost(layout: Layout) -> None:
    """What each indicator takes from the index of each centre."""
    note = _(
        N_("Points that each indicator takes from the index; a row adds up to full marks - index.")
    )
    sheet = matrix_sheet(layout, "lost", note)
    points_lost = np.round(layout.result.items.points_lost, EXACT)
    values = np.where(layout.stored.applicable, points_lost, np.nan)
    number_of = {
        code: span.number for span in layout.dimensions for code in span.dimension.indicators
    }
    fill(layout, sheet, lambda row, item: _lost(layout, row, item, number_of[item.code]), values)


def _lost(layout: Layout, row: int, item: ItemColumn, dimension: int) -> str:
    """Loss per point of the index and of the dimension * (full marks - s)."""
    score = layout.book.at("scores", row, item.column)
    loss = loss_in_dimension(layout, row, item.column, layout.dimensions[dimension])
    text = f"{loss_of_dimension(layout, row, dimension)}*{loss}"
    return f"IF(ISNUMBER({score}),{text},{OUT})"


def fill(
    layout: Layout, sheet: Any, formula: Formula, values: Array, style: str = "number"
) -> None:
    """A formula and its value for every centre and indicator; NaN is stored as not applicable."""
    for row, numbers in enumerate(values.tolist(), FIRST):
        for item, value in zip(layout.items, numbers, strict=True):
            stored = NOT_APPLICABLE if np.isnan(value) else value
            layout.book.formula(sheet, row, item.column, formula(row, item), stored, style)


def _score(layout: Layout, key: str, row: int, item: ItemColumn) -> str:
    """The score of one answer: between goalposts, or from the table of points."""
    answer = layout.book.at(key, row, item.column)
    points = item.indicator.kind == "points"
    worth = _from_table(layout, item, answer) if points else _between(layout, item, answer)
    return f"IF({answer}={OUT},{OUT},IF({answer}={quote('')},0,{worth}))"


def _from_table(layout: Layout, item: ItemColumn, answer: str) -> str:
    codes, worths = (layout.choices(item.code, column) for column in (CHOICE, POINTS))
    return f"INDEX({worths},MATCH({answer},{codes},0))"


def _between(layout: Layout, item: ItemColumn, answer: str) -> str:
    """Full marks * clip((x - low) / (high - low), 0, 1), on logarithms under `ln`."""
    low, high = (layout.book.at("scores", row, item.column) for row in (LOW, HIGH))
    if item.indicator.transform == "ln":
        answer, low, high = f"LN(MAX({answer},1E-300))", f"LN({low})", f"LN({high})"
    return f"{layout.rule('scale')}*MAX(0,MIN(1,({answer}-{low})/({high}-{low})))"
