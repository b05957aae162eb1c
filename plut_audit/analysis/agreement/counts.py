"""Counts that were recounted at visits: the verification factor of the WHO."""

from collections.abc import Iterator

import numpy as np

from plut_audit.analysis.agreement.figures import FEWEST, rounded
from plut_audit.ingest.answers import Array, Blank
from plut_audit.result import Result
from plut_audit.result.extras import CountFactor


def count_factors(result: Result) -> Iterator[CountFactor]:
    """Recounted over reported, for each question with a whole number that both forms ask.

    Sums over the centres where both gave a number and the centre cannot have changed in between
    (WHO, Data Quality Review, module 3). Under `FEWEST` centres there are only the sums.
    """
    for name, question in result.rubric.questions.items():
        if question.type == "integer" and question.asked_in == "both":
            reported, recounted = (_numbers(result, name, visit) for visit in (False, True))
            both = ~np.isnan(reported + recounted) & ~_changed(result, name)
            n, sums = int(both.sum()), (float(reported[both].sum()), float(recounted[both].sum()))
            if n:
                factor = sums[1] / sums[0] if sums[0] and n >= FEWEST else np.nan
                yield CountFactor(name, n, sums[0], sums[1], rounded(factor))


def _numbers(result: Result, question: str, visit: bool) -> Array:
    """The answers of one source, NaN for none."""
    source = result.answers.source(visit)
    numbers = np.full(len(result.centres), np.nan)
    if question in source:
        column = source[question]
        given = (column.blank == Blank.GIVEN) & source.present
        numbers[given] = column.values[given].astype(float)
    return numbers


def _changed(result: Result, question: str) -> Array:
    """Where so long lies between survey and visit that both may be right."""
    indicators = result.rubric.indicators.values()
    columns = [n for n, indicator in enumerate(indicators) if question in indicator.names]
    changed = result.items.changed
    return np.asarray((changed[:, columns] if columns else changed).any(axis=1))
