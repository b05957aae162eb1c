"""Where each centre stands: its rank, how sure it is, and its class (method, section 4)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring import scores
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.findings import Findings, Severity
from plut_audit.scoring.scores import Figure, Scores

UNRANKED = "-"
"""The class of a centre with too little answered."""


@dataclass(frozen=True)
class NotRanked:
    """Why a centre is not ranked: it did not answer, or too little in some dimensions."""

    code: Literal["no_response", "coverage"]
    dimensions: tuple[str, ...] = ()


@dataclass
class Ranking:
    """Where each centre stands, a row a centre.

    - `ranked` bool; `not_ranked`: why not, by row; `rank` float, 0 where it is not ranked; `tied`;
    - `rank_low`, `rank_high` float: the rank in the draws of the estimate, widened to hold the
      rank itself; NaN where there are none;
    - `group` int: centres that the draws cannot tell apart, 1 the best; 0 where there are none;
    - `order` int: the rows in the order of the list, those with too little answered last;
    - `seen_rank` float: the rank among the visited centres by combined score, else 0;
    - `class_name` object: "-" where it is not ranked; `provisional` bool: given on the estimate;
      `capped` bool: kept down by a weak dimension or a critical finding;
    - `critical` bool: the centre has a critical finding.
    """

    ranked: Array
    not_ranked: dict[int, NotRanked]
    rank: Array
    tied: Array
    rank_low: Array
    rank_high: Array
    group: Array
    order: Array
    seen_rank: Array
    class_name: Array
    provisional: Array
    capped: Array
    critical: Array


def rank_centres(weighed: Evidence, scored: Scores, found: Findings, rubric: Rubric) -> Ranking:
    """Who is ranked, in which place and class; who is not, and why."""
    ranked, index = scored.enough, scored.ranked_figure.index
    rank = scores.compute_ranks(index, ranked, rubric)
    low, high, group = _from_draws(scored, rank, rubric)
    visited = ranked & weighed.survey.visited
    class_name, provisional, capped, critical = _classes(scored, found, rubric)
    return Ranking(
        ranked=ranked,
        not_ranked={
            int(row): _reason(int(row), weighed.survey.responded, scored, rubric)
            for row in np.flatnonzero(~ranked)
        },
        rank=rank,
        tied=ranked & (_counts(rank) > 1),
        rank_low=low,
        rank_high=high,
        group=group,
        order=_order(ranked, index, rubric),
        seen_rank=scores.compute_ranks(scored.combined.index, visited, rubric),
        class_name=class_name,
        provisional=provisional,
        capped=capped,
        critical=critical,
    )


def _counts(rank: Array) -> Array:
    """How many centres have each centre's rank."""
    places = (rank * 2).astype(int)
    return np.asarray(np.bincount(places)[places])


def _order(ranked: Array, index: Array, rubric: Rubric) -> Array:
    """The best first, ties by centre code, those with too little answered at the end."""
    shown = scores.comparable_scores(np.nan_to_num(index), rubric)
    return np.lexsort((np.arange(len(index)), -shown, ~ranked))


def _reason(row: int, responded: Array, scored: Scores, rubric: Rubric) -> NotRanked:
    if not responded[row]:
        return NotRanked("no_response")
    thin = scored.coverage[row] < rubric.scoring.minimum_coverage - 1e-12
    below = zip(rubric.dimensions, thin, strict=True)
    return NotRanked("coverage", tuple(dimension.code for dimension, low in below if low))


# --- how sure a rank is --------------------------------------------------------------------


def _from_draws(scored: Scores, rank: Array, rubric: Rubric) -> tuple[Array, Array, Array]:
    """The rank interval and the group of each centre, from the draws of the estimate."""
    low, high = np.full(len(rank), np.nan), np.full(len(rank), np.nan)
    group = np.zeros(len(rank), int)
    drawn = scored.intervals.drawn
    rows = np.flatnonzero(rank > 0)
    if drawn is None or rubric.scoring.figure != "estimate" or not len(rows):
        return low, high, group
    ends = _rank_ends(drawn[rows], rubric)
    low[rows] = np.minimum(ends[0], rank[rows])
    high[rows] = np.maximum(ends[1], rank[rows])
    best_first = rows[np.lexsort((rows, rank[rows]))]
    group[best_first] = group_centres(drawn[best_first], rubric.estimation.apart)
    return low, high, group


_DRAWS = 50
"""Draws that are ranked at once, so that each lies together in memory."""


def _rank_ends(drawn: Array, rubric: Rubric) -> Array:
    """The ends of each centre's rank over the draws, (2, centres)."""
    ranks = np.empty(drawn.shape, np.float32)
    for start in range(0, drawn.shape[1], _DRAWS):
        shown = scores.comparable_scores(drawn[:, start : start + _DRAWS].T.copy(), rubric)
        ranks[:, start : start + _DRAWS] = np.stack(
            [_first_ranks(values) for values in shown], axis=1
        )
    tail = (1 - rubric.estimation.level) / 2
    ends = [round(share * (drawn.shape[1] - 1)) for share in (tail, 1 - tail)]
    ranks.partition(ends, axis=1)
    return ranks[:, ends].T


def _first_ranks(values: Array) -> Array:
    """Ranks with the highest first, where equals share the first of their ranks."""
    order = np.argsort(-values)
    ordered = values[order]
    starts = np.concatenate([[True], ordered[1:] != ordered[:-1]])
    first = np.maximum.accumulate(np.where(starts, np.arange(len(values)), 0))
    ranks = np.empty(len(values))
    ranks[order] = first + 1
    return ranks


def group_centres(drawn: Array, apart: float) -> Array:
    """The group of each centre, the best first, from its draws (centres, draws).

    The first centre opens a group; one that it is ahead of in a share `apart` of the draws opens
    the next.
    """
    group = np.ones(len(drawn), int)
    leader = 0
    for place in range(1, len(drawn)):
        ahead = float((drawn[leader] > drawn[place]).mean())
        group[place] = group[place - 1] + (ahead >= apart)
        if ahead >= apart:
            leader = place
    return group


# --- classes -------------------------------------------------------------------------------


def _classes(scored: Scores, found: Findings, rubric: Rubric) -> tuple[Array, Array, Array, Array]:
    """The class of each centre, whether it is provisional, capped, and has a critical finding."""
    critical = np.zeros(len(scored.enough), bool)
    critical[found.centre[found.severity == Severity.CRITICAL]] = True
    seen = np.round(scored.seen_share, scores.SNAP)
    provisional = scored.enough & (seen < rubric.evidence.provisional_below)
    basis = Figure(
        np.where(provisional, scored.estimate.index, scored.combined.index),
        np.where(provisional[:, None], scored.estimate.dimensions, scored.combined.dimensions),
    )
    class_name, capped = scores.assign_classes(basis, rubric, critical)
    class_name = np.where(scored.enough, class_name, UNRANKED)
    return class_name, provisional, capped & scored.enough, critical
