"""Surveys invented for tests: the truth of each centre, and the files that say it."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from recomputation import Truth

from plut_audit.rubric import Question, Rubric

SURVEYED = date(2024, 3, 4)
DAY, BREAK = (480, 960), ((480, 720), (780, 960))
WEEKS = {
    "Senin-Jumat 08.00-16.00": (40, 5, [(DAY,)] * 5 + [(), ()]),
    "Senin s.d. Jum'at : Pukul 07.30 s.d. 15.00": (37.5, 5, [((450, 900),)] * 5 + [(), ()]),
    "Senin-Kamis 08.00-12.00": (16, 4, [((480, 720),)] * 4 + [()] * 3),
    "Setiap Hari: 08.00 - 16.00 WIB": (56, 7, [(DAY,)] * 7),
    "Senin-Kamis 08.00-16.00 (istirahat 12.00-13.00), Jumat 08.00-16.30 (istirahat 11.30-13.00)": (
        40.5,
        5,
        [BREAK] * 4 + [((480, 690), (780, 990)), (), ()],
    ),
    "Senin-Jumat 08.00-11.00 dan 17.00-20.00": (30, 5, [((480, 660), (1020, 1200))] * 5 + [(), ()]),
}
"""Posted hours, and what they amount to: hours a week (breaks not taken off), days, sessions."""
HIGHEST = {
    "land_area": 3000,
    "internet_mbps": 30,
    "apbd_operations": 600_000_000,
    "managers": 6,
    "apbd_last_year": 600_000_000,
    "apbd_realised": 500_000_000,
    "consultants_active": 8,
    "consultants_certified": 6,
    "consultants_diploma": 6,
    "equipment_total": 40,
    "equipment_working": 40,
    "reports_submitted": 12,
    "opd_activities": 15,
    "clients_assisted": 900,
    "consultant_experience": 8,
    "consultant_training": 60,
    "clients_target": 900,
    "clients_linked_to_market": 300,
    "clients_adopted_technology": 300,
    "production_clusters": 8,
    "service_fee_revenue": 1_000_000,
    "funding_year": 2026,
}


def invent(
    rubric: Rubric, rng: random.Random, size: int, blanks: float = 0.05, silent: float = 0.0
) -> dict[str, Truth]:
    """Centres with random answers; about half of them visited, some of these without an answer."""
    truths = {}
    for number in range(size):
        level = rng.choice(["provinsi", "kabupaten", "kota"])
        text = rng.choice([*WEEKS, "entah kapan"])
        week = WEEKS.get(text)
        hours = week and (week[0], week[1], [list(day) for day in week[2]])
        truth = Truth(level, _answers(rubric, "questionnaire", rng, blanks), hours=hours)
        if rng.random() >= blanks:
            truth.reported["opening_hours"] = text
        for name in ("funding_source", "funding_year"):
            if rng.random() >= blanks:
                truth.reported[name] = _answer(rubric.questions[name], rng)
        if rng.random() < 0.5:
            visit(truth, rubric, rng, blanks)
        if truth.observed is not None and rng.random() < silent:
            # Its level follows from its code then, which is that of a regency.
            truth.reported, truth.silent, truth.level = {}, True, "kabupaten"
            truth.hours = None
        truths[f"{11 + number // 90}.{number % 90 + 1:02d}"] = truth
    return truths


def visit(truth: Truth, rubric: Rubric, rng: random.Random, blanks: float) -> None:
    """A visit on some day and hour, which sees at a shut gate only what can be seen there."""
    truth.observed = _answers(rubric, "visit", rng, blanks)
    for name in ("open_at_visit", "announced", "selection"):
        if rng.random() >= blanks:
            truth.observed[name] = _answer(rubric.questions[name], rng)
    if rng.random() < 0.4:
        truth.observed["selection"] = "random"
    if truth.observed.get("open_at_visit") in ("closed", "locked"):
        close_gate(truth, rubric)
        if rng.random() < 0.5:
            truth.observed.pop("public_access", None)
    # Two of the days are a holiday and a joint leave day, one is a Friday, two are Sundays.
    truth.days_between = rng.choice([0, 1, 1, 2, 2, 3, 4, 6, 7, 8, 30, 90, 91, 200])
    truth.visited_on = SURVEYED + timedelta(days=truth.days_between)
    minute = rng.choice([479, 480, 540, 600, 630, 690, 700, 720, 780, 810, 899, 900, 960, 1030])
    truth.arrival = (truth.visited_on.weekday(), minute)


def close_gate(truth: Truth, rubric: Rubric) -> None:
    """Take away what the visit form does not ask at a shut gate."""
    for name in list(truth.observed):
        if name in rubric.questions and rubric.questions[name].visit_only_if:
            del truth.observed[name]


def _answers(rubric: Rubric, form: str, rng: random.Random, blanks: float) -> dict:
    answers = {}
    for name, question in rubric.asked_in(form).items():
        if question.section not in "BCDEF" or question.type == "text" or rng.random() < blanks:
            continue
        answers[name] = _answer(question, rng)
    # A form skips what does not apply.
    for name in list(answers):
        condition = rubric.questions[name].only_if
        if condition.endswith("> 0") and answers.get(condition.split()[0]) == 0:
            del answers[name]
    return answers


def _answer(question: Question, rng: random.Random):
    if question.type == "select_one":
        return rng.choice(list(question.choices))
    if question.type == "select_multiple":
        choices = [code for code in question.choices if code != "none"]
        return set(rng.sample(choices, rng.randint(0, len(choices)))) or {"none"}
    low = int(question.valid_min or 0)
    high = HIGHEST.get(question.name, int(question.valid_max or 100))
    if rng.random() < 0.15:
        return low
    return (
        rng.randint(low, high) if question.type == "integer" else round(rng.uniform(low, high), 2)
    )


def write_csv(truths: dict[str, Truth], rubric: Rubric, folder: Path, rng: random.Random) -> Path:
    """The survey as two CSV files with names and codes, rows and columns shuffled."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {
        code: {
            "centre_id": code,
            "centre_name": f"PLUT {code}",
            "level": truth.level,
            "province": "Aceh",
            "survey_date": SURVEYED.isoformat(),
            **truth.reported,
        }
        for code, truth in truths.items()
        if not truth.silent
    }
    _write(folder / "answers.csv", rows, list(rubric.asked_in("questionnaire")), rng)
    visits = {}
    for code, truth in truths.items():
        if truth.observed is not None:
            day = SURVEYED + timedelta(days=truth.days_between)
            clock = f"{truth.arrival[1] // 60:02d}:{truth.arrival[1] % 60:02d}"
            visits[code] = {
                "centre_id": code,
                "centre_name": f"PLUT {code}",
                "visit_date": day.isoformat(),
                "visit_time": clock,
                **truth.observed,
            }
    _write(folder / "visits.csv", visits, list(rubric.asked_in("visit")), rng)
    return folder


def _write(path: Path, rows: dict[str, dict], columns: list[str], rng: random.Random) -> None:
    rng.shuffle(columns)
    codes = list(rows)
    rng.shuffle(codes)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for code in codes:
            writer.writerow([_cell(rows[code].get(name)) for name in columns])


def _cell(value) -> str:
    if isinstance(value, set):
        return " ".join(sorted(value))
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)
