"""Steps 4 and 6 of the method annex: how indicators hang together, and what they weigh."""

from plut_audit.analysis.consistency import answered_scores, dimension_alphas
from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.answers import Array
from plut_audit.report.associations import effective_weights, item_rest
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import dimension_title
from plut_audit.result import Result
from plut_audit.result.columns import FigureColumns
from plut_audit.scoring.rounding import round_scores

MEANS = {"arithmetic": N_("arithmetic"), "geometric": N_("geometric")}
STRUCTURE_NOTE = N_(
    "For information: the instrument is a checklist, so its indicators need not measure one "
    "thing (it is formative). One rule for both tables: over the ranked centres, by the scores of "
    "the combined index; an indicator counts for a centre where it applies and was answered, and "
    "each covariance is over the centres that have both indicators. A negative correlation is "
    "marked: there the indicator pulls against the rest of its dimension."
)
WEIGHTS_NOTE = N_(
    "The index is the {index} mean of the dimensions by their weights and is printed with "
    "{decimals} decimals. The nominal weight says how much a part may count; the effective weight "
    "(squared correlation with the index over the ranked centres, normalised to add up to 1) how "
    "much of the index's spread goes together with it. The index here is the one that ranks are "
    "given on."
)


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
    titles = {dimension.code: dimension_title(dimension) for dimension in result.rubric.dimensions}
    rows: list[list[Cell]] = [
        [titles[row.code], row.alpha, row.n] for row in dimension_alphas(result)
    ]
    return Table("structure_alphas", "", columns, rows)


def _item_rests(result: Result) -> Table:
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=40),
        Column("correlation", _(N_("Item-rest correlation")), 3, width=10),
        Column("note", _(N_("Note")), width=12),
    )
    rows: list[list[Cell]] = []
    for dimension in result.rubric.dimensions:
        scores = answered_scores(result, dimension)
        for column, (code, indicator) in enumerate(dimension.indicators.items()):
            r = item_rest(scores, column)
            mark = _(N_("negative")) if r is not None and r < 0 else ""
            rows.append([code, localized(indicator.title), r, mark])
    return Table("item_rests", "", columns, rows)


# --- step 6 --------------------------------------------------------------------------------


def weighting_section(result: Result) -> Section:
    """The weights as written, and what the index makes of them."""
    scoring = result.rubric.scoring
    figures, ranked = ranked_figure(result), result.centres.ranked
    index = round_scores(figures.index[ranked], scoring.decimals)
    note = _(WEIGHTS_NOTE, index=_(MEANS[scoring.index_mean]), decimals=scoring.decimals)
    blocks: list[Block] = [
        Paragraph(note),
        _dimension_weights(
            result, round_scores(figures.dimensions[ranked], scoring.decimals), index
        ),
        _indicator_weights(result, index),
    ]
    return Section("weighting", _(N_("6. Weights and aggregation")), blocks, level=2)


def ranked_figure(result: Result) -> FigureColumns:
    """The figure that ranks are given on."""
    columns = result.centres
    return columns.estimate if result.rubric.scoring.figure == "estimate" else columns.combined


def _dimension_weights(result: Result, scores: Array, index: Array) -> Table:
    columns = (
        Column("dimension", _(N_("Dimension")), wraps=True, width=40),
        Column("nominal", _(N_("Nominal weight (%)")), 2, width=10),
        Column("effective", _(N_("Effective weight")), 3, width=10),
        Column("mean", _(N_("Mean")), words=MEANS, width=12),
    )
    dimensions = result.rubric.dimensions
    total = sum(dimension.weight for dimension in dimensions)
    rows: list[list[Cell]] = [
        [dimension_title(dimension), 100 * dimension.weight / total, effective, dimension.mean]
        for dimension, effective in zip(dimensions, effective_weights(scores, index), strict=True)
    ]
    return Table("dimension_weights", "", columns, rows)


def _indicator_weights(result: Result, index: Array) -> Table:
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=40),
        Column("nominal", _(N_("Nominal weight (%)")), 2, width=10),
        Column("effective", _(N_("Effective weight")), 3, width=10),
    )
    total = sum(dimension.weight for dimension in result.rubric.dimensions)
    on_estimate = result.rubric.scoring.figure == "estimate"
    scores = result.items.estimated_score if on_estimate else result.items.score
    effective = iter(effective_weights(scores[result.centres.ranked], index))
    rows: list[list[Cell]] = []
    for dimension in result.rubric.dimensions:
        inside = sum(indicator.weight for indicator in dimension.indicators.values())
        for code, indicator in dimension.indicators.items():
            nominal = 100 * dimension.weight / total * indicator.weight / inside
            rows.append([code, localized(indicator.title), nominal, next(effective)])
    return Table("indicator_weights", "", columns, rows)
