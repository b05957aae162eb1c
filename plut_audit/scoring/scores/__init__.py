"""Evidence to points: a pure function of evidence and rubric (method, section 4).

Matrices are centres by indicators, or centres by dimensions, in the rubric's order. Goalposts
are fixed, so no centre's claimed or verified score depends on another's; only the conservative
figure learns from all centres that were visited.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.ingest.answers import Array, Blank
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.rounding import (
    SNAP,
    assign_classes,
    comparable_scores,
    compute_ranks,
    round_scores,
)
from plut_audit.scoring.scores.decomposition import points_lost
from plut_audit.scoring.weights import Figure, Weights, mean

__all__ = [
    "SNAP",
    "Figure",
    "Items",
    "Scores",
    "Weights",
    "assign_classes",
    "comparable_scores",
    "compute_ranks",
    "expected_overstatement",
    "item_scores",
    "lowest",
    "mean",
    "round_scores",
    "score",
    "score_items",
]


@dataclass
class Items:
    """The score of every item, on the rubric's scale; `used` is 0 for a blank."""

    reported: Array
    observed: Array
    has_reported: Array
    has_observed: Array
    used: Array
    applicable: Array
    clipped: Array

    @property
    def answered(self) -> Array:
        """Applicable items that one of the sources settles."""
        return self.applicable & (self.has_reported | self.has_observed)

    @cached_property
    def differences(self) -> Array:
        """Reported minus observed score; NaN where one of them is missing."""
        both = self.applicable & self.has_reported & self.has_observed
        return np.where(both, np.round(self.reported - self.observed, SNAP), np.nan)


@dataclass
class Scores:
    """Everything that is computed of each centre."""

    items: Items
    claimed: Figure
    verified: Figure
    conservative: Figure
    reweighted: Figure
    upper: Figure
    points_lost: Array
    coverage: Array
    verified_share: Array
    overstatement: Array


def score(evidence: Evidence, rubric: Rubric) -> Scores:
    """Score the evidence under the rubric."""
    items = score_items(evidence, rubric)
    weights = Weights(rubric)
    on_paper = items.has_reported | (evidence.reported_blank != Blank.NOT_ASKED)
    overstatement = expected_overstatement(items, rubric)
    only_reported = items.has_reported & ~items.has_observed
    lowered = np.where(only_reported, np.maximum(0, items.used - overstatement), items.used)
    return Scores(
        items=items,
        claimed=weights.add_up(
            np.where(items.has_reported, items.reported, 0), items.applicable & on_paper
        ),
        verified=weights.add_up(items.used, items.applicable),
        conservative=weights.add_up(lowered, items.applicable),
        reweighted=weights.add_up(items.used, items.answered),
        upper=weights.add_up(
            np.where(items.answered, items.used, rubric.scoring.scale), items.applicable
        ),
        points_lost=points_lost(items.used, items.applicable, weights),
        coverage=weights.share(items.answered, items.applicable),
        verified_share=weights.index_share(items.applicable & items.has_observed, items.applicable),
        overstatement=overstatement,
    )


def score_items(evidence: Evidence, rubric: Rubric) -> Items:
    """The score of each item from each source, and the one that is used."""
    reported, clipped_reported = _both_ends(evidence.reported, evidence.reported_blank, rubric)
    observed, clipped_observed = _both_ends(evidence.observed, evidence.observed_blank, rubric)
    has_reported = evidence.has_reported & evidence.applicable
    has_observed = evidence.has_observed & evidence.applicable
    visit_asked = _visit_only(rubric) & (evidence.observed_blank != Blank.NOT_ASKED)
    asked = (evidence.reported_blank != Blank.NOT_ASKED) | has_observed | visit_asked
    return Items(
        reported=reported,
        observed=observed,
        has_reported=has_reported,
        has_observed=has_observed,
        used=np.where(has_observed, observed, np.where(has_reported, reported, 0)),
        applicable=evidence.applicable & asked,
        clipped=np.where(has_observed, clipped_observed, clipped_reported & has_reported),
    )


def _visit_only(rubric: Rubric) -> Array:
    return np.array([rubric.visit_only(item) for item in rubric.indicators.values()])


def _both_ends(values: Array, blank: Array, rubric: Rubric) -> tuple[Array, Array]:
    """Scores of a matrix of values, and which of them lay beyond a goalpost."""
    points = np.zeros(values.shape)
    clipped = np.zeros(values.shape, bool)
    for number, item in enumerate(rubric.indicators.values()):
        column, beyond = item_scores(values[:, number], item, rubric)
        low = blank[:, number] == Blank.LOW
        given = blank[:, number] == Blank.GIVEN
        points[:, number] = np.where(low, lowest(item), np.where(given, column, 0))
        clipped[:, number] = beyond & given
    return points, clipped


def item_scores(values: Array, item: Indicator, rubric: Rubric) -> tuple[Array, Array]:
    """The scores of a column of measured values, and which were clipped at a goalpost.

    Linear: scale * clip((x - low) / (high - low), 0, 1), on logarithms under `ln` (UNDP HDI
    technical note 1). Points: from the table, by the position of the choice.
    """
    if item.kind == "points":
        order = rubric.questions[item.lead].choices
        table = np.array([item.points[code] for code in order] + [0.0])
        return table[values.astype(int)], np.zeros(len(values), bool)
    share = _share(values, item)
    return rubric.scoring.scale * np.clip(share, 0, 1), (share < 0) | (share > 1)


def _share(values: Array, item: Indicator) -> Array:
    """How far each value lies on the way between the goalposts."""
    low, high = float(item.low or 0), float(item.high or 0)
    if item.transform == "ln":
        positive = np.maximum(values, np.finfo(float).tiny)
        return np.asarray((np.log(positive) - np.log(low)) / (np.log(high) - np.log(low)))
    return np.asarray((values - low) / (high - low))


def lowest(item: Indicator) -> float:
    """The score at the low end, where skip logic puts an item."""
    return min(item.points.values()) if item.kind == "points" else 0.0


def expected_overstatement(items: Items, rubric: Rubric) -> Array:
    """By how much self-report alone is to be lowered, by indicator (method, section 4).

    The mean overstatement of the indicator over the n centres with both sources, shrunk
    towards that of its dimension with the weight n / (n + shrinkage); never below 0.
    """
    shrinkage = rubric.evidence.shrinkage
    both = ~np.isnan(items.differences)
    counts = both.sum(axis=0)
    sums = np.nansum(items.differences, axis=0)
    result = np.zeros(len(counts))
    for one in Weights(rubric).slices:
        pairs = counts[one].sum()
        of_dimension = sums[one].sum() / pairs if pairs else 0.0
        of_item = np.divide(
            sums[one], counts[one], out=np.zeros(len(counts[one])), where=counts[one] > 0
        )
        share = counts[one] / (counts[one] + shrinkage)
        result[one] = np.maximum(0, share * of_item + (1 - share) * of_dimension)
    return result
