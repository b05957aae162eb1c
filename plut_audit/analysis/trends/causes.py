"""Which indicators made a score change, in points that add up to the change.

From last year's scores to this year's one indicator after the other is exchanged, and what the
index gains or loses by it is the indicator's part. As the order can matter where an item begins
or ceases to count (and in geometric means), it is done in the order of the rubric and in the
reverse order, and the mean of the two is taken: the symmetric form of a decomposition by
successive replacement. The parts add up to the change whatever the means of the edition are.

Each part is split into what the centre changed and what was newly seen. Where both years rest on
the same source (both seen, or both as reported, a blank included), all of it is what the centre
changed. Where one year was seen and the other not, the change of source is taken in the year
that was seen, at one state of the centre: from what it reported in that year to what the visit
found there, or back. The rest, from its report of that year to the score of the other year, is
what the centre changed. Where it reported nothing in the year that was seen, nothing speaks for
a change of the centre, and all of it is newly seen. Exchanging the years changes the signs only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plut_audit.analysis.trends.editions import figure
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import SNAP


@dataclass(frozen=True)
class Parts:
    """What each indicator adds to a change, (centres, indicators); 0 where nothing changed.

    `seen` is the part of `index` that comes from another source at the same state, the rest is
    what the centre changed; `dimension` is in points of the indicator's dimension.
    """

    index: Array
    seen: Array
    dimension: Array

    @property
    def changed(self) -> Array:
        """The part of `index` that the centre changed."""
        return np.asarray(self.index - self.seen)


@dataclass(frozen=True)
class Year:
    """The scores of one year, centres by indicators, NaN where one does not count.

    `used` holds what was seen, else what was reported; `reported` the questionnaire's alone;
    `observed` bool, where `used` is what a visit saw.
    """

    used: Array
    reported: Array
    observed: Array


def parts_of_change(old: Year, new: Year, rubric: Rubric) -> Parts:
    """What each indicator adds to the change of the index and of its dimension."""
    between = _between(old, new)
    size = len(rubric.indicators)
    orders = (range(size), range(size)[::-1])
    forward, backward = (_steps(old, between, new, order, rubric) for order in orders)
    index, seen, dimension = (
        np.round((first + second) / 2, SNAP + 3)
        for first, second in zip(forward, backward, strict=True)
    )
    return Parts(index, seen, dimension)


def _between(old: Year, new: Year) -> Array:
    """The scores at which an indicator's source changes, if it does.

    The state of the year in which a visit saw it, by the word of the other source: what the
    centre reported in that year. Where it reported nothing then (only a visit can see it), the
    state counts as unchanged: the other year's score.
    """
    reported = np.where(new.observed, new.reported, old.reported)
    other = np.where(new.observed, old.used, new.used)
    return np.where(np.isnan(reported), other, reported)


def _steps(
    old: Year, between: Array, new: Year, order: Sequence[int], rubric: Rubric
) -> tuple[Array, Array, Array]:
    """The gains along one order of exchange: of the index, what was newly seen of it, dimension."""
    walk = _Walk(old.used, rubric)
    switched = old.observed != new.observed
    index, seen, dimension = (np.zeros(old.used.shape) for _ in range(3))
    for column in order:
        # Seen now: first the report of this year, then what the visit says of it. Not seen any
        # more: first the report of that year, then what changed since.
        middle = np.where(switched[:, column], between[:, column], new.used[:, column])
        first, second = (walk.exchange(column, scores) for scores in (middle, new.used[:, column]))
        index[:, column] = first[0] + second[0]
        dimension[:, column] = first[1] + second[1]
        newly = np.where(new.observed[:, column], second[0], first[0])
        seen[:, column] = np.where(switched[:, column], newly, 0)
    return index, seen, dimension


class _Walk:
    """From one matrix of scores to another, an indicator at a time."""

    def __init__(self, scores: Array, rubric: Rubric) -> None:
        self._now = scores.copy()
        self._rubric = rubric
        self._before = figure(scores, rubric)
        self._dimension_of = [
            number
            for number, dimension in enumerate(rubric.dimensions)
            for _ in dimension.indicators
        ]

    def exchange(self, column: int, scores: Array) -> tuple[Array, Array]:
        """What index and dimension gain when an indicator has these scores."""
        now = self._now[:, column]
        if ((now == scores) | (np.isnan(now) & np.isnan(scores))).all():
            return np.zeros(len(scores)), np.zeros(len(scores))
        self._now[:, column] = scores
        before, after = self._before, figure(self._now, self._rubric)
        self._before = after
        number = self._dimension_of[column]
        return (
            _gain(before.index, after.index),
            _gain(before.dimensions[:, number], after.dimensions[:, number]),
        )


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
