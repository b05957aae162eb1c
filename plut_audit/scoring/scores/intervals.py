"""How far the estimate may be off: whole visited centres in place of what nobody saw.

One respondent inflates all his answers, so errors are drawn together (method, section 4): a
centre's unseen items all take the errors of one visited centre, the donor.
"""

from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores.calibration import calibrate
from plut_audit.scoring.scores.donors import DonorErrors
from plut_audit.scoring.scores.items import Items, observable_indicators, visit_only_indicators
from plut_audit.scoring.scores.verification import Estimates

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


def draw_intervals(
    items: Items, estimates: Estimates, index: Array, selection: Array, rubric: Rubric
) -> Intervals:
    """The interval of the estimate `index` (n,), from seeded draws of whole centres.

    `selection` (n,) object: how each centre was chosen for its visit.
    """
    donors = np.flatnonzero(donor_centres(items, rubric))
    if len(donors) < rubric.estimation.donors:
        nothing = np.full(len(index), np.nan)
        return Intervals(nothing, nothing.copy(), None, len(donors))
    drawn = np.repeat(index[:, None], rubric.estimation.draws, axis=1).astype(np.float32)
    low, high = index.copy(), index.copy()
    source = DonorErrors.of(items, estimates, donors, rubric)
    rows = np.flatnonzero(source.unseen.any(axis=1))
    wider = calibrate(items, estimates, selection, donors, rubric)
    block = max(1, _ROWS // rubric.estimation.draws)
    for start in range(0, len(rows), block):
        chosen = rows[start : start + block]
        wide = _spread(source.draw(chosen), index[chosen], source.width(chosen), wider, rubric)
        drawn[chosen], low[chosen], high[chosen] = wide
    return Intervals(low, high, drawn, len(donors))


def donor_centres(items: Items, rubric: Rubric) -> Array:
    """Visited centres with pairs in enough of what a visit can see, (n,) bool."""
    comparable = observable_indicators(rubric) & ~visit_only_indicators(rubric)
    pairs = (items.pair & comparable).sum(axis=1)
    possible = (items.applicable & comparable).sum(axis=1)
    return np.asarray((pairs > 0) & (pairs >= rubric.estimation.donor_share * possible))


def _spread(
    drawn: Array, index: Array, width: Array, wider: tuple[float, float], rubric: Rubric
) -> tuple[Array, Array, Array]:
    """Draws about the estimate, widened for few donors and by `wider`; the interval's ends."""
    upper = (1 + rubric.estimation.level) / 2
    apart = drawn - drawn.mean(axis=1)[:, None]
    apart *= width[:, None] * np.where(apart < 0, *wider)
    wide = np.clip(index[:, None] + apart, 0, rubric.scoring.scale)
    low, high = np.quantile(wide, (1 - upper, upper), axis=1)
    return wide, low, high
