"""What a visited centre's errors say of another centre's unseen items.

An error is a line: the observed score over the reported one where less was found, else the
share of the way up to full marks; so a carried score stays within the scale.
"""

from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores.items import Items, visit_only_indicators
from plut_audit.scoring.scores.verification import Estimates, EstimateSource
from plut_audit.scoring.weights import Weights


@dataclass
class DonorErrors:
    """The errors of the donors as r * `slope` + `offset`, and the items that they are put on.

    `slope`, `offset`, `known`, `unseen` are (centres, indicators): a centre's error of an item,
    whether it is known, and whether the item is one that nobody saw there.
    """

    estimates: Estimates
    reported: Array
    donors: Array
    slope: Array
    offset: Array
    known: Array
    unseen: Array
    rubric: Rubric
    random: np.random.Generator

    @classmethod
    def of(cls, items: Items, estimates: Estimates, donors: Array, rubric: Rubric) -> "DonorErrors":
        """The errors of an audit."""
        slope, offset = _errors(items, rubric.scoring.scale)
        visit_only = visit_only_indicators(rubric)
        slope[:, visit_only] = 0
        offset[:, visit_only] = items.observed[:, visit_only]
        known = np.where(visit_only, items.observed_counts, items.pair)
        unseen = np.isin(estimates.source, (EstimateSource.FACTOR, EstimateSource.OTHERS))
        return cls(
            estimates=estimates,
            reported=items.reported,
            donors=donors,
            slope=slope,
            offset=offset,
            known=known,
            unseen=unseen & known.any(axis=0),
            rubric=rubric,
            random=np.random.default_rng(rubric.estimation.seed),
        )

    def others(self, rows: Array) -> Array:
        """The number of donors that are another centre, for each row."""
        return np.asarray(len(self.donors) - np.isin(rows, self.donors))

    def draw(self, rows: Array) -> Array:
        """The index of some centres in each draw, (rows, draws)."""
        place = self.draw_donors(rows, self.rubric.estimation.draws)
        parts = self.rubric.dimensions
        if {self.rubric.scoring.index_mean, *(part.mean for part in parts)} == {"arithmetic"}:
            return self._by_weights(rows, place)
        return self._item_by_item(rows, place)

    def draw_donors(self, rows: Array, draws: int) -> Array:
        """A place among the donors, (rows, draws), never that of the centre itself."""
        own = np.searchsorted(self.donors, rows)
        is_donor = np.isin(rows, self.donors)
        chance = self.random.random((len(rows), draws))
        place = (chance * self.others(rows)[:, None]).astype(np.int32)
        place += is_donor[:, None] & (place >= own[:, None])
        return np.asarray(place)

    def _draw_partners(self, number: int, place: Array) -> tuple[Array, Array]:
        """For an item that a donor lacks, a random other centre that has it.

        The flat positions in `place` where the donor lacks it, and the centre for each.
        """
        position = np.flatnonzero(~self.known[self.donors, number][place])
        holders = np.flatnonzero(self.known[:, number])
        return position, holders[self.random.integers(0, len(holders), len(position))]

    def _by_weights(self, rows: Array, place: Array) -> Array:
        """The draws by the weight of each item in the index: a matrix product, quick for many."""
        weight = Weights(self.rubric).effective(self.estimates.counts[rows])
        carried = np.where(self.unseen[rows], weight, 0)
        reported = carried * self.reported[rows]
        base = ((weight - carried) * self.estimates.points[rows]).sum(axis=1)
        known = self.known[self.donors]
        slope = np.where(known, self.slope[self.donors], 0)
        offset = np.where(known, self.offset[self.donors], 0)
        by_donor = base[:, None] + reported @ slope.T + carried @ offset.T
        index = np.take_along_axis(by_donor, place, axis=1)
        for number in np.flatnonzero(self.unseen[rows].any(axis=0)):
            position, partner = self._draw_partners(int(number), place)
            row = position // place.shape[1]
            index.flat[position] += (
                reported[row, number] * self.slope[partner, number]
                + carried[row, number] * self.offset[partner, number]
            )
        return np.asarray(index)

    def _item_by_item(self, rows: Array, place: Array) -> Array:
        """The draws by scoring each of them, for means that are not sums."""
        points = self.carry(rows, place)
        counts = np.repeat(self.estimates.counts[rows], place.shape[1], axis=0)
        flat = points.reshape(-1, points.shape[2])
        return Weights(self.rubric).add_up(flat, counts).index.reshape(place.shape)

    def carry(self, rows: Array, place: Array) -> Array:
        """The item scores of some centres with the errors of their donors.

        `place` (rows, draws) says which of the donors; the result is (rows, draws, indicators).
        """
        points = np.repeat(self.estimates.points[rows, None, :], place.shape[1], axis=1)
        for number in np.flatnonzero(self.unseen[rows].any(axis=0)):
            source = self.donors[place]
            position, partner = self._draw_partners(int(number), place)
            source.flat[position] = partner
            error = self.reported[rows, number, None] * self.slope[source, number]
            unseen = self.unseen[rows, number, None]
            carried = error + self.offset[source, number]
            points[:, :, number] = np.where(unseen, carried, points[:, :, number])
        return points


def _errors(items: Items, scale: float) -> tuple[Array, Array]:
    """Each pair's error as a line: o/r where less was found, else the share of the way up."""
    reported, observed = items.reported, items.observed
    down = observed <= reported
    ratio = np.divide(observed, reported, out=np.ones_like(reported), where=reported > 0)
    missing = scale - reported
    share = np.divide(observed - reported, missing, out=np.zeros_like(missing), where=missing > 0)
    return np.where(down, ratio, 1 - share), np.where(down, 0, scale * share)
