"""The scored items of a result, stored or fresh alike.

A stored result has scores of 9 decimals, so both are rounded to these.
"""

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.scores import Items


def items_of(result: Result) -> Items:
    """The item scores of every centre, (centres, indicators); nothing is known of clips."""
    columns = result.items
    reported, observed, used = (
        np.round(np.nan_to_num(scores), SNAP)
        for scores in (columns.reported_score, columns.observed_score, columns.score)
    )
    return Items(
        reported=reported,
        observed=observed,
        has_reported=columns.has_reported,
        has_observed=columns.has_observed,
        used=used,
        applicable=columns.applicable,
        clipped=np.zeros(used.shape, bool),
        changed=columns.changed,
    )


def chosen_at_random(result: Result) -> Array:
    """Which centres were chosen at random for their visit, (centres,) bool."""
    arrivals = result.centres.arrivals
    return np.array([bool(a and a.selection == "random") for a in arrivals], bool)
