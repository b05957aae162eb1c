"""The scores of a result as the draws of evidence need them, stored or fresh alike.

A stored result has scores of 9 decimals, so both are rounded to these before they are used.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.result.rows import EXACT
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.scores import (
    DonorErrors,
    Estimates,
    EstimateSource,
    Items,
    donor_centres,
    item_scores,
    observable_indicators,
    visit_only_indicators,
)
from plut_audit.scoring.weights import Weights


@dataclass(frozen=True)
class ScoredEvidence:
    """All centres of a result: scored items, the figure that is ranked, what errors are known.

    `values` are the measured values (reported, observed), (centres, indicators) each.
    """

    rubric: Rubric
    items: Items
    estimates: Estimates
    values: tuple[Array, Array]
    donors: Array

    @cached_property
    def enough_donors(self) -> bool:
        """Whether there are enough visited centres to draw errors from."""
        return len(self.donors) >= self.rubric.estimation.donors

    @cached_property
    def errors(self) -> DonorErrors:
        """What the donors' errors say of other centres' unseen items."""
        return DonorErrors.of(self.items, self.estimates, self.donors, self.rubric)

    @cached_property
    def donor_factors(self) -> Array:
        """Each donor's own verification factor by indicator, that of its dimension.

        (donors, indicators): observed over reported scores of its pairs in the dimension, 1
        without pairs or where nothing was reported.
        """
        pair = self.items.pair[self.donors]
        reported, observed = (
            np.where(pair, scores[self.donors], 0)
            for scores in (self.items.reported, self.items.observed)
        )
        factors = np.ones(pair.shape)
        for columns in Weights(self.rubric).slices:
            below, above = (scores[:, columns].sum(axis=1) for scores in (reported, observed))
            factors[:, columns] = np.divide(above, below, out=np.ones_like(below), where=below > 0)[
                :, None
            ]
        return factors

    def rescored(self, goalposts: dict[int, tuple[float, float]]) -> "ScoredEvidence":
        """The same evidence where some indicators (by column) have other goalposts."""
        reported, observed = self.items.reported.copy(), self.items.observed.copy()
        indicators = list(self.rubric.indicators.values())
        for column, (low, high) in goalposts.items():
            moved = indicators[column].model_copy(update={"low": low, "high": high})
            for scores, values, known in (
                (reported, self.values[0], self.items.has_reported),
                (observed, self.values[1], self.items.has_observed),
            ):
                given = known[:, column]
                scores[given, column] = item_scores(values[given, column], moved, self.rubric)[0]
        items = replace(self.items, reported=reported, observed=observed)
        return replace(
            self, items=items, estimates=self._with_points(self._points(reported, observed))
        )

    def _points(self, reported: Array, observed: Array) -> Array:
        """The items of the ranked figure from other scores, their sources and factors as before."""
        estimates = self.estimates
        return np.select(
            [
                estimates.source == EstimateSource.OBSERVED,
                estimates.source == EstimateSource.FACTOR,
                estimates.source == EstimateSource.AS_REPORTED,
            ],
            [observed, reported * estimates.factor, reported],
            estimates.points,
        )

    def _with_points(self, points: Array) -> Estimates:
        return replace(self.estimates, points=points)


def evidence_of(result: Result) -> ScoredEvidence:
    """The evidence of a result."""
    items = items_of(result)
    return ScoredEvidence(
        rubric=result.rubric,
        items=items,
        estimates=_estimates(result, items),
        values=(np.round(result.items.reported, EXACT), np.round(result.items.observed, EXACT)),
        donors=np.flatnonzero(donor_centres(items, result.rubric)),
    )


def items_of(result: Result) -> Items:
    """The scored items of a result, rounded as they are stored."""
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
        judged=columns.judged,
    )


def _estimates(result: Result, items: Items) -> Estimates:
    """The items of the figure that ranks are given on, and where each comes from."""
    on_estimate = result.rubric.scoring.figure == "estimate"
    figure = result.items.estimated_score if on_estimate else result.items.score
    points, counts = np.round(np.nan_to_num(figure), SNAP), ~np.isnan(figure)
    source = np.where(counts, _sources(items, result.rubric), EstimateSource.LEFT_OUT)
    if not on_estimate:  # in the combined score what the visitor left blank is a blank
        source[source == EstimateSource.OTHERS] = EstimateSource.BLANK
    ratio = np.divide(points, items.reported, out=np.ones(points.shape), where=items.reported > 0)
    factor = np.where(source == EstimateSource.FACTOR, ratio, 1.0)
    return Estimates(points, counts, source.astype(np.uint8), factor)


def _sources(items: Items, rubric: Rubric) -> Array:
    """Where the score of each item comes from, if it counts."""
    observable, visit_only = observable_indicators(rubric), visit_only_indicators(rubric)
    reported = items.has_reported
    return np.select(
        [
            items.judged,
            items.has_observed,
            np.broadcast_to(visit_only, reported.shape),
            reported & observable,
        ],
        [
            EstimateSource.EVALUATOR,
            EstimateSource.OBSERVED,
            EstimateSource.OTHERS,
            EstimateSource.FACTOR,
        ],
        np.where(reported, EstimateSource.AS_REPORTED, EstimateSource.BLANK),
    )


def moved_goalposts(
    indicator: Indicator, low_shift: float, high_shift: float
) -> tuple[float, float]:
    """Goalposts moved by shares of their span; under `ln` by shares of its logarithm."""
    low, high = float(indicator.low or 0), float(indicator.high or 0)
    if indicator.transform == "ln":
        first, last = np.log(low), np.log(high)
        span = last - first
        return float(np.exp(first + low_shift * span)), float(np.exp(last + high_shift * span))
    return low + low_shift * (high - low), high + high_shift * (high - low)


def selection_of(result: Result) -> Array:
    """How each centre was chosen for its visit, (n,) object; "" where it was not visited."""
    listed = [arrival.selection if arrival else "" for arrival in result.centres.arrivals]
    return np.array(listed, object)
