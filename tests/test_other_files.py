"""Files in the folder that are no answers are named, our own outputs are never read."""

import contextlib
import csv
import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from small_survey import write_year

from plut_audit import batch, cli, rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.errors import UsageError
from plut_audit.ingest import files
from plut_audit.ingest.files.folder import refuse_several_years

RUBRIC = rubric.load()


def run(folder: Path) -> Audit:
    return run_audit([folder], RUBRIC)


def named(done: Audit, code: str) -> dict[str, str]:
    return {p.file: p.message()["en"] for p in done.problems if p.code == code}


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("Kuesioner Bitung.txt", b"Kode\t71.72\n", "a text file"),
        ("scan.pdf", b"%PDF-1.4", "a PDF document"),
        ("foto.JPG", b"\xff\xd8\xff\xe0", "an image"),
        ("data.json", b"{}", "a JSON file"),
        ("kirim.rar", b"Rar!\x1a\x07\x00", "a RAR archive"),
        ("jawaban.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a WPS workbook"),
        ("hasil.sav", b"$FL2", "an SPSS data file"),
        ("kuesioner.csv.gz", b"\x1f\x8b\x08", "a gzip archive"),
        ("tanpa akhiran", b"Kode;71.72\n", "a text file"),
        ("Kuesioner Palu.docx", b"PK\x03\x04 cut short", "a Word document"),
        ("README.md", b"# How to run plut-audit 0.1.0\n", "a text file"),
        ("kuesioner.xlsx.bak", b"PK\x03\x04", "a backup or partial copy"),
    ],
)
def test_every_other_file_is_named_with_what_it_is(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    write_year(tmp_path)
    before = named(run(tmp_path), "FIL-22")
    (tmp_path / name).write_bytes(content)
    after = named(run(tmp_path), "FIL-22")
    assert not before and list(after) == [name] and what in after[name]


def test_many_files_of_a_kind_in_a_folder_are_one_line(tmp_path: Path) -> None:
    write_year(tmp_path)
    (tmp_path / "foto").mkdir()
    for number in range(9):
        (tmp_path / "foto" / f"{number}.jpg").write_bytes(b"\xff\xd8\xff")
    (line,) = named(run(tmp_path), "FIL-22").values()
    assert "9" in line and "foto/0.jpg" in line


def test_a_link_that_leads_back_is_named_and_not_followed(tmp_path: Path) -> None:
    survey = write_year(tmp_path / "s")
    try:
        (survey / "again").symlink_to(survey, target_is_directory=True)
    except OSError:
        pytest.skip("no links on this system")
    done = run(survey)
    assert named(done, "FIL-22").keys() == {"again"} and figures(done)[1:3] == (4, 2)


def test_what_belongs_to_a_survey_is_not_named(tmp_path: Path) -> None:
    write_year(tmp_path)
    for name in ("survey.toml", "desktop.ini", "Thumbs.db", ".DS_Store"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert not named(run(tmp_path), "FIL-22")


def test_the_workbooks_of_a_zip_are_read_each_as_a_file(tmp_path: Path) -> None:
    """What cannot be read in it is named with its place, archives in it are not opened."""
    folder = write_year(tmp_path / "plain")
    expected = figures(run(folder))
    answers = next(folder.glob("questionnaire*"))
    rows = list(csv.reader(answers.open(encoding="utf-8", newline="")))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "answers.xlsx")
    answers.unlink()
    with zipfile.ZipFile(folder / "kirim.zip", "w") as archive:
        archive.write(tmp_path / "answers.xlsx", "../dari/Bitung.xlsx")
        archive.writestr("~$Bitung.xlsx", b"")
        archive.writestr("Palu.xlsx", b"PK")
        archive.writestr("dalam.zip", b"PK")
    done = run(folder)
    assert figures(done) == expected
    sheets = {raw.sheet.file for raw in done.survey.questionnaire.origins}
    assert "kirim.zip › ../dari/Bitung.xlsx" in sheets
    unread = {problem.file: problem.code for problem in done.problems if problem.code[:3] == "FIL"}
    assert unread.keys() == {"kirim.zip", "kirim.zip › Palu.xlsx"}
    assert unread["kirim.zip"] == "FIL-23"


def test_a_lock_file_without_content_is_a_lock_file(tmp_path: Path) -> None:
    folder = write_year(tmp_path)
    (folder / "~$answers.xlsx").write_bytes(b"")
    problems = [(p.code, p.severity) for p in run(folder).problems if p.file.startswith("~$")]
    assert problems == [("FIL-02", "notice")]


# --- what the program itself has written ---------------------------------------------------

OUTPUTS = ("x.json", "x.xlsx", "x.zip", "x.csv", "x.html", "x.md", "x.docx")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every output of a score, a visit plan, marked copies and letters, in both languages."""
    folder = tmp_path_factory.mktemp("outputs")
    survey = write_year(folder / "survey")
    for language in ("id", "en"):
        for name in OUTPUTS:
            out = folder / "out" / f"{language}_{name}"
            assert call("score", survey, "-o", out, "-q", "--lang", language) == 0
        plan = folder / "out" / f"{language}_plan.xlsx"
        assert call("visits", survey, "-o", plan, "-q", "--lang", language) == 0
        letters = folder / "out" / f"{language}_letters"
        assert call("score", survey, "--per-centre", letters, "-q", "--lang", language) == 0
    for command in ("score", "visits", "check"):
        (folder / "out" / f"{command}.csv").write_text(
            printed(command, survey, "--format", "csv", "-q"), encoding="utf-8"
        )
    for name in ("findings", "systemic", "not_ranked", "problems_by_kind"):
        (folder / "out" / f"score_{name}.csv").write_text(
            printed("score", survey, "--format", "csv", "--table", name, "-q"), encoding="utf-8"
        )
    copies = folder / "out" / "copies"
    (survey / "q2.csv").write_text("centre_id,internet_mbps\n71.72,lima\n", encoding="utf-8")
    call("check", survey, "--annotate", copies, "-q")
    with zipfile.ZipFile(folder / "out" / "en_x.zip") as archive:
        archive.extractall(folder / "out" / "package")
    return folder / "out"


def call(*arguments: object) -> int:
    try:
        cli.main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def printed(*arguments: object) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as page:
        call(*arguments)
    return page.getvalue()


def figures(done: Audit) -> tuple[int, int, int, float]:
    survey = done.survey
    return (
        len(survey.centres),
        int(survey.responded.sum()),
        int(survey.visited.sum()),
        float(done.scores.combined.index[0]),
    )


def test_no_output_of_ours_is_read_as_a_survey(outputs: Path, tmp_path: Path) -> None:
    survey = write_year(tmp_path / "s")
    alone = figures(run(survey))
    shutil.copytree(outputs, survey / "out")
    done = run(survey)
    assert figures(done) == alone
    written = [path for path in outputs.rglob("*") if path.is_file()]
    ours = [p for p in done.problems if p.code == "FIL-21"]
    assert sum(int(str(p.values["count"])) for p in ours) == len(written)
    assert not [p for p in done.problems if p.file.startswith("out") and p.code != "FIL-21"]


def test_a_batch_inside_the_folder_of_surveys_is_no_year(tmp_path: Path) -> None:
    surveys = tmp_path / "surveys"
    write_year(surveys / "2023", 2023)
    out = surveys / "results 2024"
    batch.run_years(surveys, out, language="en")
    assert [path.name for path in files.year_folders(surveys)] == ["2023"]
    shutil.copytree(out, surveys / "2023" / "out")
    done = run(surveys / "2023")
    assert list(named(done, "FIL-21")) == ["out/"]


@pytest.mark.parametrize(
    ("names", "refused"),
    [
        (("2023", "2024"), True),
        (("survey 2023/kobo", "survey 2024/visits"), True),
        (("2023/q.csv", "2024/q.csv"), True),
        (("2024/kobo", "2024/visits"), False),
        (("2024/kobo_2024", "2024/visits"), False),
        (("2024", "2024/visits"), False),
        (("2024/q.csv", "2024/v.csv"), False),
    ],
)
def test_folders_of_several_years_are_no_one_survey(
    names: tuple[str, ...], refused: bool, tmp_path: Path
) -> None:
    # The folder above all of them says nothing of a single one.
    paths = [tmp_path / "archive 2019" / name for name in names]
    for path in paths:
        (path.parent if path.suffix else path).mkdir(parents=True, exist_ok=True)
    if not refused:
        refuse_several_years(paths)
        return
    with pytest.raises(UsageError, match=r"2023, 2024.*plut-audit batch") as error:
        refuse_several_years(paths)
    assert f"batch {tmp_path / 'archive 2019'} -o" in str(error.value)


def test_two_years_together_are_refused_by_the_commands_unless_they_are_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = [write_year(tmp_path / str(year), year) for year in (2023, 2024)]
    for command in ("score", "check", "robust", "visits"):
        assert call(command, *years, "-q") == 2
        assert "batch" in capsys.readouterr().err
    assert call("score", *years, "-q", "--year", "2024") == 0


def test_a_file_beside_the_years_hides_no_year(tmp_path: Path) -> None:
    for year in (2023, 2024):
        write_year(tmp_path / str(year), year)
    for name in ("~$centres.xlsx", "notes.csv"):
        (tmp_path / name).write_bytes(b"fruit,price\n")
        assert [path.name for path in files.year_folders(tmp_path)] == ["2023", "2024"]
        with pytest.raises(UsageError, match="several years"):
            run(tmp_path)
