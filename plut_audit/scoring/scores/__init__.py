"""Evidence to points: a pure function of evidence and rubric (method, section 4).

Matrices are centres by indicators, or centres by dimensions, in the rubric's order. Goalposts
are fixed, so no centre's reported or combined score depends on another's; only the estimate
learns from all centres that were visited.
"""

from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Array, Blank
from plut_audit.rubric import Rubric
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.rounding import (
    SNAP,
    assign_classes,
    comparable_scores,
    compute_ranks,
    round_scores,
)
from plut_audit.scoring.scores.decomposition import points_lost
from plut_audit.scoring.scores.donors import DonorErrors
from plut_audit.scoring.scores.intervals import Intervals, donor_centres, draw_intervals
from plut_audit.scoring.scores.items import (
    Items,
    item_scores,
    lowest,
    observable_indicators,
    score_items,
    visit_only_indicators,
)
from plut_audit.scoring.scores.mean_estimate import mean_interval
from plut_audit.scoring.scores.verification import (
    Estimates,
    EstimateSource,
    Verification,
    centre_factors,
    estimate_items,
    mean_seen,
)
from plut_audit.scoring.weights import Figure, Weights, mean

__all__ = [
    "SNAP",
    "DonorErrors",
    "EstimateSource",
    "Estimates",
    "Figure",
    "Intervals",
    "Items",
    "Scores",
    "Verification",
    "Weights",
    "assign_classes",
    "centre_factors",
    "comparable_scores",
    "compute_ranks",
    "donor_centres",
    "estimate_items",
    "item_scores",
    "lowest",
    "mean",
    "mean_interval",
    "mean_seen",
    "observable_indicators",
    "round_scores",
    "score",
    "score_items",
    "visit_only_indicators",
]


@dataclass
class Scores:
    """Everything that is computed of each centre: n centres, J indicators, D dimensions.

    - `reported` self-report alone, `combined` what was seen and else reported, `estimate` what
      a full visit would be expected to find; `reweighted` and `upper`: the combined score with
      blanks left out, and at full marks;
    - `points_lost` (n, J): of the combined index; a row adds up to scale - index;
    - `coverage` (n, D): weight answered over weight applicable; `enough` (n,) bool: the centre
      responded, with the least coverage in every dimension;
    - `seen_by_dimension` (n, D), `seen_share` (n,): weight observed over the weight that a
      visit can observe there; NaN where it can observe nothing;
    - `estimates`, `verification`: the items of the estimate and the factors behind it;
    - `intervals`: of the estimate. Where too little was answered they are blanks at 0 and
      blanks at full marks;
    - `ranked_figure`: the one of the figures that ranks are given on (`Scoring.figure`).
    """

    items: Items
    reported: Figure
    combined: Figure
    estimate: Figure
    reweighted: Figure
    upper: Figure
    points_lost: Array
    coverage: Array
    enough: Array
    seen_by_dimension: Array
    seen_share: Array
    estimates: Estimates
    verification: Verification
    intervals: Intervals
    ranked_figure: Figure


def score(evidence: Evidence, rubric: Rubric) -> Scores:
    """Score the evidence under the rubric."""
    items = score_items(evidence, rubric)
    weights = Weights(rubric)
    on_paper = items.has_reported | (evidence.reported_blank != Blank.NOT_ASKED)
    combined = weights.add_up(items.used, items.applicable)
    estimates, verification = estimate_items(
        items, evidence.arrivals.selection, evidence.survey.responded, rubric
    )
    estimate = weights.add_up(estimates.points, estimates.counts)
    upper = weights.add_up(
        np.where(items.answered, items.used, rubric.scoring.scale), items.applicable
    )
    coverage = weights.share(items.answered, items.applicable)
    enough = _enough(evidence, coverage, combined, rubric)
    visible = items.applicable & observable_indicators(rubric)
    seen = visible & items.has_observed
    return Scores(
        items=items,
        reported=weights.add_up(
            np.where(items.has_reported, items.reported, 0), items.applicable & on_paper
        ),
        combined=combined,
        estimate=estimate,
        reweighted=weights.add_up(items.used, items.answered),
        upper=upper,
        points_lost=points_lost(items.used, items.applicable, weights),
        coverage=coverage,
        enough=enough,
        seen_by_dimension=weights.share(seen, visible),
        seen_share=weights.index_share(seen, visible),
        estimates=estimates,
        verification=verification,
        intervals=_intervals(
            evidence, items, estimates, (combined, estimate, upper), enough, rubric
        ),
        ranked_figure=estimate if rubric.scoring.figure == "estimate" else combined,
    )


def _enough(evidence: Evidence, coverage: Array, combined: Figure, rubric: Rubric) -> Array:
    """Where a centre responded and answered enough of every dimension to be ranked."""
    thin = (coverage < rubric.scoring.minimum_coverage - 1e-12).any(axis=1)
    return np.asarray(evidence.survey.responded & ~thin & ~np.isnan(combined.index))


def _intervals(
    evidence: Evidence,
    items: Items,
    estimates: Estimates,
    figures: tuple[Figure, Figure, Figure],
    enough: Array,
    rubric: Rubric,
) -> Intervals:
    """The intervals of the estimate, and of the centres with too little answered."""
    combined, estimate, upper = (figure.index for figure in figures)
    selection = evidence.arrivals.selection
    drawn = draw_intervals(items, estimates, estimate, selection, rubric)
    return Intervals(
        np.where(enough, drawn.low, combined),
        np.where(enough, drawn.high, upper),
        drawn.drawn,
        drawn.donors,
    )
