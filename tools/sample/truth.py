"""What was so at a centre in a year: the answers as they ought to be given.

An answer is a code, a list of codes, a number, a date, a text, or None where it was left blank.
"""

from datetime import date

from sample.answers import Answers, Consultant, Worth, survey_date, worth_of
from sample.centres import Centre, institutional_form
from sample.chance import choose, share
from sample.consultants import consultant_summary, consultants
from sample.hours import DAYS_A_WEEK, opening_hours

_ROOMS = (
    "consulting",
    "training",
    "meeting",
    "display",
    "coworking",
    "studio",
    "incubator",
    "packing_house",
    "library",
)
_ACCESS = ("parking", "waiting_area", "prayer_room", "accessible_toilet", "ramp")
_SAFETY = ("extinguisher", "first_aid", "evacuation_route")
_OUTSIDE = ("online", "weekend", "evening")
_MILLION = 1_000_000
_FUNDED_LATELY = ("tugas_pembantuan", "dak")


def truth(centre: Centre, year: int) -> Answers:
    """All answers of the questionnaire as they ought to be given."""
    worth = worth_of(centre, year)
    people = consultants(centre, year)
    day = survey_date(centre, year)
    return {
        **_identity(centre, year),
        "survey_date": day,
        **_infrastructure(centre, worth),
        **_hours(centre, worth),
        **_consultants(people, worth, day),
        **_support(centre, year, worth),
    }


def _graded(worth: float, **at_least: float) -> str:
    """The first choice whose threshold is reached."""
    return next(choice for choice, threshold in at_least.items() if worth >= threshold)


def _ticked(worth: float, choices: tuple[str, ...], *what: object) -> list[str]:
    """As many of the choices as the centre is worth, the common ones first."""
    count = min(round(len(choices) * (0.1 + 1.05 * worth)), len(choices))
    ranked = sorted(choices, key=lambda code: choices.index(code) + 2.5 * share(*what, code))
    kept = set(ranked[:count])
    return [code for code in choices if code in kept] or ["none"]


def _identity(centre: Centre, year: int) -> Answers:
    return {
        "centre_id": centre.centre_id,
        "centre_name": centre.name,
        "level": centre.level,
        "province": centre.province,
        "regency": centre.regency or None,
        "respondent_role": choose(
            ("head", "head", "staff", "consultant", "dinas"), centre.centre_id, year, "role"
        ),
        "year_operational": centre.since,
        **_funding(centre),
    }


def _funding(centre: Centre) -> Answers:
    """Who paid for the building: for the early ones delegated tasks, later mostly DAK."""
    early = ("tugas_pembantuan", "tugas_pembantuan", "dekonsentrasi", "apbd")
    lately = ("dak", "dak", "tugas_pembantuan") if centre.since < 2024 else _FUNDED_LATELY
    sources = early if centre.since < 2019 else lately
    source = choose(sources, centre.centre_id, "funding")
    # Ready in the year after the money, but no programme before 2013.
    return {"funding_source": source, "funding_year": max(2013, centre.since - 1)}


def _infrastructure(centre: Centre, worth: Worth) -> Answers:
    code = centre.centre_id
    equipment = 14 + int(46 * share(code, "equipment"))
    return {
        "land_area": 10 * round(40 + 260 * worth("INF", "land_area")),
        "land_title": _graded(
            worth("INF", "land_title"), certificate=0.42, statement=0.2, disputed=0.12, none=0
        ),
        "building_condition": _graded(
            worth("INF", "building_condition"),
            good=0.5,
            light_damage=0.3,
            moderate_damage=0.1,
            heavy_damage=0,
        ),
        "rooms": _ticked(worth("INF", "rooms"), _ROOMS, code),
        "equipment_total": equipment,
        "equipment_working": round(equipment * (0.4 + 0.6 * worth("INF", "equipment"))),
        "internet_mbps": int(
            _graded(
                worth("INF", "internet"),
                **{"100": 0.93, "50": 0.75, "30": 0.62, "20": 0.5, "10": 0.35, "5": 0.2, "0": 0},
            )
        ),
        "electricity": _graded(
            worth("INF", "electricity"), stable=0.35, frequent_outage=0.04, none=0
        ),
        "access_features": _ticked(worth("INF", "access"), _ACCESS, code),
        "safety_features": _ticked(worth("INF", "safety"), _SAFETY, code),
    }


