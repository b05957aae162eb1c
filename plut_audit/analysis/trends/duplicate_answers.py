"""Answers handed in a second time (CHK-07)."""

from collections.abc import Iterator

import numpy as np

from plut_audit.ingest.answers import Array, Blank
from plut_audit.result import Result
from plut_audit.result.answers import SourceAnswers, stored_value
from plut_audit.result.columns import objects
from plut_audit.rubric import Question

FEWEST = 10
"""Answers that must be there to compare; a handful can be the same by honest chance."""


def equal_answers(old: Result, new: Result) -> tuple[Array, Array]:
    """The share of a centre's answers that equal the year before's, and how many were compared.

    Rows are the centres of the newer year. Compared are the questions from which indicators
    are computed; one that was answered in one year only counts as different. NaN where the
    centre did not answer in both years.
    """
    size = len(new.centres)
    old_rows = np.array([old.row_of.get(code, -1) for code in new.row_of], int)
    answered, equal = np.zeros(size, int), np.zeros(size, int)
    before, now = np.zeros(size, bool), np.zeros(size, bool)
    for earlier, later in _columns(old, new):
        given_before = _given(earlier)[old_rows] & (old_rows >= 0)
        given_now = _given(later)
        before |= given_before
        now |= given_now
        answered += given_before | given_now
        equal += given_before & given_now & (earlier[old_rows] == later).astype(bool)
    compared = np.where(before & now, answered, 0)
    share = np.divide(equal, compared, out=np.full(size, np.nan), where=compared > 0)
    return share, compared


def _columns(old: Result, new: Result) -> Iterator[tuple[Array, Array]]:
    """The answers of both years to each question that both asked and anybody answered."""
    indicators = new.rubric.indicators.values()
    for name in sorted({name for indicator in indicators for name in indicator.names}):
        earlier, later = _values(old, name), _values(new, name)
        if earlier is not None and later is not None:
            yield earlier, later


def _values(year: Result, name: str) -> Array | None:
    """The reported answers to a question by centre, None for none; None where nobody answered."""
    source, question = year.answers.reported, year.rubric.questions.get(name)
    if question is None or name not in source:
        return None
    values = _stored(source, question)
    return values if _given(values).any() else None


def _stored(source: SourceAnswers, question: Question) -> Array:
    column = source[question.name]
    given = (column.blank == Blank.GIVEN) & source.present
    return objects(
        stored_value(value, question) if answered else None
        for value, answered in zip(column.values, given, strict=True)
    )


def _given(values: Array) -> Array:
    return np.array([value is not None for value in values], bool)
