"""The score of every item from each source, and the one that is used (method, section 4)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.ingest.answers import Array, Blank
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.rounding import SNAP


@dataclass
class Items:
    """Item scores on the rubric's scale, all (centres, indicators).

    - `reported`, `observed`: float, meaning something where `has_reported`, `has_observed`;
    - `used`: float, the evaluator's where `judged`, else observed where there is one, else
      reported, 0 for a blank;
    - `applicable`: bool, in the denominator of the combined score;
    - `clipped`: bool, the used value lay beyond a goalpost;
    - `changed`: bool, survey and visit lie too far apart to be compared;
    - `judged`: bool, the evaluator decided the value.
    """

    reported: Array
    observed: Array
    has_reported: Array
    has_observed: Array
    used: Array
    applicable: Array
    clipped: Array
    changed: Array
    judged: Array

    @property
    def answered(self) -> Array:
        """Applicable items that one of the sources or the evaluator settles."""
        return self.applicable & (self.has_reported | self.has_observed | self.judged)

    @property
    def observed_counts(self) -> Array:
        """Where a visit settles the item and its value is the one that counts."""
        return self.has_observed & ~self.judged

    @cached_property
    def differences(self) -> Array:
        """Reported minus observed score; NaN where one of them is missing."""
        both = self.applicable & self.has_reported & self.has_observed
        return np.where(both, np.round(self.reported - self.observed, SNAP), np.nan)

    @property
    def pair(self) -> Array:
        """Where both sources speak of the same state: what is known of overstatement.

        Where the evaluator decided otherwise than the visit, that visit is held against nothing.
        """
        return self.applicable & self.has_reported & self.observed_counts & ~self.changed


def score_items(evidence: Evidence, rubric: Rubric) -> Items:
    """The score of each item from each source, and the one that is used."""
    reported, clipped_reported = _both_ends(evidence.reported, evidence.reported_blank, rubric)
    observed, clipped_observed = _both_ends(evidence.observed, evidence.observed_blank, rubric)
    judged = evidence.judged
    given = np.where(judged, Blank.GIVEN, Blank.NOT_ASKED)
    decided, clipped_decided = _both_ends(evidence.evaluator, given, rubric)
    has_reported = evidence.has_reported & evidence.applicable
    has_observed = evidence.has_observed & evidence.applicable
    visit_asked = visit_only_indicators(rubric) & (evidence.observed_blank != Blank.NOT_ASKED)
    asked = (evidence.reported_blank != Blank.NOT_ASKED) | has_observed | visit_asked
    return Items(
        reported=reported,
        observed=observed,
        has_reported=has_reported,
        has_observed=has_observed,
        used=np.select([judged, has_observed, has_reported], [decided, observed, reported], 0.0),
        applicable=evidence.applicable & (asked | judged),
        clipped=np.select(
            [judged, has_observed],
            [clipped_decided, clipped_observed],
            clipped_reported & has_reported,
        ),
        changed=evidence.changed,
        judged=judged,
    )


def visit_only_indicators(rubric: Rubric) -> Array:
    """Which indicators only a visit can answer, (J,) bool."""
    return np.array([rubric.visit_only(item) for item in rubric.indicators.values()], bool)


def observable_indicators(rubric: Rubric) -> Array:
    """Which indicators a visit can observe, (J,) bool."""
    return np.array([rubric.observable(item) for item in rubric.indicators.values()], bool)


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
