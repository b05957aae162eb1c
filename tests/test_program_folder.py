"""The program folder does what the installed program does, wherever it is started from."""

import importlib.util
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from builders.survey import write_five_centres

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import program_folder  # noqa: E402
from program import start  # noqa: E402

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "PLUT_AUDIT_LANG": "id"}
SUFFIXES = (".docx", ".html", ".xlsx", ".zip", ".json", ".csv", ".md")


def ran(program: list[str], words: list[str], folder: Path) -> tuple[int, str, str]:
    """Exit code, output and errors of a command that runs in `folder`."""
    ended = subprocess.run(
        [*program, *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


def test_a_double_click_opens_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from plut_audit import cli

    called: list[list[str]] = []
    monkeypatch.setattr(cli, "run", lambda words: called.append(words) or 0)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    assert start.main([]) == 0
    assert called == [["open"]]


def test_programs_that_it_starts_get_their_own_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    from plut_audit import cli

    monkeypatch.setattr(cli, "run", lambda words: 0)
    for original in ("/usr/lib/other", None):
        changed = {"LD_LIBRARY_PATH": "/folder/_internal"}
        changed |= {"LD_LIBRARY_PATH_ORIG": original} if original else {}
        monkeypatch.setattr(os, "environ", changed)
        start.main([])
        assert changed.get("LD_LIBRARY_PATH") == original


def test_the_reader_of_old_workbooks_is_where_the_folder_has_it() -> None:
    from plut_audit.ingest.sheets.guard import xls_child

    inside = start.READER.relative_to(start.FOLDER)
    assert ROOT / inside == Path(xls_child.__file__)


@pytest.mark.real
def test_the_folder_does_what_the_installed_program_does(tmp_path: Path) -> None:
    """One test, since the folder takes a minute or two to build."""
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed (extra build)")
    program = [str(program_folder.build(tmp_path / "program"))]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    check_that_it_prints_the_same(program, elsewhere)
    check_that_it_writes_every_format(program, elsewhere)
    check_that_it_reads_workbooks_from_before_2007(program, elsewhere)
    check_that_a_double_click_shows_the_page(program, elsewhere)


def check_that_it_prints_the_same(program: list[str], folder: Path) -> None:
    """Rubrics, words and calendars are in the folder, and years follow one another."""
    installed = [sys.executable, "-m", "plut_audit.cli"]
    sample = str(ROOT / "sample_data" / "2024")
    for words in (
        ["score", sample],
        ["check", sample],
        ["explain", "GOV-04"],
        ["batch", str(ROOT / "sample_data"), "-o", "years", "--force"],
        ["score", "absent"],
    ):
        in_folder = ran(program, words, folder)
        assert in_folder == ran(installed, words, folder), words
        assert in_folder[1] + in_folder[2]


def check_that_it_writes_every_format(program: list[str], folder: Path) -> None:
    """Templates, schema and scripts of the page are in the folder."""
    survey = write_five_centres(folder / "2024")
    reports = [word for suffix in SUFFIXES for word in ("-o", f"result{suffix}")]
    for words in (["score", str(survey), *reports, "--per-centre", "letters"], ["forms", "forms"]):
        code, _, errors = ran(program, words, folder)
        assert code == 0, errors
    assert all((folder / f"result{suffix}").stat().st_size > 1000 for suffix in SUFFIXES)
    assert list((folder / "letters").glob("*.docx")) and list((folder / "forms").glob("*.xlsx"))


def check_that_it_reads_workbooks_from_before_2007(program: list[str], folder: Path) -> None:
    """The reader in a process of its own is started by a program that is not Python."""
    xlwt = pytest.importorskip("xlwt", reason="xlwt is not installed")
    book = xlwt.Workbook()
    sheet = book.add_sheet("answers")
    for column, text in enumerate(("centre_id", "centre_name", "survey_date", "land_area")):
        sheet.write(0, column, text)
    for column, value in enumerate(("71.72", "PLUT Kota Bitung", "2024-03-01", "wide")):
        sheet.write(1, column, value)
    book.save(str(folder / "old.xls"))
    code, output, errors = ran(program, ["check", "old.xls", "-q"], folder)
    assert (code, errors) == (0, "")
    assert "answers!D2" in output


def check_that_a_double_click_shows_the_page(program: list[str], folder: Path) -> None:
    """Started without arguments the program serves its page, with what the page is made of."""
    # In place of a browser a program that ends at once.
    quiet = ENVIRONMENT | {"BROWSER": f"{sys.executable} -c pass", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        program, cwd=folder, env=quiet, stderr=subprocess.PIPE, encoding="utf-8"
    ) as run:
        assert run.stderr is not None
        try:
            address = re.search(r"http://127\.0\.0\.1:\S+", run.stderr.readline())
            assert address is not None
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(address[0]) as page:
                assert "plut-audit" in page.read().decode("utf-8")
        finally:
            run.terminate()
