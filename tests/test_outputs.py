"""What is written never replaces what is read, and replaces what is there only with --force."""

import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from builders.survey import write_five_centres

from plut_audit import cli, i18n
from plut_audit.report.formats.docx import letters
from plut_audit.result import Result


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    i18n.set_language("en")


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return write_five_centres(tmp_path / "2024")


@pytest.fixture
def stored(survey: Path, tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    assert cli.run(["score", str(survey), "-q", "-o", str(path)]) == 0
    return path


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "words",
    [
        "score {survey} -o {answers}",
        "score {answers} -o {answers}",
        "robust {survey} -n 1 -o {link}",
        "visits {survey} -o {answers}",
        "visits {survey} --form {answers}",
        "score {survey} --previous {stored} -o {stored}",
        "score {survey} --follow-up {stored} -o {stored}",
        "export {stored} -o {stored}",
        "compare {stored} {stored} -o {stored}",
        "compare {survey} {stored} -o {answers}",
        "batch {years} -o {years}/2024",
        "batch {years} -o {years}/2024/results",
    ],
)
def test_an_output_that_is_an_input_is_refused_with_force_too(
    words: str, survey: Path, stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_five_centres(tmp_path / "years" / "2024")
    answers = min(survey.glob("*.csv"))
    # The same file under another name is the same input.
    (tmp_path / "link.csv").symlink_to(answers)
    names = {
        "survey": survey,
        "stored": stored,
        "answers": answers,
        "link": tmp_path / "link.csv",
        "years": tmp_path / "years",
    }
    before = contents(tmp_path)
    capsys.readouterr()
    assert cli.run([*words.format(**names).split(), "--force", "-q"]) == 2
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1
    assert ("not replaced" in errors) or ("cannot go into" in errors)
    assert contents(tmp_path) == before


def test_an_output_of_ours_beside_the_answers_is_no_input(survey: Path) -> None:
    words = ["score", str(survey), "-q", "-o", str(survey / "report.xlsx")]
    assert cli.run(words) == 0
    assert cli.run([*words, "--force"]) == 0


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("score {survey} -o {out}/report.md", "report.md"),
        ("export {stored} -o {out}/report.csv", "report.csv"),
        ("score {survey} --per-centre {out}", "*.docx"),
        ("export {stored} --per-centre {out}", "*.docx"),
        ("check {survey} --annotate {out}", "*.xlsx"),
        ("visits {survey} -o {out}/plan.xlsx", "plan.xlsx"),
        ("visits {survey} --form {out}/form.xlsx", "form.xlsx"),
        ("forms {out}", "*.xlsx"),
        ("rubric new {out}", "*.toml"),
    ],
)
def test_every_output_that_is_there_is_replaced_only_with_force(
    words: str, name: str, survey: Path, stored: Path, tmp_path: Path
) -> None:
    answers = min(survey.glob("q*.csv"))
    answers.write_text(answers.read_text(encoding="utf-8") + "9,?,?\n", encoding="utf-8")
    out = tmp_path / "out"
    command = words.format(survey=survey, stored=stored, out=out).split()
    assert cli.run(command) == 0
    changed = max(out.rglob(name))
    changed.write_bytes(b"edited")
    before = contents(out)
    assert cli.run(command) == 2
    assert contents(out) == before
    assert cli.run([*command, "--force"]) == 0
    assert changed.read_bytes() != b"edited"


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_in_the_place_of_a_file_is_named(
    force: list[str], survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.md").mkdir()
    assert cli.run(["score", str(survey), "-o", str(tmp_path / "report.md"), *force]) == 2
    assert "'report.md' is a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        "score {survey} --top -1",
        "score {survey} --top some",
        "score {survey} --seed -1",
        "score {survey} --year 0",
        "score {survey} --year 24",
        "score {survey} --year 99999",
        "robust {survey} -n 0",
        "robust {survey} -n 1000000000",
        "robust {survey} --seed -1",
        "visits {survey} -n 0",
        "visits {survey} --seed -1",
        "batch {survey} -o out --jobs -1",
        "explain 51.71 --in {stored} --set INF-06=-5",
        "explain 51.71 --in {stored} --set INF-06=nan",
        "explain 51.71 --in {stored} --set INF-04=-1",
        "score {survey} --centres nowhere.csv",
        "score {survey} --crosswalk nowhere.csv",
        "score {survey} --aliases nowhere.csv",
        "score {survey} --previous nowhere.json",
        "score {survey} --follow-up nowhere.xlsx",
        "score {survey} --per-centre out --template nowhere.docx",
        "score {survey} -o nowhere.odt",
        "visits {survey} --previous nowhere.json",
        "export nowhere.json -o out.md",
        "compare {stored} nowhere.json",
    ],
)
def test_a_value_out_of_range_or_a_path_that_is_not_there_stops_before_anything_is_read(
    words: str,
    survey: Path,
    stored: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def not_reached(*args: object, **options: object) -> None:
        raise AssertionError("the survey was read")

    if "explain" not in words:
        monkeypatch.setattr(sys.modules["plut_audit.audit"], "read_survey", not_reached)
    capsys.readouterr()
    assert cli.run(words.format(survey=survey, stored=stored).split()) == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_the_word_report_draws_the_key_figures(stored: Path, tmp_path: Path) -> None:
    """The values of the chart parts are those of the result, and the text leads to each part."""
    report, result = tmp_path / "report.docx", Result.load(stored)
    assert cli.run(["export", str(stored), "-q", "-o", str(report)]) == 0
    with zipfile.ZipFile(report) as package:
        names = sorted(name for name in package.namelist() if name.startswith("word/charts/"))
        charts = [ElementTree.fromstring(package.read(name)) for name in names]
        text, links = (
            package.read("word/document.xml"),
            package.read("word/_rels/document.xml.rels"),
        )
    main = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    drawn = [
        [float(point.findtext(f"{main}v", "")) for point in values.iter(f"{main}pt")]
        for chart in charts
        for values in chart.iter(f"{main}numLit")
    ]
    summary = result.summary
    means = [mean for mean in summary.by_dimension.values() if mean is not None]
    counts = [summary.by_class, summary.by_provisional_class]
    classes = [list(map(float, found.values())) for found in counts if any(found.values())]
    assert drawn == [means, *classes]
    assert len(names) == 2 == text.count(b"<c:chart ")
    for name in names:
        assert name.removeprefix("word/").encode() in links


def test_interrupted_letters_say_how_many_were_written(
    stored: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    filled = letters.fill_template
    calls: list[int] = []

    def interrupted(*arguments: Any) -> bytes:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return filled(*arguments)

    monkeypatch.setattr(letters, "fill_template", interrupted)
    folder = tmp_path / "surat"
    assert cli.run(["export", str(stored), "-q", "--per-centre", str(folder)]) == 130
    assert "2 of 5 letters were written; 'surat' is incomplete" in capsys.readouterr().err
    assert len(list(folder.glob("*.docx"))) == 2


def test_verbose_letters_are_named_as_they_are_written(
    stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["export", str(stored), "-v", "--per-centre", str(tmp_path / "surat")]) == 0
    named = [line for line in capsys.readouterr().err.splitlines() if line.endswith(".docx")]
    assert [line.split()[0] for line in named] == ["1/5", "2/5", "3/5", "4/5", "5/5"]
