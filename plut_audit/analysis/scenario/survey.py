"""All centres of a result, so that one of them can be scored anew beside the others."""

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from plut_audit.analysis.scored_evidence import items_of, selection_of
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import compute_ranks
from plut_audit.scoring.scores import (
    Items,
    centre_factors,
    estimate_items,
    mean_seen,
    observable_indicators,
    visit_only_indicators,
)
from plut_audit.scoring.weights import Weights

MATRICES = tuple(field.name for field in fields(Items))


@dataclass(frozen=True)
class ScoredSurvey:
    """The items of all centres (n x m), who responded, was ranked, and was chosen how."""

    rubric: Rubric
    items: Items
    responded: Array
    ranked: Array
    selection: Array

    @classmethod
    def of(cls, result: Result) -> "ScoredSurvey":
        """The survey of a result."""
        centres = result.centres
        items = items_of(result)
        return cls(result.rubric, items, centres.responded, centres.ranked, selection_of(result))

    def row(self, row: int) -> Items:
        """The items of one centre, as matrices of one row."""
        return Items(**{name: getattr(self.items, name)[row : row + 1] for name in MATRICES})

    @cached_property
    def factors(self) -> Array:
        """The verification factors for each centre, from the other centres' pairs."""
        return centre_factors(self.items, self.selection, self.rubric)

    @cached_property
    def carried(self) -> Array:
        """What only a visit can see, where none saw it, by indicator; NaN where it is left out."""
        visit_only = visit_only_indicators(self.rubric)
        means = [mean_seen(self.items, number, self.rubric) for number in range(len(visit_only))]
        return np.where(visit_only, means, np.nan)

    def estimated(self, own: Items, row: int) -> tuple[Array, Array]:
        """The estimated scores of one centre with these items, and which of them count.

        Its own pairs are not in its factors, so the other centres need not be scored anew.
        """
        settled = own.has_observed | own.judged
        unseen = visit_only_indicators(self.rubric) & ~settled & self.responded[row]
        points = np.select(
            [settled, own.has_reported & observable_indicators(self.rubric), unseen],
            [own.used, own.reported * self.factors[[row]], np.nan_to_num(self.carried)],
            np.where(own.has_reported, own.reported, 0),
        )
        return points, np.where(unseen, ~np.isnan(self.carried), own.applicable)

    def rank_of(self, own: Items, row: int) -> int | float:
        """The rank of one centre with these items; the others' estimates follow from its visit."""
        items = self._with_row(own, row)
        ranked = self.ranked.copy()
        ranked[row] = True
        points, counts = items.used, items.applicable
        if self.rubric.scoring.figure == "estimate":
            estimates, _ = estimate_items(items, self.selection, self.responded, self.rubric)
            points, counts = estimates.points, estimates.counts
        index = Weights(self.rubric).add_up(points, counts).index
        rank = float(compute_ranks(index, ranked, self.rubric)[row])
        return int(rank) if rank.is_integer() else rank

    def _with_row(self, own: Items, row: int) -> Items:
        matrices = {name: getattr(self.items, name).copy() for name in MATRICES}
        for name, matrix in matrices.items():
            matrix[row] = getattr(own, name)[0]
        return replace(self.items, **matrices)
