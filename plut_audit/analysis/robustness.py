"""The same evidence under other defensible rubrics: which ranks hold? (method, section 6)

Each draw varies at once what a reviewer may dispute: the weights, the mean that joins the
dimensions, what a blank is worth, and how far self-report that no visit saw can be trusted.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from plut_audit.analysis.simulation import (
    EVERYTHING,
    NOTHING,
    Assumptions,
    Simulation,
    index_under,
    other,
    simulate_index,
    simulate_ranks,
    simulation_of,
)
from plut_audit.audit import Audit
from plut_audit.i18n import N_, Translations, translations
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Mean
from plut_audit.scoring.scores import round_scores

Record = dict[str, Any]
INTERVAL = (0.05, 0.95)
CERTAIN = 0.95
"""Share of draws in which one centre has to beat another to stand in a higher band."""
ALONE = 100
"""Draws for one assumption at a time; its mean over all centres settles sooner than a rank."""


def analyse_robustness(
    audit: Audit, draws: int = 1000, seed: int = 20240301, assumptions: Assumptions = EVERYTHING
) -> Record:
    """How far the ranks of the ranked centres depend on the method, as JSON.

    - `draws`, `seed`, `ranked` (centres), `weight_spread`, `mean_width` of the intervals in
      ranks, `bands` (how many), `moves_most` (the code of an assumption).
    - `assumptions`: one at a time, the one that moves ranks most first: `code`, `title`,
      `mean_shift` (mean absolute difference from the rank as published; over draws for weights
      and overstatement, under the alternative for the means and blanks).
    - `leave_out`: each dimension and indicator left out: `code`, `title`, `mean_shift`,
      `largest_shift` and the `centre_id` it befalls.
    - `centres` in the order of their ranks: `centre_id`, `name`, `rank`, `median_rank`,
      `rank_low`, `rank_high` (5 and 95 % of the draws), `bottom_tenth` (chance, 0 to 1),
      `band` (1 the best; no two centres of a band beat one another in 95 % of the draws),
      `arithmetic`, `geometric` (the index under either mean of the dimensions, geometric with
      a floor of 1 % of the scale), `arithmetic_rank`, `geometric_rank`.
    """
    case = simulation_of(audit)
    drawn = simulate_ranks(case, draws, np.random.default_rng(seed), assumptions)
    band = _bands(drawn)
    centres = list(_centres(audit, case, drawn, band))
    alone = sorted(_one_at_a_time(case, seed, assumptions), key=lambda one: -one["mean_shift"])
    return {
        "draws": draws,
        "seed": seed,
        "ranked": len(case.rows),
        "weight_spread": assumptions.weight_spread,
        "mean_width": _mean([one["rank_high"] - one["rank_low"] for one in centres]),
        "bands": int(band.max(initial=0)),
        "moves_most": alone[0]["code"] if alone and alone[0]["mean_shift"] > 0 else None,
        "assumptions": alone,
        "leave_out": list(_leave_out(audit, case)),
        "centres": centres,
    }


# --- what the draws say --------------------------------------------------------------------


def _centres(audit: Audit, case: Simulation, drawn: Array, band: Array) -> Iterator[Record]:
    means: tuple[Mean, ...] = ("arithmetic", "geometric")
    index = {rule: _published(case, rule) for rule in means}
    rank = {rule: case.ranks(index[rule]) for rule in means}
    shown = {rule: round_scores(index[rule], case.rubric.scoring.decimals) for rule in means}
    edges = _edges(drawn)
    last = len(case.rows) - -(-len(case.rows) // 10)
    for place, row in enumerate(case.rows):
        low, middle, high = edges[place]
        centre = audit.survey.centres[row]
        yield {
            "centre_id": centre.centre_id,
            "name": centre.name,
            "rank": _rank(case.rank[place]),
            "median_rank": float(middle),
            "rank_low": float(low),
            "rank_high": float(high),
            "bottom_tenth": round(float((drawn[place] > last).mean()), 6),
            "band": int(band[place]),
            **{rule: float(shown[rule][place]) for rule in means},
            **{f"{rule}_rank": _rank(rank[rule][place]) for rule in means},
        }


def _edges(drawn: Array) -> Array:
    """5 %, median and 95 % of each centre's ranks, by blocks so that no copy of all is made."""
    wanted = (INTERVAL[0], 0.5, INTERVAL[1])
    blocks = range(0, len(drawn), 2000)
    parts = [np.quantile(drawn[start : start + 2000], wanted, axis=1).T for start in blocks]
    return np.concatenate([np.empty((0, 3)), *parts])


