"""The key figures and the verification factors of an audit."""

import numpy as np

from plut_audit.audit import Audit
from plut_audit.ingest.answers import Array
from plut_audit.result.rows import EXACT
from plut_audit.result.summary import Summary
from plut_audit.result.visits import Factor, VerificationFactors
from plut_audit.scoring.scores import mean_interval, round_scores


def summary_of(audit: Audit) -> Summary:
    """The key figures of an audit."""
    ranking, rubric, scores = audit.ranking, audit.rubric, audit.scores
    ranked, decimals = ranking.ranked, rubric.scoring.decimals
    names = [band.name for band in rubric.bands]
    counts = {
        provisional: ranking.class_name[ranked & (ranking.provisional == provisional)]
        for provisional in (False, True)
    }
    return Summary(
        centres=len(audit.survey.centres),
        registry_known=audit.registry_known,
        responded=int(audit.survey.responded.sum()),
        visited=int(audit.survey.visited.sum()),
        ranked=int(ranked.sum()),
        mean_estimate=_mean(scores.estimate.index[ranked], decimals),
        mean_estimate_interval=_mean_interval(audit),
        mean_combined=_mean(scores.combined.index[ranked], decimals),
        verification_factor=_share(scores.verification.overall, scores.verification.overall_pairs),
        by_class={name: int((counts[False] == name).sum()) for name in names},
        by_provisional_class={name: int((counts[True] == name).sum()) for name in names},
        by_dimension={
            dimension.code: _mean(scores.estimate.dimensions[ranked, column], decimals)
            for column, dimension in enumerate(rubric.dimensions)
        },
        sample=audit.inputs.registry.sample,
    )


def _mean_interval(audit: Audit) -> tuple[float, float] | None:
    ends = mean_interval(audit.scores, audit.ranking.ranked, audit.rubric)
    if ends is None:
        return None
    low, high = round_scores(np.array(ends), audit.rubric.scoring.decimals)
    return float(low), float(high)


def _share(value: float, pairs: int) -> float | None:
    return round(float(value), 4) if pairs and not np.isnan(value) else None


def _mean(values: Array, decimals: int) -> float | None:
    known = values[~np.isnan(values)]
    return float(round_scores(np.array([known.mean()]), decimals)[0]) if len(known) else None


def verification_factors(audit: Audit) -> VerificationFactors:
    """What visits found over what was reported, as it is printed."""
    found, rubric = audit.scores.verification, audit.rubric
    return VerificationFactors(
        overall=_factor(found.overall, found.overall_pairs),
        low=_share(found.low, found.overall_pairs),
        high=_share(found.high, found.overall_pairs),
        centres=found.centres,
        random_only=found.random_only,
        donors=audit.scores.intervals.donors,
        dimensions=_by_code(
            [part.code for part in rubric.dimensions], found.dimension, found.dimension_pairs
        ),
        indicators=_by_code(list(rubric.indicators), found.indicator, found.indicator_pairs),
    )


def _by_code(codes: list[str], factors: Array, pairs: Array) -> dict[str, Factor]:
    return {
        code: _factor(float(factor), int(number))
        for code, factor, number in zip(codes, factors, pairs, strict=True)
        if not np.isnan(factor)
    }


def _factor(value: float, pairs: int) -> Factor:
    return Factor(round(value, EXACT), pairs)
