"""The sheet of estimated scores: what a full visit would be expected to find (method, section 4)."""

from typing import Any

import numpy as np

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.columns import RESPONDED
from plut_audit.report.formats.xlsx.inputs import matrix_sheet, observed_counts, was_settled
from plut_audit.report.formats.xlsx.layout import (
    HIGH,
    LABELS,
    LOW,
    DimensionSpan,
    ItemColumn,
    Layout,
)
from plut_audit.report.formats.xlsx.pairs import others_column
from plut_audit.report.formats.xlsx.scores import OUT, fill

SEEN, MEAN = LOW, HIGH
"""Rows above what only a visit can see: where it was seen, and the mean of what was."""
TITLES = {SEEN: N_("Centres where seen"), MEAN: N_("Mean observed")}


def estimate(layout: Layout) -> None:
    """Write the sheet."""
    note = _(
        N_(
            "Seen: as observed. Reported and not seen: times the verification factor of the other "
            "centres. What no visit can see: as reported. What only a visit can see: the mean of "
            "the centres where it was seen."
        )
    )
    sheet = matrix_sheet(layout, "estimate", note)
    for row, title in TITLES.items():
        layout.book.put(sheet, row, LABELS, _(title), "note")
    span_of = {code: span for span in layout.dimensions for code in span.dimension.indicators}
    for item in layout.items:
        if layout.stored.visit_only[item.number]:
            _above(layout, sheet, item)
    values = np.where(layout.stored.counts, layout.stored.estimated, np.nan)
    fill(layout, sheet, lambda row, item: _score(layout, row, item, span_of[item.code]), values)


def _above(layout: Layout, sheet: Any, item: ItemColumn) -> None:
    """How often only visits could see it, and what they found on average."""
    stored = layout.stored
    items = stored.result.items
    seen = (items.has_observed & ~items.judged)[:, item.number]
    mean = float(stored.observed[seen, item.number].mean()) if seen.any() else 0.0
    marks, scores = (layout.down(key, item.column) for key in ("evidence", "scores"))
    count = layout.book.at("estimate", SEEN, item.column)
    where = observed_counts(marks)
    total = f"SUMPRODUCT({where},{scores})"
    book = layout.book
    book.formula(sheet, SEEN, item.column, f"SUMPRODUCT({where})", int(seen.sum()), "small")
    book.formula(sheet, MEAN, item.column, f"IF({count}=0,0,{total}/{count})", mean, "small")


def _score(layout: Layout, row: int, item: ItemColumn, span: DimensionSpan) -> str:
    score = layout.book.at("scores", row, item.column)
    if not layout.stored.observable[item.number]:
        return score
    seen = f"{was_settled(layout.book.at('evidence', row, item.column))}=1"
    if layout.stored.visit_only[item.number]:
        return f"IF({seen},{score},{_of_others(layout, row, item, score)})"
    factor = factor_formula(
        layout,
        *(layout.factors.of_item(item.number, field) for field in ("reported", "observed")),
        *(
            layout.book.at("pairs", row, others_column(layout, span, field))
            for field in ("mean", "factor")
        ),
    )
    return f"IF(OR({seen},NOT(ISNUMBER({score}))),{score},{score}*{factor})"


def factor_formula(layout: Layout, reported: str, observed: str, mean: str, factor: str) -> str:
    """min(1, (sum o + k * rbar * VF) / (sum r + k * rbar)), from cells.

    An indicator that is estimated has no pair in its own centre, so that its sums are those of
    the other centres; the dimension's `mean` and `factor` are without the centre's pairs.
    """
    prior = f"{layout.rule('prior_pairs')}*{mean}"
    below = f"({reported}+{prior})"
    return f"IF({below}>0,MIN(1,({observed}+{prior}*{factor})/MAX({below},1E-300)),1)"


def _of_others(layout: Layout, row: int, item: ItemColumn, score: str) -> str:
    """Where nobody saw it: the mean of the centres where it was seen, if they are enough."""
    seen, mean = (layout.book.at("estimate", at, item.column) for at in (SEEN, MEAN))
    responded = layout.book.at("calculation", row, RESPONDED)
    enough = f"{seen}>={layout.rule('visit_only_centres')}"
    return f"IF({responded}=1,IF({enough},{mean},{OUT}),{score})"
