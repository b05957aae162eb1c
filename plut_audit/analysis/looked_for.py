"""Whether a finding would have been seen in a year, had there been one.

Absence is a resolution only where it was looked for: the indicator counted for the centre, and
the centre answered or a visit saw it; for a check, its questions were answered.
"""

from collections.abc import Sequence

import numpy as np

from plut_audit.ingest.answers import Array, Blank
from plut_audit.result import Result
from plut_audit.scoring.findings.checks import Check, all_checks


def looked_for(result: Result, codes: Sequence[str]) -> Array:
    """Centres by codes of findings; a last row of False stands for centres that are not there."""
    table = np.zeros((len(result.centres) + 1, len(codes)), bool)
    columns = {code: column for column, code in enumerate(result.rubric.indicators)}
    responded, items = result.centres.responded, result.items
    for position, code in enumerate(codes):
        if code in columns:
            column = columns[code]
            seen = responded | items.has_observed[:, column]
            table[:-1, position] = items.applicable[:, column] & seen
        elif check := all_checks().get(code):
            answered = responded & _answered(result, check)
            table[:-1, position] = check.seen_in_silence | answered
    return table


def seen_by_visit(result: Result, codes: Sequence[str]) -> Array:
    """Where a visit settles what a finding is about, like `looked_for`.

    Of an indicator: the visit observed it. Of a check: it rests on the answers of the visit.
    """
    table = np.zeros((len(result.centres) + 1, len(codes)), bool)
    columns = {code: column for column, code in enumerate(result.rubric.indicators)}
    for position, code in enumerate(codes):
        if code in columns:
            table[:-1, position] = result.items.has_observed[:, columns[code]]
        elif (check := all_checks().get(code)) and check.questions:
            given = [_given(result, name, visit=True) for name in check.questions]
            joined = np.all if check.same_source else np.any
            table[:-1, position] = joined(given, axis=0)
    return table


def _answered(result: Result, check: Check) -> Array:
    """Where every question of a check has an answer that it can be held against."""
    reported, seen = (_all_given(result, check, visit) for visit in (False, True))
    if check.same_source:
        return reported | seen
    either = np.ones(len(result.centres), bool)
    for name in check.questions:
        either &= _given(result, name, visit=False) | _given(result, name, visit=True)
    return either


def _all_given(result: Result, check: Check, visit: bool) -> Array:
    given = [_given(result, name, visit) for name in check.questions]
    return np.asarray(np.all(given, axis=0)) if given else np.ones(len(result.centres), bool)


def _given(result: Result, question: str, visit: bool) -> Array:
    source = result.answers.source(visit)
    if question not in source or question not in result.rubric.questions:
        return np.zeros(len(result.centres), bool)
    return np.asarray((source[question].blank == Blank.GIVEN) & source.present)
