"""`penugasan.toml`: read with every fault named, found beside the survey, never invented."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from builders.assignment import COMPLETE, write_assignment, write_logo
from builders.survey import write_five_centres

from plut_audit import cli, i18n
from plut_audit.errors import UsageError
from plut_audit.review.assignment import (
    FILE_NAME,
    Assignment,
    assignment_file,
    assignment_template,
    entry_text,
    read_assignment,
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    i18n.set_language("en")


def faults_of(tmp_path: Path, text: str) -> str:
    path = tmp_path / FILE_NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_assignment(path)
    return str(caught.value)


# --- reading -------------------------------------------------------------------------------


def test_every_entry_is_read(tmp_path: Path) -> None:
    assignment = read_assignment(write_assignment(tmp_path))
    assert assignment.letter.number == "ST-1/2024" and assignment.letter.date == date(2024, 3, 1)
    assert [member.role for member in assignment.team] == ["Ketua Tim", "Anggota"]
    assert assignment.logo == tmp_path / "logo.png"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_template_names_every_entry_and_reads_as_an_empty_assignment(
    tmp_path: Path, language: str
) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(assignment_template(language), encoding="utf-8")
    read = read_assignment(path)
    assert read.model_copy(update={"team": ()}) == Assignment()
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(written) == set(Assignment.model_fields)
    for key, field in Assignment.model_fields.items():
        if isinstance(written[key], dict):
            assert set(written[key]) == set(type(field.default).model_fields)


def test_a_missing_entry_is_its_name_in_square_brackets() -> None:
    assignment = Assignment()
    assert entry_text(assignment.letter, "number") == "[number of the assignment letter]"
    i18n.set_language("id")
    assert entry_text(assignment.letter, "number") == "[nomor surat tugas]"
    assert entry_text(assignment.deadlines, "replies") == "[batas waktu tanggapan]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("office = 3", "penugasan.toml: 'office' must be text in quotes, but is 3"),
        ("[letter]\nnumber = 7", "letter: 'number' must be text in quotes, but is 7"),
        ("[letter]\ndate = 20240301", "letter: 'date' must be a date such as 2024-03-01"),
        ("[period]\nbegins = '1 Maret 2024'", "but is '1 Maret 2024'"),
        ("[period]\nends = 2024-03-01T10:00:00", "period: 'ends' must be a date"),
        ("legal_basis = 'UU'", "'legal_basis' must be a list in square brackets"),
        ("offce = 'x'", "'offce' is an unknown key; did you mean 'office'?"),
        ("[leter]\nnumber = 'x'", "'leter' is an unknown key; did you mean 'letter'?"),
        ("[[team]]\nname = 1", "team: 1: 'name' must be text in quotes, but is 1"),
        ("team = 'Ani'", "'team' must be a list in square brackets"),
        ("logo = 'none.png'", "'logo' names the file 'none.png', which is not there"),
        ("template = 'x/y.docx'", "'template' names the file 'x/y.docx'"),
        ("logo = 'penugasan.toml'", "which is no PNG, JPEG, GIF, BMP or TIFF picture"),
        ('logo = "C:\\Users\\x.png"', "Write a path with / or in single quotes"),
        ("office = ", "not valid TOML"),
        ("office = 'a\\u0007b'\nx", "not valid TOML"),
    ],
)
def test_a_fault_names_file_key_expected_and_found(
    tmp_path: Path, text: str, expected: str
) -> None:
    message = faults_of(tmp_path, text)
    assert expected in message and FILE_NAME in message


def test_all_faults_are_named_at_once_in_the_reader_language(tmp_path: Path) -> None:
    i18n.set_language("id")
    message = faults_of(tmp_path, "office = 3\n[letter]\ndate = 1\n[signer]\nnama = 'x'\n")
    assert len(message.splitlines()) == 4
    assert "harus berupa tanggal seperti 2024-03-01" in message


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes("office = 'é'".encode("utf-16"))
    with pytest.raises(UsageError, match="UTF-8"):
        read_assignment(tmp_path / FILE_NAME)


# --- where it is found ---------------------------------------------------------------------


def test_it_is_found_in_the_folder_or_beside_the_files(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("x", encoding="utf-8")
    assert assignment_file([tmp_path]) is None
    path = write_assignment(tmp_path)
    assert assignment_file([tmp_path]) == assignment_file([tmp_path / "answers.csv"]) == path
    assert assignment_file([tmp_path], tmp_path / "other.toml") == tmp_path / "other.toml"


def test_two_of_them_are_never_chosen_between(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        write_assignment(folder)
    with pytest.raises(UsageError, match="--assignment FILE"):
        assignment_file(folders)


# --- on the command line -------------------------------------------------------------------


def text_of(path: Path) -> str:
    document: Any = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_forms_writes_it_and_score_prints_it(tmp_path: Path) -> None:
    survey = write_five_centres(tmp_path / "2024")
    assert cli.run(["forms", str(tmp_path / "forms"), "-q"]) == 0
    template = (tmp_path / "forms" / FILE_NAME).read_text(encoding="utf-8")
    filled = template.replace(
        '# number of the assignment letter\nnumber = ""',
        '# number of the assignment letter\nnumber = "ST-9"',
    )
    (survey / FILE_NAME).write_text(filled, encoding="utf-8")
    out = tmp_path / "laporan.docx"
    assert cli.run(["score", str(survey), "-q", "-o", str(out)]) == 0
    assert "number ST-9 of [date of the assignment letter]" in text_of(out)


def test_export_takes_it_beside_the_result_or_by_name(tmp_path: Path) -> None:
    survey, stored = write_five_centres(tmp_path / "2024"), tmp_path / "out" / "result.json"
    assert cli.run(["score", str(survey), "-q", "-o", str(stored)]) == 0
    write_assignment(stored.parent)
    beside, named = tmp_path / "a.docx", tmp_path / "b.docx"
    (tmp_path / "mine.toml").write_text("office = 'Kantor Lain'", encoding="utf-8")
    assert cli.run(["export", str(stored), "-o", str(beside)]) == 0
    words = ["export", str(stored), "-o", str(named), "--assignment", str(tmp_path / "mine.toml")]
    assert cli.run(words) == 0
    assert COMPLETE["office"] in text_of(beside) and "Kantor Lain" in text_of(named)


def test_a_faulty_one_stops_the_run_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = write_five_centres(tmp_path / "2024")
    (survey / FILE_NAME).write_text("office = 3", encoding="utf-8")
    words = ["score", str(survey), "-q", "-o", str(tmp_path / "x.docx")]
    assert cli.run([*words, "-o", str(tmp_path / "x.csv")]) == 2
    assert "'office' must be text in quotes" in capsys.readouterr().err
    assert not list(tmp_path.glob("x.*"))
    # Where nothing signed is written, it is not read.
    assert cli.run(["score", str(survey), "-q", "-o", str(tmp_path / "x.csv")]) == 0


def test_it_changes_no_result(tmp_path: Path) -> None:
    survey = write_five_centres(tmp_path / "2024")
    results = []
    for name in ("a.json", "b.json"):
        assert cli.run(["score", str(survey), "-q", "-o", str(tmp_path / name)]) == 0
        results.append((tmp_path / name).read_bytes())
        write_assignment(survey)
    assert results[0] == results[1]


def test_a_batch_prints_the_assignment_of_each_year(tmp_path: Path) -> None:
    for year in (2023, 2024):
        survey = write_five_centres(tmp_path / "surveys" / str(year))
        (survey / FILE_NAME).write_text(f"office = 'Kantor {year}'", encoding="utf-8")
    words = ["batch", str(tmp_path / "surveys"), "-o", str(tmp_path / "out"), "--report", "docx"]
    assert cli.run([*words, "-q", "--jobs", "1"]) == 0
    for year in (2023, 2024):
        assert f"Kantor {year}" in text_of(tmp_path / "out" / str(year) / "report.docx")
    # A changed assignment is a changed input of that year alone.
    (tmp_path / "surveys" / "2024" / FILE_NAME).write_text("office = 'Baru'", encoding="utf-8")
    assert cli.run([*words, "-q", "--jobs", "1", "--resume", "--force"]) == 0
    assert "Baru" in text_of(tmp_path / "out" / "2024" / "report.docx")


def test_a_logo_is_a_picture_that_word_takes(tmp_path: Path) -> None:
    write_logo(tmp_path / "logo.png")
    (tmp_path / FILE_NAME).write_text("logo = 'logo.png'", encoding="utf-8")
    assert read_assignment(tmp_path / FILE_NAME).logo == tmp_path / "logo.png"
