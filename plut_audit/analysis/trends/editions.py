"""Two editions of the rubric held against each other: what kept its meaning, what it scores.

An indicator code never changes its meaning; `formerly` joins a renamed one to its past. What
is in one edition only, or is measured in another way, is not compared.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.result.extras import Lost
from plut_audit.result.rows import EXACT
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.scores import item_scores
from plut_audit.scoring.weights import Figure, Weights

Source = Literal["used", "reported"]
"""Which values are scored: those behind the combined figure, or the questionnaire's alone."""


@dataclass(frozen=True)
class Compatibility:
    """The indicators whose meaning held: new code to old code, and why others did not."""

    codes: dict[str, str]
    lost: dict[str, Lost]

    @property
    def renamed(self) -> dict[str, str]:
        """Old code to new code, where they differ."""
        return {old: new for new, old in self.codes.items() if old != new}


def compatible_indicators(old: Rubric, new: Rubric) -> Compatibility:
    """Which indicators of the two editions can be compared."""
    codes: dict[str, str] = {}
    lost: dict[str, Lost] = {}
    for code, indicator in new.indicators.items():
        past = former_code(indicator, old)
        if past is None:
            lost[code] = "newer_only"
        elif (indicator.kind, indicator.lead) != _meaning(old.indicators[past], indicator):
            lost[code] = "other_measure"
        else:
            codes[code] = past
    gone = (code for code in old.indicators if code not in {*codes.values(), *lost})
    return Compatibility(codes, lost | dict.fromkeys(gone, "older_only"))


def former_code(indicator: Indicator, old: Rubric) -> str | None:
    """The code that an indicator had in an older edition, None where it is not in it."""
    codes = (indicator.code, *indicator.formerly)
    return next((code for code in codes if code in old.indicators), None)


def _meaning(old: Indicator, new: Indicator) -> tuple[str, str]:
    """Kind and leading question; a renamed indicator may have renamed its question too."""
    return old.kind, old.lead if old.code == new.code else new.lead


def same_rules(old: Rubric, new: Rubric) -> bool:
    """Whether the two score alike; words, sources and hints aside."""
    return old.sha256 == new.sha256 or _rules(old) == _rules(new)


def _rules(rubric: Rubric) -> object:
    dimensions = [
        (
            dimension.code,
            dimension.weight,
            dimension.mean,
            [_rules_of_indicator(indicator) for indicator in dimension.indicators.values()],
        )
        for dimension in rubric.dimensions
    ]
    return dimensions, rubric.scoring


def _rules_of_indicator(indicator: Indicator) -> object:
    return (
        indicator.code,
        indicator.weight,
        indicator.kind,
        indicator.value,
        indicator.low,
        indicator.high,
        indicator.transform,
        indicator.points,
        indicator.applies_if,
    )


def scores_under(
    year: Result, rubric: Rubric, codes: dict[str, str], source: Source = "used"
) -> Array:
    """The scores of a year under an edition, centres by the edition's indicators.

    `codes` gives each of the edition's comparable indicators its code in the year. NaN where
    an indicator is not comparable or did not count for the centre.
    """
    own = list(year.rubric.indicators)
    measured = year.items.used if source == "used" else year.items.reported
    values = np.round(measured, EXACT)  # as a stored result has them
    scores = np.full((len(year.centres), len(rubric.indicators)), np.nan)
    for column, (code, indicator) in enumerate(rubric.indicators.items()):
        if code in codes:
            position = own.index(codes[code])
            counted = year.items.applicable[:, position]
            if source == "reported":
                counted = counted & _reportable(year, position, rubric, indicator)
            given = _scored(values[:, position], year, codes[code], indicator, rubric)
            scores[counted, column] = given[counted]
    return scores


def seen_under(year: Result, rubric: Rubric, codes: dict[str, str]) -> Array:
    """Where a visit settles the edition's comparable indicators, bool like `scores_under`."""
    own = list(year.rubric.indicators)
    seen = np.zeros((len(year.centres), len(rubric.indicators)), bool)
    for column, code in enumerate(rubric.indicators):
        if code in codes:
            seen[:, column] = year.items.has_observed[:, own.index(codes[code])]
    return seen


def _reportable(year: Result, position: int, rubric: Rubric, indicator: Indicator) -> Array:
    """Where the questionnaire could answer the indicator.

    It is taken as asked of every centre when it was answered by any.
    """
    given = year.items.has_reported[:, position]
    return np.full(len(given), given.any() and not rubric.visit_only(indicator))


def _scored(
    values: Array, year: Result, old_code: str, indicator: Indicator, rubric: Rubric
) -> Array:
    """The score of each measured value under the indicator; 0 where nothing is known."""
    known = ~np.isnan(values)
    if indicator.kind == "points":
        choices = year.rubric.questions[year.rubric.indicators[old_code].lead].codes
        points = np.array([indicator.points.get(code, 0.0) for code in choices])
        return np.where(known, points[np.where(known, values, 0).astype(int)], 0.0)
    scores = np.zeros(len(values))
    scores[known] = item_scores(values[known], indicator, rubric)[0]
    return np.round(scores, SNAP)


def figure(scores: Array, rubric: Rubric) -> Figure:
    """Index and dimensions of a matrix of scores in which NaN does not count."""
    return Weights(rubric).add_up(np.nan_to_num(scores), ~np.isnan(scores))
