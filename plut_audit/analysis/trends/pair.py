"""Two years, and everything that is computed of all their centres together."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.analysis.history import Year
from plut_audit.analysis.trends.causes import parts_of_change
from plut_audit.analysis.trends.duplicate_answers import equal_answers
from plut_audit.analysis.trends.editions import (
    Compatibility,
    compatible_indicators,
    figure,
    points_under,
    same_rules,
)
from plut_audit.analysis.trends.recurrence import Recurrence
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores import round_scores


@dataclass
class Pair:
    """Two years, and everything that is computed of both together."""

    old: Year
    new: Year
    found: Recurrence

    @cached_property
    def kept(self) -> Compatibility:
        """The indicators whose meaning held."""
        return compatible_indicators(self.old.rubric, self.new.rubric)

    @cached_property
    def same_rules(self) -> bool:
        """Whether both years were scored alike."""
        return same_rules(self.old.rubric, self.new.rubric)

    @property
    def rubric(self) -> Rubric:
        """The edition under which causes are reckoned: the newer one."""
        return self.new.rubric

    @cached_property
    def rows(self) -> dict[int, int]:
        """The older row of each newer row that has one."""
        codes = (centre["centre_id"] for centre in self.new.centres)
        found = ((row, self.old.row_of.get(code)) for row, code in enumerate(codes))
        return {row: past for row, past in found if past is not None}

    @cached_property
    def scores(self) -> tuple[Array, Array]:
        """The comparable scores of both years under the newer edition, by the newer rows."""
        codes = self.kept.codes
        now = points_under(self.new, self.rubric, {code: code for code in codes})
        earlier = points_under(self.old, self.rubric, codes)
        before = np.full(now.shape, np.nan)
        before[list(self.rows)] = earlier[list(self.rows.values())]
        return before, now

    @cached_property
    def parts(self) -> tuple[Array, Array]:
        """What each indicator adds to the change of index and dimension."""
        return parts_of_change(*self.scores, self.rubric)

    @cached_property
    def dimensions(self) -> Array:
        """The change of each dimension over the comparable indicators."""
        before, now = (figure(points, self.rubric).dimensions for points in self.scores)
        return np.asarray(np.nan_to_num(now) - np.nan_to_num(before))

    @cached_property
    def equal_answers(self) -> Array:
        """The share of each centre's answers that equal those of the year before."""
        return equal_answers(self.old, self.new)[0]

    @cached_property
    def under(self) -> dict[str, dict[str, Array]]:
        """Claimed and verified of both years under both editions, over what is comparable."""
        forward = self.kept.codes
        backward = {old: new for new, old in forward.items()}
        own_old, own_new = ({code: code for code in codes} for codes in (backward, forward))
        return {
            "old_edition": _figures(self, self.old.rubric, own_old, backward),
            "new_edition": _figures(self, self.new.rubric, forward, own_new),
        }


def _figures(
    pair: Pair, rubric: Rubric, old: dict[str, str], new: dict[str, str]
) -> dict[str, Array]:
    """The four figures under one edition, by the rows of their own year."""
    found = {}
    for name, values in (("verified", "used"), ("claimed", "reported")):
        for when, year, codes in (("old", pair.old, old), ("new", pair.new, new)):
            points = points_under(year, rubric, codes, values)
            found[f"{when}_{name}"] = round_scores(
                figure(points, rubric).index, rubric.scoring.decimals
            )
    return found
