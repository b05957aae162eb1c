"""Two years, and everything that is computed of all their centres together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.analysis.trends.causes import Parts, Year, parts_of_change
from plut_audit.analysis.trends.editions import (
    Compatibility,
    Source,
    compatible_indicators,
    figure,
    same_rules,
    scores_under,
    seen_under,
)
from plut_audit.analysis.trends.on_paper import rose_on_paper
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
    def years(self) -> tuple[Year, Year]:
        """The comparable scores of both years under the newer edition, by the newer rows."""
        codes = self.compatibility.codes
        now = _year(self.new, self.rubric, {code: code for code in codes})
        earlier = _year(self.old, self.rubric, codes)
        missing = (np.nan, np.nan, False)
        before = Year(
            *(
                self._by_newer_rows(matrix, blank)
                for matrix, blank in zip(vars(earlier).values(), missing, strict=True)
            )
        )
        return before, now

    def _by_newer_rows(self, matrix: Array, missing: float | bool) -> Array:
        rows = np.full((len(self.new.centres), matrix.shape[1]), missing, matrix.dtype)
        rows[list(self.old_rows)] = matrix[list(self.old_rows.values())]
        return rows

    @cached_property
    def parts(self) -> Parts:
        """What each indicator adds to the change of index and dimension."""
        return parts_of_change(*self.years, self.rubric)

    @cached_property
    def dimension_changes(self) -> Array:
        """The change of each dimension over the comparable indicators."""
        before, now = (figure(year.used, self.rubric).dimensions for year in self.years)
        return np.asarray(np.nan_to_num(now) - np.nan_to_num(before))

    @cached_property
    def on_paper(self) -> Array:
        """By the newer rows, whether only the self-report rose; see `rose_on_paper`."""
        return rose_on_paper(*self.years, self.rubric)

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


def _year(year: Result, rubric: Rubric, codes: dict[str, str]) -> Year:
    """The scores of a year under an edition, by its own rows."""
    return Year(
        used=scores_under(year, rubric, codes),
        reported=scores_under(year, rubric, codes, "reported"),
        observed=seen_under(year, rubric, codes),
    )
