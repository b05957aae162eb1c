"""Invented surveys of any size, for measuring only: `python -m benchmarks.generate KIND N PATH`."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from plut_audit import rubric
from plut_audit.rubric import Question
from plut_audit.rubric.forms.parts import form_sections

SUBMISSION = ("_id", "_uuid", "_submission_time", "_index")
"""What KoboToolbox adds to the 56 questions of the instrument: 60 columns."""
PROVINCES = (("11", "Aceh"), ("32", "Jawa Barat"), ("35", "Jawa Timur"), ("73", "Sulawesi Selatan"))
DAYS = ("Senin-Jumat", "Senin s.d. Kamis", "Setiap hari", "Senin - Sabtu")
TIMES = ("08.00-16.00", "07.30 - 15.30", "09.00 s.d. 15.00", "08.00-16.00 WIB")
HOURS = tuple(f"{days} {times}" for days in DAYS for times in TIMES)
REMARKS = ("", "", "Sesuai laporan tahunan", "Data sementara", "Menunggu anggaran perubahan")
BLANK = 0.05
"""Share of questions left blank."""
HIGHEST = {
    "land_area": 4000,
    "internet_mbps": 60,
    "apbd_operations": 900_000_000,
    "managers": 8,
    "apbd_last_year": 600_000_000,
    "apbd_realised": 500_000_000,
    "clients_target": 900,
    "consultants_active": 9,
    "consultant_experience": 12,
    "consultant_training": 80,
    "equipment_total": 60,
    "equipment_working": 40,
    "opd_activities": 20,
    "clients_assisted": 1200,
    "clients_linked_to_market": 300,
    "service_fee_revenue": 50_000_000,
    "clients_adopted_technology": 300,
    "production_clusters": 8,
    "consultants_certified": 5,
    "consultants_diploma": 6,
    "working_days_last_month": 26,
    "year_operational": 2023,
}

LOWEST = {"consultants_active": 1, "equipment_total": 1, "apbd_last_year": 1_000_000}
"""So that the questions which depend on them were asked."""


def table(path: Path, size: int) -> None:
    """One workbook of `size` centres by 60 columns, in the codes of the instrument."""
    questions = list(rubric.load().asked_in("questionnaire").values())
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet("data")
    page.write_row(0, 0, [*(question.name for question in questions), *SUBMISSION])
    for number, answers in enumerate(centres(questions, size), start=1):
        day = f"2024-03-{number % 28 + 1:02d}T08:00:00"
        page.write_row(number, 0, [*answers, number, f"uuid-{number:08d}", day, number])
    book.close()


def workbooks(folder: Path, size: int) -> None:
    """One workbook a centre, the questions down the page and the answers beside them."""
    folder.mkdir(parents=True)
    sections = form_sections(rubric.load(), "questionnaire")
    questions = [question for part in sections for question in part.questions]
    for number, answers in enumerate(centres(questions, size), start=1):
        book = xlsxwriter.Workbook(str(folder / f"kuesioner {number:05d}.xlsx"))
        page = book.add_worksheet("Kuesioner")
        page.write_row(0, 0, ("Pertanyaan", "Jawaban"))
        for row, (question, answer) in enumerate(zip(questions, answers, strict=True), start=1):
            page.write(row, 0, question.label["id"])
            page.write(row, 1, answer)
        book.close()


def centres(questions: list[Question], size: int) -> Iterator[list[Any]]:
    """The answers of each centre in the order of the questions; the same every time."""
    rng = random.Random(2024)
    for number in range(size):
        code, province = PROVINCES[number % len(PROVINCES)]
        place = f"{code}.{number // len(PROVINCES) % 99 + 1:02d}"
        known = {
            "centre_id": f"{place}-{number // 396 + 1}",
            "centre_name": f"PLUT {number + 1}",
            "level": "kabupaten",
            "province": province,
            "regency": f"Kabupaten {place}",
            "survey_date": f"2024-03-{number % 28 + 1:02d}",
            "opening_hours": rng.choice(HOURS),
        }
        yield [known.get(question.name) or _answer(question, rng) for question in questions]


def _answer(question: Question, rng: random.Random) -> Any:
    if rng.random() < BLANK:
        return ""
    codes = [code for code in question.choices if code != "none"]
    match question.type:
        case "select_one":
            return rng.choice(list(question.choices))
        case "select_multiple":
            return " ".join(rng.sample(codes, rng.randint(1, len(codes))))
        case "text":
            return rng.choice(REMARKS)
    low = LOWEST.get(question.name, int(question.valid_min or 0))
    high = HIGHEST.get(question.name, int(min(question.valid_max or 100, 100)))
    return rng.randint(low, max(low, high))


if __name__ == "__main__":
    {"table": table, "workbooks": workbooks}[sys.argv[1]](Path(sys.argv[3]), int(sys.argv[2]))
