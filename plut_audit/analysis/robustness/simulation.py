"""The ranked centres under one other defensible rubric, drawn by chance (method, section 7).

One draw is one pass over the centres, so that 100,000 of them need little more than their ranks.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from plut_audit.analysis.scored_evidence import ScoredEvidence, evidence_of, moved_goalposts
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.rubric import Mean, Rubric
from plut_audit.scoring.rounding import compute_ranks
from plut_audit.scoring.scores import EstimateSource
from plut_audit.scoring.weights import Weights, mean

GEOMETRIC_FLOOR = 0.01
"""The least dimension under a geometric mean, as a share of the scale: 1 of 100 points."""


@dataclass(frozen=True)
class Assumptions:
    """What a draw varies.

    - `weight_spread`: weights times U(1 - spread, 1 + spread);
    - `goalpost_spread`: both goalposts of each linear indicator by U(-spread, spread) of their
      span;
    - `either_mean`, `either_blank`: the other mean of the dimensions, blanks left out, by equal
      chance;
    - `self_report`: what a visit can see and none saw takes the errors of a whole visited
      centre, the donor, and what only a visit can see what was found there;
    - `unobservable`: what no visit can see takes the donor's verification factor of the
      dimension, by equal chance.
    """

    weight_spread: float = 0.25
    goalpost_spread: float = 0.10
    either_mean: bool = True
    either_blank: bool = True
    self_report: bool = True
    unobservable: bool = True


EVERYTHING = Assumptions()
NOTHING = Assumptions(0, 0, False, False, False, False)


@dataclass(frozen=True)
class Simulation:
    """The ranked centres, the best first: `rows` among all centres of the evidence, `rank`."""

    evidence: ScoredEvidence
    rows: Array
    rank: Array

    @property
    def rubric(self) -> Rubric:
        """The edition."""
        return self.evidence.rubric

    @cached_property
    def points(self) -> Array:
        """The scores of the ranked figure as published, (centres, indicators)."""
        return np.asarray(self.evidence.estimates.points[self.rows])

    @cached_property
    def counts(self) -> Array:
        """The items in its denominator."""
        return np.asarray(self.evidence.estimates.counts[self.rows])

    @cached_property
    def answered(self) -> Array:
        """Those of them that are not blank."""
        blank = self.evidence.estimates.source[self.rows] == EstimateSource.BLANK
        return np.asarray(self.counts & ~blank)

    @cached_property
    def weights(self) -> Weights:
        """The weights as published."""
        return Weights(self.rubric)

    @cached_property
    def index(self) -> Array:
        """The index as published."""
        return self.index_under(self.points)

    def index_under(
        self,
        points: Array,
        weights: tuple[Array, Array] | None = None,
        rule: Mean | None = None,
        reweighted: bool = False,
    ) -> Array:
        """The index of each centre from these scores; NaN where nothing is left.

        `weights` of indicators and dimensions and the `rule` of the index are as published
        where they are not given; `reweighted` leaves blanks out.
        """
        items, dimensions = weights or (self.weights.item, self.weights.dimension)
        rule = rule or self.rubric.scoring.index_mean
        counts = self.answered if reweighted else self.counts
        floor = self.rubric.scoring.floor
        scores = np.stack(
            [
                mean(points[:, columns], counts[:, columns], items[columns], dimension.mean, floor)
                for columns, dimension in zip(
                    self.weights.slices, self.rubric.dimensions, strict=True
                )
            ],
            axis=1,
        )
        if rule != self.rubric.scoring.index_mean:
            floor = max(floor, GEOMETRIC_FLOOR * self.rubric.scoring.scale)
        return mean(np.nan_to_num(scores), ~np.isnan(scores), dimensions, rule, floor)

    def ranks(self, index: Array) -> Array:
        """The ranks that an index gives these centres; the last where there is none."""
        known = ~np.isnan(index)
        return np.asarray(np.where(known, compute_ranks(index, known, self.rubric), len(index)))


def simulation_of(result: Result) -> Simulation:
    """The ranked centres of a result, and what may be drawn of them."""
    rows = np.array([centre.row for centre in result.ranking], int)
    return Simulation(evidence_of(result), rows, result.centres.rank[rows])


def simulate_index(
    simulation: Simulation, generator: np.random.Generator, vary: Assumptions
) -> Array:
    """The index under one draw of every assumption that varies."""
    published: Mean = simulation.rubric.scoring.index_mean
    weights = _drawn_weights(simulation, generator, vary.weight_spread)
    mean_coin, blank_coin, unobservable_coin = generator.random(3) < 0.5
    evidence = _drawn_goalposts(simulation.evidence, generator, vary.goalpost_spread)
    lowered = bool(vary.unobservable and unobservable_coin)
    points = _drawn_points(simulation, evidence, generator, vary.self_report, lowered)
    return simulation.index_under(
        points,
        weights,
        other_mean(published) if vary.either_mean and mean_coin else published,
        bool(vary.either_blank and blank_coin),
    )


def other_mean(rule: Mean) -> Mean:
    """The mean that is not this one."""
    return "geometric" if rule == "arithmetic" else "arithmetic"


def _drawn_weights(
    simulation: Simulation, generator: np.random.Generator, spread: float
) -> tuple[Array, Array]:
    published = (simulation.weights.item, simulation.weights.dimension)
    items, dimensions = (
        weights * generator.uniform(1 - spread, 1 + spread, len(weights)) for weights in published
    )
    return items, dimensions


def _drawn_goalposts(
    evidence: ScoredEvidence, generator: np.random.Generator, spread: float
) -> ScoredEvidence:
    """The evidence scored with goalposts that each moved by a share of their span."""
    if not spread:
        return evidence
    indicators = list(evidence.rubric.indicators.values())
    shifts = generator.uniform(-spread, spread, (len(indicators), 2))
    return evidence.rescored(
        {
            column: moved_goalposts(indicator, *shifts[column])
            for column, indicator in enumerate(indicators)
            if indicator.kind == "linear"
        }
    )


def _drawn_points(
    simulation: Simulation,
    evidence: ScoredEvidence,
    generator: np.random.Generator,
    self_report: bool,
    unobservable: bool,
) -> Array:
    """The scores of the ranked centres, with the errors of one donor each where that varies."""
    rows, points = simulation.rows, evidence.estimates.points[simulation.rows]
    if not (self_report or unobservable) or not evidence.enough_donors or not len(rows):
        return points
    errors = replace(
        simulation.evidence.errors,
        reported=evidence.items.reported,
        estimates=evidence.estimates,
        random=generator,
    )
    donor = errors.draw_donors(rows, 1)
    if self_report:
        points = errors.carry(rows, donor)[:, 0]
    if unobservable:
        lowered = np.minimum(
            points * evidence.donor_factors[donor[:, 0]], evidence.rubric.scoring.scale
        )
        unseen = evidence.estimates.source[rows] == EstimateSource.AS_REPORTED
        points = np.where(unseen, lowered, points)
    return points


def simulate_ranks(
    simulation: Simulation, draws: int, generator: np.random.Generator, vary: Assumptions
) -> Array:
    """The rank of each centre in each draw; 4 bytes each, 400 MB for 100,000 centres."""
    drawn = np.empty((len(simulation.rows), draws), np.float32)
    for number in range(draws):
        drawn[:, number] = simulation.ranks(simulate_index(simulation, generator, vary))
    return drawn
