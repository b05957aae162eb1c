"""`plut-audit verify`: what it compares, how it names what differs, and its exit codes."""

import json
import shutil
import zipfile
from importlib.resources import as_file
from pathlib import Path

import docx
import openpyxl
import pytest
from builders.survey import write_five_centres

from plut_audit import cli, i18n, rubric

HASH = "SHA-256"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    monkeypatch.setenv("COLUMNS", "1000")
    i18n.set_language("en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a survey, its result and its reports in English."""
    folder = tmp_path_factory.mktemp("made")
    survey = write_five_centres(folder / "2024")
    (survey / "aliases.csv").write_text("written,centre_id\nPLUT Lama,71.71-1\n", "utf-8")
    words = [
        word for name in ("json", "xlsx", "docx") for word in ("-o", str(folder / f"out.{name}"))
    ]
    assert cli.run(["score", str(survey), "-q", "--lang", "en", *words]) == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    return Path(shutil.copytree(made, tmp_path / "copy"))


def verify(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    capsys.readouterr()
    known = [str(folder / "out.json"), "--survey", str(folder / "2024")]
    code = cli.run(["verify", *known, *(word.replace("@", f"{folder}/") for word in words)])
    shown = capsys.readouterr()
    notices = [line for line in shown.err.splitlines(keepends=True) if line[:6] != "Next: "]
    return code, shown.out, "".join(notices)


def fingerprint(folder: Path) -> str:
    return str(json.loads((folder / "out.json").read_text("utf-8"))["fingerprint"])


def test_what_was_not_changed_is_identical(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = verify(capsys, folder, "--workbook", "@out.xlsx", "--report", "@out.docx")
    assert (code, err) == (0, "")
    assert out.startswith("Identical: 5 centres")
    assert fingerprint(folder) in out


def test_reports_that_export_makes_are_identical(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["-o", str(folder / "again.xlsx"), "-o", str(folder / "again.docx")]
    assert cli.run(["export", str(folder / "out.json"), "--lang", "id", "-q", *words]) == 0
    named = ("--workbook", "@again.xlsx", "--report", "@again.docx")
    assert verify(capsys, folder, *named)[0] == 0


def test_reports_in_the_folder_of_the_survey_change_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("out.json", "out.xlsx", "out.docx"):
        shutil.copy(folder / name, folder / "2024")
    named = ("--workbook", "@out.xlsx", "--report", "@out.docx")
    assert verify(capsys, folder, *named)[0] == 0


def test_files_that_are_gone_new_renamed_or_changed_are_named_by_their_hash(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = folder / "2024"
    (survey / "late.csv").write_text("a,b\n1,2\n", "utf-8")
    (survey / "aliases.csv").unlink()
    (survey / "centres.csv").rename(survey / "registry.csv")
    with (survey / "questionnaire.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    code, out, _ = verify(capsys, folder)
    lines = [line for line in out.splitlines() if HASH in line]
    assert code == 1
    for text in (
        "'late.csv' was added",
        "'aliases.csv' is missing",
        "'centres.csv' is now called 'registry.csv'",
        "'questionnaire.csv' was changed",
    ):
        assert sum(text in line for line in lines) == 1, text


def test_a_byte_that_nothing_reads_is_named(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = write_five_centres(tmp_path / "2024")
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    book.save(survey / "notes.xlsx")
    result = tmp_path / "out.json"
    assert cli.run(["score", str(survey), "-q", "-o", str(result)]) == 3
    with zipfile.ZipFile(survey / "notes.xlsx", "a") as archive:
        archive.comment = b"x"
    code, out, _ = verify(capsys, tmp_path)
    assert code == 1
    assert "'notes.xlsx' was changed" in out


def test_a_survey_that_cannot_be_scored_is_named_by_its_hashes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (folder / "2024").iterdir():
        path.write_text("nothing\n", "utf-8")
    code, out, _ = verify(capsys, folder)
    assert code == 1
    assert "'questionnaire.csv' was changed" in out


def test_a_figure_is_named_with_centre_indicator_and_cells(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "out.json"
    records = json.loads(path.read_text("utf-8"))
    centre = records["centres"][1]
    code = next(code for code, item in centre["items"].items() if 0 < (item["score"] or 0) < 99)
    centre["items"][code]["score"] += 0.5
    path.write_text(json.dumps(records), "utf-8")
    exit_code, out, _ = verify(capsys, folder)
    assert exit_code == 1
    assert f"Centre {centre['centre_id']} {centre['name']}, indicator {code}, 'score'" in out
    assert centre["items"][code]["cells"]["reported"][0] in out


def test_a_rubric_of_ones_own_has_to_be_named_and_is_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey, own = write_five_centres(tmp_path / "2024"), tmp_path / "own"
    with as_file(rubric.editions()[rubric.DEFAULT_EDITION]) as edition:
        shutil.copytree(edition, own)
    _replace_in(own / "rubric.toml", 'id = "bappenas-2023"', 'id = "own"')
    words = ["--rubric", str(own), "-q", "-o", str(tmp_path / "out.json")]
    assert cli.run(["score", str(survey), *words]) == 0
    code, _, err = verify(capsys, tmp_path)
    assert code == 2
    assert "--rubric" in err
    assert verify(capsys, tmp_path, "--rubric", "@own")[0] == 0
    dimension = next(path for path in sorted(own.glob("*.toml")) if path.name[0].isdigit())
    _replace_in(dimension, "weight = ", "weight = 9")
    code, out, _ = verify(capsys, tmp_path, "--rubric", "@own")
    assert code == 1
    assert "The rubric differs at 'edition.rubric." in out


def _replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_cell_of_the_workbook_is_named_and_what_is_filled_in_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "out.xlsx"
    _type_into(path, "Ranking", "D6", "PLUT Lain")
    code, out, _ = verify(capsys, folder, "--workbook", "@out.xlsx")
    assert code == 1
    assert "'out.xlsx' › Ranking!D6: PLUT Lain in the workbook" in out


def _type_into(path: Path, sheet: str, cell: str, text: str) -> None:
    """Put a text into a cell in the file itself, so that all else stays as it is stored."""
    names = openpyxl.load_workbook(path).sheetnames
    member = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    content = members[member].decode()
    at = content.index(f'<c r="{cell}"')
    end = content.index("</c>", at) + 4
    inline = f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'
    members[member] = (content[:at] + inline + content[end:]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in members.items():
            archive.writestr(name, value)


def test_a_figure_of_the_word_report_is_named_with_its_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "out.docx"
    document = docx.Document(str(path))
    table = next(table for table in document.tables if table.cell(0, 0).text == "Rank")
    names = [cell.text for cell in table.rows[0].cells]
    cell = table.cell(1, names.index("Estimate"))
    before, cell.paragraphs[0].runs[0].text = cell.text, "99.99"
    document.save(str(path))
    code, out, _ = verify(capsys, folder, "--report", "@out.docx")
    assert code == 1
    assert f"column 'Estimate': '99.99' in the report, '{before}' from the result" in out
    assert "Ranking', row 2" in out


def test_a_paragraph_that_an_office_adds_is_a_notice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "out.docx"
    document = docx.Document(str(path))
    document.add_paragraph("Signed by the Inspektorat.")
    document.save(str(path))
    code, _, err = verify(capsys, folder, "--report", "@out.docx")
    assert code == 0
    assert "1 paragraphs that are not of the result" in err


def test_a_report_of_another_result_is_said_plainly(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = write_five_centres(tmp_path / "other" / "2023", 2023)
    words = [word for name in ("xlsx", "docx") for word in ("-o", str(folder / f"other.{name}"))]
    assert cli.run(["score", str(survey), "-q", *words]) == 0
    named = ("--workbook", "@other.xlsx", "--report", "@other.docx")
    code, out, _ = verify(capsys, folder, *named)
    assert code == 1
    for name in ("other.xlsx", "other.docx"):
        assert f"'{name}' was made from another result: its fingerprint is" in out


def test_a_file_that_is_no_report_is_said_plainly(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--workbook", "@2024/centres.csv", "--report", "@out.xlsx")
    code, out, _ = verify(capsys, folder, *named)
    assert code == 1
    assert "'centres.csv' is no report of this program." in out
    assert "'out.xlsx' is no report of this program." in out


def test_another_version_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "out.json"
    records = json.loads(path.read_text("utf-8"))
    records["tool"]["version"] = "9.9"
    path.write_text(json.dumps(records), "utf-8")
    code, out, err = verify(capsys, folder)
    assert code == 0
    assert "made by version 9.9" in err
    assert out.startswith("Identical")


def test_a_result_with_its_history_and_studies(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_five_centres(folder / "2023", 2023)
    earlier = str(folder / "before.json")
    assert cli.run(["score", str(folder / "2023"), "-q", "-o", earlier]) == 0
    words = ["--robust", "--previous", earlier, "-o", str(folder / "out.json"), "--force", "-q"]
    assert cli.run(["score", str(folder / "2024"), *words]) == 0
    code, _, err = verify(capsys, folder)
    assert code == 2
    assert "--previous" in err
    assert verify(capsys, folder, "--previous", "@before.json")[0] == 0


def test_a_survey_has_to_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["verify", str(folder / "out.json")]) == 2
    assert "--survey DIR" in capsys.readouterr().err
