"""How indicators hang together over the ranked centres (OECD/JRC handbook, steps 4 and 6).

A weight says how much an indicator may count; the squared correlation of its scores with the
index says how much it did. Both are shown beside one another.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
FEWEST = 3
"""Centres below which no correlation is given."""


def correlation(left: Numbers, right: Numbers) -> float | None:
    """Pearson's r over the rows where both are known; None where one of them does not vary."""
    both = ~np.isnan(left) & ~np.isnan(right)
    if both.sum() < FEWEST:
        return None
    first, second = left[both] - left[both].mean(), right[both] - right[both].mean()
    spread = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / spread if spread > 1e-9 else None


def effective_weight(scores: Numbers, index: Numbers) -> float | None:
    """Squared correlation with the index: the share of its variance that goes together with it."""
    r = correlation(scores, index)
    return None if r is None else r * r


def effective_weights(columns: Numbers, index: Numbers) -> list[float | None]:
    """The effective weights of all columns, normalised to add up to 1; None where one has none."""
    found = [effective_weight(column, index) for column in columns.T]
    total = sum(weight or 0.0 for weight in found)
    return [None if weight is None or not total else weight / total for weight in found]


def item_rest(scores: Numbers, column: int) -> float | None:
    """Correlation of one indicator with the mean of the others of its dimension."""
    rest = np.delete(scores, column, axis=1)
    known = ~np.isnan(rest)
    count = known.sum(axis=1)
    total = np.where(known, rest, 0).sum(axis=1)
    mean = np.divide(total, count, out=np.full(len(scores), np.nan), where=count > 0)
    return correlation(scores[:, column], mean)
