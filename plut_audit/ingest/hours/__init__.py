"""Opening hours as people post them, to hours a week.

`Senin s.d. Kamis 08.00-16.00 WITA, Jumat 08.00-16.30 (istirahat 11.30-13.00)` is read into
clauses, written in the OpenStreetMap `opening_hours` grammar and evaluated by a library. The
vocabulary is closed and nothing is guessed: what is not understood makes the whole text
unreadable, with the reason. Time zones do not matter, since no hour is moved by them.

The rooms inside, in the order in which a text passes through them: `tokens`, `clock` and
`days`, `clauses`, `week`.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from plut_audit.ingest.hours import unreadable
from plut_audit.ingest.hours.clauses import read_clauses
from plut_audit.ingest.hours.clock import DAY_END, Interval
from plut_audit.ingest.hours.unreadable import UnreadableHoursError
from plut_audit.ingest.hours.week import grammar_of, week_of

__all__ = ["Hours", "UnreadableHoursError", "read_hours"]


@dataclass(frozen=True)
class Hours:
    """The opening hours of a normal week."""

    text: str
    """As written."""
    grammar: str
    """The OpenStreetMap `opening_hours` expression that the text amounts to."""
    intervals: tuple[tuple[Interval, ...], ...]
    """Monday to Sunday: starts and ends in minutes from midnight, breaks taken off."""

    @property
    def weekly_hours(self) -> float:
        """Hours open in a week."""
        return sum(end - start for day in self.intervals for start, end in day) / 60

    @property
    def weekly_days(self) -> int:
        """Days of the week with any opening."""
        return sum(bool(day) for day in self.intervals)

    def covers(self, weekday: int, minute: int) -> bool:
        """Whether it is open on this day (Monday 0) at this minute from midnight."""
        return any(start <= minute < end for start, end in self.intervals[weekday])


@lru_cache(maxsize=16384)
def read_hours(text: str) -> Hours:
    """Read posted opening hours.

    Raises `UnreadableHoursError` where they cannot be read without guessing.
    """
    if len(text) > _LONGEST:
        raise UnreadableHoursError(unreadable.LONG)
    grammar = _native(text) or grammar_of(week_of(read_clauses(text)))
    return Hours(text, grammar, _intervals(grammar))


_LONGEST = 1000
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:, ?(?:{_DAY}(?:-{_DAY})?|PH|SH))*"
_TIMES = r"(?:\d\d:\d\d-\d\d:\d\d)(?:, ?\d\d:\d\d-\d\d:\d\d)*"
_RULE = rf"(?:{_DAYS} {_TIMES}(?: off| closed)?|(?:{_DAYS}|[PS]H(?:,[PS]H)*) (?:off|closed))"
_NATIVE = re.compile(rf"\s*({_RULE}(?:[;,]\s*{_RULE})*);?\s*", re.ASCII)


def _native(text: str) -> str:
    """The text itself if it is an expression of the grammar, about weekdays and times alone."""
    match = _NATIVE.fullmatch(text)
    if not match:
        return ""
    spans = re.findall(r"([0-9:]{5})-([0-9:]{5})", text)
    if not spans:
        raise UnreadableHoursError(unreadable.NO_TIME)
    for start, end in spans:
        if not start < end <= "24:00" or start[3] > "5" or end[3] > "5":
            raise UnreadableHoursError(unreadable.BACKWARDS, f"{start}-{end}")
    return match.group(1)


_MONDAY = datetime(2024, 1, 1)


def _intervals(grammar: str) -> tuple[tuple[Interval, ...], ...]:
    """What the library finds open from Monday to Sunday, cut at midnight."""
    from opening_hours import OpeningHours

    spans = [
        (_minutes(start), _minutes(end))
        for start, end, state, _ in OpeningHours(grammar).intervals(
            _MONDAY, _MONDAY + timedelta(days=7)
        )
        if str(state) == "open"
    ]
    return tuple(
        tuple(
            (max(start - midnight, 0), min(end - midnight, DAY_END))
            for start, end in spans
            if start < midnight + DAY_END and midnight < end
        )
        for midnight in range(0, 7 * DAY_END, DAY_END)
    )


def _minutes(moment: datetime) -> int:
    return (moment - _MONDAY) // timedelta(minutes=1)
