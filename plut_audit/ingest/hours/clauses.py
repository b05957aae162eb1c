"""Tokens to clauses: which days, which times, and whether they are hours, a break or closed.

A text names days before their times (`Senin-Jumat 08.00-16.00`) or behind them (`08.00-16.00
Senin-Jumat`), one way throughout; what comes first in the text decides.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from plut_audit.ingest.hours import unreadable
from plut_audit.ingest.hours.clock import DAY_END, TIME, Interval, at_time, read_intervals
from plut_audit.ingest.hours.days import Days, at_days, read_days
from plut_audit.ingest.hours.titles import title_end
from plut_audit.ingest.hours.tokens import Cursor, tokens
from plut_audit.ingest.hours.unreadable import UnreadableHoursError


@dataclass(frozen=True)
class Clause:
    """Days and their times. `intervals` are as written: not yet sorted or checked."""

    kind: str
    """`hours`, `closed`, `break`, or `exception` (hours or none that replace earlier ones)."""
    days: Days | None
    """None: not named, so a break of the days before it, or `24 jam` by itself."""
    intervals: tuple[Interval, ...] = ()
    separation: int = 0
    """How far it is set off from what precedes: 0 not at all, 1 `,`, 2 `;` or `.`, 3 a line."""
    bracketed: bool = False
    label: str = ""
    """A word such as `(Kantor)` or `Layanan`: these hours may be those of one service only."""


_LABELS = ("label", "office")
_SEPARATION = {"comma": 1, "stop": 2, "line": 3}


def read_clauses(text: str) -> list[Clause]:
    """All clauses of the text in their order.

    Raises `UnreadableHoursError` at the first thing that is not understood.
    """
    found = tokens(text)
    for token in found[title_end(found) :]:
        if token.kind == "word":
            raise UnreadableHoursError(unreadable.WORD, token.text)
    return _Reader(Cursor(found)).read()


class _Reader:
    """Reads clause after clause from the cursor."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._clauses: list[Clause] = []
        self._label = ""
        self._readers: dict[str, Callable[[], Clause | None]] = {
            "break": self._break,
            "closed": self._closed,
            "except": self._exception,
            "always": self._always,
        }

    def read(self) -> list[Clause]:
        cursor = self._cursor
        cursor.skip("label", "office", "word", "colon", "comma", "and", "stop", "line", "range")
        times_first = at_time(cursor) or cursor.kind() == "always"
        met = cursor.skip("open")
        times_first = times_first or at_time(cursor)
        while True:
            met |= cursor.skip("comma", "and", "stop", "line", "open", "close", "slash", "colon")
            if cursor.kind() == "end":
                if met & {"and", "slash", "colon"}:
                    raise UnreadableHoursError(unreadable.CUT)
                return self._clauses
            if cursor.kind() in _LABELS:
                self._take_label("open" in met)
            elif clause := self._clause(times_first):
                self._add(clause, met)
            met = set()

    def _take_label(self, bracketed: bool) -> None:
        """A label in brackets belongs to the clause before it, any other to the one behind."""
        label = self._labels()
        if bracketed and self._clauses and self._cursor.kind() == "close":
            self._clauses[-1] = replace(self._clauses[-1], label=label)
        else:
            self._label = label

    def _labels(self) -> str:
        """The labels at the cursor, left behind."""
        found = []
        while self._cursor.kind() in _LABELS:
            found.append(self._cursor.take().text)
        return " ".join(found)

    def _add(self, clause: Clause, met: set[str]) -> None:
        separation = max((_SEPARATION.get(kind, 0) for kind in met), default=0)
        bracketed = "open" in met and separation < 2
        label = self._label or clause.label
        clause = replace(clause, separation=separation, bracketed=bracketed, label=label)
        self._clauses.append(clause)
        self._label = ""

    def _clause(self, times_first: bool) -> Clause | None:
        cursor = self._cursor
        if cursor.kind() in self._readers:
            return self._readers[cursor.kind()]()
        if cursor.kind() == "off_day" and self._names_days():
            return self._closed()
        if at_days(cursor):
            return self._days_first()
        if at_time(cursor) and times_first:
            return self._times_first()
        raise cursor.refuse(unreadable.NO_DAY if at_time(cursor) else unreadable.DAY_ALONE)

    def _names_days(self) -> bool:
        """Whether days follow, perhaps behind a colon: `Hari libur: Sabtu dan Minggu`."""
        following, behind = self._cursor.kind(1), self._cursor.kind(2)
        return following == "day" or (following in ("colon", "open") and behind == "day")

    def _days_first(self) -> Clause | None:
        cursor = self._cursor
        off_day = cursor.kind() == "off_day"
        days = read_days(cursor)
        label = self._to_content()
        if cursor.kind() == "except":
            cursor.take()
            days -= self._exempt()
            label += self._to_content()
        clause = replace(self._content(days), label=label)
        return _of_normal_days(clause, off_day)

    def _to_content(self) -> str:
        """Go from the days to what is said of them; the labels on the way (`Jam Layanan:`)."""
        cursor, label = self._cursor, ""
        while cursor.kind() in _LABELS or cursor.skip(
            "colon", "comma", "open", "close", "stop", "line", "slash"
        ):
            label += self._labels()
        # `Minggu - Tutup`, `Senin-Jumat - 08.00-16.00`; but `Senin s.d. 08.00` is none.
        joined = cursor.kind() == "range" and cursor.kind(1) in (*TIME, "closed")
        if joined and cursor.take().text[0] not in "-~":
            raise cursor.refuse(unreadable.TIME_ALONE)
        return label

    def _content(self, days: Days) -> Clause:
        """What is said of the days: closed, a break, round the clock, or times."""
        cursor = self._cursor
        if cursor.kind() == "closed":
            cursor.take()
            return Clause("closed", days)
        if cursor.kind() == "break":
            rest = self._break()
            if rest.days is not None or not days:
                raise cursor.refuse(unreadable.BREAK_DAYS)
            return replace(rest, days=days)
        if cursor.kind() == "always":
            cursor.take()
            return Clause("hours", days, ((0, DAY_END),))
        if not at_time(cursor):
            raise cursor.refuse(unreadable.DAY_ALONE)
        return Clause("hours", days, tuple(read_intervals(cursor)))

    def _times_first(self) -> Clause | None:
        intervals = tuple(read_intervals(self._cursor))
        self._cursor.skip("colon", "comma", "open", "line", "label")
        if not at_days(self._cursor):
            raise self._cursor.refuse(unreadable.NO_DAY)
        off_day = self._cursor.kind() == "off_day"
        days = read_days(self._cursor)
        if self._cursor.kind() == "except":
            self._cursor.take()
            days -= self._exempt()
        return _of_normal_days(Clause("hours", days, intervals), off_day)

    def _always(self) -> Clause | None:
        """`24 jam`, with its days behind it or alone."""
        self._cursor.take()
        self._cursor.skip("colon", "comma", "open", "label")
        off_day = self._cursor.kind() == "off_day"
        days = read_days(self._cursor) if at_days(self._cursor) else None
        return _of_normal_days(Clause("hours", days, ((0, DAY_END),)), off_day)

    def _break(self) -> Clause:
        cursor = self._cursor
        cursor.take()
        cursor.skip("colon", "comma", "open", "close", "line")
        days: Days | None = None
        if at_days(cursor):
            days = read_days(cursor)
            cursor.skip("colon", "comma", "open", "close", "line")
        if not at_time(cursor):
            raise cursor.refuse(unreadable.TIME_ALONE)
        intervals = tuple(read_intervals(cursor, ("comma", "and", "slash")))
        return Clause("break", self._days_behind() if days is None else days, intervals)

    def _days_behind(self) -> Days | None:
        """Days in brackets behind a break: `istirahat 12.00-13.00 (Senin-Kamis)`."""
        cursor, start = self._cursor, self._cursor.position
        if cursor.skip("open") and at_days(cursor):
            days = read_days(cursor)
            if cursor.skip("close") and not at_time(cursor):
                return days
        cursor.position = start
        return None

    def _closed(self) -> Clause | None:
        """`Tutup: Sabtu dan Minggu`."""
        cursor = self._cursor
        cursor.take()
        cursor.skip("colon", "open")
        if not at_days(cursor):
            raise cursor.refuse(unreadable.NO_TIME if at_time(cursor) else unreadable.DAY_ALONE)
        days = read_days(cursor)
        cursor.skip("close", "closed")
        if at_time(cursor) or cursor.kind() in ("colon", "break", "always"):
            raise cursor.refuse(unreadable.DAY_LIST)
        return Clause("closed", days) if days else None

    def _exempt(self) -> Days:
        if not at_days(self._cursor):
            raise self._cursor.refuse(unreadable.DAY_LIST)
        return read_days(self._cursor)

    def _exception(self) -> Clause | None:
        """`kecuali Minggu`, `kecuali Jumat 08.00-11.30`: closed, or other hours."""
        cursor = self._cursor
        if not self._clauses:
            raise cursor.refuse(unreadable.CUT)
        cursor.take()
        days = self._exempt()
        cursor.skip("colon")
        if at_time(cursor) and not days:
            raise cursor.refuse(unreadable.DAY_LIST)
        if at_time(cursor):
            return Clause("exception", days, tuple(read_intervals(cursor)))
        cursor.skip("closed")
        return Clause("exception", days) if days else None


def _of_normal_days(clause: Clause, off_day: bool) -> Clause | None:
    """The clause, or none when it is about public holidays alone: they change no normal week."""
    if clause.days or clause.days is None:
        return clause
    # `Hari libur 08.00-12.00` may be about holidays or about the weekend.
    if off_day and clause.kind != "closed":
        raise UnreadableHoursError(unreadable.DAY_LIST)
    return None
