"""The weights of an edition, and the sums and means that are made with them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Mean, Rubric


@dataclass
class Figure:
    """One way to add up the items: the index and the dimensions, NaN where nothing applies."""

    index: Array
    dimensions: Array


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
        """The weight of each item in the index of each centre; a row adds up to 1.

        It is all 0 where nothing applies to the centre.
        """
        result = np.zeros(counts.shape)
        present = np.zeros((len(counts), len(self.slices)))
        for number, one in enumerate(self.slices):
            total = counts[:, one] @ self.item[one]
            present[:, number] = total > 0
            result[:, one] = (
                counts[:, one] * self.item[one] / np.where(total > 0, total, 1)[:, None]
            )
        outer = np.nan_to_num(_ratio(present * self.dimension, (present @ self.dimension)[:, None]))
        for number, one in enumerate(self.slices):
            result[:, one] *= outer[:, [number]]
        return result


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
