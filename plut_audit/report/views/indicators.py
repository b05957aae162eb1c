"""The indicators over all centres: what they reached, and where full marks were seen."""

import numpy as np

from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.answers import Array
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import Evidence, Result
from plut_audit.rubric import Dimension

MOST_NAMED = 3
"""Centres that are named for an indicator."""


def dimension_indicators(result: Result, dimension: Dimension) -> Table:
    """The indicators of a dimension over the ranked centres."""
    decimals, ranked = result.rubric.scoring.decimals, result.centres.ranked
    items, codes = result.items, list(result.rubric.indicators)
    rows: list[list[Cell]] = []
    for code, indicator in dimension.indicators.items():
        column = codes.index(code)
        rows.append(
            [
                code,
                localized(indicator.title),
                *(_mean(scores[ranked, column]) for scores in _figures(result)),
                int((items.evidence[ranked, column] == Evidence.OBSERVED).sum()),
                _finding_count(result, code),
            ]
        )
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=40),
        Column("mean_reported", _(N_("Mean reported")), decimals, width=10),
        Column("mean_seen", _(N_("Mean seen")), decimals, width=10),
        Column("mean_estimate", _(N_("Mean estimate")), decimals, width=10),
        Column("seen", _(N_("Seen in centres")), 0, width=9),
        Column("findings", _(N_("Findings and suggestions")), 0, width=9),
    )
    return Table(f"indicators_{dimension.code}", "", columns, rows)


def lowest_means(
    result: Result, dimension: Dimension, most: int = MOST_NAMED
) -> list[tuple[str, float]]:
    """The indicators with the lowest mean estimates over the ranked centres, and these means."""
    codes, ranked = list(result.rubric.indicators), result.centres.ranked
    means = [
        (mean, code)
        for code in dimension.indicators
        if (mean := _mean(result.items.estimated_score[ranked, codes.index(code)])) is not None
    ]
    return [(code, mean) for mean, code in sorted(means)[:most]]


def _figures(result: Result) -> tuple[Array, Array, Array]:
    items = result.items
    return items.reported_score, items.observed_score, items.estimated_score


def _mean(scores: Array) -> float | None:
    known = scores[~np.isnan(scores)]
    return float(known.mean()) if len(known) else None


def _finding_count(result: Result, code: str) -> int:
    findings = result.findings
    if code not in findings.codes:
        return 0
    return int((findings.code == findings.codes.index(code)).sum())


def seen_at_full_marks(result: Result) -> Table:
    """The indicators that a visit saw at full marks, and in which centres; the rarest first."""
    scale, ranks = result.rubric.scoring.scale, result.centres.rank
    rows: list[list[Cell]] = []
    for column, (code, indicator) in enumerate(result.rubric.indicators.items()):
        scores = np.where(result.centres.ranked, result.items.observed_score[:, column], np.nan)
        full = np.flatnonzero(scores >= scale)
        if not len(full):
            continue
        best = sorted(full, key=lambda row: (ranks[row], row))[:MOST_NAMED]
        names = [_name(result, int(row)) for row in best]
        seen = int((~np.isnan(scores)).sum())
        rows.append([code, localized(indicator.title), len(full), seen, "; ".join(names)])
    rows.sort(key=lambda row: (_share(row), str(row[0])))
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=30),
        Column("full", _(N_("Full marks")), 0, width=8),
        Column("seen", _(N_("Seen in centres")), 0, width=8),
        Column("centres", _(N_("Centres to learn from")), wraps=True, width=44),
    )
    return Table("full_marks", "", columns, rows, empty=_(N_("No visit saw full marks.")))


def _share(row: list[Cell]) -> float:
    full, seen = row[2], row[3]
    assert isinstance(full, int) and isinstance(seen, int)
    return full / seen


def _name(result: Result, row: int) -> str:
    centre = result.centre(row)
    return centre.name or centre.centre_id
