"""Points lost: the distance of an index from full marks, shared among its indicators.

Under an arithmetic mean a part loses its share of the weight times the points that it misses.
Under a geometric mean the distance is shared in proportion to weight * ln(full marks / score):

    lost(i) = (S - G) * w(i) ln(S / s(i)) / sum over j of w(j) ln(S / s(j))

with full marks S, the mean G, and scores below the floor at the floor. This is the additive
logarithmic mean Divisia index (LMDI-I; B. W. Ang, "The LMDI approach to decomposition analysis: a
practical guide", Energy Policy 33, 2005, p. 867-871): it leaves no remainder, and it depends on
the order of nothing. Where a score of 0 without a floor makes the mean 0, the parts at 0 share all
of it by their weights, which is the limit of the formula. What a dimension loses of the index is
shared among its indicators in the same way, by the dimension's own mean.
"""

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Mean
from plut_audit.scoring.weights import Weights, mean


def points_lost(points: Array, counts: Array, weights: Weights) -> Array:
    """What each indicator takes from the index (n, J); a row adds up to full marks - index.

    `points` (n, J) are scores from 0 to the scale, `counts` (n, J) which of them count. Nothing
    is lost where nothing counts.
    """
    scoring = weights.rubric.scoring
    scale, floor = float(scoring.scale), scoring.floor
    figure = weights.add_up(points, counts)
    present = ~np.isnan(figure.dimensions)
    of_index = loss_per_point(
        np.nan_to_num(figure.dimensions),
        present,
        weights.dimension,
        scoring.index_mean,
        scale,
        floor,
    )
    result = np.where(counts, scale - points, 0.0)
    for number, (part, rules) in enumerate(
        zip(weights.slices, weights.rubric.dimensions, strict=True)
    ):
        of_dimension = loss_per_point(
            points[:, part], counts[:, part], weights.item[part], rules.mean, scale, floor
        )
        result[:, part] *= of_dimension * of_index[:, [number]]
    return result


def loss_per_point(
    points: Array, counts: Array, weights: Array, rule: Mean, scale: float, floor: float
) -> Array:
    """What the mean of a row loses for each point that a part misses of the scale (n, parts).

    For every row the sum of this times (scale - points) is scale - mean.
    """
    weight = counts * weights
    if rule == "arithmetic":
        return _divided(weight, weight.sum(axis=1, keepdims=True))
    used = np.maximum(points, floor)
    logarithms = np.log(scale) - np.log(np.where(used > 0, used, scale))
    zeros = weight * (used <= 0)
    parts = np.where((zeros > 0).any(axis=1, keepdims=True), zeros, weight * logarithms)
    shares = _divided(parts, parts.sum(axis=1, keepdims=True))
    distance = scale - mean(points, counts, weights, rule, floor)
    return _divided(shares * np.nan_to_num(distance)[:, None], scale - points)


def _divided(part: Array, whole: Array) -> Array:
    """Part over whole, 0 where the whole is 0."""
    return np.asarray(np.where(whole > 0, part / np.where(whole > 0, whole, 1), 0.0))
