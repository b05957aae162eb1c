"""The follow-up matrix (matriks tindak lanjut): what the auditee answered, carried over the years.

A finding is known again by its centre's code and its own, never by its row. Whatever an auditor
typed is kept: in the columns that are meant for it, in columns he added, in rows he added.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from plut_audit.analysis.looked_for import looked_for, seen_by_visit
from plut_audit.result import Result
from plut_audit.result.extras import FollowUp, FollowUpEntry
from plut_audit.review.follow_up.entry import (
    ADDED,
    CALCULATED,
    DAYS,
    KNOWN,
    SHEET,
    STATES,
    STATUSES,
    TYPED,
    Entries,
    Entry,
    current_status,
)
from plut_audit.review.follow_up.reading import read
from plut_audit.review.follow_up.recap import RecapLine, by_province, by_semester
from plut_audit.review.follow_up.status import (
    Status,
    Statuses,
    age_in_days,
    due_on,
    has_evidence,
    status_of,
    typed_day,
)

__all__ = [
    "CALCULATED",
    "DAYS",
    "KNOWN",
    "SHEET",
    "STATES",
    "STATUSES",
    "TYPED",
    "Entries",
    "Entry",
    "RecapLine",
    "Status",
    "Statuses",
    "age_in_days",
    "by_province",
    "by_semester",
    "carry",
    "current_status",
    "due_on",
    "entries_of",
    "has_evidence",
    "read",
    "status_of",
    "typed_day",
]

Key = tuple[str, str]


def carry(result: Result, entries: Entries) -> Result:
    """The result with its follow-up: in the order of the findings, then those that are gone.

    An entry nobody wrote in is left to its finding; one whose finding is gone is always kept.
    It is resolved only where the finding was looked for: where the centre did not answer, is no
    longer there, or was not asked, it is not comparable. Where a visit had seen the finding, or
    may have, and no visit has seen it in order since, it is reported resolved: still open, unless
    the reviewer accepted evidence of it.
    """
    current = dict(_with_current_codes(result, entries))
    keys = dict.fromkeys((found.centre_id, found.code) for found in result.finding_rows())
    carried = [
        current[key].stored("found", result.year)
        for key in keys
        if key in current and current[key].typed
    ]
    gone = sorted((entry for key, entry in current.items() if key not in keys), key=_key)
    states = _states(result, gone)
    carried += [
        entry.stored(state, entry.last_found) for entry, state in zip(gone, states, strict=True)
    ]
    return replace(result, follow_up=FollowUp(tuple(carried)))


def _key(entry: Entry) -> Key:
    return entry.key


def _with_current_codes(result: Result, entries: Entries) -> Iterator[tuple[Key, Entry]]:
    """The entries, those of an indicator that has another code by now under that one."""
    current = {
        former: code
        for code, indicator in result.rubric.indicators.items()
        for former in indicator.formerly
    }
    for entry in entries.values():
        code = current.get(entry.code, entry.code)
        known = entry.code in result.rubric.indicators or (entry.centre_id, code) in entries
        moved = entry if known else replace(entry, code=code)
        yield moved.key, moved


def _states(result: Result, gone: list[Entry]) -> list[str]:
    """What has become of findings that are no longer there."""
    codes = list(dict.fromkeys(entry.code for entry in gone))
    sought, closed = looked_for(result, codes), _closed_now(result)
    unconfirmed = _may_need_visit(result, codes) & ~seen_by_visit(result, codes)
    states = []
    for entry in gone:
        at = result.row_of.get(entry.centre_id, -1), codes.index(entry.code)
        if entry.code.startswith(ADDED):
            states.append("added")
        elif closed.get(entry.key) == "reported_resolved" and _accepted(entry):
            states.append("resolved")
        elif entry.key in closed:
            states.append(closed[entry.key])
        elif not sought[at]:
            states.append("not_comparable")
        else:
            settled = entry.finding == "resolved" or _accepted(entry)
            open_still = unconfirmed[at] and not settled
            states.append("reported_resolved" if open_still else "resolved")
    return states


def _accepted(entry: Entry) -> bool:
    """Whether the reviewer accepted evidence of what was done."""
    return has_evidence(entry.stored("found", None))


def _closed_now(result: Result) -> dict[Key, str]:
    """What the comparison with the year before says of the findings of that year, if it is known."""
    comparison = result.trend.comparison if result.trend else None
    rows = comparison.findings if comparison else ()
    return {(row.centre_id, row.code): row.state for row in rows}


def _may_need_visit(result: Result, codes: list[str]) -> np.ndarray:
    """By code, whether a visit may have seen the finding: a visit can observe its indicator."""
    rubric = result.rubric
    observable = [
        code in rubric.indicators and rubric.observable(rubric.indicators[code]) for code in codes
    ]
    return np.array(observable, bool)


def entries_of(result: Result) -> dict[Key, FollowUpEntry]:
    """The entries that a result carries, by centre code and finding code."""
    entries = result.follow_up.entries if result.follow_up else ()
    return {entry.key: entry for entry in entries}
