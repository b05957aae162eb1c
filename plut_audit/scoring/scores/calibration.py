"""How much wider than the draws the interval has to be, measured on the visited centres.

Each visited centre is estimated as if nobody had visited it, and held against what its visit
found. The draws carry over the errors of respondents; what else a visit changes (an answer that
was left blank, an error that depends on how much was reported, respondents of two kinds) shows
only here. The idea is that of conformal prediction (Lei and others, Journal of the American
Statistical Association 113, 2018): an interval that held the visited centres holds an unvisited
one with the same chance.
"""

from dataclasses import replace

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores.donors import DonorErrors
from plut_audit.scoring.scores.items import Items, visit_only_indicators
from plut_audit.scoring.scores.verification import (
    Estimates,
    EstimateSource,
    centre_factors,
    used_pairs,
)
from plut_audit.scoring.weights import Weights

_MOST = 200
"""Visited centres that are tried; more change the result by less than its own error."""
_LEAST_WIDTH = 0.5
"""Points below which the width of a draw says nothing."""


def calibrate(
    items: Items, estimates: Estimates, selection: Array, donors: Array, rubric: Rubric
) -> tuple[float, float]:
    """By how much the draws below and above their mean are widened, each at least 1.

    `donors` are the rows whose errors are drawn; of them those are tried whose pairs make the
    verification factor.
    """
    pair, _ = used_pairs(items, selection, rubric)
    rows = donors[pair[donors].any(axis=1)]
    rows = rows[np.unique(np.linspace(0, len(rows) - 1, min(len(rows), _MOST)).astype(int))]
    hidden = _as_if_unseen(items, estimates, centre_factors(items, selection, rubric), rubric)
    errors = DonorErrors.of(items, hidden, donors, rubric)
    rows = rows[errors.unseen[rows].any(axis=1)]
    if not len(rows):
        return 1.0, 1.0
    weights = Weights(rubric)
    seen = np.where(items.has_observed, items.observed, hidden.points)
    counts = hidden.counts[rows]
    expected = weights.add_up(hidden.points[rows], counts).index
    missed = weights.add_up(seen[rows], counts).index - expected
    drawn = errors.draw(rows)
    upper = (1 + rubric.estimation.level) / 2
    low, high = np.quantile(drawn, (1 - upper, upper), axis=1)
    mean, factor = drawn.mean(axis=1), errors.width(rows)
    below = -missed / np.maximum(factor * (mean - low), _LEAST_WIDTH)
    above = missed / np.maximum(factor * (high - mean), _LEAST_WIDTH)
    return _wider(below, upper), _wider(above, upper)


def _wider(values: Array, probability: float) -> float:
    """The quantile of few values (Hyndman and Fan 1996, definition 8), at least 1."""
    return max(1.0, float(np.quantile(values, probability, method="median_unbiased")))


def _as_if_unseen(items: Items, estimates: Estimates, factor: Array, rubric: Rubric) -> Estimates:
    """The estimates if no visit had seen what the questionnaire was asked."""
    visit_only = visit_only_indicators(rubric)
    asked = items.has_reported.any(axis=0)
    blank = items.has_observed & ~items.has_reported & asked & ~visit_only
    points = np.where(items.pair, items.reported * factor, estimates.points)
    points = np.where(blank, 0, points)
    source = np.full(points.shape, EstimateSource.OBSERVED, np.uint8)
    source[items.pair] = EstimateSource.FACTOR
    for number in np.flatnonzero(visit_only):
        seen = items.has_observed[:, number]
        others = int(seen.sum()) - 1
        if others >= rubric.estimation.visit_only_centres:
            total = items.observed[seen, number].sum()
            points[seen, number] = (total - items.observed[seen, number]) / others
            source[seen, number] = EstimateSource.OTHERS
    return replace(estimates, points=points, source=source)
