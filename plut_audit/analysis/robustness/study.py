"""What the draws show: rank intervals, bands, and which assumption moves ranks most."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from plut_audit.analysis.robustness.simulation import (
    EVERYTHING,
    NOTHING,
    Assumptions,
    Simulation,
    other_mean,
    simulate_index,
    simulate_ranks,
    simulation_of,
)
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.result.extras import AssumptionEffect, LeaveOut, RankInterval, Robustness
from plut_audit.rubric import Mean
from plut_audit.scoring.rounding import round_scores

INTERVAL = (0.05, 0.95)
CERTAIN = 0.95
"""Share of draws in which one centre has to beat another to stand in a higher band."""
SINGLE_DRAWS = 100
"""Draws for one assumption at a time; its mean over all centres settles sooner than a rank."""
NO_CHANGE = 1e-9
"""Up to this a score has not moved."""
QUANTILE_BLOCK = 2000
"""Centres whose quantiles are taken at a time, so that no copy of all draws is made."""


def analyse_robustness(
    result: Result,
    draws: int = 1000,
    seed: int = 20240301,
    assumptions: Assumptions = EVERYTHING,
) -> Robustness:
    """How far the ranks of the ranked centres depend on the method.

    Of the parts of `Robustness`: `assumptions` vary one at a time, the one that moves ranks
    most first (`mean_shift`, `mean_change`: mean absolute difference from rank and score as
    published; under the alternative for the means and blanks, else over draws). One that moves
    no score by more than 1e-9 is `inert`. `leave_out`
    has each dimension and indicator. In `centres` the interval holds 5 to 95 % of the draws; no
    two centres of a band beat one another in 95 % of them; `arithmetic` and `geometric` are the
    index under either mean of the dimensions, geometric with a floor of 1 % of the scale.
    """
    simulation = simulation_of(result)
    drawn = simulate_ranks(simulation, draws, np.random.default_rng(seed), assumptions)
    band = _bands(drawn)
    centres = tuple(_centres(result, simulation, drawn, band))
    effects = sorted(
        _one_at_a_time(simulation, seed, assumptions), key=lambda effect: -effect.mean_shift
    )
    return Robustness(
        draws=draws,
        seed=seed,
        ranked=len(simulation.rows),
        weight_spread=assumptions.weight_spread,
        goalpost_spread=assumptions.goalpost_spread,
        donors=len(simulation.evidence.donors),
        mean_width=_mean([centre.rank_high - centre.rank_low for centre in centres]),
        bands=int(band.max(initial=0)),
        moves_most=effects[0].code if effects and effects[0].mean_shift > 0 else None,
        assumptions=tuple(effects),
        leave_out=tuple(_leave_out(result, simulation)),
        centres=centres,
    )


# --- what the draws say --------------------------------------------------------------------


def _centres(
    result: Result, simulation: Simulation, drawn: Array, band: Array
) -> Iterator[RankInterval]:
    means: tuple[Mean, ...] = ("arithmetic", "geometric")
    index = {rule: simulation.index_under(simulation.points, rule=rule) for rule in means}
    rank = {rule: simulation.ranks(index[rule]) for rule in means}
    decimals = simulation.rubric.scoring.decimals
    printed = {rule: round_scores(index[rule], decimals) for rule in means}
    quantiles = _quantiles(drawn)
    size = len(simulation.rows)
    last_before_tenth = size - -(-size // 10)
    for number, row in enumerate(simulation.rows):
        low, middle, high = quantiles[number]
        yield RankInterval(
            centre_id=result.centre(int(row)).centre_id,
            rank=float(simulation.rank[number]),
            median_rank=float(middle),
            rank_low=float(low),
            rank_high=float(high),
            bottom_tenth=round(float((drawn[number] > last_before_tenth).mean()), 6),
            band=int(band[number]),
            arithmetic=float(printed["arithmetic"][number]),
            geometric=float(printed["geometric"][number]),
            arithmetic_rank=float(rank["arithmetic"][number]),
            geometric_rank=float(rank["geometric"][number]),
        )


def _quantiles(drawn: Array) -> Array:
    """5 %, median and 95 % of each centre's ranks."""
    wanted = (INTERVAL[0], 0.5, INTERVAL[1])
    starts = range(0, len(drawn), QUANTILE_BLOCK)
    blocks = [
        np.quantile(drawn[start : start + QUANTILE_BLOCK], wanted, axis=1).T for start in starts
    ]
    return np.concatenate([np.empty((0, 3)), *blocks])


