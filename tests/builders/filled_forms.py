"""Questionnaires as five centres fill them in: the program's own workbook, one for each centre."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plut_audit import rubric
from plut_audit.rubric.forms import write_forms

from .answers import GOOD
from .survey import FIVE, WORSE, write_table

FORM = "kuesioner_lembar.xlsx"
NAMES = tuple(f"{line['centre_id']} kuesioner.xlsx" for line in FIVE)
MISREAD = (
    {},
    {"internet_mbps": "lima puluh ribu lebih"},
    {},
    {"building_condition": "baik sekali lah"},
    {},
)
"""What cannot be read: one number and one choice."""


def write_filled_forms(folder: Path) -> Path:
    """Five workbooks and the registry of their centres; gives the folder."""
    forms = folder.parent / f"{folder.name}-blank"
    write_forms(forms, rubric.load(), "id")
    folder.mkdir(parents=True)
    for line, worse, misread, name in zip(FIVE, (*WORSE, {}), MISREAD, NAMES, strict=True):
        good = {**GOOD, **worse, **misread}
        if good["internet_mbps"] == "lima":
            good["internet_mbps"] = 5
        named = {
            "centre_id": line["centre_id"],
            "centre_name": line["name"],
            "level": line["level"],
        }
        answers = {**good, **named, "survey_date": "2024-03-01", "province": line["province"]}
        _fill(forms / FORM, folder / name, answers)
    write_table(folder / "daftar plut.csv", FIVE)
    return folder


def _fill(form: Path, target: Path, answers: Mapping[str, Any]) -> None:
    """The form with its answers beside the questions, choices by their Indonesian labels."""
    from openpyxl import load_workbook

    book = load_workbook(form)
    page = book.worksheets[0]
    asked = rubric.load().asked_in("questionnaire").values()
    by_label = {question.label["id"]: question for question in asked}
    for label, answer in page.iter_rows(min_col=2, max_col=3):
        question = by_label.get(str(label.value))
        if question and question.name in answers:
            value = answers[question.name]
            choice = question.choices.get(str(value))
            answer.value = choice["id"] if choice else value
    book.save(target)
