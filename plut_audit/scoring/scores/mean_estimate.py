"""How far the mean of the estimates may be off."""

from typing import TYPE_CHECKING

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores.student import student_quantile
from plut_audit.scoring.scores.verification import EstimateSource
from plut_audit.scoring.weights import Weights

if TYPE_CHECKING:
    from plut_audit.scoring.scores import Scores


def mean_interval(scored: "Scores", ranked: Array, rubric: Rubric) -> tuple[float, float] | None:
    """The 5 to 95 % interval of the mean estimate of the ranked centres; None without intervals.

    Two errors that are independent of each other: the verification factor is the same for all,
    so that its relative error moves the whole part of the mean that rests on it; and each
    centre's own error, which the draws hold, and of which the mean has one n-th.
    """
    drawn, found = scored.intervals.drawn, scored.verification
    if drawn is None or not ranked.any() or np.isnan(found.error) or not found.overall:
        return None
    share = Weights(rubric).effective(scored.estimates.counts[ranked])
    rests = scored.estimates.source[ranked] == EstimateSource.FACTOR
    part = float((share * np.where(rests, scored.estimates.points[ranked], 0)).sum(axis=1).mean())
    common = (part * found.error / found.overall) ** 2
    own = float(drawn[ranked].var(axis=1).sum()) / int(ranked.sum()) ** 2
    quantile = student_quantile((1 + rubric.estimation.level) / 2, found.centres - 1)
    half = quantile * float(np.sqrt(common + own))
    mean = float(scored.estimate.index[ranked].mean())
    return max(0.0, mean - half), min(rubric.scoring.scale, mean + half)
