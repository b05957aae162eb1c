"""The records of invented centres: what each response to a form answered."""

from datetime import timedelta

from builders.answers import Record
from recomputation import Truth
from surveys import SURVEYED

from plut_audit.rubric import Form


def records(truths: dict[str, Truth], form: Form) -> list[Record]:
    """The answers of each response to a form, by question."""
    if form == "visit":
        return [_visit(code, truth) for code, truth in truths.items() if truth.observed is not None]
    return [
        {
            "centre_id": code,
            "centre_name": f"PLUT {code}",
            "level": truth.level,
            "province": "Aceh",
            "survey_date": SURVEYED.isoformat(),
            **truth.reported,
        }
        for code, truth in truths.items()
    ]


def _visit(code: str, truth: Truth) -> Record:
    assert truth.observed is not None and truth.arrival is not None
    day, (_, minute) = SURVEYED + timedelta(days=truth.days_between), truth.arrival
    clock = f"{minute // 60:02d}:{minute % 60:02d}"
    return {
        "centre_id": code,
        "centre_name": f"PLUT {code}",
        "visit_date": day.isoformat(),
        "visit_time": clock,
        **truth.observed,
    }
