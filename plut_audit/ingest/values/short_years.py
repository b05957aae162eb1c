"""Dates whose year has two digits: where it can stand."""

import re
from datetime import date

_FIRST_SHORT_YEAR = 2010
"""Year from which on surveys and certificates are dated, where two digits stand for it."""
_SHORT_NUMBERS = re.compile(r"(?P<first>\d{1,2}) ?([-/.]) ?(?P<month>\d{1,2}) ?\2 ?(?P<last>\d{2})")
END_OF_SHORT_YEARS = 69
"""Two digits from which a year could as well be of the last century."""


def year_first_and_last(text: str) -> tuple[date | None, date | None] | None:
    """A date of three short numbers with its year first, and with its year last, where it can be.

    None for any other text. No survey is older than `_FIRST_SHORT_YEAR`.
    """
    parts = _SHORT_NUMBERS.fullmatch(text)
    if parts is None:
        return None
    first, month, last = (int(parts[name]) for name in ("first", "month", "last"))
    return _short_date(first, month, last), _short_date(last, month, first)


def _short_date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(2000 + year, month, day)
    except ValueError:
        return None
    return found if _FIRST_SHORT_YEAR <= found.year < 2000 + END_OF_SHORT_YEARS else None