def _bands(drawn: Array) -> Array:
    """The band of each centre, walking down the ranks.

    A centre that beats a member of the band, or is beaten by one, in 95 % of the draws opens
    the next.
    """
    band = np.ones(len(drawn), int)
    certain = CERTAIN * drawn.shape[1]
    first = 0
    for number in range(1, len(drawn)):
        centre, members = drawn[number], drawn[first:number]
        beaten = np.count_nonzero(members < centre, axis=1).max() >= certain
        if beaten or np.count_nonzero(members > centre, axis=1).max() >= certain:
            first = number
            band[number] = band[number - 1] + 1
        else:
            band[number] = band[number - 1]
    return band


def _shift(simulation: Simulation, index: Array) -> Array:
    """By how many ranks each centre moves from its published one."""
    return np.asarray(np.abs(simulation.ranks(index) - simulation.rank))


# --- one assumption, one part of the rubric ------------------------------------------------


def _one_at_a_time(
    simulation: Simulation, seed: int, vary: Assumptions
) -> Iterator[AssumptionEffect]:
    """Each assumption that varies, alone."""
    points = simulation.points
    if vary.either_mean:
        other = other_mean(simulation.rubric.scoring.index_mean)
        yield _effect(simulation, "mean", [simulation.index_under(points, rule=other)])
    if vary.either_blank:
        yield _effect(simulation, "blanks", [simulation.index_under(points, reweighted=True)])
    for code, single in (
        ("weights", replace(NOTHING, weight_spread=vary.weight_spread)),
        ("goalposts", replace(NOTHING, goalpost_spread=vary.goalpost_spread)),
        ("self_report", replace(NOTHING, self_report=vary.self_report)),
        ("unobservable", replace(NOTHING, unobservable=vary.unobservable)),
    ):
        if single != NOTHING:
            generator = np.random.default_rng(seed)
            indices = (simulate_index(simulation, generator, single) for _ in range(SINGLE_DRAWS))
            yield _effect(simulation, code, indices)


def _effect(simulation: Simulation, code: str, indices: Iterable[Array]) -> AssumptionEffect:
    """What an assumption does to ranks and scores, over the indices that it gives."""
    shifts, changes, largest = [], [], 0.0
    for index in indices:
        change = np.abs(np.nan_to_num(index) - np.nan_to_num(simulation.index))
        shifts.append(_mean(_shift(simulation, index)))
        changes.append(_mean(change))
        largest = max(largest, float(change.max(initial=0)))
    return AssumptionEffect(code, _mean(shifts), _mean(changes), largest <= NO_CHANGE)


def _mean(values: Sequence[float] | Array) -> float:
    return round(float(np.mean(values)), 6) if len(values) else 0.0


def _leave_out(result: Result, simulation: Simulation) -> Iterator[LeaveOut]:
    """The ranks without each dimension, then without each indicator."""
    weights, rubric = simulation.weights, simulation.rubric
    several = len(rubric.dimensions) > 1
    for number, dimension in enumerate(rubric.dimensions if several else ()):
        left = np.where(np.arange(len(weights.dimension)) == number, 0, weights.dimension)
        index = simulation.index_under(simulation.points, (weights.item, left))
        yield _without(result, simulation, dimension.code, index)
    for number, code in enumerate(rubric.indicators):
        left = np.where(np.arange(len(weights.item)) == number, 0, weights.item)
        index = simulation.index_under(simulation.points, (left, weights.dimension))
        yield _without(result, simulation, code, index)


def _without(result: Result, simulation: Simulation, code: str, index: Array) -> LeaveOut:
    shift = _shift(simulation, index)
    if not len(shift):
        return LeaveOut(code, 0.0, 0.0, None)
    centre = result.centre(int(simulation.rows[shift.argmax()]))
    largest = float(shift.max())
    return LeaveOut(code, _mean(shift), largest, centre.centre_id if largest else None)
