"""Lists of days: `Senin s.d. Kamis dan Sabtu`, `Sabtu Minggu`, `setiap hari kecuali Jumat`."""

from plut_audit.ingest.hours import unreadable
from plut_audit.ingest.hours.tokens import Cursor, Token, day_number

Days = frozenset[int]
"""Days of the week, Monday 0 to Sunday 6."""

EVERY_DAY: Days = frozenset(range(7))
_NAMED = {"daily": EVERY_DAY, "weekdays": frozenset(range(5)), "weekend": frozenset({5, 6})}
_HOLIDAYS = ("holiday", "off_day")
_DAYISH = ("day", *_NAMED, *_HOLIDAYS)


def at_days(cursor: Cursor) -> bool:
    """Whether a day, a group of days or a holiday is next."""
    return cursor.kind() in _DAYISH


def read_days(cursor: Cursor, kinds: tuple[str, ...] = _DAYISH) -> Days:
    """The list of days at the cursor; empty when only public holidays are named."""
    days, last = _item(cursor)
    while True:
        start = cursor.position
        joints = cursor.skip("comma", "and", "slash")
        if cursor.kind() not in kinds:
            cursor.position = start
            return days
        here = cursor.position
        more, next_last = _item(cursor)
        # Without a word between them only neighbours are a list (`Sabtu Minggu`): `Senin
        # Jumat` may be two days or five. So it is with `Senin/Jumat`.
        neighbours = (last is not None and more == {last + 1}) or (joints and not more)
        if days & more or not (neighbours or joints - {"slash"}):
            cursor.position = here
            raise cursor.refuse(unreadable.DAY_LIST)
        days, last = days | more, next_last


def _item(cursor: Cursor) -> tuple[Days, int | None]:
    """One day, range or group of days; and the day itself when it is a single one."""
    token = cursor.take()
    if token.kind in _HOLIDAYS:
        return frozenset(), None
    if token.kind in _NAMED:
        return _explained(cursor, token), None
    first = day_number(token)
    if cursor.kind() != "range" or cursor.kind(1) != "day":
        return frozenset({first}), first
    cursor.take()
    last = day_number(cursor.take())
    if first == last or (cursor.kind() == "range" and cursor.kind(1) == "day"):
        raise cursor.refuse(unreadable.DAY_LIST)
    # A range may run over the end of the week: Saturday to Monday are three days.
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1)), None


def _explained(cursor: Cursor, token: Token) -> Days:
    """A group of days, or what is said behind it: `Hari kerja (Senin-Sabtu)`."""
    start = cursor.position
    cursor.skip("colon", "open", *(("line",) if token.kind == "weekdays" else ()))
    if cursor.kind() != "day":
        cursor.position = start
        return _NAMED[token.kind]
    here = cursor.position
    days = read_days(cursor, ("day", *_HOLIDAYS))
    if token.kind != "weekdays" and days != _NAMED[token.kind]:
        cursor.position = here
        raise cursor.refuse(unreadable.DAY_LIST)
    return days
