"""Two years, and everything that is computed of all their centres together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.analysis.trends.causes import parts_of_change
from plut_audit.analysis.trends.editions import (
    Compatibility,
    Source,
    compatible_indicators,
    figure,
    same_rules,
    scores_under,
)
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import round_scores

Figures = dict[tuple[str, str], Array]
"""By `old` or `new` and by `combined` or `reported`: a value per centre of that year."""


@dataclass(frozen=True)
class Pair:
    """Two years; `equal_answers` is the share (n of the newer year) that equals the older's."""

    old: Result
    new: Result
    equal_answers: Array

    @cached_property
    def compatibility(self) -> Compatibility:
        """The indicators whose meaning held."""
        return compatible_indicators(self.old.rubric, self.new.rubric)

    @cached_property
    def same_rules(self) -> bool:
        """Whether both years were scored alike."""
        return same_rules(self.old.rubric, self.new.rubric)

    @cached_property
    def same_scale(self) -> bool:
        """Whether scores of both years can be subtracted."""
        return self.old.rubric.scoring.scale == self.new.rubric.scoring.scale

    @property
    def rubric(self) -> Rubric:
        """The edition under which causes are computed: the newer one."""
        return self.new.rubric

    @cached_property
    def old_rows(self) -> Mapping[int, int]:
        """The older row of each newer row that has one."""
        return {
            row: self.old.row_of[code]
            for code, row in self.new.row_of.items()
            if code in self.old.row_of
        }

    @cached_property
    def scores(self) -> tuple[Array, Array]:
        """The comparable scores of both years under the newer edition, by the newer rows."""
        codes = self.compatibility.codes
        now = scores_under(self.new, self.rubric, {code: code for code in codes})
        earlier = scores_under(self.old, self.rubric, codes)
        before = np.full(now.shape, np.nan)
        before[list(self.old_rows)] = earlier[list(self.old_rows.values())]
        return before, now

    @cached_property
    def parts(self) -> tuple[Array, Array]:
        """What each indicator adds to the change of index and dimension."""
        return parts_of_change(*self.scores, self.rubric)

    @cached_property
    def dimension_changes(self) -> Array:
        """The change of each dimension over the comparable indicators."""
        before, now = (figure(scores, self.rubric).dimensions for scores in self.scores)
        return np.asarray(np.nan_to_num(now) - np.nan_to_num(before))

    @cached_property
    def under(self) -> dict[str, Figures]:
        """Reported and combined of both years under both editions, over what is comparable."""
        forward = self.compatibility.codes
        backward = {old: new for new, old in forward.items()}
        own_old, own_new = ({code: code for code in codes} for codes in (backward, forward))
        return {
            "old_edition": self._figures(self.old.rubric, own_old, backward),
            "new_edition": self._figures(self.new.rubric, forward, own_new),
        }

    def _figures(self, rubric: Rubric, old: dict[str, str], new: dict[str, str]) -> Figures:
        """The four figures under one edition, by the rows of their own year."""
        figures: Figures = {}
        sources: tuple[tuple[str, Source], ...] = (("combined", "used"), ("reported", "reported"))
        for name, source in sources:
            for when, year, codes in (("old", self.old, old), ("new", self.new, new)):
                scores = scores_under(year, rubric, codes, source)
                figures[when, name] = round_scores(
                    figure(scores, rubric).index, rubric.scoring.decimals
                )
        return figures
