"""When a centre should be open: posted hours, holidays and breaks (method, sections 2 and 3)."""

from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from itertools import pairwise
from typing import Any

from plut_audit.ingest.hours import Hours
from plut_audit.rubric import Calendar

Interval = tuple[int, int]
"""Start and end in minutes from midnight; the end is not in it."""


@dataclass
class Openings:
    """The calendar of an edition, asked whether a centre should be open at a moment."""

    calendar: Calendar
    _holidays: Any = field(init=False)

    def __post_init__(self) -> None:
        self._holidays = _holidays(self.calendar.country, self.calendar.holidays)

    def holiday(self, day: date) -> str:
        """The name of the holiday or joint leave day; "" on other days."""
        return str(self._holidays.get(day, ""))

    def outside(self, posted: Hours | None, day: date, minute: int) -> str:
        """Why the centre need not be open then: `holiday`, `outside_hours`, `break`; else ""."""
        if self.holiday(day):
            return "holiday"
        sessions = self._sessions(posted, day.weekday())
        breaks = self._posted_breaks(sessions)
        if not any(start <= minute < end for start, end in sessions):
            return "break" if _within(minute, breaks) else "outside_hours"
        return "break" if not breaks and _within(minute, self._usual_breaks(day)) else ""

    def _sessions(self, posted: Hours | None, weekday: int) -> tuple[Interval, ...]:
        if posted is not None:
            return posted.intervals[weekday]
        rules = self.calendar
        usual = (_minutes(rules.usual_from), _minutes(rules.usual_until))
        return (usual,) if weekday in rules.usual_days else ()

    def _posted_breaks(self, sessions: tuple[Interval, ...]) -> list[Interval]:
        return [
            (end, start)
            for (_, end), (start, _) in pairwise(sessions)
            if start - end <= self.calendar.longest_break
        ]

    def _usual_breaks(self, day: date) -> list[Interval]:
        return [
            (_minutes(usual.begins), _minutes(usual.ends))
            for usual in self.calendar.breaks
            if day.weekday() in usual.days
        ]


def weekly_hours(hours: Hours, longest_break: int) -> float:
    """Hours a week of posted hours; breaks of at most so many minutes are not taken off."""
    total = sum(end - start for day in hours.intervals for start, end in day)
    gaps = sum(
        start - end
        for day in hours.intervals
        for (_, end), (start, _) in pairwise(day)
        if start - end <= longest_break
    )
    return (total + gaps) / 60


def _within(minute: int, intervals: list[Interval]) -> bool:
    return any(start <= minute < end for start, end in intervals)


def _minutes(clock: str) -> int:
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute


@cache
def _holidays(country: str, categories: tuple[str, ...]) -> Any:
    """The days of the package `holidays`, worked out by year as they are asked for."""
    if not country:
        return {}
    import holidays

    language = "id" if country == "ID" else None
    return holidays.country_holidays(country, categories=categories, language=language)
