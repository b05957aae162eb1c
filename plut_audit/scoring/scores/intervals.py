"""How far the estimate may be off: whole visited centres in place of what nobody saw.

One respondent inflates all his answers, so errors are drawn together (method, section 4): a
centre's unseen items all take the errors of one visited centre, the donor.
"""

from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores.items import Items, observable_indicators, visit_only_indicators
from plut_audit.scoring.scores.student import normal_quantile, student_quantile
from plut_audit.scoring.scores.verification import Estimates, EstimateSource
from plut_audit.scoring.weights import Weights

_ROWS = 200_000
"""Draws of centres that are worked out at once: about 100 MB."""


@dataclass
class Intervals:
    """The interval of each centre's estimate, and the draws behind it.

    - `low`, `high` (n,) float; NaN where there are too few donors;
    - `drawn` (n, draws) float32: the index in each draw, already as wide as the interval and
      about the estimate; None where there are too few donors;
    - `donors` int: visited centres whose errors are drawn.
    """

    low: Array
    high: Array
    drawn: Array | None
    donors: int


def draw_intervals(items: Items, estimates: Estimates, index: Array, rubric: Rubric) -> Intervals:
    """The interval of the estimate `index` (n,), from seeded draws of whole centres."""
    donors = np.flatnonzero(donor_centres(items, rubric))
    if len(donors) < rubric.estimation.donors:
        nothing = np.full(len(index), np.nan)
        return Intervals(nothing, nothing.copy(), None, len(donors))
    drawn = np.repeat(index[:, None], rubric.estimation.draws, axis=1).astype(np.float32)
    low, high = index.copy(), index.copy()
    unseen = np.isin(estimates.source, (EstimateSource.FACTOR, EstimateSource.OTHERS))
    rows = np.flatnonzero(unseen.any(axis=1))
    case = _Case.of(items, estimates, donors, rubric)
    block = max(1, _ROWS // rubric.estimation.draws)
    for start in range(0, len(rows), block):
        chosen = rows[start : start + block]
        wide = _spread(case.draw(chosen), index[chosen], case.others(chosen), rubric)
        drawn[chosen], low[chosen], high[chosen] = wide
    return Intervals(low, high, drawn, len(donors))


def donor_centres(items: Items, rubric: Rubric) -> Array:
    """Visited centres with pairs in enough of what a visit can see, (n,) bool."""
    comparable = observable_indicators(rubric) & ~visit_only_indicators(rubric)
    pairs = (items.pair & comparable).sum(axis=1)
    possible = (items.applicable & comparable).sum(axis=1)
    return np.asarray((pairs > 0) & (pairs >= rubric.estimation.donor_share * possible))


def _spread(
    drawn: Array, index: Array, donors: Array, rubric: Rubric
) -> tuple[Array, Array, Array]:
    """Draws about the estimate, widened for few donors; the ends of the interval.

    f = t(p, n - 1) / z(p) * sqrt(1 + 1 / n) for n donors, with the interval's upper quantile p.
    """
    upper = (1 + rubric.estimation.level) / 2
    widths = {
        int(n): student_quantile(upper, int(n) - 1) / normal_quantile(upper) * np.sqrt(1 + 1 / n)
        for n in np.unique(donors)
    }
    width = np.array([widths[int(n)] for n in donors])
    scale, mean = rubric.scoring.scale, drawn.mean(axis=1)
    ends = np.quantile(drawn, (1 - upper, upper), axis=1) - mean
    low, high = np.clip(index + width * ends, 0, scale)
    wide = np.clip(index[:, None] + width[:, None] * (drawn - mean[:, None]), 0, scale)
    return wide, low, high


@dataclass
class _Case:
    """What is drawn from: the errors of the donors, as r * `slope` + `offset`."""

    estimates: Estimates
    reported: Array
    donors: Array
    slope: Array
    offset: Array
    known: Array
    rubric: Rubric
    weights: Weights
    random: np.random.Generator

    @classmethod
    def of(cls, items: Items, estimates: Estimates, donors: Array, rubric: Rubric) -> "_Case":
        slope, offset = _errors(items, rubric.scoring.scale)
        visit_only = visit_only_indicators(rubric)
        slope[:, visit_only] = 0
        offset[:, visit_only] = items.observed[:, visit_only]
        return cls(
            estimates=estimates,
            reported=items.reported,
            donors=donors,
            slope=slope,
            offset=offset,
            known=np.where(visit_only, items.has_observed, items.pair),
            rubric=rubric,
            weights=Weights(rubric),
            random=np.random.default_rng(rubric.estimation.seed),
        )

    def others(self, rows: Array) -> Array:
        """The number of donors that are another centre, for each row."""
        return np.asarray(len(self.donors) - np.isin(rows, self.donors))

    def draw(self, rows: Array) -> Array:
        """The index of some centres in each draw, (rows, draws)."""
        donor = self._draw_donors(rows)
        points = np.repeat(self.estimates.points[rows, None, :], donor.shape[1], axis=1)
        source = self.estimates.source[rows]
        for number in range(points.shape[2]):
            unseen = np.isin(source[:, number], (EstimateSource.FACTOR, EstimateSource.OTHERS))
            if unseen.any():
                chosen = rows[unseen]
                carried = self._carried(number, donor[unseen], self.reported[chosen, number])
                if carried is not None:
                    points[unseen, :, number] = carried
        flat = points.reshape(-1, points.shape[2])
        counts = np.repeat(self.estimates.counts[rows], donor.shape[1], axis=0)
        return self.weights.add_up(flat, counts).index.reshape(donor.shape)

    def _draw_donors(self, rows: Array) -> Array:
        """A donor for each centre and draw, never the centre itself."""
        own = np.searchsorted(self.donors, rows)
        is_donor = np.isin(rows, self.donors)
        chance = self.random.random((len(rows), self.rubric.estimation.draws))
        place = (chance * self.others(rows)[:, None]).astype(int)
        place += is_donor[:, None] & (place >= own[:, None])
        return np.asarray(self.donors[place])

    def _carried(self, number: int, donor: Array, reported: Array) -> Array | None:
        """An item with the donor's error; with that of a random other centre if it has none."""
        holders = np.flatnonzero(self.known[:, number])
        if not len(holders):
            return None
        lacking = ~self.known[donor, number]
        chance = self.random.random(int(lacking.sum()))
        donor = donor.copy()
        donor[lacking] = holders[(chance * len(holders)).astype(int)]
        slope, offset = self.slope[donor, number], self.offset[donor, number]
        return np.asarray(reported[:, None] * slope + offset)


def _errors(items: Items, scale: float) -> tuple[Array, Array]:
    """Each pair's error as a line: o/r where less was found, else the share of the way up."""
    reported, observed = items.reported, items.observed
    down = observed <= reported
    ratio = np.divide(observed, reported, out=np.ones_like(reported), where=reported > 0)
    room = scale - reported
    share = np.divide(observed - reported, room, out=np.zeros_like(room), where=room > 0)
    return np.where(down, ratio, 1 - share), np.where(down, 0, scale * share)
