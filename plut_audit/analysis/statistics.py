"""Statistics of agreement, consistency and change: kappa, AC1, alpha, the sign test, MOVER.

Pure functions of numbers; they print what SAS PROC FREQ, R irr and R psych print.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Missing = Literal["pairwise", "listwise"]
LEVEL = 0.95
"""Of every interval."""


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance, from -1 to 1; NaN where it is not defined."""

    value: float
    standard_error: float
    interval: tuple[float, float]


def cohen_kappa(table: Sequence[Sequence[float]] | Array) -> Kappa:
    """Cohen's kappa of a square table of counts, a row and a column a category."""
    return _kappa(np.asarray(table, float), np.eye(len(table)))


def weighted_kappa(table: Sequence[Sequence[float]] | Array) -> Kappa:
    """Linear weighted kappa of a square table of counts over the declared scale, in its order.

    Disagreement grows with the distance on the scale (as SAS). A category that nobody used
    keeps its row and column.
    """
    counts = np.asarray(table, float)
    position = np.arange(len(counts))
    distance = np.abs(position[:, None] - position)
    return _kappa(counts, 1 - distance / max(len(counts) - 1, 1))


def _kappa(counts: Array, weights: Array) -> Kappa:
    """Kappa and its asymptotic standard error (Fleiss, Cohen and Everitt 1969; SAS PROC FREQ)."""
    n = counts.sum()
    if not n:
        return _undefined()
    shares = counts / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = (weights * shares).sum(), (weights * np.outer(rows, columns)).sum()
    if math.isclose(expected, 1):
        return _undefined()
    value = (observed - expected) / (1 - expected)
    by_margins = (weights @ columns)[:, None] + (rows @ weights)[None, :]
    spread = (shares * (weights - by_margins * (1 - value)) ** 2).sum()
    variance = (spread - (value - expected * (1 - value)) ** 2) / ((1 - expected) ** 2 * n)
    error = math.sqrt(max(variance, 0))
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * error
    return Kappa(float(value), error, (float(value - half), float(value + half)))


def _undefined() -> Kappa:
    return Kappa(math.nan, math.nan, (math.nan, math.nan))


def gwet_ac1(table: Sequence[Sequence[float]] | Array) -> float:
    """Gwet's AC1 of a square table of counts (Gwet 2008), NaN without counts.

    Unlike kappa it keeps its meaning where one category holds nearly everything.
    """
    counts = np.asarray(table, float)
    if not counts.sum():
        return math.nan
    shares = counts / counts.sum()
    category = (shares.sum(axis=0) + shares.sum(axis=1)) / 2
    expected = (category * (1 - category)).sum() / (len(counts) - 1)
    return float((np.trace(shares) - expected) / (1 - expected))


def cross_table(first: Array, second: Array, categories: int) -> Array:
    """Counts of two ratings of the same subjects, given as positions on the declared scale."""
    cells = first.astype(int) * categories + second.astype(int)
    return np.bincount(cells, minlength=categories**2).reshape(categories, categories)


def cronbach_alpha(matrix: Array, missing: Missing = "pairwise") -> float:
    """Cronbach's alpha of subjects by items; NaN marks a missing answer.

    `pairwise` takes each covariance over the subjects that have both items (as R psych),
    `listwise` leaves out subjects with a gap. NaN where it is not defined.
    """
    answers = np.asarray(matrix, float)
    if missing == "listwise":
        answers = answers[~np.isnan(answers).any(axis=1)]
    items = answers.shape[1]
    if items < 2 or len(answers) < 2:
        return math.nan
    covariance = pairwise_covariance(answers)
    total = covariance.sum()
    if not total > 0:  # NaN, or items that do not vary together at all
        return math.nan
    return float(items / (items - 1) * (1 - np.trace(covariance) / total))


def pairwise_covariance(answers: Array) -> Array:
    """Covariances of the columns, each over the rows that have both; NaN under two rows."""
    known = ~np.isnan(answers)
    sums = known.sum(axis=0)
    means = np.nansum(answers, axis=0) / np.maximum(sums, 1)
    centred = np.where(known, answers - means, 0)
    number = known.T.astype(float) @ known
    product = centred.T @ centred
    first = centred.T @ known  # sum of the row's item over the rows that have the column's
    with np.errstate(divide="ignore", invalid="ignore"):
        covariance = (product - first * first.T / number) / (number - 1)
    return np.asarray(np.where(number > 1, covariance, np.nan))


def sign_test(over: int, under: int) -> float:
    """The exact two-sided sign test: how often chance alone would be as lopsided.

    Twice the binomial tail at one half, at most 1; summed from its greatest term, so that
    100,000 pairs are as exact as ten.
    """
    n, least = over + under, min(over, under)
    if n == 0:
        return 1.0
    log_term = math.lgamma(n + 1) - math.lgamma(least + 1) - math.lgamma(n - least + 1)
    term, tail = 1.0, 0.0
    for k in range(least, -1, -1):
        tail += term
        term *= k / (n - k + 1)
        if term < 1e-18 * tail:
            break
    return min(1.0, 2 * tail * math.exp(log_term - n * math.log(2)))


def response_variance(first: Array, second: Array) -> float:
    """The simple response variance of two measurements of the same: var(d) / 2 (IPA bcstats).

    NaN under two pairs.
    """
    difference = np.asarray(first, float) - np.asarray(second, float)
    return float(difference.var(ddof=1)) / 2 if len(difference) > 1 else math.nan


def reliability_ratio(first: Array, second: Array) -> float:
    """1 - SRV / var(second): the share of the variance that is no noise (IPA bcstats).

    `second` is the measurement that is trusted. NaN where it does not vary.
    """
    noise = response_variance(first, second)
    spread = float(np.asarray(second, float).var(ddof=1)) if len(second) > 1 else 0.0
    return 1 - noise / spread if spread > 1e-12 else math.nan


def interval_of_difference(
    old: float, old_ends: tuple[float, float], new: float, new_ends: tuple[float, float]
) -> tuple[float, float]:
    """The interval of new - old from the interval of each, by MOVER; the errors independent.

    With difference d, estimates e1 and e2 and their ends l and u (Zou and Donner, Statistics in
    Medicine 27, 2008): lower = d - sqrt((e2 - l2)^2 + (u1 - e1)^2), upper = d + sqrt((u2 - e2)^2
    + (e1 - l1)^2). The level is that of the two.
    """
    difference = new - old
    below = math.hypot(new - new_ends[0], old_ends[1] - old)
    above = math.hypot(new_ends[1] - new, old - old_ends[0])
    return difference - below, difference + above


def bootstrap_mean(
    sums: Array, counts: Array, generator: np.random.Generator, draws: int = 1000
) -> tuple[float, float]:
    """The percentile interval of a mean, the subjects drawn again with all that is theirs.

    `sums` and `counts` are a subject's total and how many values it is made of. Equal subjects
    are drawn together, so that 100,000 of few kinds cost little.
    """
    kinds, number = np.unique(np.column_stack([sums, counts]), axis=0, return_counts=True)
    subjects, block = len(sums), max(1, 4_000_000 // len(kinds))
    means = []
    for start in range(0, draws, block):
        size = min(block, draws - start)
        drawn = generator.multinomial(subjects, number / subjects, size=size)
        means.append((drawn @ kinds[:, 0]) / np.maximum(drawn @ kinds[:, 1], 1))
    edges = np.quantile(np.concatenate(means), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(edges[0]), float(edges[1])
