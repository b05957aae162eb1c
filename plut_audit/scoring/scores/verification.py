"""What a full visit would be expected to find where nobody saw it (method, section 4).

The verification factor is that of the WHO (Data Quality Review, module 3): what visits found
over what was reported. A centre's own visit says nothing about its unseen items here, so every
factor is made from the other centres' pairs.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.scores.items import (
    Items,
    observable_indicators,
    visit_only_indicators,
)
from plut_audit.scoring.scores.student import student_quantile
from plut_audit.scoring.weights import Weights

_FEWEST_CENTRES = 4
"""Centres from which the overall factor has an interval."""


class EstimateSource(IntEnum):
    """Where the estimated score of an item comes from."""

    LEFT_OUT = 0
    OBSERVED = 1
    FACTOR = 2
    """Reported, times the verification factor: a visit can see it and none did."""
    AS_REPORTED = 3
    """No visit can see it."""
    BLANK = 4
    """Unanswered: 0."""
    OTHERS = 5
    """Only a visit can see it and none did: the mean of the other centres."""
    EVALUATOR = 6
    """The evaluator decided the value."""


@dataclass
class Verification:
    """The verification factors as they are printed, over all pairs that are used.

    - `indicator` (J,): at most 1; NaN where there is nothing to hold a report against;
      `indicator_pairs` (J,) int;
    - `dimension` (D,): found over reported, 1 without pairs; `dimension_pairs` (D,) int;
    - `overall`: found over reported of all pairs, `overall_pairs` of them; `error` its standard
      error over centres, `low` and `high` its 5 to 95 % interval, NaN under 4 centres;
    - `centres`: how many centres they are from; `random_only`: only visits to centres that were
      chosen at random.
    """

    indicator: Array
    indicator_pairs: Array
    dimension: Array
    dimension_pairs: Array
    overall: float
    overall_pairs: int
    error: float
    low: float
    high: float
    centres: int
    random_only: bool


@dataclass
class Estimates:
    """Estimated item scores, all (centres, indicators).

    `points` on the rubric's scale; `counts` bool, in the denominator; `source` uint8, an
    `EstimateSource`; `factor` the verification factor of the other centres (1 where none is
    used).
    """

    points: Array
    counts: Array
    source: Array
    factor: Array


def estimate_items(
    items: Items, selection: Array, responded: Array, rubric: Rubric
) -> tuple[Estimates, Verification]:
    """The estimated score of every item, and the factors it rests on.

    `selection` (n,) object: how each centre was chosen for its visit, "" for none; `responded`
    (n,) bool.
    """
    pair, random_only = used_pairs(items, selection, rubric)
    factor = _factors(items, pair, rubric, without_own=True)
    observable, visit_only = observable_indicators(rubric), visit_only_indicators(rubric)
    source = np.full(items.used.shape, EstimateSource.LEFT_OUT, np.uint8)
    source[items.applicable] = EstimateSource.BLANK
    source[items.has_reported & ~observable] = EstimateSource.AS_REPORTED
    source[items.has_reported & observable] = EstimateSource.FACTOR
    source[items.has_observed] = EstimateSource.OBSERVED
    source[items.judged] = EstimateSource.EVALUATOR
    points = items.used.copy()
    applied = source == EstimateSource.FACTOR
    points[applied] = (items.reported * factor)[applied]
    for number in np.flatnonzero(visit_only):
        _carry_over(int(number), points, source, items, responded, rubric)
    estimates = Estimates(
        points, source != EstimateSource.LEFT_OUT, source, np.where(applied, factor, 1.0)
    )
    return estimates, _verification(items, pair, random_only, rubric)


def centre_factors(items: Items, selection: Array, rubric: Rubric) -> Array:
    """The verification factor of each indicator for each centre, from the other centres' pairs."""
    pair, _ = used_pairs(items, selection, rubric)
    return _factors(items, pair, rubric, without_own=True)


def used_pairs(items: Items, selection: Array, rubric: Rubric) -> tuple[Array, bool]:
    """The pairs that factors are made from: of visits at random alone where there are enough."""
    pair = items.pair
    at_random = pair & (selection == "random")[:, None]
    if at_random.any(axis=1).sum() >= rubric.estimation.random_centres:
        return at_random, True
    return pair, False


def _carry_over(
    number: int, points: Array, source: Array, items: Items, responded: Array, rubric: Rubric
) -> None:
    """What only a visit can see, where none saw it: the mean of the others, else left out."""
    unseen = responded & ~items.has_observed[:, number] & ~items.judged[:, number]
    mean = mean_seen(items, number, rubric)
    points[unseen, number] = 0 if np.isnan(mean) else mean
    source[unseen, number] = EstimateSource.LEFT_OUT if np.isnan(mean) else EstimateSource.OTHERS


