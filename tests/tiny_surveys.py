"""Tiny surveys of invented centres, written as tables with the questions' names as header."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

REGISTRY = ("centre_id", "name", "province", "regency", "level")
PLACES = {
    "71": ("Sulawesi Utara", ("Bitung", "Manado", "Tomohon")),
    "35": ("Jawa Timur", ("Batu", "Blitar", "Kediri", "Madiun")),
}

Row = dict[str, object]

GOOD: Row = {
    "land_area": 2500,
    "land_title": "certificate",
    "building_condition": "good",
    "rooms": "training; consulting",
    "equipment_total": 20,
    "equipment_working": 18,
    "internet_mbps": 20,
    "electricity": "stable",
    "access_features": "ramp",
    "safety_features": "extinguisher",
    "opening_hours": "Senin-Jumat 08.00-16.00",
    "days_open_last_month": 20,
    "working_days_last_month": 21,
    "hours_posted": "yes",
    "outside_hours_service": "none",
    "public_access": "free",
    "consultants_active": 4,
    "consultant_fields": "institution hr production",
    "consultants_certified": 2,
    "consultants_diploma": 4,
    "consultant_experience": 4,
    "consultant_training": 24,
    "clients_assisted": 220,
    "performance_review": "yes",
    "apbd_operations": 250000000,
    "apbd_last_year": 200000000,
    "apbd_realised": 180000000,
    "honorarium_source": "apbd",
    "institutional_form": "uptd",
    "legal_basis": "perkada",
    "managers": 3,
    "dprd_commitment": "no",
    "reports_submitted": 9,
    "opd_activities": 6,
    "service_fee_revenue": 0,
    "respondent_role": "head",
}


def registry() -> list[Row]:
    """Eight centres: seven cities and one province."""
    found = [
        dict(
            zip(
                REGISTRY,
                (
                    f"{code}.{70 + number}-1",
                    f"PLUT-KUMKM Kota {city}",
                    province,
                    f"Kota {city}",
                    "kota",
                ),
                strict=True,
            )
        )
        for code, (province, cities) in PLACES.items()
        for number, city in enumerate(cities, 1)
    ]
    name = "PLUT-KUMKM Provinsi Jawa Timur"
    return [*found, dict(zip(REGISTRY, ("35-1", name, "Jawa Timur", "", "provinsi"), strict=True))]


def answered(year: int, centre: Mapping[str, object], number: int, **changes: object) -> Row:
    """The questionnaire of a centre; every centre and year differs a little."""
    varied = {
        "land_area": 1000 + 150 * number,
        "clients_assisted": 100 + 20 * number + year % 100,
        "reports_submitted": 4 + number,
        "apbd_operations": 100_000_000 + 40_000_000 * number,
        "equipment_working": 10 + number,
        "survey_date": f"{year}-03-{10 + number:02}",
    }
    named = {
        "centre_id": centre["centre_id"],
        "centre_name": centre["name"],
        "level": centre["level"],
        "province": centre["province"],
    }
    return {**named, **GOOD, **varied, **changes}


def visited(year: int, centre: Mapping[str, object], number: int, **changes: object) -> Row:
    """What a visit saw, a little less than was reported."""
    seen = {
        "centre_id": centre["centre_id"],
        "centre_name": centre["name"],
        "visit_date": f"{year}-04-{10 + number:02}",
        "visit_time": "10.00",
        "open_at_visit": "open",
        "building_condition": "light_damage",
        "equipment_total": 20,
        "equipment_working": 8 + number,
    }
    return {**seen, **changes}


def write_table(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """A CSV with every column that a row has."""
    listed = list(rows)
    header = list(dict.fromkeys(name for row in listed for name in row))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(listed)
    return path


def write_year(
    folder: Path,
    year: int,
    changes: Mapping[int, Mapping[str, object]] | None = None,
    visits: Mapping[int, Mapping[str, object]] | None = None,
    silent: Iterable[int] = (),
) -> Path:
    """A survey year: registry, questionnaire, visits of every other centre."""
    changes, visits, silent = changes or {}, visits or {}, set(silent)
    centres = list(enumerate(registry()))
    write_table(folder / "centres.csv", registry())
    write_table(
        folder / "answers.csv",
        [
            answered(year, one, number, **changes.get(number, {}))
            for number, one in centres
            if number not in silent
        ],
    )
    write_table(
        folder / "visits.csv",
        [
            visited(year, one, number, **visits.get(number, {}))
            for number, one in centres
            if number % 2 == 0 and number not in silent
        ],
    )
    return folder
