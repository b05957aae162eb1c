"""A centre of a stored result, as it is or with other values.

The result carries its rubric and every indicator's score, so nothing is read again; the sums
are those of `scoring`, and a new audit with the same answers gives the same figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from plut_audit.analysis.scenario.survey import ScoredSurvey
from plut_audit.analysis.scenario.values import full_marks, score_of
from plut_audit.errors import UsageError
from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.result import CentreRow, Result
from plut_audit.result.rows import Measured
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import SNAP, assign_classes, comparable_scores, round_scores
from plut_audit.scoring.scores import Items, observable_indicators
from plut_audit.scoring.weights import Figure, Weights


@dataclass(frozen=True)
class Figures:
    """What a centre gets; scores as printed, None for none, `dimensions` of the ranked figure."""

    estimate: float
    combined: float
    class_name: str | None
    class_provisional: bool
    class_capped: bool
    ranked: bool
    rank: int | float | None
    dimensions: dict[str, float | None]


@dataclass(frozen=True)
class Scenario:
    """One centre of a survey: its items (one row) and their values, the others as they are."""

    survey: ScoredSurvey
    centre: CentreRow
    items: Items
    values: Mapping[str, Measured]

    @property
    def rubric(self) -> Rubric:
        """The edition."""
        return self.survey.rubric

    @cached_property
    def weights(self) -> Weights:
        """The edition's weights."""
        return Weights(self.rubric)

    def with_value(self, code: str, value: Measured) -> "Scenario":
        """The centre with this value in the source that counts: the visit where it saw it.

        What only a visit can see is seen then, everything else unseen is reported.
        """
        column = list(self.rubric.indicators).index(code)
        visit_only = self.rubric.visit_only(self.rubric.indicators[code])
        seen = visit_only or bool(self.items.has_observed[0, column])
        side = "observed" if seen else "reported"
        score = score_of(self.rubric, code, value)
        changes = {"used": score, "applicable": True}
        if not self.items.judged[0, column]:
            changes |= {side: score, f"has_{side}": True}
        matrices = {name: getattr(self.items, name).copy() for name in changes}
        for name, matrix in matrices.items():
            matrix[0, column] = changes[name]
        return replace(
            self, items=replace(self.items, **matrices), values={**self.values, code: value}
        )

    def raised(self, codes: Sequence[str]) -> "Scenario":
        """The centre with these indicators at full marks."""
        scenario = self
        for code in codes:
            scenario = scenario.with_value(code, full_marks(self.rubric.indicators[code]))
        return scenario

    # --- figures -------------------------------------------------------------------------------

    @cached_property
    def combined(self) -> Figure:
        """What was seen, and self-report elsewhere."""
        return self.weights.add_up(self.items.used, self.items.applicable)

    @cached_property
    def estimate(self) -> Figure:
        """What a full visit would be expected to find, by the factors of the other centres."""
        return self.weights.add_up(*self.survey.estimated(self.items, self.centre.row))

    @property
    def ranked_figure(self) -> Figure:
        """The figure that ranks are given on."""
        return self.estimate if self.rubric.scoring.figure == "estimate" else self.combined

    @cached_property
    def provisional(self) -> bool:
        """Whether the class rests on the estimate."""
        visible = self.items.applicable & observable_indicators(self.rubric)
        share = self.weights.index_share(visible & self.items.has_observed, visible)
        return bool(np.round(share, SNAP)[0] < self.rubric.evidence.provisional_below)

    @property
    def class_figure(self) -> Figure:
        """The figure that the class rests on."""
        return self.estimate if self.provisional else self.combined

    @property
    def index(self) -> float:
        """The index that ranks are given on, unrounded."""
        return float(self.ranked_figure.index[0])

    @property
    def class_index(self) -> float:
        """The index that the class rests on, unrounded."""
        return float(self.class_figure.index[0])

    # --- what keeps it down --------------------------------------------------------------------

    @property
    def short(self) -> list[str]:
        """The dimensions of which too little was answered for a rank."""
        coverage = self.weights.share(self.items.answered, self.items.applicable)[0]
        least = self.rubric.scoring.minimum_coverage - 1e-12
        return self._dimensions_where(coverage < least)

    @property
    def weak(self) -> list[str]:
        """The dimensions so low that they cap the class."""
        if not self.rubric.cap:
            return []
        scores = comparable_scores(self.class_figure.dimensions[0], self.rubric)
        return self._dimensions_where(scores < self.rubric.cap.dimension_below)

    def _dimensions_where(self, holds: Array) -> list[str]:
        pairs = zip(self.rubric.dimensions, holds, strict=True)
        return [dimension.code for dimension, held in pairs if held]

    @property
    def critical(self) -> list[str]:
        """The mandatory indicators at nothing or unanswered: critical findings."""
        nothing = np.round(self.items.used[0], SNAP) == 0
        found = self.items.applicable[0] & (nothing | ~self.items.answered[0])
        indicators = self.rubric.indicators.items()
        return [
            code
            for (code, item), held in zip(indicators, found, strict=True)
            if item.mandatory and held
        ]

    @cached_property
    def ranked(self) -> bool:
        """Whether it is ranked."""
        return self.centre.responded and not self.short and not np.isnan(self.combined.index[0])

    @cached_property
    def class_and_cap(self) -> tuple[str, bool]:
        """Its class, and whether that is capped."""
        critical = np.array([bool(self.critical)])
        name, capped = assign_classes(self.class_figure, self.rubric, critical)
        return str(name[0]), bool(capped[0])

    def figures(self) -> Figures:
        """Scores, class and rank as a result has them."""
        decimals = self.rubric.scoring.decimals
        name, capped = self.class_and_cap
        dimensions = round_scores(self.ranked_figure.dimensions[0], decimals)
        return Figures(
            estimate=float(round_scores(self.estimate.index, decimals)[0]),
            combined=float(round_scores(self.combined.index, decimals)[0]),
            class_name=name if self.ranked else None,
            class_provisional=self.ranked and self.provisional,
            class_capped=self.ranked and capped,
            ranked=self.ranked,
            rank=self.survey.rank_of(self.items, self.centre.row) if self.ranked else None,
            dimensions={
                dimension.code: None if np.isnan(score) else float(score)
                for dimension, score in zip(self.rubric.dimensions, dimensions, strict=True)
            },
        )

    def reaches(self, wanted: str) -> bool:
        """Whether the centre is ranked in this class or a better one."""
        names = [band.name for band in self.rubric.bands]
        return self.ranked and names.index(self.class_and_cap[0]) <= names.index(wanted)


def scenario_of(result: Result, centre_id: str) -> Scenario:
    """A centre of a result as it is; `UsageError` where there is none of this code."""
    if centre_id not in result.row_of:
        raise UsageError(N_("There is no centre '{centre}' in this result."), centre=centre_id)
    row = result.row_of[centre_id]
    centre, survey = result.centre(row), ScoredSurvey.of(result)
    values = {code: item.used for code, item in centre.items.items()}
    return Scenario(survey, centre, survey.row(row), values)
