"""The project's own templates, filled in with openpyxl, are read back question by question."""

from pathlib import Path

import openpyxl
import pytest
from builders.tables import RUBRIC, read

from plut_audit.ingest import sheets
from plut_audit.ingest.sheets import CellValue
from plut_audit.rubric import Form

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"
FORMS: dict[str, Form] = {"kuesioner": "questionnaire", "kunjungan": "visit"}


def filled(name: str, layout: str, path: Path) -> dict[str, CellValue]:
    """Write an answer of its own beside (or under) each question; gives them by question."""
    book = openpyxl.load_workbook(FOLDER / f"{name}_{layout}.xlsx")
    page = book.worksheets[0]
    labels = {one.label["id"]: key for key, one in RUBRIC.asked_in(FORMS[name]).items()}
    cells = [cell for row in page.iter_rows(max_row=80) for cell in row if cell.value in labels]
    expected: dict[str, CellValue] = {}
    for number, cell in enumerate(cells):
        answer = cell.offset(1, 0) if layout == "tabel" else cell.offset(0, 1)
        answer.value = expected[labels[str(cell.value)]] = f"answer {number}"
    book.save(path)
    return expected


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("layout", ["tabel", "lembar"])
def test_a_filled_template_gives_back_every_answer(name: str, layout: str, tmp_path: Path) -> None:
    path = tmp_path / "isian.xlsx"
    expected = filled(name, layout, path)
    found, problems = read(sheets.read(path, "isian.xlsx"))
    (raw,) = [raw for raw in found if raw.role == FORMS[name]]
    assert {key: column.values[0] for key, column in raw.columns.items()} == expected
    assert expected.keys() == RUBRIC.asked_in(FORMS[name]).keys()
    assert problems == []
