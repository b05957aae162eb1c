"""A result of an invented survey, so that exports are tested on what an audit really gives.

Names and remarks carry formulas and markup on purpose: no export may make code of them.
"""

import random
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

import plut_audit
from plut_audit import rubric
from plut_audit.result import Result
from plut_audit.rubric import Question

FORMULA = '=HYPERLINK("http://evil.example","x")'
SCRIPT = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
REMARK = "+SUM(1;2)"
PROVINCES = (
    ("71", "Sulawesi Utara"),
    ("33", "Jawa Tengah"),
    ("31", "DKI Jakarta"),
    ("96", "Papua Barat Daya"),
)
LEVELS = ("provinsi", "kabupaten", "kota")
HIGHEST = {"equipment_total": 30, "equipment_working": 30, "apbd_last_year": 600_000_000}
"""The largest answer to questions that are no indicator alone."""
Row = dict[str, Any]


@cache
def result(centres: int = 12, edition: str = rubric.DEFAULT_EDITION) -> Result:
    """A result of some centres: the last did not answer, two carry payloads in their names."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.xlsx"
        _write(path, centres, edition)
        return plut_audit.audit(path, rubric=edition)


def _write(path: Path, centres: int, edition: str) -> None:
    registry = [_registered(number) for number in range(centres)]
    answers = [_answered(number, registry[number], edition) for number in range(centres - 1)]
    visits = [_visited(row) for row in answers[::2]]
    book = openpyxl.Workbook()
    for title, rows in (("Data", answers), ("Visits", visits), ("Centres", registry)):
        sheet = book.create_sheet(title)
        header = list(dict.fromkeys(name for row in rows for name in row))
        sheet.append(header)
        for row in rows:
            sheet.append([row.get(name) for name in header])
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    del book["Sheet"]
    book.save(path)


def _registered(number: int) -> Row:
    code, province = PROVINCES[number % len(PROVINCES)]
    name = {0: "PLUT " + SCRIPT, 1: FORMULA}.get(number, f"PLUT Kota Contoh {number}")
    return {
        "centre_id": f"{code}.{72 + number // 4:02d}",
        "name": name,
        "province": province,
        "regency": f"Kota Contoh {number}",
        "level": LEVELS[number % 3],
    }


def _answered(number: int, centre: Row, edition: str) -> Row:
    """Answers that differ from centre to centre, the later the better; some are blank."""
    edition_rubric = rubric.load(edition)
    chance = random.Random(number)
    row: Row = {
        "centre_id": centre["centre_id"],
        "centre_name": centre["name"],
        "survey_date": "2024-03-01",
        "level": centre["level"],
        "province": centre["province"],
    }
    for name, question in edition_rubric.asked_in("questionnaire").items():
        if name not in row and chance.random() > 0.03:
            row[name] = _answer(question, chance, (number + 4) / 16)
    row["opening_hours"] = "Senin-Jumat 08.00-16.00"
    row["equipment_working"] = min(row.get("equipment_working") or 0, row.get("equipment_total", 0))
    return row | {name: REMARK for name in row if name.startswith("remark_")}


def _answer(question: Question, chance: random.Random, quality: float) -> Any:
    choices = [code for code in question.choices if code != "none"]
    if question.type == "select_one":
        return choices[min(int(chance.random() / quality * 1.2), len(choices) - 1)]
    if question.type == "select_multiple":
        return " ".join(choices[: max(1, int(quality * len(choices) * 1.5))])
    if question.type in ("integer", "decimal"):
        return round(HIGHEST.get(question.name, _highest(question)) * quality * chance.random() * 2)
    return FORMULA if question.type == "text" and question.name == "respondent_role" else None


@cache
def _goalposts() -> dict[str, float]:
    indicators = rubric.load().indicators.values()
    return {item.value: float(item.high or 1) for item in indicators if item.kind == "linear"}


def _highest(question: Question) -> float:
    limit = question.valid_max if question.valid_max is not None else 1_000_000
    return min(_goalposts().get(question.name, 10.0), limit)


def _visited(row: Row) -> Row:
    return {
        "centre_id": row["centre_id"],
        "visit_date": "2024-03-20",
        "visit_time": "10.00",
        "open_at_visit": "open",
        "building_condition": "moderate_damage",
        "internet_mbps": 5,
    }
