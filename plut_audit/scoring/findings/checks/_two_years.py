"""Two years beside each other, for the checks that need the year before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric


class AnsweredYear(Protocol):
    """A year's answers, as a `Result` gives them."""

    @property
    def rubric(self) -> Rubric:
        """The edition of the year."""
        ...

    @property
    def row_of(self) -> Mapping[str, int]:
        """The row of each centre by its code."""
        ...

    def reported_values(self, question: str) -> Array | None:
        """The reported answers by centre, None for none; None where nobody answered."""
        ...


@dataclass(frozen=True)
class TwoYears:
    """A year and the one before it."""

    old: AnsweredYear
    new: AnsweredYear

    @cached_property
    def equal_answers(self) -> tuple[Array, Array]:
        """The share of a centre's answers that equal the year before's, and how many were compared.

        Rows are the centres of the newer year. Compared are the questions from which indicators
        are computed; one that was answered in one year only counts as different. NaN where the
        centre did not answer in both years.
        """
        size = len(self.new.row_of)
        old_rows = np.array([self.old.row_of.get(code, -1) for code in self.new.row_of], int)
        answered, equal = np.zeros(size, int), np.zeros(size, int)
        before, now = np.zeros(size, bool), np.zeros(size, bool)
        for earlier, later in self._columns():
            given_before = _given(earlier)[old_rows] & (old_rows >= 0)
            given_now = _given(later)
            before |= given_before
            now |= given_now
            answered += given_before | given_now
            equal += given_before & given_now & (earlier[old_rows] == later).astype(bool)
        compared = np.where(before & now, answered, 0)
        share = np.divide(equal, compared, out=np.full(size, np.nan), where=compared > 0)
        return share, compared

    def _columns(self) -> Iterator[tuple[Array, Array]]:
        """The answers of both years to each question that both asked and anybody answered."""
        indicators = self.new.rubric.indicators.values()
        for name in sorted({name for indicator in indicators for name in indicator.names}):
            earlier, later = self.old.reported_values(name), self.new.reported_values(name)
            if earlier is not None and later is not None:
                yield earlier, later


def _given(values: Array) -> Array:
    return np.array([value is not None for value in values], bool)
