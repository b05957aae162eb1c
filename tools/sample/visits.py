"""What a team saw at a centre, and what it wrote down."""

from datetime import date, timedelta

from sample.centres import Centre, centres_of
from sample.chance import choose, share, spread, within
from sample.truth import Answer, Answers, survey_date, truth

_COUNTS = {2022: 18, 2023: 26, 2024: 41}
_ALWAYS = ("71", "71.72", "74", "74.71")
_FROM_OUTSIDE = {"building_condition", "hours_posted", "open_at_visit"}
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
    "hours_posted",
    "public_access",
    "consultants_active",
    "consultants_certified",
    "performance_review",
    "institutional_form",
    "legal_basis",
    "managers",
    "partners",
    "community_role",
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


def visited(year: int) -> list[Centre]:
    """The centres that a team went to."""
    order = sorted(
        centres_of(year),
        key=lambda centre: (
            centre.centre_id not in _ALWAYS,
            share(centre.centre_id, year, "visited"),
        ),
    )
    return sorted(order[: _COUNTS[year]], key=lambda centre: centre.centre_id)


def visit(centre: Centre, year: int) -> Answers:
    """The answers of the field visit."""
    so = truth(centre, year)
    state = _state(centre, year)
    seen: Answers = {question: so.get(question) for question in _SEEN}
    seen["equipment_working"] = _recount(centre, so)
    if state in ("locked", "closed"):
        seen = {
            question: value if question in _FROM_OUTSIDE else None
            for question, value in seen.items()
        }
    return {
        "centre_id": centre.centre_id,
        "centre_name": centre.name,
        "visit_date": _day(centre, year),
        "visit_time": _time(centre, year),
        "announced": "yes" if share(centre.centre_id, year, "announced") < 0.3 else "no",
        **seen,
        "open_at_visit": state,
        "remark_b": choose(_OF_BUILDINGS, centre.centre_id)
        if so["building_condition"] in ("moderate_damage", "heavy_damage")
        else None,
        "remark_c": _REMARKS.get(state),
    }


def _state(centre: Centre, year: int) -> str:
    worth = within(centre.worth("HRS", year) + 0.3 * spread(centre.centre_id, year, "state"))
    if worth < 0.33:
        return "locked"
    if worth < 0.43:
        return "closed"
    return "open_unstaffed" if worth < 0.53 else "open"


def _recount(centre: Centre, so: Answers) -> Answer:
    """A team counts a machine more or less than the centre does."""
    total, working = int(str(so["equipment_total"])), int(str(so["equipment_working"]))
    return min(total, max(0, working + round(1.5 * spread(centre.centre_id, "recount"))))


def _day(centre: Centre, year: int) -> date:
    """A working day some weeks after the answers; now and then months after."""
    late = share(centre.centre_id, year, "late") < 0.06
    day = survey_date(centre, year) + timedelta(
        95 if late else 12 + int(55 * share(centre.centre_id, year, "gap"))
    )
    day = min(day, date(year, 12, 20))
    return day - timedelta(max(0, day.weekday() - 4))


def _time(centre: Centre, year: int) -> str:
    """The minute of arrival, mostly in the morning; one in fifteen comes after hours."""
    if share(centre.centre_id, year, "after hours") < 0.06:
        return "16.50"
    minutes = 9 * 60 + 5 * int(58 * share(centre.centre_id, year, "arrival"))
    return f"{minutes // 60:02}.{minutes % 60:02}"
