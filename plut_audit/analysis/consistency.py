"""Whether the indicators of a dimension go together: one Cronbach's alpha under one rule."""

from collections.abc import Iterator

import numpy as np

from plut_audit.analysis.statistics import cronbach_alpha
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.result.extras import Alpha
from plut_audit.rubric import Dimension
from plut_audit.scoring.rounding import SNAP


def dimension_alphas(result: Result) -> Iterator[Alpha]:
    """Cronbach's alpha of each dimension.

    The rule, the same for every dimension and report: over the ranked centres, on the scores of
    the combined index; an indicator counts for a centre where it applies and was answered, and
    each covariance is over the centres that have both indicators (as R psych).
    """
    for dimension in result.rubric.dimensions:
        scores = answered_scores(result, dimension)
        alpha = cronbach_alpha(scores)
        yield Alpha(
            code=dimension.code,
            items=scores.shape[1],
            n=len(scores),
            alpha=None if np.isnan(alpha) else round(alpha, 6),
        )


def answered_scores(result: Result, dimension: Dimension) -> Array:
    """Scores of a dimension's indicators, (ranked centres, indicators); NaN for none."""
    items, codes = result.items, list(result.rubric.indicators)
    columns = [codes.index(code) for code in dimension.indicators]
    answered = items.applicable & items.answered
    scores = np.where(answered, np.round(items.score, SNAP), np.nan)
    return np.asarray(scores[result.centres.ranked][:, columns])
