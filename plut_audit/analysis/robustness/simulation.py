"""The ranked centres under one other defensible rubric, drawn by chance (method, section 6).

One draw is one pass over the centres, so that 100,000 of them need little more than their ranks.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.rubric import Mean, Rubric
from plut_audit.scoring.rounding import SNAP, compute_ranks
from plut_audit.scoring.weights import Weights, mean

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

    `unseen` are the cells that only self-report settles and that have donors, as flat
    positions; `first` and `donors` say where the differences of each begin and how many.
    """

    rubric: Rubric
    rows: Array
    rank: Array
    points: Array
    applicable: Array
    answered: Array
    unseen: Array
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


def simulation_of(result: Result) -> Simulation:
    """The ranked centres of a result, and what may be drawn of them."""
    items = result.items
    rows = np.array([centre.row for centre in result.ranking], int)
    pairs = _differences(result)
    sizes = np.array([len(pair) if len(pair) >= FEWEST_DONORS else 0 for pair in pairs])
    starts = np.cumsum([0, *(len(pair) for pair in pairs)])[:-1]
    only_reported = (items.applicable & items.has_reported & ~items.has_observed)[rows]
    unseen = np.flatnonzero(only_reported & (sizes > 0))
    column = unseen % len(sizes)
    return Simulation(
        rubric=result.rubric,
        rows=rows,
        rank=result.centres.rank[rows],
        points=np.round(np.nan_to_num(items.score[rows]), SNAP),
        applicable=items.applicable[rows],
        answered=(items.applicable & (items.has_reported | items.has_observed))[rows],
        unseen=unseen,
        first=starts[column].astype(np.int32),
        donors=sizes[column].astype(np.float32),
        differences=np.concatenate(pairs),
    )


def _differences(result: Result) -> list[Array]:
    """Reported minus observed score of each indicator, over the centres that have both."""
    items = result.items
    difference = np.round(items.reported_score - items.observed_score, SNAP)
    known = items.applicable & ~np.isnan(difference)
    return [difference[known[:, column], column] for column in range(known.shape[1])]


def index_under(
    simulation: Simulation,
    points: Array,
    items: Array,
    dimensions: Array,
    rule: Mean,
    reweighted: bool,
) -> Array:
    """The index of each centre under these weights and rules; NaN where nothing is left."""
    counts = simulation.answered if reweighted else simulation.applicable
    floor = simulation.rubric.scoring.floor
    scores = np.stack(
        [
            mean(points[:, columns], counts[:, columns], items[columns], dimension.mean, floor)
            for columns, dimension in zip(
                simulation.weights.slices, simulation.rubric.dimensions, strict=True
            )
        ],
        axis=1,
    )
    if rule != simulation.rubric.scoring.index_mean:
        floor = max(floor, GEOMETRIC_FLOOR * simulation.rubric.scoring.scale)
    return mean(np.nan_to_num(scores), ~np.isnan(scores), dimensions, rule, floor)


def simulate_index(
    simulation: Simulation, generator: np.random.Generator, vary: Assumptions
) -> Array:
    """The index under one draw of every assumption that varies."""
    published: Mean = simulation.rubric.scoring.index_mean
    spread = vary.weight_spread
    items = simulation.weights.item * generator.uniform(
        1 - spread, 1 + spread, len(simulation.weights.item)
    )
    dimensions = simulation.weights.dimension
    dimensions = dimensions * generator.uniform(1 - spread, 1 + spread, len(dimensions))
    coins = generator.random(2) < 0.5
    rule = other_mean(published) if vary.either_mean and coins[0] else published
    points = _lowered(simulation, generator) if vary.overstatement else simulation.points
    return index_under(
        simulation, points, items, dimensions, rule, bool(vary.either_blank and coins[1])
    )


def other_mean(rule: Mean) -> Mean:
    """The mean that is not this one."""
    return "geometric" if rule == "arithmetic" else "arithmetic"


def _lowered(simulation: Simulation, generator: np.random.Generator) -> Array:
    """Self-report that no visit saw, less what a centre that was visited overstated."""
    points = simulation.points.copy()
    chance = generator.random(len(simulation.unseen), np.float32)
    nth = np.minimum(
        (chance * simulation.donors).astype(np.int32), simulation.donors.astype(np.int32) - 1
    )
    lowered = points.flat[simulation.unseen] - simulation.differences[simulation.first + nth]
    points.flat[simulation.unseen] = np.clip(lowered, 0, simulation.rubric.scoring.scale)
    return points


def simulate_ranks(
    simulation: Simulation, draws: int, generator: np.random.Generator, vary: Assumptions
) -> Array:
    """The rank of each centre in each draw; 4 bytes each, 400 MB for 100,000 centres."""
    drawn = np.empty((len(simulation.rows), draws), np.float32)
    for number in range(draws):
        drawn[:, number] = simulation.ranks(simulate_index(simulation, generator, vary))
    return drawn
