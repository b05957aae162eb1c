"""What a team saw at a centre, and what it wrote down."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sample.answers import Answer, Answers, survey_date
from sample.centres import Centre, centres_of
from sample.chance import choose, share, spread, within
from sample.truth import truth

_COUNTS = {2022: 18, 2023: 26, 2024: 41}
_DRAWN = {2022: 6, 2023: 8, 2024: 20}
"""How many of them were drawn at random; the others were chosen by risk."""
_ALWAYS = ("71", "71.72", "74", "74.71")
_FROM_OUTSIDE = {"building_condition", "hours_posted"}
"""What can be seen at a locked gate."""
_SEEN = (
    "building_condition",
    "rooms",
    "equipment_total",
    "equipment_working",
    "internet_mbps",
    "electricity",
    "access_features",
    "safety_features",
    "days_open_last_month",
    "working_days_last_month",
    "hours_posted",
    "public_access",
    "consultants_active",
    "consultants_certified",
    "performance_review",
    "institutional_form",
    "legal_basis",
    "managers",
)
_REMARKS = {
    "locked": "Pagar terkunci dan tidak ada petugas; kuncinya dibawa staf dinas.",
    "closed": "Pintu tertutup pada jam layanan; petugas disebut sedang rapat di kantor dinas.",
    "open_unstaffed": "Pintu terbuka, tetapi tidak ada petugas maupun konsultan di meja layanan.",
}
_OF_BUILDINGS = (
    "Plafon ruang pelatihan bocor sejak musim hujan; perbaikan belum dianggarkan.",
    "Cat dinding dan lantai rusak, dua ruang dipakai sebagai gudang.",
)


_PERSONS = ("Kepala PLUT", "Petugas penerima tamu", "Staf administrasi", "Konsultan pendamping")
_HOLIDAYS = (date(2023, 9, 28), date(2024, 9, 16), date(2024, 11, 27))
"""Public holidays on working days of the months in which the teams travelled."""


@dataclass(frozen=True)
class _Arrival:
    """How one visit went that shows a rule of the method."""

    day: date
    time: str
    announced: str
    state: str


_ARRIVALS: dict[tuple[int, str], _Arrival] = {
    # A public holiday, and the prayer on a Friday: shut, and no finding.
    (2023, "74"): _Arrival(date(2023, 9, 28), "10.05", "no", "locked"),
    (2024, "74.71"): _Arrival(date(2024, 9, 16), "09.40", "no", "locked"),
    (2024, "74"): _Arrival(date(2024, 10, 18), "12.10", "no", "closed"),
    # Locked on a working Tuesday within the declared hours: a finding.
    (2024, "71.72"): _Arrival(date(2024, 10, 22), "10.15", "no", "locked"),
    # Announced and open, which shows nothing; announced and shut all the same, which does.
    (2024, "71"): _Arrival(date(2024, 10, 23), "09.30", "yes", "open"),
    (2022, "71"): _Arrival(date(2022, 10, 19), "09.45", "yes", "closed"),
}


@cache
def selections(year: int) -> dict[str, str]:
    """The centres that a team went to, each with how it was selected, by code."""
    others = [centre for centre in centres_of(year) if centre.centre_id not in _ALWAYS]
    drawn = sorted(others, key=lambda centre: share(centre.centre_id, year, "visited"))
    drawn = drawn[: _DRAWN[year]]
    at_risk = sorted(
        (centre for centre in others if centre not in drawn),
        key=lambda centre: centre.worth("GOV", year) + 0.4 * share(centre.centre_id, year, "risk"),
    )[: _COUNTS[year] - _DRAWN[year] - len(_ALWAYS)]
    chosen = [*_ALWAYS, *(centre.centre_id for centre in at_risk)]
    return {
        **dict.fromkeys(chosen, "risk"),
        **{centre.centre_id: "random" for centre in drawn},
    }


def visited(year: int) -> list[Centre]:
    """The centres that a team went to."""
    return [centre for centre in centres_of(year) if centre.centre_id in selections(year)]


def visit(centre: Centre, year: int) -> Answers:
    """The answers of the field visit; the position stays blank, for the building is invented."""
    so, arrival = truth(centre, year), _arrival(centre, year)
    state = arrival.state
    seen: Answers = {question: so.get(question) for question in _SEEN}
    seen["equipment_working"] = _recount(centre, so)
    if state in ("locked", "closed"):
        seen = {
            question: value if question in _FROM_OUTSIDE else None
            for question, value in seen.items()
        }
        seen["public_access"] = "dont_know"
    return {
        "centre_id": centre.centre_id,
        "centre_name": centre.name,
        "visit_date": arrival.day,
        "visit_time": arrival.time,
        "announced": arrival.announced,
        "visitor": f"Pemeriksa {centre.zone}-{1 + int(4 * share(centre.centre_id, 'visitor'))}",
        "selection": selections(year)[centre.centre_id],
        **seen,
        "open_at_visit": state,
        "photo_front": f"foto_{centre.centre_id}_{arrival.day}.jpg",
        "person_met": choose(_PERSONS, centre.centre_id, year, "met") if state == "open" else None,
        "remark_b": choose(_OF_BUILDINGS, centre.centre_id)
        if so["building_condition"] in ("moderate_damage", "heavy_damage") and state == "open"
        else None,
        "remark_c": _REMARKS.get(state),
    }


def _arrival(centre: Centre, year: int) -> _Arrival:
    """When the team came and what it met."""
    announced = "yes" if share(centre.centre_id, year, "announced") < 0.3 else "no"
    usual = _Arrival(_day(centre, year), _time(centre, year), announced, _state(centre, year))
    return _ARRIVALS.get((year, centre.centre_id), usual)


def _state(centre: Centre, year: int) -> str:
    worth = within(centre.worth("HRS", year) + 0.3 * spread(centre.centre_id, year, "state"))
    if worth < 0.3:
        return "locked"
    if worth < 0.38:
        return "closed"
    return "open_unstaffed" if worth < 0.46 else "open"


def _recount(centre: Centre, so: Answers) -> Answer:
    """A team counts a machine more or less than the centre does."""
    total, working = int(str(so["equipment_total"])), int(str(so["equipment_working"]))
    return min(total, max(0, working + round(1.5 * spread(centre.centre_id, "recount"))))


def _day(centre: Centre, year: int) -> date:
    """A working day some weeks after the answers; now and then months after."""
    late = share(centre.centre_id, year, "late") < 0.08
    day = survey_date(centre, year) + timedelta(
        95 if late else 12 + int(55 * share(centre.centre_id, year, "gap"))
    )
    day = min(day, date(year, 12, 20))
    while day.weekday() > 4 or day in _HOLIDAYS:
        day -= timedelta(1)
    return day


def _time(centre: Centre, year: int) -> str:
    """The minute of arrival, mostly in the morning; one in twenty comes after hours."""
    who = (centre.centre_id, year)
    if share(*who, "after hours") < 0.05:
        return "16.50"
    begins, slots = (13 * 60 + 35, 13) if share(*who, "afternoon") < 0.2 else (9 * 60, 29)
    minutes = begins + 5 * int(slots * share(*who, "arrival"))
    return f"{minutes // 60:02}.{minutes % 60:02}"
