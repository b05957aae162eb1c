"""Which indicators made a score change, in points that add up to the change.

From last year's scores to this year's one indicator after the other is exchanged, and what the
index gains or loses by it is the indicator's part. As the order can matter where an item begins
or ceases to count (and in geometric means), it is done in the order of the rubric and in the
reverse order, and the mean of the two is taken: the symmetric form of a decomposition by
successive replacement. The parts add up to the change whatever the means of the edition are.
"""

from collections.abc import Sequence

import numpy as np

from plut_audit.analysis.trends.editions import figure
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import SNAP


def parts_of_change(old: Array, new: Array, rubric: Rubric) -> tuple[Array, Array]:
    """What each indicator adds to the change of the index and of its dimension.

    `old` and `new` are scores of the same centres by the rubric's indicators, NaN where one
    does not count; so are both results, 0 where nothing changed.
    """
    size = len(rubric.indicators)
    forward = _steps(old, new, range(size), rubric)
    backward = _steps(old, new, range(size)[::-1], rubric)
    index, dimension = (
        (first + second) / 2 for first, second in zip(forward, backward, strict=True)
    )
    return np.round(index, SNAP + 3), np.round(dimension, SNAP + 3)


def _steps(old: Array, new: Array, order: Sequence[int], rubric: Rubric) -> tuple[Array, Array]:
    """The gains along one order of exchange."""
    dimension_of = [
        number for number, dimension in enumerate(rubric.dimensions) for _ in dimension.indicators
    ]
    now, before = old.copy(), figure(old, rubric)
    index, dimension = np.zeros(old.shape), np.zeros(old.shape)
    for column in order:
        same = (now[:, column] == new[:, column]) | (
            np.isnan(now[:, column]) & np.isnan(new[:, column])
        )
        if same.all():
            continue
        now[:, column] = new[:, column]
        after = figure(now, rubric)
        index[:, column] = _gain(before.index, after.index)
        number = dimension_of[column]
        dimension[:, column] = _gain(before.dimensions[:, number], after.dimensions[:, number])
        before = after
    return index, dimension


def _gain(before: Array, after: Array) -> Array:
    """The step from one figure to the next; a figure that is not there yet counts 0."""
    return np.asarray(np.nan_to_num(after) - np.nan_to_num(before))


def adding_up(parts: Sequence[float], total: float, decimals: int) -> list[float]:
    """The parts, rounded so that they add up to a rounded total (largest remainder).

    Only parts that are not 0 are moved, each by less than two units of the last decimal as
    long as the exact parts add up to the total within the rounding of it.
    """
    unit = 10**decimals
    scaled = np.array([round(part * unit, 6) for part in parts])
    whole = np.floor(scaled)
    left = round(total * unit) - int(whole.sum())
    movable = [position for position, part in enumerate(scaled) if part]
    by_remainder = sorted(
        movable, key=lambda position: (whole[position] - scaled[position], position)
    )
    if left < 0:
        by_remainder.reverse()
    for turn in range(abs(left) if by_remainder else 0):
        whole[by_remainder[turn % len(by_remainder)]] += np.sign(left)
    return [float(round(part / unit, decimals)) for part in whole]
