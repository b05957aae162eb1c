"""Clauses to one normal week: later hours over earlier ones, breaks taken off.

As in the OpenStreetMap grammar a later clause overrides an earlier one, but only where it is
plainly meant to: a day out of a longer list (`Senin-Sabtu 08.00-16.00, Jumat 08.00-11.00`).
"""

from itertools import pairwise

from plut_audit.ingest.hours import unreadable
from plut_audit.ingest.hours.clauses import Clause
from plut_audit.ingest.hours.clock import DAY_END, Interval
from plut_audit.ingest.hours.days import EVERY_DAY, Days
from plut_audit.ingest.hours.unreadable import UnreadableHoursError

Intervals = tuple[Interval, ...]
Week = dict[int, Intervals]
"""Intervals by day of the week; a closed day has none, a day not spoken of is missing."""

_NOON_REST = (11 * 60, 14 * 60)
"""Within these hours breaks are taken; a short time in them is hardly opening hours."""
_LONGEST_REST = 3 * 60


def week_of(clauses: list[Clause]) -> Week:
    """The intervals of each day that the clauses speak of, breaks taken off.

    Raises `UnreadableHoursError` where days, times and breaks do not fit together.
    """
    sorted_out = _breaks_named(clauses)
    for clause in sorted_out:
        _check_times(clause)
    hours = [clause for clause in sorted_out if clause.kind != "break"]
    week = _overridden(hours)
    if not any(week.values()) and set(week) != EVERY_DAY:
        raise UnreadableHoursError(unreadable.NO_TIME)
    for day, rests in _rests(sorted_out, week).items():
        week[day] = _without(week[day], rests)
    return week


def _breaks_named(clauses: list[Clause]) -> list[Clause]:
    """The clauses with breaks parted from hours where no word does so."""
    result: list[Clause] = []
    for clause in clauses:
        first, *others = clause.intervals or ((0, 0),)
        # Flattened tables lose their headings: in `09.00-15.00 12.00-13.00` the second time,
        # about noon and within the first, can only be the break.
        if clause.kind == "hours" and len(others) == 1 and _is_rest(others[0], first):
            result.append(_with(clause, "hours", (first,)))
            result.append(_with(clause, "break", (others[0],)))
        # `istirahat Senin-Kamis 12.00-13.00, Jumat 11.30-13.00` speaks of breaks to the end.
        elif result and result[-1].kind == "break" and _continues_break(clause, result):
            result.append(_with(clause, "break", clause.intervals))
        else:
            result.append(clause)
    return result


def _with(clause: Clause, kind: str, intervals: Intervals) -> Clause:
    return Clause(kind, clause.days, intervals, clause.separation, clause.bracketed, clause.label)


def _is_rest(inner: Interval, outer: Interval) -> bool:
    """Whether a time lies within another one and about noon."""
    start, end = _NOON_REST
    return outer[0] < inner[0] and inner[1] < outer[1] and start <= inner[0] and inner[1] <= end


def _continues_break(clause: Clause, before: list[Clause]) -> bool:
    if clause.kind != "hours" or not clause.days or len(clause.intervals) != 1:
        return False
    open_hours = {
        day: earlier.intervals
        for earlier in before
        if earlier.kind == "hours"
        for day in earlier.days or ()
    }
    return all(
        any(_is_rest(clause.intervals[0], outer) for outer in open_hours.get(day, ()))
        for day in clause.days
    )


def _check_times(clause: Clause) -> None:
    if any(start < end for (_, end), (start, _) in pairwise(clause.intervals)):
        raise UnreadableHoursError(unreadable.OVERLAP)
    for start, end in clause.intervals:
        is_rest = clause.kind == "break"
        about_noon = _NOON_REST[0] <= start and end <= _NOON_REST[1]
        if (about_noon and not is_rest) or (is_rest and end - start > _LONGEST_REST):
            raise UnreadableHoursError(unreadable.UNLIKELY)


def _overridden(clauses: list[Clause]) -> Week:
    """Each day with the last hours given for it, or an error where that is not clear."""
    week: Week = {}
    for index, clause in enumerate(clauses):
        if clause.days is None and len(clauses) > 1:
            raise UnreadableHoursError(unreadable.NO_DAY)  # `24 jam` beside other hours
        days = EVERY_DAY if clause.days is None else clause.days
        for earlier in clauses[:index]:
            if days & (earlier.days or EVERY_DAY) and not _overrides(clause, earlier):
                raise UnreadableHoursError(unreadable.DAY_TWICE)
        if clause.kind == "exception":
            if clause.intervals and not days <= set(week):
                raise UnreadableHoursError(unreadable.DAY_LIST)
            days &= frozenset(week)  # an exception closes no day that was never open
        week |= dict.fromkeys(sorted(days), clause.intervals)
    return week


