"""Step 9 of the method annex: the index against what centres achieve, where that was asked."""

import numpy as np

from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.answers import Array
from plut_audit.report.associations import correlation
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.structure import ranked_figure
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import Result
from plut_audit.rubric import Dimension
from plut_audit.scoring.rounding import round_scores
from plut_audit.scoring.weights import Weights, mean

OUTCOMES = "ROL"
"""The dimension of what centres achieve for UMKM; the satisfaction index (SKM) is one of it."""
ASKED = N_(
    "The index against what the centres achieve for UMKM ({title}), over the ranked centres. As "
    "these outcomes count in the index themselves, the index is taken without their dimension "
    "here. Outcomes are as reported, and a correlation is no effect."
)
PARTLY = N_("No centre answered: {indicators}.")
NOT_ASKED = N_(
    "Public satisfaction (SKM) and the outcomes for UMKM were not asked in this survey, so the "
    "index was not compared with them."
)


def links_section(result: Result) -> Section:
    """The correlation of the index with each outcome, or that none was asked."""
    title = _(N_("9. Links to other indicators"))
    outcomes = next((part for part in result.rubric.dimensions if part.code == OUTCOMES), None)
    if outcomes is None or not _asked(result, outcomes):
        return Section("links", title, [Paragraph(_(NOT_ASKED))], level=2)
    blocks: list[Block] = [
        Paragraph(_(ASKED, title=localized(outcomes.title))),
        _correlations(result, outcomes),
    ]
    if missing := [code for code in outcomes.indicators if code not in _asked(result, outcomes)]:
        titles = [f"{code} {localized(outcomes.indicators[code].title)}" for code in missing]
        blocks.append(Paragraph(_(PARTLY, indicators="; ".join(titles))))
    return Section("links", title, blocks, level=2)


def _asked(result: Result, dimension: Dimension) -> list[str]:
    """The indicators of the dimension that any centre reported."""
    reported = np.any(result.items.has_reported[:, _columns(result, dimension)], axis=0)
    return [code for code, given in zip(dimension.indicators, reported, strict=True) if given]


def _columns(result: Result, dimension: Dimension) -> list[int]:
    codes = list(result.rubric.indicators)
    return [codes.index(code) for code in dimension.indicators]


def _correlations(result: Result, outcomes: Dimension) -> Table:
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=44),
        Column("centres", _(N_("Centres")), 0, width=8),
        Column("correlation", _(N_("Correlation with the index")), 3, width=12, wraps=True),
    )
    ranked, asked = result.centres.ranked, _asked(result, outcomes)
    index = index_without(result, outcomes)[ranked]
    scores = result.items.reported_score[ranked][:, _columns(result, outcomes)]
    rows: list[list[Cell]] = [
        [
            code,
            localized(indicator.title),
            int((~np.isnan(column) & ~np.isnan(index)).sum()),
            correlation(column, index),
        ]
        for (code, indicator), column in zip(outcomes.indicators.items(), scores.T, strict=True)
        if code in asked
    ]
    return Table("links", "", columns, rows)


def index_without(result: Result, left_out: Dimension) -> Array:
    """The ranked figure of each centre without one of its dimensions; NaN where none is left."""
    rubric = result.rubric
    dimensions = round_scores(ranked_figure(result).dimensions, rubric.scoring.decimals)
    weights = Weights(rubric).dimension * [part.code != left_out.code for part in rubric.dimensions]
    scoring = rubric.scoring
    present = ~np.isnan(dimensions)
    return mean(np.nan_to_num(dimensions), present, weights, scoring.index_mean, scoring.floor)
