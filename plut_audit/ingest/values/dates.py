"""Dates, times of day and time stamps as people and survey tools write them."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from plut_audit.ingest.values.short_years import END_OF_SHORT_YEARS, year_first_and_last
from plut_audit.ingest.values.text import Reading, blank_reading, clean, invalid

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags agst aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) ?([-/.]) ?(?P<month>\d{1,2}) ?\2 ?(?P<year>\d{4}|\d{2})")
_MONTH_FIRST = re.compile(
    r"(?P<month>\d{1,2}) ?([-/.]) ?(?P<day>\d{1,2}) ?\2 ?(?P<year>\d{4}|\d{2})"
)
_DAY_AND_NAME = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/. ]*(?P<name>{_MONTH})[-/., ]*(?P<year>\d{{4}})"
)
# As Excel writes a date by itself, `14-Mar-24`, and people: `14 Maret '24`.
_DAY_AND_SHORT_NAME = re.compile(
    rf"(?P<day>\d{{1,2}})[-/. ]+(?P<name>{_MONTH})[-/. ]+['’]?(?P<year>\d{{2}})"
)
_NAME_AND_DAY = re.compile(
    rf"(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| )(?P<year>\d{{4}})"
)
WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|sen|sel|rab|kam|jum|sab|min|mon|tue|wed|thu|fri|sat|sun|hari|tanggal|tgl)\b[.:]?"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>z|wib|wita|wit|(?:gmt|utc)?[-+]\d{1,2}(?::?\d{2})?|gmt|utc))?"
)
_TIME = re.compile(rf"(?:(?:pukul|pkl|jam|at)\.? ?)?{_CLOCK}\.?")
_STAMP = re.compile(rf"(?P<date>.+?)(?:(?<=\d)(?:t|[ ,]+(?:pukul |pkl\.? |jam )?){_CLOCK})?")
_LONGEST = 80
"""Characters; whatever is longer is prose, neither date nor time."""

_DAY_ZERO = datetime(1899, 12, 30)
"""Day 0 of spreadsheets, such that every day from 1 March 1900 falls on its serial number."""
_DAYS_TO_1904 = 1462
_FIRST_SERIAL_DAY, _LAST_SERIAL_DAY = datetime(1990, 1, 1), datetime(2101, 1, 1)
_ZONE_HOURS = {"wib": 7, "wita": 8, "wit": 9}


def read_date(raw: object, dates_from_1904: bool = False, order: str = "") -> Reading:
    """A cell as `date`: ISO first, then day first, months in Indonesian or English.

    `order` is `month` or `day` where the file settles it (see `date_order`). A year of two digits
    is read as 20xx where it can only stand last, or the file settles that; VAL-19 names the two
    dates where it could as well stand first (`24/03/10`). A
    number is a serial day between 1990 and 2100, counted from 1904 where the workbook says so.
    Never a guess: what remains is no date (VAL-04).
    """
    both = year_first_and_last(_lower(raw)) if isinstance(raw, str) and not order else None
    if both and None not in both:
        first, last = both
        return invalid("VAL-19", first=first, second=last)
    short_years = bool(order) or (both is not None and both[1] is not None)
    stamp = read_timestamp(raw, order == "month", dates_from_1904, False, short_years)
    if isinstance(stamp.value, datetime):
        return Reading(stamp.value.date())
    return stamp


def read_timestamp(
    raw: object,
    month_first: bool = False,
    dates_from_1904: bool = False,
    in_utc: bool = True,
    short_years: bool = True,
) -> Reading:
    """A cell as `datetime` without a zone; a written zone is converted to UTC.

    `month_first` is for the stamps of English Google Forms (`9/6/2018 0:06:16`). With
    `in_utc=False` the clock stays as it was written. `short_years` lets a year have two digits.
    """
    if blank := blank_reading(raw):
        return blank
    try:
        moment = _moment(raw, _Shapes(month_first, short_years), dates_from_1904, in_utc)
    except (ValueError, OverflowError):
        moment = None
    return Reading(moment) if moment else invalid("VAL-04")


def read_time(raw: object) -> Reading:
    """A cell as `time` of day, local as written; a number is a fraction of a day."""
    if blank := blank_reading(raw):
        return blank
    try:
        clock = _clock(raw)
    except ValueError:
        clock = None
    return Reading(clock) if clock else invalid("VAL-05")


class _Shapes(NamedTuple):
    """In which shapes a date may be written."""

    month_first: bool
    short_years: bool


def _moment(raw: object, shapes: _Shapes, dates_from_1904: bool, in_utc: bool) -> datetime | None:
    match raw:
        case datetime():
            offset = (raw.utcoffset() if in_utc else None) or timedelta()
            return raw.replace(tzinfo=None) - offset
        case date():
            return datetime(raw.year, raw.month, raw.day)
        case int() | float() if not isinstance(raw, bool):
            return _from_serial(raw + (_DAYS_TO_1904 if dates_from_1904 else 0))
        case str():
            return _from_text(_lower(raw), shapes, in_utc)
    return None


def _lower(raw: str) -> str:
    """The text as the patterns expect it; nothing where it is too long to be a date."""
    text = clean(raw).casefold().replace("\n", " ")
    return text if len(text) <= _LONGEST else ""


def _from_serial(serial: float) -> datetime | None:
    moment = _DAY_ZERO + timedelta(seconds=round(serial * 86_400))
    return moment if _FIRST_SERIAL_DAY <= moment < _LAST_SERIAL_DAY else None


def _from_text(text: str, shapes: _Shapes, in_utc: bool) -> datetime | None:
    stamp = _STAMP.fullmatch(WEEKDAY.sub("", text).strip(" ,()"))
    day = _written_day(stamp["date"].strip(" ,()"), shapes) if stamp else None
    if stamp is None or day is None:
        return None
    if stamp["hour"] is None:
        return datetime.combine(day, time())
    moment = datetime.combine(day, _time_of(stamp))
    return moment - _offset(stamp["zone"] or "") if in_utc else moment


def _written_day(text: str, shapes: _Shapes) -> date | None:
    numeric = _MONTH_FIRST if shapes.month_first else _DAY_FIRST
    for shape in (_YEAR_FIRST, numeric, _DAY_AND_NAME, _DAY_AND_SHORT_NAME, _NAME_AND_DAY):
        if found := shape.fullmatch(text):
            parts = found.groupdict()
            short = len(parts["year"]) == 2
            if short and shape is numeric and not shapes.short_years:
                return None
            month = _MONTHS[parts["name"]] if "name" in parts else int(parts["month"])
            return date(_year(parts["year"]), month, int(parts["day"]))
    return None


def _year(digits: str) -> int:
    """The year of four digits, or of two: 20xx, for no survey is older."""
    if len(digits) == 4:
        return int(digits)
    if int(digits) >= END_OF_SHORT_YEARS:
        raise ValueError(digits)
    return 2000 + int(digits)


def _clock(raw: object) -> time | None:
    match raw:
        case datetime():
            return raw.time()
        case time():
            return raw.replace(tzinfo=None)
        case timedelta():
            return _from_seconds(raw.total_seconds())
        case int() | float() if not isinstance(raw, bool):
            return _from_seconds(raw * 86_400)
        case str():
            return _clock_in_text(_lower(raw))
    return None


def _from_seconds(seconds: float) -> time | None:
    if not 0 <= seconds < 86_400:
        return None
    # The last half second of a day stays in it.
    return (_DAY_ZERO + timedelta(seconds=min(round(seconds), 86_399))).time()


def _clock_in_text(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    if found is None and _from_text(text, _Shapes(False, False), in_utc=False):
        found = _STAMP.fullmatch(text)
    return _time_of(found) if found and found["hour"] is not None else None


def _time_of(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return time(hour, int(found["minute"]), int(found["second"] or 0))


def _offset(zone: str) -> timedelta:
    """How far the zone's clock is ahead of UTC."""
    if zone in _ZONE_HOURS:
        return timedelta(hours=_ZONE_HOURS[zone])
    found = re.search(r"([-+])(\d{1,2}):?(\d{2})?", zone)
    if found is None:
        return timedelta()
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -ahead if found[1] == "-" else ahead
