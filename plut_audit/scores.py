"""Evidence to points: a pure function of evidence and rubric (method, section 4).

Matrices are centres by indicators, or centres by dimensions, in the rubric's order. Goalposts
are fixed, so no centre's claimed or verified score depends on another's; only the conservative
figure learns from all centres that were visited.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from plut_audit.answers import Array, Blank
from plut_audit.evidence import Evidence
from plut_audit.rubric import Band, Indicator, Mean, Rubric

SNAP = 9
"""Decimals to which a score is snapped before it is compared or printed."""


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
class Figure:
    """One way to add up the items: the index and the dimensions, NaN where nothing applies."""

    index: Array
    dimensions: Array


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
        points_lost=weights.points_lost(items.used, items.applicable),
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
    asked = (evidence.reported_blank != Blank.NOT_ASKED) | has_observed | _visit_only(rubric)
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


class Weights:
    """The weights of an edition, and the sums that are made with them."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        parts = rubric.dimensions
        self.dimension = np.array([part.weight for part in parts])
        self.item = np.array([item.weight for item in rubric.indicators.values()])
        starts = np.cumsum([0] + [len(part.indicators) for part in parts])
        self.slices = [slice(a, b) for a, b in pairwise(starts)]

    def add_up(self, points: Array, counts: Array) -> Figure:
        """Dimensions and index from item scores, over the items that count."""
        floor = self.rubric.scoring.floor
        dimensions = np.stack(
            [
                mean(points[:, part], counts[:, part], self.item[part], rules.mean, floor)
                for part, rules in zip(self.slices, self.rubric.dimensions, strict=True)
            ],
            axis=1,
        )
        present = ~np.isnan(dimensions)
        index = mean(
            np.nan_to_num(dimensions),
            present,
            self.dimension,
            self.rubric.scoring.index_mean,
            floor,
        )
        return Figure(index, dimensions)

    def share(self, part: Array, whole: Array) -> Array:
        """Weight of `part` over weight of `whole`, by dimension; NaN where nothing applies."""
        return np.stack(
            [
                _ratio(part[:, one] @ self.item[one], whole[:, one] @ self.item[one])
                for one in self.slices
            ],
            axis=1,
        )

    def index_share(self, part: Array, whole: Array) -> Array:
        """The same for the index: the dimensions' shares by their weights."""
        shares = self.share(part, whole)
        present = ~np.isnan(shares)
        return _ratio(np.nan_to_num(shares) @ self.dimension, present @ self.dimension)

    def effective(self, counts: Array) -> Array:
        """The weight of each item in the index of each centre; a row adds up to 1."""
        result = np.zeros(counts.shape)
        present = np.zeros((len(counts), len(self.slices)))
        for number, one in enumerate(self.slices):
            total = counts[:, one] @ self.item[one]
            present[:, number] = total > 0
            result[:, one] = (
                counts[:, one] * self.item[one] / np.where(total > 0, total, 1)[:, None]
            )
        outer = _ratio(present * self.dimension, (present @ self.dimension)[:, None])
        for number, one in enumerate(self.slices):
            result[:, one] *= outer[:, [number]]
        return result

    def points_lost(self, points: Array, counts: Array) -> Array:
        """What each item takes from the index; over a centre they add up to scale - index."""
        missing = np.where(counts, self.rubric.scoring.scale - points, 0)
        return np.asarray(self.effective(counts) * missing)


def mean(points: Array, counts: Array, weights: Array, rule: Mean, floor: float) -> Array:
    """Weighted mean of each row over the columns that count; NaN where none does."""
    weight = counts * weights
    total = weight.sum(axis=1)
    if rule == "arithmetic":
        return _ratio((weight * points).sum(axis=1), total)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(counts, np.log(np.maximum(points, floor)), 0)
        added = np.where(weight > 0, weight * logs, 0).sum(axis=1)
    return np.where(total > 0, np.exp(added / np.where(total > 0, total, 1)), np.nan)


def _ratio(part: Array, whole: Array) -> Array:
    """Part over whole, NaN where the whole is 0."""
    possible = whole > 0
    return np.asarray(np.where(possible, part / np.where(possible, whole, 1), np.nan))


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


# --- printing, ranks, classes --------------------------------------------------------------


def printed(values: Array, decimals: int) -> Array:
    """Scores as they are printed everywhere: snapped to 9 decimals, then half up.

    Not the binary rounding of Python or Excel: 64.995 prints as 65.00.
    """
    scaled = np.round(np.asarray(values, float) * 10**decimals, SNAP - decimals)
    return np.asarray(np.floor(scaled + 0.5) / 10**decimals)


def compared(values: Array, rubric: Rubric) -> Array:
    """Scores as ranks and classes are given on them: as printed, or unrounded (`rank_on`)."""
    if rubric.scoring.rank_on == "printed":
        return printed(values, rubric.scoring.decimals)
    return np.asarray(np.round(values, SNAP))


def ranks(index: Array, ranked: Array, rubric: Rubric) -> Array:
    """The rank of each centre, the highest first; 0 where it is not ranked."""
    rules = rubric.scoring
    shown = compared(index, rubric)
    result = np.zeros(len(index))
    values = shown[ranked]
    distinct, inverse, counts = np.unique(-values, return_inverse=True, return_counts=True)
    before = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(distinct) else np.zeros(0)
    by_rule = {
        "min": before + 1,
        "max": before + counts,
        "average": before + (counts + 1) / 2,
        "dense": np.arange(1, len(distinct) + 1),
    }
    result[ranked] = by_rule[rules.tie_rule][inverse]
    return result


def classes(figure: Figure, rubric: Rubric) -> tuple[Array, Array]:
    """The class of each score as it is ranked, and whether a weak dimension capped it."""
    shown = compared(figure.index, rubric)
    places = np.full(len(shown), len(rubric.bands) - 1)
    for place in reversed(range(len(rubric.bands))):
        places[_reaches(shown, rubric.bands[place])] = place
    capped = np.zeros(len(shown), bool)
    if rubric.cap:
        limit = [band.name for band in rubric.bands].index(rubric.cap.name)
        weakest = compared(np.nan_to_num(figure.dimensions, nan=np.inf).min(axis=1), rubric)
        capped = (weakest < rubric.cap.dimension_below) & (places < limit)
        places = np.where(capped, limit, places)
    names = np.array([band.name for band in rubric.bands] or [""], object)
    return np.where(np.isnan(shown), "", names[places]), capped


def _reaches(shown: Array, band: Band) -> Array:
    if band.above is not None:
        return shown > band.above
    return shown >= (band.at_least if band.at_least is not None else -np.inf)