def _published(case: Simulation, rule: Mean) -> Array:
    weights = case.weights
    return index_under(case, case.points, weights.item, weights.dimension, rule, False)


def _rank(rank: float) -> int | float:
    return int(rank) if float(rank).is_integer() else float(rank)


def _bands(drawn: Array) -> Array:
    """The band of each centre, walking down the ranks: a centre that beats a member of the
    band, or is beaten by one, in 95 % of the draws opens the next."""
    band = np.ones(len(drawn), int)
    certain = CERTAIN * drawn.shape[1]
    first = 0
    for place in range(1, len(drawn)):
        one, members = drawn[place], drawn[first:place]
        beaten = np.count_nonzero(members < one, axis=1).max() >= certain
        if beaten or np.count_nonzero(members > one, axis=1).max() >= certain:
            first = place
            band[place] = band[place - 1] + 1
        else:
            band[place] = band[place - 1]
    return band


def _shift(case: Simulation, index: Array) -> Array:
    """By how many ranks each centre moves from its published one."""
    return np.asarray(np.abs(case.ranks(index) - case.rank))


def _one_at_a_time(case: Simulation, seed: int, vary: Assumptions) -> Iterator[Record]:
    """Each assumption that varies, alone."""
    weights = case.weights
    published = (case.points, weights.item, weights.dimension)
    rule: Mean = case.rubric.scoring.index_mean
    if vary.weight_spread:
        alone = replace(NOTHING, weight_spread=vary.weight_spread)
        yield _assumption("weights", WEIGHTS, _mean_shift(case, seed, alone))
    if vary.either_mean:
        shift = _shift(case, index_under(case, *published, other(rule), False))
        yield _assumption("mean", MEAN, _mean(shift))
    if vary.either_blank:
        shift = _shift(case, index_under(case, *published, rule, True))
        yield _assumption("blanks", BLANKS, _mean(shift))
    if vary.overstatement:
        alone = replace(NOTHING, overstatement=True)
        yield _assumption("self_report", SELF_REPORT, _mean_shift(case, seed, alone))


WEIGHTS = translations(N_("Weights of indicators and dimensions"))
MEAN = translations(N_("Arithmetic or geometric mean of the dimensions"))
BLANKS = translations(N_("Blanks at 0 or left out"))
SELF_REPORT = translations(
    N_("Self-report that no visit has seen, lowered by a drawn overstatement")
)


def _assumption(code: str, title: Translations, shift: float) -> Record:
    return {"code": code, "title": title, "mean_shift": shift}


def _mean_shift(case: Simulation, seed: int, alone: Assumptions) -> float:
    draw = np.random.default_rng(seed)
    return _mean([_mean(_shift(case, simulate_index(case, draw, alone))) for _ in range(ALONE)])


def _mean(values: Any) -> float:
    return round(float(np.mean(values)), 6) if len(values) else 0.0


def _leave_out(audit: Audit, case: Simulation) -> Iterator[Record]:
    """The ranks without each dimension, then without each indicator."""
    weights, rule = case.weights, case.rubric.scoring.index_mean
    several = len(case.rubric.dimensions) > 1
    for place, part in enumerate(case.rubric.dimensions if several else ()):
        kept = np.where(np.arange(len(weights.dimension)) == place, 0, weights.dimension)
        index = index_under(case, case.points, weights.item, kept, rule, False)
        yield {"code": part.code, "title": part.title, **_without(audit, case, index)}
    for place, (code, item) in enumerate(case.rubric.indicators.items()):
        kept = np.where(np.arange(len(weights.item)) == place, 0, weights.item)
        index = index_under(case, case.points, kept, weights.dimension, rule, False)
        yield {"code": code, "title": item.title, **_without(audit, case, index)}


def _without(audit: Audit, case: Simulation, index: Array) -> Record:
    shift = _shift(case, index)
    if not len(shift):
        return {"mean_shift": 0.0, "largest_shift": 0.0, "centre_id": None}
    centre = audit.survey.centres[case.rows[shift.argmax()]]
    return {
        "mean_shift": _mean(shift),
        "largest_shift": _rank(shift.max()),
        "centre_id": centre.centre_id if shift.max() else None,
    }
