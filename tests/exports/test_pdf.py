"""The PDF report: what the Word report holds, and a clear line where LibreOffice is missing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import made
import pytest
from builders.assignment import COMPLETE, write_assignment
from builders.survey import write_five_centres

from plut_audit import cli, i18n
from plut_audit.errors import OutputError
from plut_audit.report import formats
from plut_audit.report.evaluation import evaluation_sections
from plut_audit.report.formats import pdf
from plut_audit.review.assignment import Assignment, read_assignment


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    i18n.set_language("en")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Assignment]:
    """The text of a report, its file and the assignment it was made with."""
    if pdf.find_converter() is None or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or pdftotext is not installed")
    folder = tmp_path_factory.mktemp("pdf")
    assignment = read_assignment(write_assignment(folder))
    path = folder / "laporan.pdf"
    formats.write(made.result(), path, "id", assignment=assignment)
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return read.stdout.decode(), path, assignment


@pytest.mark.real
def test_it_holds_the_assignment_and_every_chapter(report: tuple[str, Path, Assignment]) -> None:
    text, _path, assignment = report
    flat = " ".join(text.split())
    i18n.set_language("id")
    # The contents name them first, the chapters follow.
    titles = [s.title for s in evaluation_sections(made.result(), assignment) if s.level == 1]
    assert all(flat.count(title) >= 2 for title in titles)
    assert all(value in flat for value in COMPLETE.values())


@pytest.mark.real
def test_the_contents_have_the_numbers_of_the_pages(
    report: tuple[str, Path, Assignment],
) -> None:
    pages = report[0].split("\f")
    contents = next(page for page in pages if "DAFTAR ISI" in page)
    entries = re.findall(r"^ *(BAB .*?|LAMPIRAN \d+\. .*?)\.{3,} *(\d+)$", contents, re.MULTILINE)
    assert len(entries) > 6
    for title, number in entries:
        assert title in " ".join(pages[int(number) - 1].split())


@pytest.mark.real
def test_the_same_report_gives_the_same_bytes_without_the_day(
    report: tuple[str, Path, Assignment], tmp_path: Path
) -> None:
    _text, path, assignment = report
    formats.write(made.result(), tmp_path / "again.pdf", "id", assignment=assignment)
    assert (tmp_path / "again.pdf").read_bytes() == path.read_bytes()
    assert b"(D:19800101000000" in path.read_bytes()
    assert shutil.which("pdfinfo") is None or b"Pages:" in (
        subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout
    )


@pytest.mark.real
def test_score_writes_it(report: tuple[str, Path, Assignment], tmp_path: Path) -> None:
    survey = write_five_centres(tmp_path / "2024")
    out = tmp_path / "laporan.pdf"
    assert cli.run(["score", str(survey), "-q", "--lang", "id", "-o", str(out)]) == 0
    read = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True)
    assert "[nomor laporan]" in read.stdout.decode()


# --- without LibreOffice -------------------------------------------------------------------


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(pdf, "PLACES", {})


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_missing_is_said_before_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    words = [str(tmp_path / "nowhere"), "--lang", language, "-o", str(tmp_path / "x.pdf")]
    survey = write_five_centres(tmp_path / "nowhere")
    assert cli.run(["score", *words]) == 2
    message = " ".join(capsys.readouterr().err.split())
    assert "LibreOffice" in message and "https://www.libreoffice.org" in message
    assert ".docx" in message and not (tmp_path / "x.pdf").exists() and survey.is_dir()


@pytest.mark.usefixtures("without_office")
def test_a_batch_says_it_too(tmp_path: Path) -> None:
    write_five_centres(tmp_path / "surveys" / "2024")
    words = ["batch", str(tmp_path / "surveys"), "-o", str(tmp_path / "out"), "--report", "pdf"]
    assert cli.run([*words, "-q"]) == 2
    assert not (tmp_path / "out" / "2024").exists()


@pytest.mark.parametrize("program", [sys.executable, "no-such-program"])
def test_a_converter_that_fails_is_named(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_converter", lambda: program)
    with pytest.raises(OutputError, match=r"did not convert the report to PDF \(.+\)\. .*\.docx"):
        pdf.convert_to_pdf(b"")
