"""Which of the four states a recommendation is in, by what was typed and what a visit saw.

Peraturan BPK 2/2017: an answer within 60 days of receipt, with supporting documents (art. 3);
four states (art. 6(4)), of which the last needs a valid reason (art. 7).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from plut_audit.analysis.looked_for import seen_by_visit
from plut_audit.i18n import N_
from plut_audit.ingest.values import read_date
from plut_audit.result import Result
from plut_audit.result.extras import FollowUpEntry
from plut_audit.review.follow_up.entry import STATUSES, current_status

DAYS_TO_ANSWER = timedelta(days=60)
NO_EVIDENCE = N_("a visit saw it: evidence that was accepted, or another visit")
NO_REASON = N_("the reason why it cannot be followed up, as the reviewer's note")
UNKNOWN_STATUS = N_("one of the four states")
CLOSED = "resolved"


@dataclass(frozen=True)
class Status:
    """The state that counts, and what is still needed for the state that was typed."""

    code: str
    lacks: str = ""


def typed_day(text: str) -> date | None:
    """A day as it was typed; None where it is none."""
    value = read_date(text, False, "day").value if text.strip() else None
    return value if isinstance(value, date) else None


def due_on(entry: FollowUpEntry) -> date | None:
    """The last of the 60 days to answer, where the day of receipt is known."""
    received = typed_day(entry.received)
    return received + DAYS_TO_ANSWER if received else None


def age_in_days(entry: FollowUpEntry) -> int | None:
    """Days from receipt to review; None where one of them is not known."""
    received, reviewed = typed_day(entry.received), typed_day(entry.reviewed)
    return (reviewed - received).days if received and reviewed else None


def has_evidence(entry: FollowUpEntry) -> bool:
    """Whether the reviewer accepted evidence: the state says so, and what it is stands beside."""
    return current_status(entry.status) == "compliant" and bool(entry.evidence.strip())


def status_of(entry: FollowUpEntry, by_visit: bool) -> Status:
    """The state of a recommendation; `by_visit`: a visit saw what is wrong.

    What a visit saw is not in order because the centre says so.
    """
    code = current_status(entry.status)
    if entry.finding == CLOSED:
        return Status("compliant")
    if code == "compliant" and by_visit and not has_evidence(entry):
        return Status("partly", NO_EVIDENCE)
    if code == "cannot" and not entry.note.strip():
        return Status("partly", NO_REASON)
    if code in STATUSES:
        return Status(code)
    begun = entry.status and (entry.response or entry.evidence)
    return Status("partly" if begun else "not_followed_up", UNKNOWN_STATUS if entry.status else "")


class Statuses:
    """The states of a result's findings and entries."""

    def __init__(self, result: Result) -> None:
        self.result = result
        entries = result.follow_up.entries if result.follow_up else ()
        self.entries = {entry.key: entry for entry in entries}
        codes = {row.code for row in result.finding_rows()} | {entry.code for entry in entries}
        self._columns = {code: column for column, code in enumerate(sorted(codes))}
        self._seen: np.ndarray = seen_by_visit(result, list(self._columns))

    def status(self, entry: FollowUpEntry) -> Status:
        """The state of an entry."""
        row = self.result.row_of.get(entry.centre_id, -1)
        by_visit = bool(self._seen[row, self._columns[entry.code]])
        return status_of(entry, by_visit or entry.finding == "reported_resolved")

    def all_entries(self) -> Iterator[FollowUpEntry]:
        """One for each finding, typed into or not, then those whose finding is gone."""
        left = dict(self.entries)
        for row in self.result.finding_rows():
            key = (row.centre_id, row.code)
            yield left.pop(key, FollowUpEntry(*key))
        yield from left.values()
