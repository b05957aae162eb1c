"""The numbers of a result as matrices, and what the workbook's formulas give on them.

The stored value of each formula is made by the functions of `scores`, so that a reader that
does not calculate shows what one that does will.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.rounding import assign_classes, round_scores
from plut_audit.scoring.scores import Items, expected_overstatement
from plut_audit.scoring.weights import Figure, Weights

Record = Mapping[str, Any]
NOT_APPLICABLE = "n/a"
"""Stands in place of a value that an indicator does not need."""


@dataclass
class Figures:
    """A result as matrices, centres by indicators in the rubric's order."""

    rubric: Rubric
    centres: list[Record]

    @cached_property
    def weights(self) -> Weights:
        """The edition's weights."""
        return Weights(self.rubric)

    def items(self, code: str) -> list[Record]:
        """One indicator over the centres."""
        return [centre["items"][code] for centre in self.centres]

    def _matrix(self, take: Any) -> Array:
        rows = [
            [take(centre["items"][code], item) for code, item in self.rubric.indicators.items()]
            for centre in self.centres
        ]
        return np.array(rows).reshape(len(self.centres), len(self.rubric.indicators))

    @cached_property
    def applicable(self) -> Array:
        """Where an indicator counts."""
        return self._matrix(lambda item, _: item["score"] is not None)

    @cached_property
    def on_paper(self) -> Array:
        """Where the questionnaire asked, so that the claimed figure counts the indicator."""
        return self.applicable & self._matrix(self._asked)

    def _asked(self, item: Record, rules: Indicator) -> bool:
        if item["reported"] is not None:
            return True
        if self.rubric.visit_only(rules) or item["blank"] == "not_asked":
            return False
        if item["blank"]:
            return True
        # Seen but not reported: the questionnaire's cells tell a blank from a missing column.
        asked = [name for name in rules.names if name not in self.rubric.derived]
        return len(item["cells"]["reported"]) >= len(asked)

    @cached_property
    def used(self) -> Array:
        """The score that counts, 0 for a blank."""
        return self._matrix(lambda item, _: item["score"] or 0.0)

    @cached_property
    def reported(self) -> Array:
        """The score of self-report, 0 for a blank."""
        return self._matrix(lambda item, _: item["reported_score"] or 0.0)

    @cached_property
    def has_reported(self) -> Array:
        """Where there is self-report."""
        return self._matrix(lambda item, _: item["reported_score"] is not None)

    @cached_property
    def has_observed(self) -> Array:
        """Where there is a visit."""
        return self._matrix(lambda item, _: item["observed_score"] is not None)

    @cached_property
    def overstatement(self) -> Array:
        """By how much self-report alone is lowered, by indicator."""
        nothing = np.zeros_like(self.applicable)
        items = Items(
            self.reported,
            self.used,
            self.has_reported,
            self.has_observed,
            self.used,
            self.applicable,
            nothing,
        )
        return expected_overstatement(items, self.rubric)

    @cached_property
    def lowered(self) -> Array:
        """The scores of the conservative figure."""
        only_reported = self.has_reported & ~self.has_observed
        return np.where(only_reported, np.maximum(0, self.used - self.overstatement), self.used)

    @cached_property
    def lost(self) -> Array:
        """Points lost."""
        return self.weights.points_lost(self.used, self.applicable)

    @cached_property
    def verified(self) -> Figure:
        """The headline figure, unrounded."""
        return self.weights.add_up(self.used, self.applicable)

    @cached_property
    def claimed(self) -> Figure:
        """Self-report alone, unrounded."""
        return self.weights.add_up(np.where(self.has_reported, self.reported, 0), self.on_paper)

    @cached_property
    def conservative(self) -> Figure:
        """With self-report lowered, unrounded."""
        return self.weights.add_up(self.lowered, self.applicable)

    @cached_property
    def coverage(self) -> Array:
        """Weight answered over weight applicable, by dimension."""
        answered = self.applicable & (self.has_reported | self.has_observed)
        return self.weights.share(answered, self.applicable)

    @cached_property
    def verified_share(self) -> Array:
        """Weight seen over weight applicable, over the dimensions."""
        return self.weights.index_share(self.applicable & self.has_observed, self.applicable)

    @cached_property
    def capped(self) -> Array:
        """Where a weak dimension holds the class down."""
        return assign_classes(self.verified, self.rubric)[1]

    def shown(self, values: Array) -> Array:
        """Rounded as printed."""
        return round_scores(values, self.rubric.scoring.decimals)


def order(centres: list[Record]) -> list[int]:
    """The place of each centre in the ranking, from 1: ranked ones first, ties by code."""

    def key(place: int) -> tuple[bool, float, int]:
        centre = centres[place]
        return not centre["ranked"], centre["rank"] or 0, place

    places = sorted(range(len(centres)), key=key)
    result = [0] * len(centres)
    for number, place in enumerate(places, 1):
        result[place] = number
    return result
