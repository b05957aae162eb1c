"""`plut-audit.toml`: the settings of a survey, checked, overruled by options, and verified."""

import json
from pathlib import Path

import pytest
from builders.survey import write_five_centres

from plut_audit import cli, i18n
from plut_audit.commands.settings import read_settings
from plut_audit.errors import UsageError

NAME = "plut-audit.toml"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    i18n.set_language("en")


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return write_five_centres(tmp_path / "survey" / "2024")


def result_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The result that a command prints as JSON."""
    assert cli.run([*arguments, "--format", "json", "-q"]) == 0
    result: dict[str, object] = json.loads(capsys.readouterr().out)
    return result


def edition_of(result: dict[str, object]) -> object:
    edition = result["edition"]
    assert isinstance(edition, dict)
    return edition["id"]


@pytest.mark.parametrize("within", ["", ".."])
def test_settings_of_the_year_or_of_the_survey_count(
    within: str, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (survey / within / NAME).write_text('rubric = "award-2024"\nyear = 2031\n')
    result = result_of(["score", str(survey)], capsys)
    assert (edition_of(result), result["year"]) == ("award-2024", 2031)


def test_those_of_the_year_win_and_options_win_over_both(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (survey.parent / NAME).write_text('rubric = "award-2024"\n')
    (survey / NAME).write_text("year = 2031\nlimit = { cells = 70000 }\n")
    result = result_of(["score", str(survey)], capsys)
    assert (edition_of(result), result["year"]) == ("bappenas-2023", 2031)
    assert result_of(["score", str(survey), "--year", "2030"], capsys)["year"] == 2030


def test_every_command_about_a_survey_uses_them(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (survey / NAME).write_text('rubric = "award-2024"\nlang = "id"\ntop = 1\n')
    for words in (
        ["score", str(survey)],
        ["check", str(survey)],
        ["robust", str(survey), "-n", "2"],
        ["visits", str(survey)],
    ):
        assert cli.run([*words, "-v"]) == 0
        ran = capsys.readouterr()
        assert "Pengaturan dari" in ran.err
        assert "rubric = award-2024" in ran.err
    assert cli.run(["compare", str(survey), str(survey)]) == 0


@pytest.mark.parametrize(("given", "rows"), [([], 1), (["--top", "2"], 2), (["--top", "0"], 4)])
def test_an_option_that_is_given_comes_before_the_settings(
    survey: Path, given: list[str], rows: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (survey / NAME).write_text("top = 1\n")
    assert cli.run(["score", str(survey), "-q", "--format", "csv", *given]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert sum(line.split(",")[0] != "" for line in lines) == rows


def test_outputs_and_files_are_named_from_the_folder_of_the_settings(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (survey.parent / "names.csv").write_text("code,name\n71.72,PLUT Bitung\n")
    (survey.parent / NAME).write_text('centres = "names.csv"\nout = ["out.json"]\n')
    assert cli.run(["score", str(survey), "-q"]) == 0
    stored = survey.parent / "out.json"
    assert "names.csv" in stored.read_text()
    assert cli.run(["score", str(survey), "-q", "-o", str(survey.parent / "other.json")]) == 0
    assert cli.run(["score", str(survey), "-q"]) == 2
    assert "--force" in capsys.readouterr().err


def test_verify_recomputes_what_they_change(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, stored = survey / NAME, survey.parent / "result.json"
    (survey.parent / "names.csv").write_text("code,name\n71.72,PLUT Bitung\n")
    settings.write_text('centres = "../names.csv"\n')
    assert cli.run(["score", str(survey), "-q", "-o", str(stored)]) == 0
    words = ["verify", str(stored), "--survey", str(survey)]
    assert cli.run(words) == 0
    settings.write_text("")
    assert cli.run(words) == 1
    assert "names.csv" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('rubrc = "award-2024"', ("'rubrc' is an unknown key", "'rubric'")),
        ('rubric = "award-2042"', ("'award-2042'", "'award-2024'")),
        ("rubric = 3", ("'rubric' must be text in quotes", "3")),
        ('lang = "in"', ("'lang' cannot be 'in'", "id")),
        ("year = 24", ("'year' must be at least 1900", "24")),
        ('year = "2024"', ("'year' must be a whole number", "'2024'")),
        ("top = -1", ("'top' must be at least 0", "-1")),
        ("only_approved = 1", ("'only_approved' must be true or false", "1")),
        ('centres = "nowhere.csv"', ("'nowhere.csv'", "not there")),
        ('out = "x.xlsx"', ("'out' must be a list", "'x.xlsx'")),
        ('out = ["x.xyz"]', ("'x.xyz'", ".xlsx")),
        ("limit = { cell = 5 }", ("'limit' cannot be 'cell'", "did you mean")),
        ("limit = { cells = 0 }", ("'cells' must be at least 1", "0")),
        ("rubric = ", ("not valid TOML",)),
    ],
)
def test_each_fault_is_named_with_what_was_expected(
    text: str, named: tuple[str, ...], survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (survey / NAME).write_text(text)
    for lang in i18n.LANGUAGES:
        assert cli.run(["score", str(survey), "--lang", lang]) == 2
        message = capsys.readouterr().err
        assert NAME in message
        assert "Input should" not in message
        if lang == "en":
            assert all(word in message for word in named), message


def test_all_faults_are_named_at_once(survey: Path) -> None:
    (survey / NAME).write_text('year = 1\ntop = "x"\n')
    with pytest.raises(UsageError) as refused:
        read_settings(survey / NAME)
    assert str(refused.value).count("\n") == 2
