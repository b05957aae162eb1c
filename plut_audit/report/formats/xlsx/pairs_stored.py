"""The stored values of the pairs and of the verification factors that are made from them."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.report.formats.xlsx.stored import Stored
from plut_audit.scoring.rounding import SNAP


class Sums(NamedTuple):
    """Pairs and the points of each source in them, and what the factor is made from.

    `mean`: the points reported per pair, full marks without any; `factor`: the points found over
    those reported, 1 without any.
    """

    pairs: Array
    reported: Array
    observed: Array
    mean: Array
    factor: Array


@dataclass(frozen=True)
class StoredPairs:
    """What the sheets of pairs and factors show; n centres, m indicators, d dimensions."""

    stored: Stored

    @cached_property
    def valid(self) -> Array:
        """Where both sources speak of the same state (n x m)."""
        items = self.stored.result.items
        both = items.has_reported & items.has_observed & ~items.judged
        return np.asarray(self.stored.applicable & both & ~items.changed)

    @cached_property
    def at_random(self) -> Array:
        """Which centres were chosen at random for their visit (n)."""
        arrivals = self.stored.result.centres.arrivals
        return np.array([a is not None and a.selection == "random" for a in arrivals], bool)

    @cached_property
    def random_centres(self) -> int:
        """How many of them have a pair."""
        return int((self.at_random & self.valid.any(axis=1)).sum())

    @cached_property
    def random_only(self) -> bool:
        """Whether only their pairs are used."""
        return self.random_centres >= self.stored.result.rubric.estimation.random_centres

    @cached_property
    def allowed(self) -> Array:
        """Which centres' pairs are used (n)."""
        return self.at_random | (not self.random_only)

    @cached_property
    def used(self) -> Array:
        """The pairs that are used (n x m)."""
        return self.valid & self.allowed[:, None]

    @cached_property
    def by_item(self) -> tuple[Array, Array, Array]:
        """Pairs and points reported and observed of each indicator (m)."""
        pairs, reported, observed = (part.sum(axis=0) for part in self._parts)
        return pairs, np.round(reported, SNAP), np.round(observed, SNAP)

    @property
    def _parts(self) -> tuple[Array, Array, Array]:
        stored = self.stored
        reported, observed = (
            np.where(self.used, points, 0) for points in (stored.reported, stored.observed)
        )
        return self.used, reported, observed

    @cached_property
    def by_dimension(self) -> Sums:
        """The sums of each dimension over all centres (d)."""
        own = [self._in_dimensions(part).sum(axis=0) for part in self._parts]
        return self._sums(*own)

    @cached_property
    def others(self) -> Sums:
        """The sums of each dimension over the other centres than each (n x d)."""
        own = [self._in_dimensions(part) for part in self._parts]
        return self._sums(*(part.sum(axis=0) - part for part in own))

    @cached_property
    def overall(self) -> Sums:
        """The sums over everything, each a number in an array of one."""
        return self._sums(*(np.array([part.sum()], float) for part in self._parts))

    @cached_property
    def item_factor(self) -> Array:
        """The factor of each indicator as it is printed (m); NaN where there is none."""
        stored = self.stored
        _pairs, reported, observed = self.by_item
        sizes = [len(part.indicators) for part in stored.result.rubric.dimensions]
        mean, factor = (
            np.repeat(values, sizes)
            for values in (self.by_dimension.mean, self.by_dimension.factor)
        )
        prior = stored.result.rubric.estimation.prior_pairs * mean
        below = reported + prior
        ratio = np.divide(
            observed + prior * factor, below, out=np.ones(len(below)), where=below > 0
        )
        comparable = stored.observable & ~stored.visit_only
        return np.where(comparable, np.minimum(1, ratio), np.nan)

    def _in_dimensions(self, matrix: Array) -> Array:
        """The sums of a matrix over the indicators of each dimension (n x d)."""
        return np.stack([matrix[:, one].sum(axis=1) for one in self.stored.weights.slices], axis=1)

    def _sums(self, pairs: Array, reported: Array, observed: Array) -> Sums:
        reported, observed = np.round(reported, SNAP), np.round(observed, SNAP)
        scale = float(self.stored.result.rubric.scoring.scale)
        mean = np.divide(
            reported, pairs, out=np.full(reported.shape, scale), where=np.asarray(pairs) > 0
        )
        factor = np.divide(observed, reported, out=np.ones(reported.shape), where=reported > 0)
        return Sums(pairs, reported, observed, mean, factor)
