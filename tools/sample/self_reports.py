"""What a centre says of itself: the truth, or somewhat more than that."""

from collections.abc import Callable
from datetime import date

from sample.answers import Answer, Answers, Consultant, survey_date
from sample.centres import Centre
from sample.chance import share
from sample.consultants import consultant_summary, consultants
from sample.truth import truth

_BETTER = {
    "building_condition": ("heavy_damage", "moderate_damage", "light_damage", "good"),
    "public_access": ("staff_only", "by_appointment", "free"),
    "hours_posted": ("no", "yes"),
    "performance_review": ("no", "yes"),
    "legal_basis": ("none", "sk_dinas", "sk_kepala_daerah", "perkada", "perda"),
}
"""Questions that are easily answered one step too well, from worst to best."""
_ADDED = {
    "rooms": ("consulting", "meeting", "training", "coworking", "incubator"),
    "access_features": ("waiting_area", "accessible_toilet", "ramp"),
    "safety_features": ("extinguisher", "evacuation_route"),
}
"""Ticks that are easily set too many."""
_REMARKS: dict[str, tuple[Callable[[Answers], bool], str]] = {
    "remark_b": (
        lambda answers: answers["building_condition"] in ("moderate_damage", "heavy_damage"),
        "Usulan rehabilitasi gedung sudah diajukan, belum masuk DPA.",
    ),
    "remark_d": (
        lambda answers: int(str(answers["consultants_active"])) <= 2,
        "Kontrak konsultan berakhir dan belum ada seleksi baru.",
    ),
    "remark_e": (
        lambda answers: int(str(answers["apbd_operations"])) < 60_000_000,
        "Anggaran operasional dipotong pada perubahan APBD.",
    ),
}
SUMMARY = (
    "consultants_active",
    "consultant_fields",
    "consultants_certified",
    "consultants_diploma",
    "consultant_experience",
    "consultant_training",
)
"""What is counted from the list of consultants."""
_HONEST, _MILD = 0.25, 0.7
_CHANCES = {"mild": 0.4, "strong": 0.8}


def self_report(centre: Centre, year: int) -> Answers:
    """The answers of the questionnaire as they were given, the summary of consultants included."""
    answers = _with_remarks(truth(centre, year))
    chance = _chance(centre)
    for question, better in _made_better(answers).items():
        if share(centre.centre_id, "claims", question) < chance:
            answers[question] = better(answers[question])
    listed = reported_consultants(centre, year)
    return {**answers, **consultant_summary(listed, survey_date(centre, year))}


def reported_consultants(centre: Centre, year: int) -> list[Consultant]:
    """The list of consultants as it was handed in: with certificates nobody has, and with
    those who left."""
    chance = 0.6 * _chance(centre)
    certified: Answers = {"certified": "yes", "certificate_valid_until": date(year + 2, 12, 31)}
    who = (centre.centre_id, "claims")
    return [
        person
        | ({"active": "yes"} if share(*who, number, "left") < chance else {})
        | (certified if share(*who, number, "certificate") < chance else {})
        for number, person in enumerate(consultants(centre, year))
    ]


def without_summary(answers: Answers) -> Answers:
    """The answers of a form that has the list of consultants and does not ask the summary."""
    return {**answers, **dict.fromkeys(SUMMARY)}


def _chance(centre: Centre) -> float:
    """How likely a centre answers any one question too well."""
    kind = share(centre.centre_id, "honesty")
    if kind < _HONEST:
        return 0.0
    return _CHANCES["mild" if kind < _MILD else "strong"]


def _with_remarks(answers: Answers) -> Answers:
    """What a respondent adds where something is amiss."""
    remarks: Answers = {
        question: text for question, (amiss, text) in _REMARKS.items() if amiss(answers)
    }
    return {**answers, **remarks}


def _made_better(answers: Answers) -> dict[str, Callable[[Answer], Answer]]:
    steps = {question: _a_step_up(order) for question, order in _BETTER.items()}
    ticks = {question: _ticks_added(extra) for question, extra in _ADDED.items()}
    whole = {
        "equipment_working": answers["equipment_total"],
        "days_open_last_month": answers["working_days_last_month"],
        "managers": min(5, int(str(answers["managers"])) + 1),
    }
    return {**steps, **ticks, **{question: _set_to(value) for question, value in whole.items()}}


def _a_step_up(order: tuple[str, ...]) -> Callable[[Answer], Answer]:
    return lambda now: order[min(order.index(str(now)) + 1, len(order) - 1)]


def _ticks_added(extra: tuple[str, ...]) -> Callable[[Answer], Answer]:
    def added(now: Answer) -> Answer:
        ticked = [code for code in now if code != "none"] if isinstance(now, list) else []
        missing = [code for code in extra if code not in ticked]
        return ticked + missing[:2]

    return added


def _set_to(value: Answer) -> Callable[[Answer], Answer]:
    return lambda now: value
