"""The recapitulation of follow-up: how many recommendations are in which state."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from plut_audit.i18n import N_, _
from plut_audit.result import Result
from plut_audit.result.extras import FollowUpEntry
from plut_audit.review.follow_up.status import Statuses, typed_day

NOT_RECEIVED = N_("report not yet received")
SEMESTER = N_("semester {half} of {year}")


@dataclass(frozen=True)
class RecapLine:
    """A province or a semester with its recommendations by state."""

    name: str
    by_status: Counter[str]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.by_status.values())


def by_province(result: Result) -> list[RecapLine]:
    """By province, in alphabetical order."""
    return _recap(result, lambda entry: (_province(result, entry),))


def by_semester(result: Result) -> list[RecapLine]:
    """By the semester in which the report was received, in order of time."""
    return _recap(result, _semester)


def _recap(result: Result, group: Callable[[FollowUpEntry], tuple[object, ...]]) -> list[RecapLine]:
    """Counts by group; the last part of a group's key is what it is called."""
    statuses, counts = Statuses(result), dict[tuple[object, ...], Counter[str]]()
    for entry in statuses.all_entries():
        counts.setdefault(group(entry), Counter())[statuses.status(entry).code] += 1
    ordered = sorted(counts, key=lambda key: tuple(map(str, key)))
    return [RecapLine(str(key[-1]), counts[key]) for key in ordered]


def _province(result: Result, entry: FollowUpEntry) -> str:
    row = result.row_of.get(entry.centre_id)
    known = result.centre(row).province if row is not None else ""
    return known or entry.shown.get("province", "") or "–"


def _semester(entry: FollowUpEntry) -> tuple[object, ...]:
    received = typed_day(entry.received)
    if received is None:
        return ("9999", _(NOT_RECEIVED))
    half = 1 if received.month <= 6 else 2
    return (f"{received.year:04}", half, _(SEMESTER, half="I" * half, year=str(received.year)))
