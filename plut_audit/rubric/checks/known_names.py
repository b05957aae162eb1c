"""Questions that the program itself uses by name, and the types and choices it counts on.

The table stands here because the rubric is checked before anything reads it; a test holds it
against the code that uses the names.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownQuestion:
    """The types a question may have, and the choices it must at least have."""

    types: tuple[str, ...]
    choices: frozenset[str] = frozenset()


TEXT = KnownQuestion(("text",))
NUMBER = KnownQuestion(("integer", "decimal"))
DATE = KnownQuestion(("date",))

LEVELS = ("provinsi", "kabupaten", "kota")
"""The levels of a centre's owner, as the registry names them."""

KNOWN_QUESTIONS: dict[str, KnownQuestion] = {
    "centre_id": TEXT,
    "centre_name": TEXT,
    "province": TEXT,
    "regency": TEXT,
    "level": KnownQuestion(("select_one", "text"), frozenset(LEVELS)),
    "survey_date": DATE,
    "visit_date": DATE,
    "visit_time": KnownQuestion(("time",)),
    "consultants_active": NUMBER,
    "consultants_certified": NUMBER,
    "consultants_diploma": NUMBER,
    "consultant_experience": NUMBER,
    "consultant_training": NUMBER,
    "consultant_fields": KnownQuestion(("select_multiple",)),
    "equipment_working": NUMBER,
    "equipment_total": NUMBER,
    "days_open_last_month": NUMBER,
    "working_days_last_month": NUMBER,
    "apbd_realised": NUMBER,
    "apbd_last_year": NUMBER,
    "service_fee_revenue": NUMBER,
    "fee_legal_basis": KnownQuestion(("select_one",), frozenset(("none",))),
    "announced": KnownQuestion(("select_one",), frozenset(("yes",))),
    "selection": KnownQuestion(("select_one",)),
    "photo_front": KnownQuestion(("image", "text")),
}

KNOWN_ROSTER: dict[str, KnownQuestion] = {
    "active": KnownQuestion(("select_one",), frozenset(("yes",))),
    "certified": KnownQuestion(("select_one",), frozenset(("yes",))),
    "certificate_valid_until": DATE,
    "education": KnownQuestion(("select_one",)),
    "field": KnownQuestion(("select_one",)),
    "experience_years": NUMBER,
    "training_hours": NUMBER,
}
