"""One centre, and each of its dimensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.result.answers import Value, instrument
from plut_audit.result.columns import FigureColumns
from plut_audit.result.rows.identity import CentreIdentity
from plut_audit.result.rows.item import EXACT, ItemRow
from plut_audit.result.visits import Arrival
from plut_audit.rubric import Dimension
from plut_audit.scoring.rounding import round_scores

if TYPE_CHECKING:
    from plut_audit.result.rows.finding import FindingRow


@dataclass(frozen=True)
class DimensionRow:
    """One dimension of one centre; scores as printed, shares 0 to 1, None for none."""

    dimension: Dimension
    reported: float | None
    combined: float | None
    estimate: float | None
    coverage: float | None
    seen_share: float | None


@dataclass(frozen=True)
class CentreRow(CentreIdentity):
    """One centre of a result; scores as printed, shares 0 to 1, None for none."""

    @property
    def rank(self) -> int | float | None:
        """Its rank, a whole number where the tie rule gives one."""
        return _whole(float(self.result.centres.rank[self.row]))

    @property
    def rank_interval(self) -> tuple[float, float] | None:
        """The lowest and the highest rank that the draws allow."""
        columns = self.result.centres
        return self._interval(columns.rank_low, columns.rank_high)

    def _interval(self, low: Array, high: Array) -> tuple[float, float] | None:
        ends = (float(low[self.row]), float(high[self.row]))
        return None if isnan(ends[0]) or isnan(ends[1]) else ends

    @property
    def group(self) -> int | None:
        """Its group of centres that cannot be distinguished, 1 the best."""
        return int(self.result.centres.group[self.row]) or None

    @property
    def seen_rank(self) -> int | float | None:
        """Its rank among the visited centres by combined score."""
        return _whole(float(self.result.centres.seen_rank[self.row]))

    @property
    def tied(self) -> bool:
        """Whether others share the rank."""
        return bool(self.result.centres.tied[self.row])

    def _score(self, values: Array) -> float | None:
        """A score as it is printed; none for a centre that did not answer."""
        decimals = self.result.rubric.scoring.decimals
        value = float(round_scores(values[self.row], decimals))
        return value if self.responded and not isnan(value) else None

    @property
    def reported(self) -> float | None:
        """The index by the questionnaire alone."""
        return self._score(self.result.centres.reported.index)

    @property
    def combined(self) -> float | None:
        """The index on what was seen, else on what was reported."""
        return self._score(self.result.centres.combined.index)

    @property
    def combined_exact(self) -> float | None:
        """The combined index before rounding."""
        return self._exact(self.result.centres.combined.index)

    def _exact(self, values: Array) -> float | None:
        value = float(values[self.row])
        return None if not self.responded or isnan(value) else round(value, EXACT)

    @property
    def estimate(self) -> float | None:
        """The index that a full visit would be expected to find."""
        return self._score(self.result.centres.estimate.index)

    @property
    def estimate_exact(self) -> float | None:
        """The estimate before rounding."""
        return self._exact(self.result.centres.estimate.index)

    @property
    def estimate_interval(self) -> tuple[float, float] | None:
        """The ends of the estimate's interval, as printed.

        Where too little was answered: blanks at nothing, and at full marks.
        """
        columns = self.result.centres
        ends = self._interval(columns.estimate_low, columns.estimate_high)
        if ends is None:
            return None
        low, high = round_scores(np.array(ends), self.result.rubric.scoring.decimals)
        return float(low), float(high)

    @property
    def reweighted(self) -> float | None:
        """The combined index without the blank indicators."""
        return self._score(self.result.centres.reweighted)

    @property
    def upper(self) -> float | None:
        """The combined index if every blank had full marks."""
        return self._score(self.result.centres.upper)

    def _share(self, value: float) -> float | None:
        return None if not self.responded or isnan(value) else round(float(value), 4)

    @property
    def seen_share(self) -> float | None:
        """Share of the weight that a visit saw."""
        return self._share(self.result.centres.seen_share[self.row])

    @property
    def class_name(self) -> str:
        """Its class, "-" where it is not ranked."""
        return str(self.result.centres.class_name[self.row])

    @property
    def class_capped(self) -> bool:
        """Whether a weak dimension or a critical finding caps the class."""
        return bool(self.result.centres.class_capped[self.row])

    @property
    def class_provisional(self) -> bool:
        """Whether the class rests on the estimate, for too little was seen."""
        return bool(self.result.centres.class_provisional[self.row])

    @property
    def arrival(self) -> Arrival | None:
        """The facts of its visit's arrival; None without a visit."""
        return self.result.centres.arrivals[self.row]

    @property
    def dimensions(self) -> dict[str, DimensionRow]:
        """Its dimensions by code."""
        return {
            dimension.code: DimensionRow(
                dimension,
                self._dimension(self.result.centres.reported, column),
                self._dimension(self.result.centres.combined, column),
                self._dimension(self.result.centres.estimate, column),
                self._share(self.result.centres.coverage[self.row, column]),
                self._share(self.result.centres.seen_by_dimension[self.row, column]),
            )
            for column, dimension in enumerate(self.result.rubric.dimensions)
        }

    def _dimension(self, figure: FigureColumns, column: int) -> float | None:
        return self._score(figure.dimensions[:, column])

    @cached_property
    def items(self) -> Mapping[str, ItemRow]:
        """Its indicators by code."""
        return {
            code: ItemRow(self.result, self.row, column, indicator)
            for column, (code, indicator) in enumerate(self.result.rubric.indicators.items())
        }

    def answer(self, question: str, visit: bool) -> Value:
        """One answer; None where there is none."""
        asked = self.result.rubric.questions.get(question)
        return None if asked is None else self.result.answers.source(visit).value(self.row, asked)

    def answers(self, visit: bool) -> dict[str, Value]:
        """Every answer of one source, by question, remarks included."""
        source = self.result.answers.source(visit)
        if not source.present[self.row]:
            return {}
        given = {
            name: source.value(self.row, question)
            for name, question in instrument(self.result.rubric).items()
            if name in source
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def survey_date(self) -> str | None:
        """ISO date of the questionnaire."""
        return _text(self.answer("survey_date", visit=False))

    @property
    def visit_date(self) -> str | None:
        """ISO date of the visit."""
        return _text(self.answer("visit_date", visit=True))

    @property
    def findings(self) -> "list[FindingRow]":
        """Its findings, most severe first."""
        from plut_audit.result.rows.finding import FindingRow

        return [FindingRow(self.result, row) for row in self.result.finding_rows_of(self.row)]


def _whole(rank: float) -> int | float | None:
    """A rank as a whole number where it is one; None for 0, which stands for none."""
    if not rank:
        return None
    return int(rank) if rank.is_integer() else rank


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
