"""The change of an estimate, and whether it is more than the uncertainty of both years."""

import numpy as np

from plut_audit.analysis.statistics import interval_of_difference
from plut_audit.analysis.trends.pair import Pair
from plut_audit.result import CentreRow
from plut_audit.result.extras import Change, Direction, EstimateChange
from plut_audit.scoring.rounding import round_scores

Ends = tuple[float, float] | None
"""The ends of an interval as printed, low and high; None where there is none."""


def centre_estimate_change(
    pair: Pair, before: CentreRow | None, now: CentreRow | None
) -> EstimateChange:
    """The change of a centre's estimate.

    There is no interval of the change where the centre is not ranked in both years: where too
    little was answered, what stands beside the estimate is no interval of it.
    """
    old, new = (None if centre is None else centre.estimate for centre in (before, now))
    old_ends, new_ends = (
        centre.estimate_interval if centre is not None and centre.ranked else None
        for centre in (before, now)
    )
    return estimate_change(pair, old, new, old_ends, new_ends)


def estimate_change(
    pair: Pair, old: float | None, new: float | None, old_ends: Ends, new_ends: Ends
) -> EstimateChange:
    """Both years' estimates, their change and its interval, all as printed.

    The two intervals say how far each estimate is from what a full visit would have found. They
    say nothing of a change of the edition, so between editions that score differently the change
    has no interval, and between two scales there is no change.
    """
    change, interval = change_of(pair, old, new), None
    if change.change is not None and pair.same_rules and old_ends and new_ends:
        ends = interval_of_difference(change.old or 0, old_ends, change.new or 0, new_ends)
        low, high = round_scores(np.array(ends), pair.rubric.scoring.decimals)
        interval = (float(low), float(high))
    return EstimateChange(
        change.old, change.new, change.change, old_ends, new_ends, interval, _direction(interval)
    )


def _direction(interval: Ends) -> Direction:
    """Improved or declined only where the interval of the change does not hold 0."""
    if interval is None:
        return "unknown"
    if interval[0] > 0:
        return "improved"
    return "declined" if interval[1] < 0 else "uncertain"


def change_of(pair: Pair, old: float | None, new: float | None) -> Change:
    """Both years and the change between what is printed of them; none between two scales."""
    known = old is not None and new is not None and pair.same_scale
    return Change(old, new, round(new - old, 9) if known else None)  # type: ignore[operator]
