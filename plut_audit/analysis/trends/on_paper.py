"""Where only the self-report rose, and what visits saw did not."""

import numpy as np

from plut_audit.analysis.trends.causes import Year
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.weights import Weights


def rose_on_paper(old: Year, new: Year, rubric: Rubric) -> Array:
    """By centre, whether its self-report rose and the newer year's visit saw no rise.

    Over the indicators that the newer visit saw and that were reported in both years, by their
    weights: the reported scores rose together, and from what was known of them in the older year
    (seen, else reported) to what the visit saw there is no rise. Of a centre that was not visited
    in the newer year nothing can be said; the same holds where no indicator was reported twice.
    """
    compared = new.observed & ~np.isnan(old.reported + new.reported + old.used + new.used)
    weight = Weights(rubric).effective(compared)
    reported, used = (
        np.round((weight * np.where(compared, after - before, 0)).sum(axis=1), SNAP)
        for before, after in ((old.reported, new.reported), (old.used, new.used))
    )
    return np.asarray((reported > 0) & (used <= 0))