def _hours(centre: Centre, worth: Worth) -> Answers:
    kind, text = opening_hours(centre, worth("HRS", "opening_hours"))
    planned = min(26, round(DAYS_A_WEEK[kind] * 4.3))
    return {
        "opening_hours": text,
        "working_days_last_month": planned,
        "days_open_last_month": round(planned * (0.62 + 0.4 * worth("HRS", "days_open")) - 0.3)
        if worth("HRS", "days_open") < 0.9
        else planned,
        "hours_posted": _graded(worth("HRS", "hours_posted"), yes=0.4, no=0),
        "outside_hours_service": _ticked(
            worth("HRS", "outside") - 0.05, _OUTSIDE, centre.centre_id
        ),
        "public_access": _graded(
            worth("HRS", "public_access"), free=0.45, by_appointment=0.18, staff_only=0
        ),
    }


def _clients(people: list[Consultant], worth: Worth) -> int:
    active = sum(person["active"] == "yes" for person in people)
    return round(active * (24 + 96 * worth("CON", "clients")))


def _consultants(people: list[Consultant], worth: Worth, day: date) -> Answers:
    return {
        **consultant_summary(people, day),
        "clients_assisted": _clients(people, worth),
        "performance_review": _graded(worth("CON", "performance_review"), yes=0.42, no=0),
    }


def _budget(centre: Centre, year: int) -> int:
    """The budget for operations in rupiah, none where support is weakest."""
    worth = worth_of(centre, year)("GOV", "apbd")
    size = (1.25 if centre.level == "provinsi" else 1.0) * (0.7 + 0.6 * share(centre.centre_id))
    return 0 if worth < 0.07 else round((40 + 700 * worth**1.2) * size / 2.5) * 2_500_000


def _support(centre: Centre, year: int, worth: Worth) -> Answers:
    form = institutional_form(centre, year)
    last = _budget(centre, year - 1) if year > 2022 else round(_budget(centre, year) * 0.9)
    charges = form in ("uptd", "blud") and share(centre.centre_id, "revenue") < 0.4
    fees = round(60 * share(centre.centre_id, year, "fee")) * _MILLION if charges else 0
    return {
        "apbd_operations": _budget(centre, year),
        "apbd_last_year": last,
        "apbd_realised": round(last * (0.68 + 0.3 * worth("GOV", "realised")) / 1000) * 1000
        if last
        else None,
        "honorarium_source": _graded(
            worth("GOV", "honorarium"), apbd=0.6, both=0.42, apbn=0.16, none=0
        ),
        "institutional_form": form,
        "legal_basis": _legal_basis(form, worth("GOV", "legal")),
        "managers": round(0.6 + 5.2 * worth("GOV", "managers")),
        "dprd_commitment": _graded(worth("GOV", "dprd"), yes=0.6, no=0),
        "reports_submitted": min(12, round(2 + 11 * worth("GOV", "reports"))),
        "opd_activities": round(15 * worth("GOV", "opd") ** 1.2),
        "service_fee_revenue": fees,
        "fee_legal_basis": {"blud": "blud_tariff"}.get(form, "perda") if fees else None,
    }


def _legal_basis(form: str, worth: float) -> str:
    if form == "dinas":
        return _graded(worth, perkada=0.85, sk_kepala_daerah=0.5, sk_dinas=0.25, none=0)
    return _graded(worth, perda=0.85, perkada=0.2, sk_kepala_daerah=0)
