"""Times of day: `08.00`, `pukul 8.30 s.d. 16.00 WITA`, `jam 8 pagi - 4 sore`, `8 AM to 4 PM`.

Times are minutes from midnight, 0 to 1440. The 24-hour clock is meant unless `pagi`, `siang`,
`sore`, `malam`, `AM` or `PM` says otherwise; the time zone is passed over.
"""

import re
from typing import NamedTuple

from plut_audit.ingest.hours import unreadable
from plut_audit.ingest.hours.tokens import Cursor
from plut_audit.ingest.hours.unreadable import UnreadableHoursError

Interval = tuple[int, int]
"""Start and end in minutes from midnight, the start before the end."""

DAY_END = 24 * 60
TIME = ("time", "number", "clock")
"""Kinds of tokens that a time begins with."""
_NOON = 12 * 60

# The hours on the face of a clock that each half of the day may go with: as they are, and
# in the afternoon. Hours of the 24-hour clock stay as they are (`16.00 sore`).
_HALVES: dict[str, tuple[range, range]] = {
    "pagi": (range(1, 12), range(0)),
    "siang": (range(10, 16), range(1, 5)),
    "sore": (range(14, 19), range(2, 7)),
    "petang": (range(15, 20), range(3, 8)),
    "malam": (range(18, 25), range(6, 13)),
    "am": (range(1, 12), range(0)),
    "pm": (range(12, 24), range(1, 12)),
}


class _Side(NamedTuple):
    """One side of `08.00 - 16.00`: its minutes as written, and what stood around them."""

    minutes: int
    half: str  # `pagi` ... `pm`, or empty
    bare: bool  # an hour without minutes
    marked: bool  # `pukul`, `jam`, a time zone or a half of the day shows that it is a time


_JOINTS = ("comma", "and", "slash", "stop", "line", "open", "close")


def read_intervals(cursor: Cursor, joints: tuple[str, ...] = _JOINTS) -> list[Interval]:
    """The times at the cursor, one or several (`08.00-12.00 dan 13.00-16.00`), as written.

    `joints` are the kinds of tokens that may stand between them.
    """
    intervals = [_interval(cursor)]
    while _leads_to_time(cursor, joints):
        intervals.append(_interval(cursor))
    return intervals


def _leads_to_time(cursor: Cursor, joints: tuple[str, ...]) -> bool:
    """Whether another time follows; if so the cursor stands on it."""
    start = cursor.position
    cursor.skip(*joints)
    if at_time(cursor):
        return True
    cursor.position = start
    return False


def at_time(cursor: Cursor) -> bool:
    """Whether a time is next."""
    return cursor.kind() in TIME


def _interval(cursor: Cursor) -> Interval:
    after_day = cursor.kind(-1) in ("day", "colon", "comma", "open")
    start = cursor.position
    first = _side(cursor)
    _between(cursor)
    last = _side(cursor)
    if cursor.kind() == "range" and cursor.kind(1) in TIME:
        raise cursor.refuse(unreadable.OVERLAP)
    # `3-5 hari kerja` and `5-8 jam kerja` are spans of time, not times of day.
    plain = after_day and first.minutes >= 5 * 60 and cursor.kind() not in _SPAN_UNITS
    # `08.00 - 14` may have been cut off before its minutes.
    perhaps_cut = last.bare and not last.marked and not first.bare
    if perhaps_cut or (first.bare and not (first.marked or last.marked or plain)):
        cursor.position = start
        raise cursor.refuse(unreadable.BARE_NUMBER)
    return _ordered(*_on_24_hours(first, last))


_SPAN_UNITS = ("label", "weekdays", "daily", "off_day")


def _between(cursor: Cursor) -> None:
    """Pass over what joins start and end: `-`, `s.d.`, or `, tutup` behind `buka 08.00`."""
    if cursor.kind() == "range":
        cursor.take()
        return
    start = cursor.position
    cursor.skip("comma", "and")
    if cursor.kind() == "closed" and cursor.kind(1) in TIME:
        cursor.take()
        return
    cursor.position = start
    raise cursor.refuse(unreadable.TIME_ALONE)


def _side(cursor: Cursor) -> _Side:
    marked = bool(cursor.skip("clock"))
    if cursor.kind() not in ("time", "number"):
        raise cursor.refuse(unreadable.TIME_ALONE)
    token = cursor.take()
    hour, minute = (int(figures) for figures in (*re.findall("[0-9]+", token.text), 0)[:2])
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise UnreadableHoursError(unreadable.NO_SUCH_TIME, token.text)
    half = ""
    while cursor.kind() in ("zone", "half"):
        marked = True
        mark = cursor.take()
        if mark.kind == "half":
            if half:
                raise UnreadableHoursError(unreadable.HALF_OF_DAY, mark.text)
            half = mark.text.replace(".", "")
    return _Side(hour * 60 + minute, half, token.kind == "number", marked)


def _on_24_hours(first: _Side, last: _Side) -> Interval:
    end = _minutes(last)
    if not first.half:
        # `1 - 4 sore` may start at 01.00 or at 13.00; `8 - 4 sore` cannot start at 20.00.
        moved = end != last.minutes or (last.half == "malam" and end == DAY_END)
        if moved and first.minutes < _NOON and first.minutes <= last.minutes:
            raise UnreadableHoursError(unreadable.HALF_OF_DAY)
        return first.minutes, end
    if not last.half and last.minutes < _NOON:
        raise UnreadableHoursError(unreadable.HALF_OF_DAY)
    return _minutes(first), end


def _minutes(side: _Side) -> int:
    """Minutes from midnight with the half of the day taken in."""
    if not side.half:
        return side.minutes
    hour, (as_written, afternoon) = side.minutes // 60, _HALVES[side.half]
    if side.half == "malam" and hour == 12:
        return _midnight(side)
    if hour in afternoon and hour < 12:
        return side.minutes + _NOON
    if hour in as_written:
        return side.minutes
    raise UnreadableHoursError(unreadable.HALF_OF_DAY, side.half)


def _midnight(side: _Side) -> int:
    if side.minutes != _NOON:
        raise UnreadableHoursError(unreadable.HALF_OF_DAY, side.half)
    return DAY_END


def _ordered(start: int, end: int) -> Interval:
    # An end before its start is a shift over midnight, a 12-hour clock or a slip of the pen:
    # three readings, so none is taken.
    if end <= start:
        raise UnreadableHoursError(unreadable.BACKWARDS)
    if 0 < start < 4 * 60:
        raise UnreadableHoursError(unreadable.HALF_OF_DAY)
    return start, end
