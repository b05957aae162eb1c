"""Day first or month first: which order the dates of one file are written in.

One file is written in one order, the one that all its dates allow. `13/04/2024` allows day
first only, `4/13/2024` month first only, `03/04/2024` both; ISO dates and named months are
written in no such order and say nothing.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Literal

from plut_audit.ingest.values.dates import WEEKDAY, read_timestamp
from plut_audit.ingest.values.text import clean

DateOrder = Literal["day", "month"]
BOTH: frozenset[DateOrder] = frozenset(("day", "month"))
_NUMERIC = re.compile(
    r"(?P<first>\d{1,2}) ?([-/.]) ?(?P<second>\d{1,2}) ?\2 ?(?P<year>\d{4}|\d{2})(?!\d)"
    r"(?:[T ,].*)?",
    re.DOTALL,
)
_SHORT_YEAR, _MONTHS, _DAYS = 2, 12, 31
_LONGEST = 80
"""Characters of a cell; a longer text is prose."""


def orders_of(cell: object) -> frozenset[DateOrder]:
    """The orders in which a cell is a date; nothing for what is written in neither."""
    if not isinstance(cell, str) or not (parts := _numeric(cell)):
        return frozenset()
    first, second = int(parts["first"]), int(parts["second"])
    orders: set[DateOrder] = set()
    if 1 <= first <= 31 and 1 <= second <= 12:
        orders.add("day")
    if 1 <= first <= 12 and 1 <= second <= 31:
        orders.add("month")
    return frozenset(orders)


def is_ambiguous(cell: object) -> bool:
    """Whether a cell is another day in the other order: `03/04/2024`, but not `03/03/2024`."""
    if not isinstance(cell, str) or orders_of(cell) != BOTH or not (parts := _numeric(cell)):
        return False
    return int(parts["first"]) != int(parts["second"])


def _numeric(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST or not any(map(str.isdigit, text[:30])):
        return None
    return _NUMERIC.fullmatch(WEEKDAY.sub("", clean(text).casefold()).strip(" ,()"))


def common_orders(cells: Iterable[object]) -> frozenset[DateOrder]:
    """The orders that all the dates among the cells allow; none where they contradict."""
    common = BOTH
    for cell in {cell for cell in cells if isinstance(cell, str)}:
        common &= orders_of(cell) or BOTH
    return common


def years_may_come_first(cells: Iterable[object]) -> bool:
    """Whether dates with a year of two digits may begin with it: `24/03/10`.

    They do not where the last number stays the same from date to date and the first does not,
    or where it is no day.
    """
    firsts: set[int] = set()
    lasts: set[int] = set()
    for cell in {cell for cell in cells if isinstance(cell, str)}:
        parts = _numeric(cell)
        first, second, year = parts.group("first", "second", "year") if parts else ("", "", "")
        if len(year) == _SHORT_YEAR:
            if int(second) > _MONTHS or not 1 <= int(year) <= _DAYS:
                return False
            firsts.add(int(first))
            lasts.add(int(year))
    if not lasts:
        return False
    return max(lasts) - min(lasts) > 1 or max(firsts) - min(firsts) <= 1


def order_in_time(stamps: Sequence[object]) -> DateOrder | None:
    """The only order in which time stamps that were written one after the other rise."""
    if sum(map(is_ambiguous, stamps)) < 2:
        return None
    rising = [order for order in ("day", "month") if _rises(stamps, order == "month")]
    return ("month" if rising == ["month"] else "day") if len(rising) == 1 else None


def _rises(stamps: Sequence[object], month_first: bool) -> bool:
    moments = [read_timestamp(stamp, month_first=month_first).value for stamp in stamps]
    known = [moment for moment in moments if isinstance(moment, datetime)]
    return all(earlier <= later for earlier, later in pairwise(known))
