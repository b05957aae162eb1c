"""A centre of a stored result, as it is or with other values.

The result carries its rubric and every indicator's score, so nothing is read again; the sums
are those of `scoring`, and a new audit with the same answers gives the same figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from plut_audit.analysis.scenario.values import full_marks, score_of
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
from plut_audit.scoring.weights import Weights


@dataclass(frozen=True)
class Figures:
    """What a centre gets; scores as printed, None for none."""

    combined: float
    class_name: str | None
    class_capped: bool
    ranked: bool
    rank: int | float | None
    dimensions: dict[str, float | None]


@dataclass(frozen=True)
class Scenario:
    """One centre of a result: matrices of one row by indicators, and the others' scores."""

    rubric: Rubric
    centre: CentreRow
    others: Array
    scores: Array
    applicable: Array
    answered: Array
    values: Mapping[str, Measured]

    def with_value(self, code: str, value: Measured) -> "Scenario":
        """The centre with this value seen."""
        column = list(self.rubric.indicators).index(code)
        scores, applicable, answered = (
            matrix.copy() for matrix in (self.scores, self.applicable, self.answered)
        )
        scores[0, column] = score_of(self.rubric, code, value)
        applicable[0, column] = answered[0, column] = True
        return replace(
            self,
            scores=scores,
            applicable=applicable,
            answered=answered,
            values={**self.values, code: value},
        )

    def raised(self, codes: Sequence[str]) -> "Scenario":
        """The centre with these indicators at full marks."""
        scenario = self
        for code in codes:
            scenario = scenario.with_value(code, full_marks(self.rubric.indicators[code]))
        return scenario

    @property
    def index(self) -> float:
        """The combined score, unrounded."""
        return float(Weights(self.rubric).add_up(self.scores, self.applicable).index[0])

    @property
    def short(self) -> list[str]:
        """The dimensions of which too little was answered for a rank."""
        coverage = Weights(self.rubric).share(self.answered, self.applicable)[0]
        least = self.rubric.scoring.minimum_coverage - 1e-12
        return [
            dimension.code
            for dimension, share in zip(self.rubric.dimensions, coverage, strict=True)
            if share < least
        ]

    @property
    def weak(self) -> list[str]:
        """The dimensions so low that they cap the class."""
        if not self.rubric.cap:
            return []
        scores = Weights(self.rubric).add_up(self.scores, self.applicable).dimensions[0]
        low = comparable_scores(scores, self.rubric) < self.rubric.cap.dimension_below
        return [
            dimension.code
            for dimension, is_low in zip(self.rubric.dimensions, low, strict=True)
            if is_low
        ]

    def figures(self) -> Figures:
        """Score, class and rank as a result has them."""
        figure = Weights(self.rubric).add_up(self.scores, self.applicable)
        decimals = self.rubric.scoring.decimals
        combined = round_scores(figure.index, decimals)[0]
        dimensions = round_scores(figure.dimensions[0], decimals)
        name, capped = assign_classes(figure, self.rubric)
        ranked = self.centre.responded and not self.short and not np.isnan(combined)
        return Figures(
            combined=float(combined),
            class_name=str(name[0]) if ranked else None,
            class_capped=bool(capped[0]),
            ranked=bool(ranked),
            rank=self._rank() if ranked else None,
            dimensions={
                dimension.code: None if np.isnan(score) else float(score)
                for dimension, score in zip(self.rubric.dimensions, dimensions, strict=True)
            },
        )

    def _rank(self) -> int | float:
        everyone = np.append(self.others, self.index)
        rank = float(compute_ranks(everyone, np.ones(len(everyone), bool), self.rubric)[-1])
        return int(rank) if rank.is_integer() else rank

    def reaches(self, wanted: str) -> bool:
        """Whether the centre is ranked in this class or a better one."""
        names = [band.name for band in self.rubric.bands]
        class_name = self.figures().class_name
        return class_name is not None and names.index(class_name) <= names.index(wanted)


def scenario_of(result: Result, centre_id: str) -> Scenario:
    """A centre of a result as it is; `UsageError` where there is none of this code."""
    if centre_id not in result.row_of:
        raise UsageError(N_("There is no centre '{centre}' in this result."), centre=centre_id)
    row, items = result.row_of[centre_id], result.items
    centre = result.centre(row)
    others = result.centres.ranked.copy()
    others[row] = False
    one_row = slice(row, row + 1)
    applicable = items.applicable[one_row]
    return Scenario(
        rubric=result.rubric,
        centre=centre,
        others=result.centres.combined.index[others],
        scores=np.round(np.nan_to_num(items.score[one_row]), SNAP),
        applicable=applicable,
        answered=applicable & (items.has_reported | items.has_observed)[one_row],
        values={code: item.used for code, item in centre.items.items()},
    )
