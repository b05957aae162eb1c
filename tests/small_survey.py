"""A small invented survey year for tests: five centres, one of them silent, two visited."""

import csv
from pathlib import Path

CENTRES = [
    ("31", "PLUT-KUMKM Provinsi DKI Jakarta", "DKI Jakarta", "", "provinsi"),
    ("51.71", "PLUT-KUMKM Kota Denpasar", "Bali", "Kota Denpasar", "kota"),
    ("71", "PLUT-KUMKM Provinsi Sulawesi Utara", "Sulawesi Utara", "", "provinsi"),
    ("71.72", "PLUT-KUMKM Kota Bitung", "Sulawesi Utara", "Kota Bitung", "kota"),
    ("72.71", "PLUT-KUMKM Kota Palu", "Sulawesi Tengah", "Kota Palu", "kota"),
]
GOOD = {
    "survey_date": "2024-03-01",
    "respondent_role": "head",
    "institutional_form": "uptd",
    "land_area": "2500",
    "land_title": "certificate",
    "building_condition": "good",
    "equipment_total": "20",
    "equipment_working": "20",
    "internet_mbps": "50",
    "electricity": "stable",
    "opening_hours": "Senin-Jumat 08.00-16.00",
    "hours_posted": "yes",
    "public_access": "free",
    "days_open_last_month": "20",
    "working_days_last_month": "20",
    "consultants_active": "5",
    "consultants_certified": "5",
    "consultants_diploma": "5",
    "consultant_experience": "6",
    "consultant_training": "40",
    "clients_assisted": "600",
    "performance_review": "yes",
    "apbd_operations": "600000000",
    "honorarium_source": "apbd",
    "apbd_last_year": "500000000",
    "apbd_realised": "490000000",
    "legal_basis": "perda",
    "managers": "5",
    "dprd_commitment": "yes",
    "reports_submitted": "12",
    "opd_activities": "12",
}


def answers_of(place: int) -> dict[str, str]:
    """The answers of the centre at a place: each one is a little worse than the one before."""
    changed: list[dict[str, str]] = [
        {},
        {"internet_mbps": "10", "building_condition": "light_damage"},
        {"building_condition": "heavy_damage", "apbd_operations": "0", "managers": "0"},
        {
            "building_condition": "heavy_damage",
            "land_title": "none",
            "internet_mbps": "lima",
            "honorarium_source": "none",
            "consultants_certified": "1",
        },
    ]
    code, name, *_ = CENTRES[place]
    return {"centre_id": code, "centre_name": name, **GOOD, **changed[place]}


def write_year(folder: Path, year: int = 2024) -> Path:
    """Write registry, questionnaire and visits into a folder; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    registry = [("centre_id", "name", "province", "regency", "level"), *CENTRES]
    _write(folder / "centres.csv", [list(row) for row in registry])
    responses = [{**answers_of(place), "survey_date": f"{year}-03-01"} for place in range(4)]
    _write(folder / "questionnaire.csv", _table(responses))
    visits = [
        {
            "centre_id": "51.71",
            "visit_date": f"{year}-03-20",
            "visit_time": "10.00",
            "open_at_visit": "open",
            "building_condition": "moderate_damage",
            "internet_mbps": "8",
        },
        {
            "centre_id": "71.72",
            "visit_date": f"{year}-03-21",
            "visit_time": "10.00",
            "open_at_visit": "locked",
            "building_condition": "heavy_damage",
        },
    ]
    _write(folder / "visits.csv", _table(visits))
    return folder


def _table(records: list[dict[str, str]]) -> list[list[str]]:
    header = list(dict.fromkeys(name for record in records for name in record))
    return [header, *([record.get(name, "") for name in header] for record in records)]


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
