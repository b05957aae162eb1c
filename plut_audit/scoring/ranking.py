"""Where each centre stands: who is ranked and in which class, who is not, and why."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring import scores
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.scores import Scores


@dataclass(frozen=True)
class NotRanked:
    """Why a centre is not ranked: it did not answer, or too little in some dimensions."""

    code: Literal["no_response", "coverage"]
    dimensions: tuple[str, ...] = ()


@dataclass
class Ranking:
    """Where each centre stands, a row a centre: rank 0 and a reason where it is not ranked."""

    ranked: Array
    not_ranked: dict[int, NotRanked]
    rank: Array
    tied: Array
    class_name: Array
    capped: Array
    unverified: Array


def rank_centres(weighed: Evidence, scored: Scores, rubric: Rubric) -> Ranking:
    """Who is ranked, in which place and class; who is not, and why."""
    responded = weighed.survey.responded
    thin = scored.coverage < rubric.scoring.minimum_coverage - 1e-12
    ranked = responded & ~thin.any(axis=1) & ~np.isnan(scored.verified.index)
    rank = scores.compute_ranks(scored.verified.index, ranked, rubric)
    counts = np.bincount((rank * 2).astype(int))
    class_name, capped = scores.assign_classes(scored.verified, rubric)
    return Ranking(
        ranked=ranked,
        not_ranked={
            int(row): _reason(int(row), responded, thin, rubric) for row in np.flatnonzero(~ranked)
        },
        rank=rank,
        tied=ranked & (counts[(rank * 2).astype(int)] > 1),
        class_name=class_name,
        capped=capped,
        unverified=scored.verified_share < rubric.evidence.unverified_below,
    )


def _reason(row: int, responded: Array, thin: Array, rubric: Rubric) -> NotRanked:
    if not responded[row]:
        return NotRanked("no_response")
    below = zip(rubric.dimensions, thin[row], strict=True)
    return NotRanked("coverage", tuple(dimension.code for dimension, low in below if low))
