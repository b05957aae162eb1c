"""The fingerprint of a result: the same for the same inputs, another for any other."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pytest
from exports import made
from small_survey import write_year

import plut_audit
from plut_audit.report import formats
from plut_audit.report.formats.docx import write_letters
from plut_audit.result import Result, RunOptions


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_year(tmp_path_factory.mktemp("survey"))


def test_the_same_files_give_the_same_fingerprint(survey: Path, tmp_path: Path) -> None:
    result = plut_audit.audit(survey)
    assert plut_audit.audit(survey).fingerprint == result.fingerprint
    result.save(tmp_path / "result.json")
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["fingerprint"] == (
        result.fingerprint
    )
    assert Result.load(tmp_path / "result.json").fingerprint == result.fingerprint
    assert replace(result, tool_version="99").fingerprint == result.fingerprint


def test_a_report_in_the_folder_changes_no_fingerprint(survey: Path, tmp_path: Path) -> None:
    folder = write_year(tmp_path)
    result = plut_audit.audit(folder)
    result.save(folder / "result.json")
    assert plut_audit.audit(folder).fingerprint == result.fingerprint


def test_any_difference_gives_another_fingerprint(survey: Path) -> None:
    result = plut_audit.audit(survey)
    scores = result.items.score.copy()
    scores[tuple(np.argwhere(scores > 1)[0])] -= 0.01
    file = result.inputs[0]
    others = [
        replace(result, items=replace(result.items, score=scores)),
        replace(result, findings=result.findings.take(np.arange(len(result.findings) - 1))),
        replace(result, inputs=(replace(file, sha256="0" * 64), *result.inputs[1:])),
        replace(result, inputs=(replace(file, file="other.csv"), *result.inputs[1:])),
        replace(result, rubric=result.rubric.model_copy(update={"sha256": "0" * 64})),
        replace(result, options=RunOptions(only_approved=True)),
    ]
    assert len({result.fingerprint, *(other.fingerprint for other in others)}) == len(others) + 1


def test_every_opened_file_is_an_input_with_its_hash(tmp_path: Path) -> None:
    folder = write_year(tmp_path)
    (folder / "aliases.csv").write_text("written,centre_id\nPLUT X,71.71\n", "utf-8")
    (folder / "notes.csv").write_text("a,b\n1,2\n", "utf-8")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 no archive")
    roles = {file.file: file.role for file in plut_audit.audit(folder).inputs}
    assert roles["aliases.csv"] == "aliases"
    assert roles["notes.csv"] == roles["broken.xlsx"] == "other"
    assert all(len(file.sha256) == 64 for file in plut_audit.audit(folder).inputs)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_report_prints_the_fingerprint(language: str, tmp_path: Path) -> None:
    result = made.result()
    for suffix in ("json", "md", "html", "zip"):
        path = tmp_path / f"report.{suffix}"
        formats.write(result, path, language)
        content = path.read_bytes()
        if suffix == "zip":
            content = zipfile.ZipFile(path).read("datapackage.json")
        assert result.fingerprint.encode() in content, suffix
    formats.write(result, tmp_path / "report.xlsx", language)
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx")[
        {"id": "Metode", "en": "Method"}[language]
    ]
    assert result.fingerprint in [cell.value for row in sheet.iter_rows() for cell in row]


def test_word_documents_print_the_fingerprint(tmp_path: Path) -> None:
    result = made.result()
    formats.write(result, tmp_path / "report.docx", "en")
    letters = write_letters(result, tmp_path / "letters", "en")
    # A letter that asks for the questionnaire states no figure of the result.
    silent = {row.centre_id for row in result.centre_rows() if not row.responded}
    stating = [path for path in letters if path.name.partition("_")[0] not in silent]
    assert len(stating) > 1
    for path in (tmp_path / "report.docx", *stating):
        paragraphs = docx.Document(str(path)).paragraphs
        assert any(result.fingerprint in paragraph.text for paragraph in paragraphs), path
