"""The consultants of a centre, and what the summary questions count of them."""

from datetime import date, timedelta

from sample.answers import Answers, Consultant, worth_of
from sample.centres import Centre
from sample.chance import choose, share

_FIELDS = ("institution", "hr", "production", "finance", "marketing", "it", "network")


def consultants(centre: Centre, year: int) -> list[Consultant]:
    """The consultants of a centre, those who left among them."""
    worth = worth_of(centre, year)
    required = centre.consultants_required
    active = min(required, round(required * (0.34 + 0.8 * worth("CON", "active"))))
    left = int(share(centre.centre_id, year, "left") < 0.25)
    return [
        _consultant(centre, year, number, worth("CON", "people"), active=number < active)
        for number in range(active + left)
    ]


def _consultant(centre: Centre, year: int, number: int, worth: float, active: bool) -> Consultant:
    who = (centre.centre_id, "consultant", number)
    certified = share(*who, "certified") < 0.2 + 0.8 * worth
    until = date(year, 1, 1) + timedelta(int(1300 * share(*who, year, "until")) + 150)
    begun = 0.5 + 9 * share(*who, "experience") * (0.4 + worth)
    field = choose(_FIELDS, *who) if share(*who, "double") < 0.2 else _FIELDS[number % 7]
    return {
        "field": field,
        "active": "yes" if active else "no",
        "education": choose(("sma", "d3", "s1", "s1", "s1", "s1", "s2"), *who, "education"),
        "certified": "yes" if certified else "no",
        "certificate_valid_until": until if certified else None,
        "experience_years": round(begun) + year - 2022,
        "training_hours": 4 * round(15 * share(*who, year, "training") * (0.25 + worth)),
    }


def consultant_summary(people: list[Consultant], day: date) -> Answers:
    """The summary questions as the list of consultants answers them."""
    active = [person for person in people if person["active"] == "yes"]
    if not active:
        return {"consultants_active": 0}
    fields = {person["field"] for person in active}
    return {
        "consultants_active": len(active),
        "consultant_fields": [field for field in _FIELDS if field in fields],
        "consultants_certified": sum(_certified(person, day) for person in active),
        "consultants_diploma": sum(person["education"] != "sma" for person in active),
        "consultant_experience": _mean(active, "experience_years"),
        "consultant_training": _mean(active, "training_hours"),
    }


def _certified(person: Consultant, day: date) -> bool:
    until = person["certificate_valid_until"]
    return person["certified"] == "yes" and (not isinstance(until, date) or until >= day)


def _mean(people: list[Consultant], question: str) -> float:
    numbers = [float(str(person[question])) for person in people]
    return round(sum(numbers) / len(numbers), 1)
