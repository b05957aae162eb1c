"""One indicator of one centre."""

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from plut_audit.ingest.answers import Array
from plut_audit.result.columns import BLANKS, EXCLUDED, BlankName, Evidence
from plut_audit.rubric import Indicator
from plut_audit.scoring.rounding import SNAP

if TYPE_CHECKING:
    from plut_audit.result import Result

Measured = float | str | None
"""A measured value: a number, the code of a choice, or None."""
EXACT = 12
"""Decimals of exact figures, so that points lost add up to 1e-9."""


@dataclass(frozen=True)
class ItemRow:
    """One indicator of one centre."""

    result: "Result"
    row: int
    column: int
    indicator: Indicator

    def _number(self, matrix: Array, decimals: int = SNAP) -> float | None:
        value = float(matrix[self.row, self.column])
        return None if isnan(value) else round(value, decimals)

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def reported(self) -> Measured:
        """The value by the questionnaire."""
        return self._measured(self.result.items.reported)

    @property
    def observed(self) -> Measured:
        """The value by the visit."""
        return self._measured(self.result.items.observed)

    @property
    def evaluator(self) -> Measured:
        """The evaluator's own value; `EXCLUDED` where it does not apply."""
        if self.result.items.excluded[self.row, self.column]:
            return EXCLUDED
        return self._measured(self.result.items.evaluator)

    @property
    def used(self) -> Measured:
        """The value that was scored."""
        return self._measured(self.result.items.used)

    def _measured(self, matrix: Array) -> Measured:
        value = self._number(matrix, EXACT)
        if value is None or self.indicator.kind != "points":
            return value
        return self.result.rubric.questions[self.indicator.lead].codes[int(value)]

    @property
    def score(self) -> float | None:
        """Points of the indicator, None where it does not count."""
        return self._number(self.result.items.score)

    @property
    def reported_score(self) -> float | None:
        """Points by the questionnaire."""
        return self._number(self.result.items.reported_score)

    @property
    def observed_score(self) -> float | None:
        """Points by the visit."""
        return self._number(self.result.items.observed_score)

    @property
    def estimated_score(self) -> float | None:
        """Points that a full visit would be expected to find."""
        return self._number(self.result.items.estimated_score)

    @property
    def points_lost(self) -> float:
        """Points that the index loses by it."""
        return round(float(self.result.items.points_lost[self.row, self.column]), EXACT)

    @property
    def binding(self) -> bool:
        """Whether the criterion bound the centre."""
        return bool(self.result.items.binding[self.row, self.column])

    @property
    def evidence(self) -> Evidence:
        """Where the used value comes from."""
        return Evidence(int(self.result.items.evidence[self.row, self.column]))

    @property
    def blank(self) -> BlankName | None:
        """Why there is no value."""
        return BLANKS[int(self.result.items.blank[self.row, self.column])]

    @property
    def asked(self) -> bool:
        """Whether the questionnaire asked it."""
        return bool(self.result.items.asked[self.row, self.column])

    @property
    def changed(self) -> bool:
        """Whether so long lies between survey and visit that both may be right."""
        both = self.reported_score is not None and self.observed_score is not None
        return both and bool(self.result.items.changed[self.row, self.column])

    def cells(self, visit: bool) -> list[str]:
        """The cells of one source: `FILE › SHEET!D5`."""
        names = self.indicator.names
        return self.result.cells.of_indicator(self.row, self.indicator.code, names, visit)

    @property
    def all_cells(self) -> list[str]:
        """The cells of both sources, the questionnaire's first."""
        return [*self.cells(visit=False), *self.cells(visit=True)]
