"""What is typed wrongly is understood, or ends in one line with what may be meant."""

import json
from pathlib import Path

import pytest
from builders.survey import write_five_centres

import plut_audit
from plut_audit import cli, i18n
from plut_audit.commands.choices import option_choices
from plut_audit.commands.words import understood_words
from plut_audit.errors import UsageError


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    i18n.set_language("en")


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_five_centres(tmp_path_factory.mktemp("words") / "2024")


@pytest.fixture(scope="module")
def stored(survey: Path) -> Path:
    path = survey.parent / "result.json"
    plut_audit.audit(survey).save(path)
    return path


@pytest.mark.parametrize("dash", ["–", "—", "−"])
def test_a_dash_of_a_text_program_is_the_hyphens_of_an_option(dash: str) -> None:
    words = ["score", "x", f"{dash}top", "3", f"{dash}q", f"{dash}1"]
    assert understood_words(words, (), {}) == ["score", "x", "--top", "3", "-q", f"{dash}1"]


def test_a_file_that_begins_with_a_dash_stays_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "–survey").touch()
    assert understood_words(["–survey"], (), {}) == ["–survey"]


def test_help_before_a_command_is_its_help() -> None:
    assert understood_words(["help", "score"], ("score",), {}) == ["score", "--help"]
    assert understood_words(["help"], ("score",), {}) == ["--help"]


@pytest.mark.parametrize("option", ["--severity", "--fail-on"])
@pytest.mark.parametrize("typed", ["tinggi", "TINGGI", "high", "High"])
def test_a_severity_may_be_named_in_any_language(option: str, typed: str) -> None:
    assert understood_words([option, typed], (), option_choices()) == [option, "high"]
    assert understood_words([f"{option}={typed}"], (), option_choices()) == [f"{option}=high"]


@pytest.mark.parametrize("option", sorted(option_choices()))
def test_a_word_that_an_option_does_not_take_is_refused_with_the_nearest(option: str) -> None:
    word = next(iter(option_choices()[option]))
    with pytest.raises(UsageError, match=f"did you mean '{word}'"):
        understood_words([option, word[:-1] + "x" + word[-1]], (), option_choices())
    with pytest.raises(UsageError, match="takes one of") as refused:
        understood_words([option, "%%%"], (), option_choices())
    assert "did you mean" not in str(refused.value)


def test_what_stands_behind_two_hyphens_alone_is_left_as_it_is() -> None:
    words = ["score", "--", "--severity", "x"]
    assert understood_words(words, (), option_choices()) == words


def message(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The line that refuses the arguments."""
    assert cli.run(arguments) == 2
    text = capsys.readouterr().err
    assert text.count("\n") == 1
    return text


def test_a_survey_in_the_place_of_a_command_is_offered_to_score(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"plut-audit score {survey}" in message([str(survey)], capsys)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["scor"], "'score'"),
        (["rubric", "shwo"], "'show'"),
        (["score", "SURVEY", "--rubric", "bapenas-2023"], "'bappenas-2023'"),
        (["score", "SURVEY", "--sevrity", "high"], "--severity"),
        (["score", "SURVEY", "--severity", "hgih"], "'high'"),
        (["score", "SURVEY", "--province", "Sulawesi Utra"], "'Sulawesi Utara'"),
        (["explain", "INF-6"], "INF-06"),
        (["explain", "bitng", "--in", "RESULT"], "Kota Bitung"),
        (["explain", "71.72", "--in", "RESULT", "--set", "INF-6=20"], "'INF-06'"),
    ],
)
def test_a_mistyped_name_brings_the_one_that_is_meant(
    arguments: list[str],
    meant: str,
    survey: Path,
    stored: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = {"SURVEY": str(survey), "RESULT": str(stored)}
    text = message([paths.get(word, word) for word in arguments], capsys)
    assert "did you mean" in text
    assert meant in text


def test_messages_about_values_are_in_the_language_of_the_reader(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for option, value in (("--top", "x"), ("--top", "-3"), ("--severity", "x"), ("--year", "1")):
        text = message(["score", str(survey), option, value, "--lang", "id"], capsys)
        assert "Input should" not in text
        assert "Value error" not in text
        assert "takes" not in text


def test_a_label_is_a_value_of_a_what_if(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gains = []
    for value in ("free", "Bebas masuk", "Anyone may walk in"):
        words = ["explain", "71.72", "--in", str(stored), "--set", f"HRS-07={value}"]
        assert cli.run([*words, "--format", "json"]) == 0
        gains.append(json.loads(capsys.readouterr().out)["steps"][0]["new_value"])
    assert gains == ["free"] * 3


# --- what can be done next -----------------------------------------------------------------


def next_lines(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines on standard error that say what can be done next."""
    assert cli.run(arguments) in (0, 1)
    lines = capsys.readouterr().err.splitlines()
    return [line for line in lines if line.startswith(("Next: ", "Berikutnya: "))]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_command_ends_with_what_can_be_done_next(
    lang: str, survey: Path, stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [
        ["score", str(survey)],
        ["check", str(survey)],
        ["batch", str(survey.parent), "-o", str(tmp_path / "out")],
        ["compare", str(stored), str(stored)],
        ["explain", "INF-03"],
        ["explain", "71.72", "--in", str(stored)],
        ["export", str(stored), "-o", str(tmp_path / "report.md")],
        ["verify", str(stored), "--survey", str(survey)],
        ["robust", str(survey), "-n", "2"],
        ["visits", str(stored)],
        ["forms", str(tmp_path / "forms")],
        ["completion", "bash"],
        ["rubric", "list"],
        ["rubric", "show"],
        ["rubric", "check"],
        ["rubric", "new", str(tmp_path / "own")],
    ]
    word = {"en": "Next: ", "id": "Berikutnya: "}[lang]
    for arguments in runs:
        (line,) = next_lines([*arguments, "--lang", lang], capsys)
        assert line.startswith(word)


def test_nothing_is_proposed_beside_data_or_when_quiet(
    survey: Path, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("json", "csv"):
        assert next_lines(["score", str(survey), "--format", form], capsys) == []
        assert next_lines(["explain", "INF-03", "--format", form], capsys) == []
    assert next_lines(["score", str(survey), "-q"], capsys) == []


def test_what_is_proposed_can_be_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    survey = write_five_centres(tmp_path / "survei 2024")
    (line,) = next_lines(["score", str(survey)], capsys)
    assert f'plut-audit score "{survey}" -o result.json' in line
