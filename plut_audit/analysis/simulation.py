"""The ranked centres under one other defensible rubric, drawn by chance (method, section 6).

One draw is one pass over the centres, so that 100,000 of them need little more than their ranks.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.audit import Audit
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Mean, Rubric
from plut_audit.scoring.scores import Weights, compute_ranks, mean

FEWEST_DONORS = 5
"""Centres with both sources from which an indicator's overstatement can be drawn."""
GEOMETRIC_FLOOR = 0.01
"""The least dimension under a geometric mean, as a share of the scale: 1 of 100 points."""


@dataclass(frozen=True)
class Assumptions:
    """What a draw varies: weights times U(1 - spread, 1 + spread), the rest by equal chance."""

    weight_spread: float = 0.25
    either_mean: bool = True
    either_blank: bool = True
    overstatement: bool = True


EVERYTHING = Assumptions()
NOTHING = Assumptions(0, False, False, False)


@dataclass(frozen=True)
class Simulation:
    """The ranked centres, the best first; matrices of centres by indicators.

    `places` are the items that only self-report settles and that have donors, as flat
    positions; `first` and `donors` say where the differences of each begin and how many.
    """

    rubric: Rubric
    rows: Array
    rank: Array
    points: Array
    applicable: Array
    answered: Array
    places: Array
    first: Array
    donors: Array
    differences: Array

    @cached_property
    def weights(self) -> Weights:
        """The weights as published."""
        return Weights(self.rubric)

    def ranks(self, index: Array) -> Array:
        """The ranks that an index gives these centres; the last where there is none."""
        known = ~np.isnan(index)
        return np.asarray(np.where(known, compute_ranks(index, known, self.rubric), len(index)))


def simulation_of(audit: Audit) -> Simulation:
    """The ranked centres of an audit, and what may be drawn of them."""
    items, rank = audit.scores.items, audit.ranking.rank
    ranked = np.flatnonzero(audit.ranking.ranked)
    rows = ranked[np.lexsort((ranked, rank[ranked]))]
    known = ~np.isnan(items.differences)
    pairs = [items.differences[known[:, one], one] for one in range(known.shape[1])]
    sizes = np.array([len(part) if len(part) >= FEWEST_DONORS else 0 for part in pairs])
    starts = np.cumsum([0, *(len(part) for part in pairs)])[:-1]
    only_reported = (items.applicable & items.has_reported & ~items.has_observed)[rows]
    places = np.flatnonzero(only_reported & (sizes > 0))
    column = places % known.shape[1]
    return Simulation(
        audit.rubric,
        rows,
        rank[rows],
        items.used[rows],
        items.applicable[rows],
        items.answered[rows],
        places,
        starts[column].astype(np.int32),
        sizes[column].astype(np.float32),
        np.concatenate(pairs),
    )


def index_under(
    case: Simulation, points: Array, items: Array, dimensions: Array, rule: Mean, reweighted: bool
) -> Array:
    """The index of each centre under these weights and rules; NaN where nothing is left."""
    counts = case.answered if reweighted else case.applicable
    floor = case.rubric.scoring.floor
    parts = np.stack(
        [
            mean(points[:, one], counts[:, one], items[one], part.mean, floor)
            for one, part in zip(case.weights.slices, case.rubric.dimensions, strict=True)
        ],
        axis=1,
    )
    if rule != case.rubric.scoring.index_mean:
        floor = max(floor, GEOMETRIC_FLOOR * case.rubric.scoring.scale)
    return mean(np.nan_to_num(parts), ~np.isnan(parts), dimensions, rule, floor)


def simulate_index(case: Simulation, draw: np.random.Generator, vary: Assumptions) -> Array:
    """The index under one draw of every assumption that varies."""
    published: Mean = case.rubric.scoring.index_mean
    spread = vary.weight_spread
    items = case.weights.item * draw.uniform(1 - spread, 1 + spread, len(case.weights.item))
    parts = case.weights.dimension
    parts = parts * draw.uniform(1 - spread, 1 + spread, len(parts))
    coins = draw.random(2) < 0.5
    rule = other(published) if vary.either_mean and coins[0] else published
    points = _lowered(case, draw) if vary.overstatement else case.points
    return index_under(case, points, items, parts, rule, bool(vary.either_blank and coins[1]))


def other(rule: Mean) -> Mean:
    """The mean that is not this one."""
    return "geometric" if rule == "arithmetic" else "arithmetic"


def _lowered(case: Simulation, draw: np.random.Generator) -> Array:
    """Self-report that no visit saw, less what a centre that was visited overstated."""
    points = case.points.copy()
    chance = draw.random(len(case.places), np.float32)
    nth = np.minimum((chance * case.donors).astype(np.int32), case.donors.astype(np.int32) - 1)
    lowered = points.flat[case.places] - case.differences[case.first + nth]
    points.flat[case.places] = np.clip(lowered, 0, case.rubric.scoring.scale)
    return points


def simulate_ranks(
    case: Simulation, draws: int, draw: np.random.Generator, vary: Assumptions
) -> Array:
    """The rank of each centre in each draw; 4 bytes each, 400 MB for 100,000 centres."""
    drawn = np.empty((len(case.rows), draws), np.float32)
    for number in range(draws):
        drawn[:, number] = case.ranks(simulate_index(case, draw, vary))
    return drawn
