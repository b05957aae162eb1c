"""The sheet of estimated scores: self-report that no visit has seen, lowered as visits suggest."""

from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.inputs import OBSERVED, REPORTED, matrix_sheet
from plut_audit.report.formats.xlsx.layout import HIGH, LOW, WEIGHT, DimensionSpan, Layout
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.references import cell
from plut_audit.report.formats.xlsx.scores import LABELS, OUT, fill

PAIRS, OVERSTATEMENT, DIFFERENCES = WEIGHT, LOW, HIGH
"""Rows above the indicators: pairs, what is subtracted, the sum of differences."""
TITLES = {
    PAIRS: N_("Visited and reported"),
    OVERSTATEMENT: N_("Overstatement"),
    DIFFERENCES: N_("Sum of differences"),
}


def estimate(layout: Layout) -> None:
    """Write the sheet."""
    note = _(
        N_("Self-report that no visit has seen, lowered by the overstatement that visits found.")
    )
    sheet = matrix_sheet(layout, "estimate", note)
    for row, title in TITLES.items():
        layout.book.put(sheet, row, LABELS, _(title), "note")
    for span in layout.dimensions:
        for column in range(span.first, span.last + 1):
            _above(layout, sheet, span, column)
    values = layout.stored.estimated.copy()
    values[~layout.stored.applicable] = float("nan")
    fill(layout, sheet, lambda row, item: _lowered(layout, row, item.column), values)


def _above(layout: Layout, sheet: Any, span: DimensionSpan, column: int) -> None:
    """What visits found of an indicator."""
    stored, number = layout.stored, column - span.first + span.items.start
    pairs = stored.pairs[:, number]
    differences = (stored.reported - stored.used)[pairs, number]
    rows = {
        PAIRS: (_pairs(layout, column), int(pairs.sum())),
        OVERSTATEMENT: (_overstatement(layout, span, column), 0.0),
        DIFFERENCES: (_differences(layout, column), float(differences.sum())),
    }
    for row, (text, value) in rows.items():
        layout.book.formula(sheet, row, column, text, value, "small")


def _both(layout: Layout, column: int) -> str:
    """1 where a centre has both sources for an indicator."""
    reported, mark = layout.down("reported", column), layout.down("evidence", column)
    return f"({mark}={quote(OBSERVED)})*({reported}<>{OUT})*({reported}<>{quote('')})"


def _pairs(layout: Layout, column: int) -> str:
    return f"SUMPRODUCT({_both(layout, column)})"


def _differences(layout: Layout, column: int) -> str:
    both = _both(layout, column)
    reported, observed = layout.down("reported_scores", column), layout.down("scores", column)
    return f"SUMPRODUCT({both},{reported})-SUMPRODUCT({both},{observed})"


def _overstatement(layout: Layout, span: DimensionSpan, column: int) -> str:
    """max(0, n/(n+k) * of the indicator + k/(n+k) * of the dimension) (method, section 4)."""
    pairs, total = cell(PAIRS, column), cell(DIFFERENCES, column)
    all_pairs, all_totals = (
        f"SUM({cell(row, span.first)}:{cell(row, span.last)})" for row in (PAIRS, DIFFERENCES)
    )
    shrinkage = layout.rule("shrinkage")
    of_item = f"IF({pairs}=0,0,{total}/MAX({pairs},1))"
    of_dimension = f"IF({all_pairs}=0,0,{all_totals}/MAX({all_pairs},1))"
    return f"MAX(0,({pairs}*{of_item}+{shrinkage}*{of_dimension})/({pairs}+{shrinkage}))"


def _lowered(layout: Layout, row: int, column: int) -> str:
    book = layout.book
    score, mark = book.at("scores", row, column), book.at("evidence", row, column)
    lowered_by = book.at("estimate", OVERSTATEMENT, column)
    return f"IF({mark}={quote(REPORTED)},MAX(0,{score}-{lowered_by}),{score})"
