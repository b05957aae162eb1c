"""Steps 4 and 6 of the method annex: how indicators hang together, and what they weigh."""

import numpy as np

from plut_audit.analysis.statistics import cronbach_alpha
from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.answers import Array
from plut_audit.report.associations import effective_weight, item_rest
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import dimension_title
from plut_audit.result import Result
from plut_audit.rubric import Dimension

MEANS = {"arithmetic": N_("arithmetic"), "geometric": N_("geometric")}
STRUCTURE_NOTE = N_(
    "For information: the instrument is a checklist, so its indicators need not measure one "
    "thing (it is formative). Over the ranked centres; alpha over those to which every indicator "
    "of the dimension applies, blanks at 0. A negative correlation is marked: there the indicator "
    "pulls against the rest of its dimension."
)
WEIGHTS_NOTE = N_(
    "The index is the {index} mean of the dimensions by their weights and is printed with "
    "{decimals} decimals. The nominal weight says how much a part may count; the effective weight "
    "(squared correlation with the index over the ranked centres) how much of the index's spread "
    "goes together with it."
)


def _ranked_scores(result: Result, dimension: Dimension) -> Array:
    """Scores of a dimension's indicators for the ranked centres, NaN where one does not apply."""
    codes = list(result.rubric.indicators)
    columns = [codes.index(code) for code in dimension.indicators]
    return result.items.score[result.centres.ranked][:, columns]


# --- step 4 --------------------------------------------------------------------------------


def structure_section(result: Result) -> Section:
    """Consistency of each dimension, and each indicator against the rest of its own."""
    blocks: list[Block] = [Paragraph(_(STRUCTURE_NOTE)), _alphas(result), _item_rests(result)]
    title = _(N_("4. How the indicators hang together"))
    return Section("structure", title, blocks, level=2)


def _alphas(result: Result) -> Table:
    columns = (
        Column("dimension", _(N_("Dimension")), wraps=True, width=40),
        Column("alpha", _(N_("Cronbach's alpha")), 3, width=10),
        Column("centres", _(N_("Centres")), 0, width=9),
    )
    rows: list[list[Cell]] = []
    for dimension in result.rubric.dimensions:
        scores = _ranked_scores(result, dimension)
        complete = int((~np.isnan(scores).any(axis=1)).sum())
        rows.append([dimension_title(dimension), _alpha(scores), complete])
    return Table("structure_alphas", "", columns, rows)


def _alpha(scores: Array) -> float | None:
    alpha = cronbach_alpha(scores, "listwise") if len(scores) else np.nan
    return None if np.isnan(alpha) else float(alpha)


def _item_rests(result: Result) -> Table:
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=40),
        Column("correlation", _(N_("Item-rest correlation")), 3, width=10),
        Column("note", _(N_("Note")), width=12),
    )
    rows: list[list[Cell]] = []
    for dimension in result.rubric.dimensions:
        scores = _ranked_scores(result, dimension)
        for column, (code, indicator) in enumerate(dimension.indicators.items()):
            r = item_rest(scores, column)
            mark = _(N_("negative")) if r is not None and r < 0 else ""
            rows.append([code, localized(indicator.title), r, mark])
    return Table("item_rests", "", columns, rows)


# --- step 6 --------------------------------------------------------------------------------


def weighting_section(result: Result) -> Section:
    """The weights as written, and what the index makes of them."""
    scoring = result.rubric.scoring
    index = result.centres.combined.index[result.centres.ranked]
    note = _(WEIGHTS_NOTE, index=_(MEANS[scoring.index_mean]), decimals=scoring.decimals)
    blocks: list[Block] = [
        Paragraph(note),
        _dimension_weights(result, index),
        _indicator_weights(result, index),
    ]
    return Section("weighting", _(N_("6. Weights and aggregation")), blocks, level=2)


def _dimension_weights(result: Result, index: Array) -> Table:
    columns = (
        Column("dimension", _(N_("Dimension")), wraps=True, width=40),
        Column("nominal", _(N_("Nominal weight (%)")), 2, width=10),
        Column("effective", _(N_("Effective weight")), 3, width=10),
        Column("mean", _(N_("Mean")), words=MEANS, width=12),
    )
    scores = np.array(
        [
            [row.combined for row in centre.dimensions.values()]
            for centre in result.centre_rows()
            if centre.ranked
        ],
        float,
    )
    dimensions = result.rubric.dimensions
    total = sum(dimension.weight for dimension in dimensions)
    rows: list[list[Cell]] = []
    for column, dimension in enumerate(dimensions):
        effective = effective_weight(scores[:, column], index) if len(scores) else None
        nominal = 100 * dimension.weight / total
        rows.append([dimension_title(dimension), nominal, effective, dimension.mean])
    return Table("dimension_weights", "", columns, rows)


def _indicator_weights(result: Result, index: Array) -> Table:
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=40),
        Column("nominal", _(N_("Nominal weight (%)")), 2, width=10),
        Column("effective", _(N_("Effective weight")), 3, width=10),
    )
    total = sum(dimension.weight for dimension in result.rubric.dimensions)
    rows: list[list[Cell]] = []
    for dimension in result.rubric.dimensions:
        scores = _ranked_scores(result, dimension)
        inside = sum(indicator.weight for indicator in dimension.indicators.values())
        for column, (code, indicator) in enumerate(dimension.indicators.items()):
            nominal = 100 * dimension.weight / total * indicator.weight / inside
            effective = effective_weight(scores[:, column], index)
            rows.append([code, localized(indicator.title), nominal, effective])
    return Table("indicator_weights", "", columns, rows)