def _overrides(later: Clause, earlier: Clause) -> bool:
    """Whether the later clause is plainly meant in place of the earlier one, or says the same."""
    if later.intervals == earlier.intervals:
        return True
    if not (later.days or EVERY_DAY) < (earlier.days or EVERY_DAY) or later.label != earlier.label:
        return False
    if later.kind != "hours" or not earlier.intervals:
        return later.kind != "hours"
    opens, closes = later.intervals[0][0], later.intervals[-1][1]
    first, last = earlier.intervals[0][0], earlier.intervals[-1][1]
    apart = closes <= first or last <= opens
    # A short time inside the earlier hours may be a break whose word is missing.
    inside = first < opens and closes < last and closes - opens <= _LONGEST_REST
    return not apart and not inside


def _rests(clauses: list[Clause], week: Week) -> dict[int, Intervals]:
    """The breaks of each day. One with its days named goes before one for all."""
    rests: dict[int, Intervals] = {}
    named: dict[int, Clause] = {}
    for index, clause in enumerate(clauses):
        if clause.kind != "break":
            continue
        if clause.days is None:
            days = _days_before(clauses, index)
            _check_rests(days, clause.intervals, week, all_of_them=False)
            rests |= {day: clause.intervals for day in days if day not in named}
            continue
        for day in clause.days:
            if day in named and not _overrides(clause, named[day]):
                raise UnreadableHoursError(unreadable.BREAK_DAYS)
        _check_rests(clause.days, clause.intervals, week, all_of_them=True)
        named |= dict.fromkeys(clause.days, clause)
        rests |= dict.fromkeys(clause.days, clause.intervals)
    return rests


def _check_rests(days: Days, rests: Intervals, week: Week, all_of_them: bool) -> None:
    """Each rest lies within or between the hours: of all days, or of one and no other half in."""
    fits = [all(_fits(rest, week.get(day, ())) for rest in rests) for day in days]
    half_in = any(
        _is_cut(rest, hours) for day in days for rest in rests for hours in week.get(day, ())
    )
    if half_in or not any(fits) or (all_of_them and not all(fits)):
        raise UnreadableHoursError(unreadable.BREAK_PLACE)


def _fits(rest: Interval, hours: Intervals) -> bool:
    """Whether the rest has opening hours before and after it on this day."""
    return any(start < rest[0] for start, _ in hours) and any(rest[1] < end for _, end in hours)


def _is_cut(rest: Interval, hours: Interval) -> bool:
    """Whether the rest overlaps the hours without lying within them."""
    start, end = hours
    return rest[0] < end and start < rest[1] and not (start < rest[0] and rest[1] < end)


def _days_before(clauses: list[Clause], index: int) -> Days:
    """The days of a break that names none: of the hours just before it, or of all hours."""
    rest, before, after = clauses[index], clauses[:index], clauses[index + 1 :]
    breaks = [at for at, clause in enumerate(before) if clause.kind == "break" and not clause.days]
    hours = [clause for clause in before[max(breaks, default=-1) + 1 :] if clause.kind == "hours"]
    alone = not breaks and all(clause.kind != "hours" for clause in after)
    if len(hours) == 1 or (hours and rest.bracketed and before[-1] is hours[-1]):
        return hours[-1].days or EVERY_DAY
    if not before and not any(c.kind == "break" and not c.days for c in after):
        hours = [clause for clause in after if clause.kind == "hours"]
        return frozenset().union(*(clause.days or EVERY_DAY for clause in hours))
    separations = [clause.separation for clause in hours[1:]]
    set_off = rest.separation >= max([2, *separations])
    # `..., Jumat 08.00-16.30, istirahat 12.00-13.00` may be of Friday alone or of all days.
    last_only = (
        any(_fits(pause, hours[-1].intervals) for pause in rest.intervals) if hours else True
    )
    if hours and alone and (set_off or not last_only):
        return frozenset().union(*(clause.days or EVERY_DAY for clause in hours))
    raise UnreadableHoursError(unreadable.BREAK_DAYS)


def _without(hours: Intervals, rests: Intervals) -> Intervals:
    for start, end in rests:
        hours = tuple(
            piece
            for opens, closes in hours
            for piece in ((opens, min(closes, start)), (max(opens, end), closes))
            if piece[0] < piece[1]
        )
    return hours


_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def grammar_of(week: Week) -> str:
    """The week as an expression of the OpenStreetMap `opening_hours` grammar."""
    if all(week.get(day) == ((0, DAY_END),) for day in EVERY_DAY):
        return "24/7"
    by_times: dict[str, list[int]] = {}
    for day in sorted(day for day in week if week[day]):
        times = ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in week[day])
        by_times.setdefault(times, []).append(day)
    rules = [f"{_runs(days)} {times}" for times, days in by_times.items()]
    return "; ".join(rules) or "Mo-Su off"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _runs(days: list[int]) -> str:
    """`Mo-Th,Sa` of 0, 1, 2, 3, 5."""
    starts = [day for day in days if day - 1 not in days]
    ends = [day for day in days if day + 1 not in days]
    return ",".join(
        _SHORT[first] if first == last else f"{_SHORT[first]}-{_SHORT[last]}"
        for first, last in zip(starts, ends, strict=True)
    )
