"""How a score is printed, and the rank and class that the printed score gives."""

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Band, Rubric
from plut_audit.scoring.weights import Figure

SNAP = 9
"""Decimals to which a score is snapped before it is compared or printed."""


def round_scores(values: Array, decimals: int) -> Array:
    """Scores as they are printed everywhere: snapped to 9 decimals, then half up.

    Not the binary rounding of Python or Excel: 64.995 prints as 65.00.
    """
    scaled = np.round(np.asarray(values, float) * 10**decimals, SNAP - decimals)
    return np.asarray(np.floor(scaled + 0.5) / 10**decimals)


def comparable_scores(values: Array, rubric: Rubric) -> Array:
    """Scores as ranks and classes are given on them: as printed, or unrounded (`rank_on`)."""
    if rubric.scoring.rank_on == "printed":
        return round_scores(values, rubric.scoring.decimals)
    return np.asarray(np.round(values, SNAP))


def compute_ranks(index: Array, ranked: Array, rubric: Rubric) -> Array:
    """The rank of each centre, the highest first; 0 where it is not ranked."""
    rules = rubric.scoring
    shown = comparable_scores(index, rubric)
    result = np.zeros(len(index))
    values = shown[ranked]
    distinct, inverse, counts = np.unique(-values, return_inverse=True, return_counts=True)
    before = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(distinct) else np.zeros(0)
    by_rule = {
        "min": before + 1,
        "max": before + counts,
        "average": before + (counts + 1) / 2,
        "dense": np.arange(1, len(distinct) + 1),
    }
    result[ranked] = by_rule[rules.tie_rule][inverse]
    return result


def assign_classes(
    figure: Figure, rubric: Rubric, critical: Array | None = None
) -> tuple[Array, Array]:
    """The class of each score as it is ranked, and whether the cap kept it down.

    A weak dimension or a critical finding (`critical`, a bool a centre) caps the class.
    """
    shown = comparable_scores(figure.index, rubric)
    places = np.full(len(shown), len(rubric.bands) - 1)
    for place in reversed(range(len(rubric.bands))):
        places[_reaches(shown, rubric.bands[place])] = place
    capped = np.zeros(len(shown), bool)
    if rubric.cap:
        limit = [band.name for band in rubric.bands].index(rubric.cap.name)
        weakest = comparable_scores(
            np.nan_to_num(figure.dimensions, nan=np.inf).min(axis=1), rubric
        )
        held = weakest < rubric.cap.dimension_below
        if critical is not None and rubric.cap.critical:
            held |= critical
        capped = held & (places < limit)
        places = np.where(capped, limit, places)
    names = np.array([band.name for band in rubric.bands] or [""], object)
    return np.where(np.isnan(shown), "", names[places]), capped


def _reaches(shown: Array, band: Band) -> Array:
    if band.above is not None:
        return shown > band.above
    return shown >= (band.at_least if band.at_least is not None else -np.inf)
