"""Findings over the years: new, persisting, resolved, reported resolved, not comparable.

A finding's identity is centre code and finding code, never a row (method, section 5). It can be
compared where it was looked for in both years (`analysis.looked_for`).

A finding that is no longer there was resolved where it was looked for, with one exception. What
a visit saw is closed by a visit or by accepted evidence only (process, section 3): where a visit
had settled the indicator in the older year and none did in the newer one, the centre alone says
that it is in order, so the finding is `reported_resolved` and stays to be checked at a visit.
Where the fault was only reported before, the centre's report closes what its report opened. A
check whose answers came from the visit needs a visit's answers likewise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plut_audit.analysis.looked_for import looked_for, seen_by_visit
from plut_audit.analysis.trends.editions import Compatibility
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.result.columns import FindingState

NEW: FindingState = "new"
PERSISTING: FindingState = "persisting"
RESOLVED: FindingState = "resolved"
REPORTED_RESOLVED: FindingState = "reported_resolved"
NOT_COMPARABLE: FindingState = "not_comparable"


@dataclass(frozen=True)
class Recurrence:
    """What became of the findings of two years.

    `state` and `years_open` hold a value per finding of the newer year; `closed` says, by the
    row of an older finding that is no longer there, what became of it.
    """

    state: Array
    years_open: Array
    closed: dict[int, FindingState]


def recurrence(old: Result, new: Result, compatibility: Compatibility) -> Recurrence:
    """The state of each finding of the newer year, and what became of the older ones."""
    codes = new.findings.codes
    past_codes = [compatibility.codes.get(code, code) for code in codes]
    lost = np.array([code in compatibility.lost for code in codes], bool)[new.findings.code]
    at = (_rows_in(old, new)[new.findings.centre], new.findings.code)
    years = np.where(lost, 0, _by_centre(old, past_codes, old.findings.years_open)[at])
    sought = looked_for(old, past_codes)[at]
    state = np.select(
        [lost, years > 0, sought], [NOT_COMPARABLE, PERSISTING, NEW], NOT_COMPARABLE
    ).astype(object)
    return Recurrence(state, years + 1, _closed(old, new, compatibility))


def stored_ages(stored: Result, fresh: Result) -> Array:
    """For how many years each finding of `fresh` is open by what was stored of the same year."""
    at = (_rows_in(stored, fresh)[fresh.findings.centre], fresh.findings.code)
    ages = _by_centre(stored, fresh.findings.codes, stored.findings.years_open)[at]
    return np.asarray(np.maximum(ages, 1))


def _closed(old: Result, new: Result, compatibility: Compatibility) -> dict[int, FindingState]:
    """What became of the older findings that are no longer there."""
    renamed = compatibility.renamed
    codes = [renamed.get(code, code) for code in old.findings.codes]
    held = np.array([code not in compatibility.lost for code in old.findings.codes], bool)
    at = (_rows_in(new, old)[old.findings.centre], old.findings.code)
    present = _by_centre(new, codes, np.ones(len(new.findings), int))[at] > 0
    looked = held[old.findings.code] & looked_for(new, codes)[at]
    needs_visit = seen_by_visit(old, old.findings.codes)[old.findings.centre, old.findings.code]
    unconfirmed = needs_visit & ~seen_by_visit(new, codes)[at]
    state = np.select(
        [looked & ~unconfirmed, looked], [RESOLVED, REPORTED_RESOLVED], NOT_COMPARABLE
    )
    return {int(row): state[row].item() for row in np.flatnonzero(~present)}


def _rows_in(other: Result, result: Result) -> Array:
    """The row of each centre of a result in another one, -1 where it is not there."""
    return np.array([other.row_of.get(code, -1) for code in result.row_of], int)


def _by_centre(result: Result, codes: Sequence[str], values: Array) -> Array:
    """A value per finding as a table of centres by codes, 0 for none.

    The last row and column are of 0, so that -1 reads "not there".
    """
    findings = result.findings
    table = np.zeros((len(result.centres) + 1, len(findings.codes) + 1), int)
    table[findings.centre, findings.code] = values
    position = {code: number for number, code in enumerate(findings.codes)}
    return table[:, [position.get(code, -1) for code in codes]]
