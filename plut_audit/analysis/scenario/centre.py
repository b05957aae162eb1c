"""A centre of a stored result, as it is or with other values.

The result carries its rubric and every indicator's score, so nothing is read again; the sums
are those of `scoring`, and a new audit with the same answers gives the same figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from plut_audit.analysis.scenario.values import full_marks, score_of
from plut_audit.analysis.stored_items import chosen_at_random, items_of
from plut_audit.errors import UsageError
from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.result import CentreRow, Result
from plut_audit.result.rows import Measured
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import (
    SNAP,
    assign_classes,
    comparable_scores,
    compute_ranks,
    round_scores,
)
from plut_audit.scoring.scores import (
    Estimates,
    Items,
    estimate_items,
    factors_of_others,
    observable_indicators,
    used_pairs,
    visit_only_indicators,
)
from plut_audit.scoring.weights import Figure, Weights


@dataclass(frozen=True)
class Figures:
    """What a centre gets; scores as printed, None for none. `dimensions` are combined scores."""

    combined: float
    estimate: float | None
    class_name: str | None
    class_provisional: bool
    class_capped: bool
    ranked: bool
    rank: int | float | None
    dimensions: dict[str, float | None]


@dataclass(frozen=True)
class Everyone:
    """All centres of a result: what the estimate of each rests on, and who is ranked."""

    rubric: Rubric
    items: Items
    responded: Array
    at_random: Array
    ranked: Array

    @cached_property
    def factors(self) -> Array:
        """The verification factors of each centre, from the pairs of the others."""
        pair, _ = used_pairs(self.items, self.at_random, self.rubric)
        return factors_of_others(self.items, pair, self.rubric)

    @cached_property
    def carried(self) -> Array:
        """What an indicator that only a visit can see counts where none saw it; NaN for none.

        Of a centre that was not seen, so that its own visit is not part of it.
        """
        seen = self.items.has_observed & visit_only_indicators(self.rubric)
        number, total = seen.sum(axis=0), np.where(seen, self.items.observed, 0).sum(axis=0)
        enough = number >= max(1, self.rubric.estimation.visit_only_centres)
        return np.where(enough, total / np.maximum(number, 1), np.nan)

    def estimates(self, items: Items) -> Estimates:
        """The items of the estimate with these scored items."""
        return estimate_items(items, self.responded, self.at_random, self.rubric)[0]


@dataclass(frozen=True)
class Scenario:
    """One centre of a result as it is or would be; `items` are those of all centres.

    A changed value comes from the source that the indicator has at this centre: what a visit saw
    is seen otherwise, what was only reported (or not answered) is reported otherwise, and what
    only a visit can see is seen.
    """

    everyone: Everyone
    centre: CentreRow
    items: Items
    values: Mapping[str, Measured]

    @property
    def rubric(self) -> Rubric:
        """The edition."""
        return self.everyone.rubric

    @property
    def row(self) -> int:
        """The centre's row."""
        return self.centre.row

    def with_value(self, code: str, value: Measured) -> "Scenario":
        """The centre with this value of an indicator."""
        column = list(self.rubric.indicators).index(code)
        at = self.row, column
        score = score_of(self.rubric, code, value)
        visit_only = self.rubric.visit_only(self.rubric.indicators[code])
        source = "observed" if self.items.has_observed[at] or visit_only else "reported"
        changes = {source: score, f"has_{source}": True, "used": score, "applicable": True}
        return replace(
            self,
            items=replace(
                self.items,
                **{
                    name: _with(getattr(self.items, name), at, new) for name, new in changes.items()
                },
            ),
            values={**self.values, code: value},
        )

    def raised(self, codes: Sequence[str]) -> "Scenario":
        """The centre with these indicators at full marks."""
        scenario = self
        for code in codes:
            scenario = scenario.with_value(code, full_marks(self.rubric.indicators[code]))
        return scenario

    # --- the centre alone ------------------------------------------------------------------

    @cached_property
    def own(self) -> Items:
        """The centre's items, matrices of one row."""
        rows = slice(self.row, self.row + 1)
        return Items(**{field.name: getattr(self.items, field.name)[rows] for field in ITEM_FIELDS})

    @cached_property
    def combined(self) -> Figure:
        """The combined score, unrounded."""
        return Weights(self.rubric).add_up(self.own.used, self.own.applicable)

    @cached_property
    def estimate(self) -> Figure:
        """The estimate, unrounded; the other centres alone decide the factors of a centre."""
        own = self.own
        unseen = own.has_reported & ~own.has_observed & observable_indicators(self.rubric)
        factors = self.everyone.factors[[self.row]]
        points = np.where(unseen, own.reported * factors, own.used)
        counts = own.applicable.copy()
        carried = visit_only_indicators(self.rubric) & ~own.has_observed & self.centre.responded
        points = np.where(carried, np.nan_to_num(self.everyone.carried), points)
        counts = np.where(carried, ~np.isnan(self.everyone.carried), counts)
        return Weights(self.rubric).add_up(points, counts)

    @property
    def provisional(self) -> bool:
        """Whether the class rests on the estimate, for too little was seen."""
        visible = self.own.applicable & observable_indicators(self.rubric)
        share = Weights(self.rubric).index_share(visible & self.own.has_observed, visible)[0]
        return bool(np.round(share, SNAP) < self.rubric.evidence.provisional_below)

    @property
    def basis(self) -> Figure:
        """The figure that the class rests on."""
        return self.estimate if self.provisional else self.combined

    @property
    def index(self) -> float:
        """The index that the class rests on, unrounded."""
        return float(self.basis.index[0])

    @property
    def short(self) -> list[str]:
        """The dimensions of which too little was answered for a rank."""
        coverage = Weights(self.rubric).share(self.own.answered, self.own.applicable)[0]
        least = self.rubric.scoring.minimum_coverage - 1e-12
        return self._dimensions_where(coverage < least)

    @property
    def weak(self) -> list[str]:
        """The dimensions so low that they cap the class."""
        if not self.rubric.cap:
            return []
        shown = comparable_scores(self.basis.dimensions[0], self.rubric)
        return self._dimensions_where(shown < self.rubric.cap.dimension_below)

    def _dimensions_where(self, holds: Array) -> list[str]:
        parts = zip(self.rubric.dimensions, holds, strict=True)
        return [dimension.code for dimension, held in parts if held]

    @property
    def critical(self) -> list[str]:
        """The mandatory indicators of which nothing is there, or that were not answered."""
        nothing = self.own.applicable[0] & (np.round(self.own.used[0], SNAP) == 0)
        indicators = zip(self.rubric.indicators.values(), nothing, strict=True)
        return [indicator.code for indicator, holds in indicators if holds and indicator.mandatory]

    @property
    def ranked(self) -> bool:
        """Whether it answered enough."""
        known = not np.isnan(self.combined.index[0])
        return bool(self.centre.responded and not self.short and known)

    @property
    def class_name(self) -> str | None:
        """Its class; None where it is not ranked."""
        return str(self._class()[0][0]) if self.ranked else None

    def _class(self) -> tuple[Array, Array]:
        return assign_classes(self.basis, self.rubric, np.array([bool(self.critical)]))

    def reaches(self, wanted: str) -> bool:
        """Whether the centre is ranked in this class or a better one."""
        names = [band.name for band in self.rubric.bands]
        name = self.class_name
        return name is not None and names.index(name) <= names.index(wanted)

    # --- among the others ------------------------------------------------------------------

    def figures(self) -> Figures:
        """Scores, class and rank as a result has them."""
        decimals = self.rubric.scoring.decimals
        combined, estimate = (
            float(round_scores(figure.index, decimals)[0])
            for figure in (self.combined, self.estimate)
        )
        dimensions = round_scores(self.combined.dimensions[0], decimals)
        return Figures(
            combined=combined,
            estimate=None if np.isnan(estimate) else estimate,
            class_name=self.class_name,
            class_provisional=self.ranked and self.provisional,
            class_capped=self.ranked and bool(self._class()[1][0]),
            ranked=self.ranked,
            rank=self._rank() if self.ranked else None,
            dimensions={
                dimension.code: None if np.isnan(score) else float(score)
                for dimension, score in zip(self.rubric.dimensions, dimensions, strict=True)
            },
        )

    def _rank(self) -> int | float:
        """Its rank; what it shows at its own visit moves the estimates of the others."""
        ranked = self.everyone.ranked.copy()
        ranked[self.row] = True
        weights = Weights(self.rubric)
        if self.rubric.scoring.figure == "estimate":
            estimates = self.everyone.estimates(self.items)
            index = weights.add_up(estimates.points, estimates.counts).index
        else:
            index = weights.add_up(self.items.used, self.items.applicable).index
        rank = float(compute_ranks(index, ranked, self.rubric)[self.row])
        return int(rank) if rank.is_integer() else rank


ITEM_FIELDS = fields(Items)


def _with(matrix: Array, at: tuple[int, int], value: float | bool) -> Array:
    changed = matrix.copy()
    changed[at] = value
    return changed


def scenario_of(result: Result, centre_id: str) -> Scenario:
    """A centre of a result as it is; `UsageError` where there is none of this code."""
    if centre_id not in result.row_of:
        raise UsageError(N_("There is no centre '{centre}' in this result."), centre=centre_id)
    centre, items = result.centre(result.row_of[centre_id]), items_of(result)
    everyone = Everyone(
        rubric=result.rubric,
        items=items,
        responded=result.centres.responded,
        at_random=chosen_at_random(result),
        ranked=result.centres.ranked,
    )
    values = {code: item.used for code, item in centre.items.items()}
    return Scenario(everyone, centre, items, values)
