"""What the pairs of one group amount to: shares, differences, tests, kappa."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from typing_extensions import TypedDict

from plut_audit.analysis.statistics import (
    bootstrap_mean,
    cohen_kappa,
    cross_table,
    gwet_ac1,
    reliability_ratio,
    response_variance,
    sign_test,
    weighted_kappa,
)
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.rubric import Indicator
from plut_audit.scoring.rounding import SNAP

FEWEST = 30
"""Pairs under which only counts are given."""
FEWEST_CENTRES = 5
"""Centres under which a group of many pairs has no interval and no test."""
ONE_SIDED = 0.80
"""Share of one category over which kappa collapses, so that AC1 stands beside it."""


@dataclass(frozen=True)
class Pairs:
    """Matrices of centres by indicators; differences are reported minus observed score."""

    counted: Array
    changed: Array
    difference: Array
    tolerance: Array

    def take(self, centres: Array | slice, columns: slice) -> "Pairs":
        """The pairs of some centres and some indicators."""
        return Pairs(
            self.counted[centres][:, columns],
            self.changed[centres][:, columns],
            self.difference[centres][:, columns],
            self.tolerance[columns],
        )


class GroupFigures(TypedDict):
    """The figures of a group that has enough pairs."""

    agreement: float | None
    overstated_percent: float | None
    understated_percent: float | None
    mean_difference: float | None
    mean_difference_low: float | None
    mean_difference_high: float | None
    sign_p: float | None
    error_rate: float | None


class ReliabilityFigures(TypedDict):
    """How much of what an indicator measures is noise."""

    response_variance: float | None
    reliability: float | None


class KappaFigures(TypedDict):
    """The figures of an indicator with choices."""

    kappa_kind: Literal["cohen", "linear weighted"]
    kappa: float | None
    kappa_se: float | None
    kappa_low: float | None
    kappa_high: float | None
    ac1: float | None


def group_figures(
    pairs: Pairs, over: Array, under: Array, generator: np.random.Generator
) -> GroupFigures:
    """Shares, mean difference and sign test; the last three need `FEWEST_CENTRES` centres."""
    numbers = pairs.counted.sum(axis=1)
    sums = np.where(pairs.counted, pairs.difference, 0).sum(axis=1)
    with_pairs = numbers > 0
    n = numbers.sum()
    low, high, p = np.nan, np.nan, np.nan
    if with_pairs.sum() >= FEWEST_CENTRES:
        low, high = bootstrap_mean(sums[with_pairs], numbers[with_pairs], generator)
        balance = over.sum(axis=1) - under.sum(axis=1)
        p = sign_test(int((balance > 0).sum()), int((balance < 0).sum()))
    return {
        "agreement": rounded(100 * (n - over.sum() - under.sum()) / n),
        "overstated_percent": rounded(100 * over.sum() / n),
        "understated_percent": rounded(100 * under.sum() / n),
        "mean_difference": rounded(sums.sum() / n),
        "mean_difference_low": rounded(low),
        "mean_difference_high": rounded(high),
        "sign_p": rounded(p),
        "error_rate": rounded(100 * (over.sum() + under.sum()) / n),
    }


def reliability_figures(result: Result, column: int, counted: Array) -> ReliabilityFigures | None:
    """Response variance and reliability ratio of an indicator's scores, reported against seen."""
    if counted.sum() < FEWEST:
        return None
    reported, observed = (
        np.round(scores[counted, column], SNAP)
        for scores in (result.items.reported_score, result.items.observed_score)
    )
    return {
        "response_variance": rounded(response_variance(reported, observed)),
        "reliability": rounded(reliability_ratio(reported, observed)),
    }


def kappa_figures(
    result: Result, column: int, indicator: Indicator, counted: Array
) -> KappaFigures | None:
    """Kappa of an indicator with choices, on the declared scale: choices by their points."""
    if indicator.kind != "points" or counted.sum() < FEWEST:
        return None
    table = _table(result, column, indicator, counted)
    cohen = len(table) == 2
    kappa = cohen_kappa(table) if cohen else weighted_kappa(table)
    share = (table.sum(axis=0) + table.sum(axis=1)).max() / (2 * table.sum())
    return {
        "kappa_kind": "cohen" if cohen else "linear weighted",
        "kappa": rounded(kappa.value),
        "kappa_se": rounded(kappa.standard_error),
        "kappa_low": rounded(kappa.interval[0]),
        "kappa_high": rounded(kappa.interval[1]),
        "ac1": rounded(gwet_ac1(table)) if share > ONE_SIDED else None,
    }


def _table(result: Result, column: int, indicator: Indicator, counted: Array) -> Array:
    """Reported (rows) by observed (columns), choices in the order of their points."""
    choices = result.rubric.questions[indicator.lead].codes
    scale = sorted(choices, key=lambda code: indicator.points[code])
    rank = np.array([scale.index(code) for code in choices])
    reported, observed = (
        rank[matrix[counted, column].astype(int)]
        for matrix in (result.items.reported, result.items.observed)
    )
    return cross_table(reported, observed, len(scale))


def rounded(value: float) -> float | None:
    """A figure as it is stored; None where it is not defined."""
    return None if np.isnan(value) else round(float(value), 6)
