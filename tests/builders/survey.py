"""A survey of N centres as CSV files: registry, questionnaire and visits, names as header."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from .answers import GOOD, ORDINARY, Record

REGISTRY = ("centre_id", "name", "province", "regency", "level")
CITIES = {
    "71": ("Sulawesi Utara", ("Bitung", "Manado", "Tomohon")),
    "35": ("Jawa Timur", ("Batu", "Blitar", "Kediri", "Madiun")),
}
Changes = Mapping[int, Mapping[str, object]]
"""Answers that differ from the default, by the number of the centre; None is a blank."""


def centre(centre_id: str, regency: str, province: str, level: str = "kota") -> Record:
    """A line of the registry."""
    owner = regency or f"Provinsi {province}"
    line = (centre_id, f"PLUT-KUMKM {owner}", province, regency, level)
    return dict(zip(REGISTRY, line, strict=True))


def registry() -> list[Record]:
    """Eight centres: seven cities and one province."""
    cities = [
        centre(f"{code}.{70 + number}-1", f"Kota {city}", province)
        for code, (province, names) in CITIES.items()
        for number, city in enumerate(names, 1)
    ]
    return [*cities, centre("35-1", "", "Jawa Timur", "provinsi")]


def answered(year: int, centre: Mapping[str, object], number: int, **changes: object) -> Record:
    """The questionnaire of a centre; every centre and year differs a little."""
    varied = {
        "land_area": 1000 + 150 * number,
        "clients_assisted": 100 + 20 * number + year % 100,
        "reports_submitted": 4 + number,
        "apbd_operations": 100_000_000 + 40_000_000 * number,
        "equipment_working": 10 + number,
        "survey_date": f"{year}-03-{10 + number:02}",
    }
    return {**_named(centre), **ORDINARY, **varied, **changes}


def visited(year: int, centre: Mapping[str, object], number: int, **changes: object) -> Record:
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


def _named(centre: Mapping[str, object]) -> Record:
    return {
        "centre_id": centre["centre_id"],
        "centre_name": centre["name"],
        "level": centre["level"],
        "province": centre["province"],
    }


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


def write_survey(
    folder: Path,
    centres: Iterable[Mapping[str, object]],
    answers: Iterable[Mapping[str, object]],
    visits: Iterable[Mapping[str, object]],
    questionnaire: str = "answers.csv",
) -> Path:
    """The three tables of a survey year; gives the folder."""
    write_table(folder / "centres.csv", centres)
    write_table(folder / questionnaire, answers)
    write_table(folder / "visits.csv", visits)
    return folder


def write_year(
    folder: Path,
    year: int,
    changes: Changes | None = None,
    visits: Changes | None = None,
    silent: Iterable[int] = (),
) -> Path:
    """A survey year of `registry()`, every other centre visited; `silent` ones did not answer."""
    changes, visits, silent = changes or {}, visits or {}, set(silent)
    centres = [pair for pair in enumerate(registry()) if pair[0] not in silent]
    return write_survey(
        folder,
        registry(),
        [answered(year, line, number, **changes.get(number, {})) for number, line in centres],
        [
            visited(year, line, number, **visits.get(number, {}))
            for number, line in centres
            if number % 2 == 0
        ],
    )


# --- five centres, from very good to poor --------------------------------------------------

FIVE = (
    centre("31", "", "DKI Jakarta", "provinsi"),
    centre("51.71", "Kota Denpasar", "Bali"),
    centre("71", "", "Sulawesi Utara", "provinsi"),
    centre("71.72", "Kota Bitung", "Sulawesi Utara"),
    centre("72.71", "Kota Palu", "Sulawesi Tengah"),
)
WORSE: tuple[Record, ...] = (
    {},
    {"internet_mbps": 10, "building_condition": "light_damage"},
    {"building_condition": "heavy_damage", "apbd_operations": 0, "managers": 0},
    {
        "building_condition": "heavy_damage",
        "land_title": "none",
        "internet_mbps": "lima",
        "honorarium_source": "none",
        "consultants_certified": 1,
    },
)
NOT_ASKED = (
    *("rooms", "access_features", "safety_features", "outside_hours_service"),
    *("consultant_fields", "service_fee_revenue"),
)
"""What the questionnaire of the five centres does not ask."""
NOT_SEEN = ("centre_name", "equipment_total", "equipment_working")
"""What their visits do not say."""
SEEN: dict[int, Record] = {
    1: {"building_condition": "moderate_damage", "internet_mbps": 8},
    3: {"building_condition": "heavy_damage", "open_at_visit": "locked"},
}


def answers_of_five(year: int) -> list[Record]:
    """The questionnaires of the first four of the five centres, each worse than the one before."""
    return [
        {
            "centre_id": line["centre_id"],
            "centre_name": line["name"],
            "survey_date": f"{year}-03-01",
            **_without(NOT_ASKED, {**GOOD, **worse}),
        }
        for line, worse in zip(FIVE, WORSE, strict=False)
    ]


def write_five_centres(folder: Path, year: int = 2024) -> Path:
    """A survey year of five centres: the fifth is silent, the second and fourth were visited."""
    visits = [
        _without(NOT_SEEN, visited(year, FIVE[number], number, visit_date=date, **seen))
        for date, (number, seen) in zip(
            (f"{year}-03-20", f"{year}-03-21"), SEEN.items(), strict=True
        )
    ]
    return write_survey(folder, FIVE, answers_of_five(year), visits, "questionnaire.csv")


def _without(names: Iterable[str], record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in names}