def mean_seen(items: Items, number: int, rubric: Rubric) -> float:
    """The mean observed score of what only a visit can see; NaN where too few visits saw it."""
    seen = items.observed_counts[:, number]
    enough = seen.sum() >= rubric.estimation.visit_only_centres
    return float(items.observed[seen, number].mean()) if enough else float("nan")


def _factors(items: Items, pair: Array, rubric: Rubric, without_own: bool) -> Array:
    """The factor of each indicator for each centre, without the centre's own pairs if so asked.

    min(1, (sum o + k * rbar * VF) / (sum r + k * rbar)), with the dimension's factor VF and its
    mean report rbar, which weigh as much as k pairs.
    """
    reported, observed = (np.where(pair, one, 0) for one in (items.reported, items.observed))
    result = np.ones(reported.shape)
    for part in Weights(rubric).slices:
        sums = [_sums(matrix[:, part], without_own) for matrix in (reported, observed, pair)]
        (of_reported, all_reported), (of_observed, all_observed), (_, pairs) = sums
        whole, mean = _dimension_factor(all_reported, all_observed, pairs, rubric.scoring.scale)
        prior = (rubric.estimation.prior_pairs * mean)[:, None]
        above, below = of_observed + prior * whole[:, None], of_reported + prior
        ratio = np.divide(above, below, out=np.ones_like(below), where=below > 0)
        result[:, part] = np.minimum(1, ratio)
    return result


def _sums(matrix: Array, without_own: bool) -> tuple[Array, Array]:
    """The sums of each column and of all for each centre, without its own row if so asked.

    They are snapped, so that nothing is left over where the centre's own were the only ones.
    """
    own = matrix.astype(float) if without_own else np.zeros(matrix.shape)
    by_item = np.round(matrix.sum(axis=0) - own, SNAP)
    return by_item, np.round(matrix.sum() - own.sum(axis=1), SNAP)


def _dimension_factor(
    reported: Array, observed: Array, pairs: Array, scale: float
) -> tuple[Array, Array]:
    """Found over reported, and the mean report, for each centre."""
    factor = np.divide(observed, reported, out=np.ones_like(reported), where=reported > 0)
    mean = np.divide(reported, pairs, out=np.full_like(reported, scale), where=pairs > 0)
    return factor, mean


def _verification(items: Items, pair: Array, random_only: bool, rubric: Rubric) -> Verification:
    reported = np.where(pair, items.reported, 0).sum(axis=0)
    observed = np.where(pair, items.observed, 0).sum(axis=0)
    pairs = pair.sum(axis=0)
    slices = Weights(rubric).slices
    sums = [np.array([column[part].sum() for part in slices]) for column in (reported, observed)]
    by_part = np.array([pairs[part].sum() for part in slices])
    dimension, _ = _dimension_factor(sums[0], sums[1], by_part, rubric.scoring.scale)
    factor = _factors(items, pair, rubric, without_own=False)[:1]
    comparable = observable_indicators(rubric) & ~visit_only_indicators(rubric)
    overall, error, low, high = _overall(items, pair, rubric)
    return Verification(
        indicator=np.where(comparable, factor[0] if len(factor) else 1.0, np.nan),
        indicator_pairs=pairs,
        dimension=dimension,
        dimension_pairs=by_part,
        overall=overall,
        overall_pairs=int(pairs.sum()),
        error=error,
        low=low,
        high=high,
        centres=int(pair.any(axis=1).sum()),
        random_only=random_only,
    )


def _overall(items: Items, pair: Array, rubric: Rubric) -> tuple[float, float, float, float]:
    """Found over reported of all pairs, its standard error over centres, and its interval.

    A ratio of sums over whole centres (Cochran, Sampling Techniques, 3rd ed. 1977, eq. 6.13):
    the variance is n / (n - 1) * sum (o - R r)^2 / (sum r)^2 over n centres.
    """
    reported, observed = (
        np.where(pair, points, 0).sum(axis=1)[pair.any(axis=1)]
        for points in (items.reported, items.observed)
    )
    n, total = len(reported), float(reported.sum())
    if not total:
        return 1.0, np.nan, np.nan, np.nan
    ratio = float(observed.sum()) / total
    if n < _FEWEST_CENTRES:
        return ratio, np.nan, np.nan, np.nan
    squares = float(((observed - ratio * reported) ** 2).sum())
    error = float(np.sqrt(n / (n - 1) * squares)) / total
    half = student_quantile((1 + rubric.estimation.level) / 2, n - 1) * error
    return ratio, error, max(0.0, ratio - half), ratio + half
