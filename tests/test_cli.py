"""The commands: what they say, where they say it, and with which exit code they end."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders.survey import write_five_centres

from plut_audit import cli, i18n
from plut_audit.commands import failures

COMMANDS = (
    "score",
    "check",
    "batch",
    "compare",
    "explain",
    "export",
    "verify",
    "robust",
    "visits",
    "forms",
    "rubric",
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test starts in English, whatever the locale, and leaves English behind."""
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("COLUMNS", raising=False)
    i18n.set_language("en")


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_five_centres(tmp_path_factory.mktemp("survey") / "2024")


@pytest.fixture(scope="module")
def stored(survey: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stored") / "result.json"
    assert cli.run(["score", str(survey), "-o", str(path), "-q"]) == 0
    return path


# --- help ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_help_names_every_command_in_both_languages(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--help", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)
    assert shown.startswith("Pemakaian: " if lang == "id" else "Usage: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_is_indonesian_under_an_indonesian_locale(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PLUT_AUDIT_LANG")
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert cli.run([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Pemakaian: ")
    assert "Opsi:" in shown
    assert "Tampilkan bantuan ini." in shown


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, plut_audit.cli as cli; cli.run(['--help']); "
        "heavy = {'pandas', 'numpy', 'pydantic', 'openpyxl', 'rich', 'babel', 'docx'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_without_words_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == 2
    assert capsys.readouterr().err.startswith("Usage: ")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("plut-audit ")


# --- what cannot be done: one line, exit 2 -------------------------------------------------


def broken_rubric(folder: Path) -> Path:
    """A copy of the default edition with a key that does not exist."""
    from plut_audit.rubric import DEFAULT_EDITION, editions

    copy = folder / "rubric"
    copy.mkdir()
    for entry in editions()[DEFAULT_EDITION].iterdir():
        if entry.name.endswith(".toml"):
            text = entry.read_text(encoding="utf-8").replace("tolerance =", "tolerence =")
            (copy / entry.name).write_text(text, encoding="utf-8")
    return copy


def impossible(name: str, survey: Path, folder: Path) -> list[str]:
    """The words of a command that cannot be done."""
    (folder / "empty").mkdir()
    (folder / "foreign.csv").write_text("colour,size\nred,3\n", encoding="utf-8")
    (folder / "damaged.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 200)
    write_five_centres(folder / "years" / "2023", 2023)
    write_five_centres(folder / "years" / "2024")
    (folder / "foreign.json").write_text('{"schema": "other"}', encoding="utf-8")
    return {
        "missing file": ["score", str(folder / "nowhere.xlsx")],
        "empty folder": ["score", str(folder / "empty")],
        "no known column": ["score", str(folder / "foreign.csv")],
        "damaged workbook": ["score", str(folder / "damaged.xlsx")],
        "folder of years": ["score", str(folder / "years")],
        "rubric that is none": ["score", str(survey), "--rubric", "bappenas-1999"],
        "unknown province": ["score", str(survey), "--province", "Atlantis"],
        "unknown suffix": ["score", str(survey), "-o", str(folder / "report.odt")],
        "unknown limit": ["score", str(survey), "--limit", "width=3"],
        "unknown language": ["score", str(survey), "--lang", "fr"],
        "unknown command": ["skore", str(survey)],
        "unknown option": ["score", str(survey), "--colour"],
        "unknown severity": ["score", str(survey), "--fail-on", "terrible"],
        "no survey": ["score"],
        "unknown code": ["explain", "INF-99"],
        "result that is none": ["export", str(folder / "foreign.json"), "-o", "x.md"],
        "nothing to export to": ["export", str(folder / "foreign.json")],
        "set without result": ["explain", "INF-03", "--set", "INF-03=good"],
    }[name]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "name",
    [
        "missing file",
        "empty folder",
        "no known column",
        "damaged workbook",
        "folder of years",
        "rubric that is none",
        "unknown province",
        "unknown suffix",
        "unknown limit",
        "unknown language",
        "unknown command",
        "unknown option",
        "unknown severity",
        "no survey",
        "unknown code",
        "result that is none",
        "nothing to export to",
        "set without result",
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    name: str,
    lang: str,
    survey: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", lang)
    assert cli.run(impossible(name, survey, tmp_path)) == 2
    said = capsys.readouterr()
    assert said.err.startswith("plut-audit: ")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err + said.out


def test_every_fault_of_a_rubric_is_named_with_its_place(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = broken_rubric(tmp_path)
    assert cli.run(["score", str(survey), "--rubric", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "rubric.toml" in said
    assert "tolerence" in said
    assert "did you mean 'tolerance'?" in said
    assert said.count("\n") == 1


def test_a_folder_of_years_names_batch(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(impossible("folder of years", survey, tmp_path)) == 2
    assert "plut-audit batch" in capsys.readouterr().err


def test_a_bug_never_shows_its_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from plut_audit.report import explain

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(explain, "explain_code", broken)
    assert cli.run(["explain", "INF-03"]) == failures.BUG
    said = capsys.readouterr().err
    assert "Traceback" not in said
    saved = Path(next(word for word in said.split() if word.endswith(".txt;"))[:-1])
    assert "ZeroDivisionError" in saved.read_text(encoding="utf-8")
    saved.unlink()


def test_an_interrupted_command_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    from plut_audit.report import explain

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(explain, "explain_code", interrupted)
    assert cli.run(["explain", "INF-03"]) == failures.INTERRUPTED


# --- score ---------------------------------------------------------------------------------


def test_score_says_how_far_it_reached(survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["score", str(survey)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("4 of 5 centres answered, 2 visited, 4 ranked")
    assert "Kota Bitung" in said.out
    assert said.err.startswith("Next: ")


def test_score_as_json_is_the_stored_result(
    survey: Path, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["score", str(survey), "--format", "json"]) == 0
    assert capsys.readouterr().out == stored.read_text(encoding="utf-8")


def test_score_as_csv_is_the_ranking_with_points_in_its_numbers(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["score", str(survey), "--format", "csv", "--lang", "id"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.startswith(
        "rank,tied,rank_interval,centre_id,centre,province,estimate,estimate_interval,combined,"
        "reported,INF,HRS,CON,GOV,class,seen_share,group"
    )
    assert len(rows) == 5
    first, *_, last = csv.DictReader([header, *rows])
    assert (last["rank"], last["not_ranked_because"]) == ("", "tidak menjawab kuesioner")
    assert first["not_ranked_because"] == ""
    cells = dict(zip(header.split(","), next(csv.reader(rows[:1])), strict=True))
    assert float(cells["estimate"]) > 80 and float(cells["combined"]) > 90


def test_score_as_markdown_in_indonesian(survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["score", str(survey), "--format", "md", "--lang", "id"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("4 dari 5 PLUT menjawab, 2 dikunjungi, 4 diperingkat")
    assert "## Temuan" in shown


@pytest.mark.parametrize(("limit", "code"), [("critical", 1), ("high", 1), ("low", 1), (None, 0)])
def test_fail_on_ends_with_1(
    limit: str | None, code: int, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["score", str(survey), *(["--fail-on", limit] if limit else [])]) == code


def test_fail_on_a_severity_that_does_not_occur(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    best = tmp_path / "best.csv"
    lines = (survey / "questionnaire.csv").read_text(encoding="utf-8").splitlines()
    best.write_text("\n".join(lines[:2]), encoding="utf-8")
    assert cli.run(["score", str(best), "--fail-on", "critical"]) == 0


def test_a_file_that_cannot_be_read_is_named_and_ends_with_3(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_five_centres(tmp_path / "2024")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 200)
    assert cli.run(["score", str(folder)]) == 3
    said = capsys.readouterr()
    assert "broken.xlsx" in said.err
    assert said.out.startswith("4 of 5 centres answered")


def test_top_province_and_severity_choose_what_is_shown(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--province", "sulawesi utara", "--severity", "critical", "--top", "1"]
    assert cli.run(["score", str(survey), *words]) == 0
    shown = capsys.readouterr().out
    assert "Kota Denpasar" not in shown
    assert "1 of 2 shown" in shown
    assert " high " not in shown


def test_a_file_is_replaced_only_with_force(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "result.json"
    path.write_text("mine", encoding="utf-8")
    assert cli.run(["score", str(survey), "-o", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert cli.run(["score", str(survey), "-o", str(path), "--force"]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "plut-audit/result/2"
    assert str(path) in capsys.readouterr().err


def test_quiet_says_nothing_but_the_result(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["score", str(survey), "-q", "-o", str(tmp_path / "result.json")]) == 0
    assert capsys.readouterr().err == ""


def test_verbose_names_the_files(survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["score", str(survey), "-v"]) == 0
    assert "questionnaire.csv" in capsys.readouterr().err


def test_a_reader_that_stops_early_costs_no_file(survey: Path, tmp_path: Path) -> None:
    """`score ... -o result.json | head -1` still writes the result, and says nothing of it."""
    path = tmp_path / "result.json"
    words = [sys.executable, "-m", "plut_audit.cli", "score", str(survey), "-o", str(path), "-q"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert running.returncode == 0
    assert path.exists()


# --- the other commands --------------------------------------------------------------------


def test_check_counts_problems_and_names_who_did_not_answer(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", str(survey)]) == 0
    shown = capsys.readouterr().out
    assert "questionnaire.csv › questionnaire!K5" in shown
    assert "VAL-01" in shown
    assert "PLUT-KUMKM Kota Palu" in shown


def test_check_takes_severities_of_problems(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", str(survey), "--severity", "high", "--fail-on", "high"]) == 1
    shown = capsys.readouterr().out
    assert "VAL-01" in shown
    assert "COL-04" not in shown


def test_check_lists_blanks_and_contradictions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors come first, notices in one line; a question has its number and label, not its key."""
    monkeypatch.setenv("COLUMNS", "300")
    (tmp_path / "answers.csv").write_text(
        "centre_name,equipment_total,equipment_working,public_access,survey_date,electricity\n"
        "PLUT Kota Bitung,10,14,bebas,1 Maret 2024,\n",
        encoding="utf-8",
    )
    assert cli.run(["check", str(tmp_path), "--lang", "en"]) == 0
    brief = " ".join(capsys.readouterr().out.split())
    assert "answers.csv › answers!B2" in brief and "answers.csv › answers!C2" in brief
    assert "14 for 'Units that work' is more than 10 for 'Units of equipment'" in brief
    assert "Electricity" in brief and "(F2)" in brief and "Blank but required" in brief
    assert "was read as 'Anyone may walk in'" not in brief
    assert "--verbose lists them" in brief
    assert cli.run(["check", str(tmp_path), "--lang", "en", "-v"]) == 0
    assert "was read as 'Anyone may walk in'" in " ".join(capsys.readouterr().out.split())
    assert cli.run(["check", str(tmp_path), "--severity", "critical", "--fail-on", "critical"]) == 1
    assert "VAL-17" in capsys.readouterr().out


def test_check_only_reads(
    survey: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is scored, and the problems are those that an audit names."""
    from plut_audit.audit import run
    from plut_audit.rubric import load
    from plut_audit.scoring import evidence, findings, scores

    audited = run([survey], load())

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(evidence, "combine", refuse)
    monkeypatch.setattr(scores, "score", refuse)
    monkeypatch.setattr(findings, "item_findings", refuse)
    assert cli.run(["check", str(survey), "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["problems"]
    assert [
        (problem["code"], problem["cell"]) for problem in listed if problem["code"] != "VAL-22"
    ] == [(problem.code, problem.cell) for problem in audited.problems]
    assert listed


def test_check_names_answers_that_the_form_would_have_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """VAL-13 needs the rules of the form, not the scores."""
    rows = {"centre_id": "71.72", "equipment_total": "0", "equipment_working": "3"}
    path = tmp_path / "answers.csv"
    text = ",".join(rows) + "\n" + ",".join(rows.values()) + "\n"
    path.write_text(text, encoding="utf-8")
    assert cli.run(["check", str(path), "--format", "json"]) == 0
    assert "VAL-13" in json.loads(capsys.readouterr().out)["by_code"]


OPTIONS_OF = {
    "robust": ("--format", "--top"),
    "check": ("--format", "--top", "--province", "--severity", "--fail-on"),
    "score": ("--format", "--top", "--province", "--severity", "--fail-on"),
    "compare": ("--format", "--top", "--province", "--severity", "--fail-on"),
    "visits": ("--format", "--top"),
    "batch": ("--format",),
    "explain": ("--format",),
    "rubric show": ("--format",),
    "export": (),
    "forms": (),
}


@pytest.mark.parametrize("command", OPTIONS_OF)
def test_a_command_has_only_the_options_that_mean_something_to_it(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*command.split(), "--help"]) == 0
    words = set(capsys.readouterr().out.split())
    display = ("--format", "--top", "--province", "--severity", "--fail-on")
    assert {option for option in display if option in words} == set(OPTIONS_OF[command])


def test_a_library_call_leaves_the_collector_of_its_process_alone(survey: Path) -> None:
    import gc

    import plut_audit

    frozen = gc.get_freeze_count()
    plut_audit.audit(survey)
    assert gc.isenabled()
    assert gc.get_freeze_count() <= frozen


def test_check_as_json(survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(survey), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["silent"] == ["72.71"]
    assert report["by_code"]["VAL-01"] == 1
    assert {"K5"} <= {problem["cell"] for problem in report["problems"]}


@pytest.mark.parametrize("suffix", ["json", "csv", "md", "zip"])
def test_export_makes_another_form_of_a_stored_result(
    suffix: str, stored: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"report.{suffix}"
    assert cli.run(["export", str(stored), "-o", str(path)]) == 0
    assert path.stat().st_size > 100


def test_export_of_json_gives_the_same_bytes(stored: Path, tmp_path: Path) -> None:
    assert cli.run(["export", str(stored), "-o", str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_bytes() == stored.read_bytes()


def test_explain_follows_a_centre_down_to_its_cells(
    stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["explain", "bitung", "--in", str(stored), "--all"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("71.72  PLUT-KUMKM Kota Bitung  2024")
    assert "questionnaire.csv › questionnaire!H5" in shown.replace("\n", " ") or "H5" in shown


def test_what_if_and_the_way_to_a_class(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["explain", "71.72", "--in", str(stored), "--format", "json"]
    assert cli.run([*words, "--set", "gov-02=apbd"]) == 0
    scenario = json.loads(capsys.readouterr().out)
    assert scenario["after"]["combined"] > scenario["before"]["combined"]
    assert cli.run([*words, "--to-class", "A"]) == 0
    assert json.loads(capsys.readouterr().out)["reached"] is True


def test_compare_two_folders(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = write_five_centres(tmp_path / "2023", 2023)
    assert cli.run(["compare", str(before), str(survey)]) == 0
    assert capsys.readouterr().out.startswith("2023 to 2024: ")
    assert cli.run(["compare", str(before), str(survey), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "plut-audit/comparison/2"


def test_batch_runs_every_year_and_a_second_run_keeps_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for year in (2023, 2024):
        write_five_centres(tmp_path / "surveys" / str(year), year)
    words = ["batch", str(tmp_path / "surveys"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    assert cli.run(words) == 0
    assert capsys.readouterr().out.startswith("2 years made, 0 kept")
    assert cli.run([*words, "--resume"]) == 0
    assert capsys.readouterr().out.startswith("0 years made, 2 kept")


def test_robust_shows_intervals(survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["robust", str(survey), "-n", "20"]) == 0
    assert capsys.readouterr().out.startswith("4 centres, 20 draws")


def test_forms_are_written_in_the_chosen_language(tmp_path: Path) -> None:
    assert cli.run(["forms", str(tmp_path / "forms"), "--lang", "id", "-q"]) == 0
    assert (tmp_path / "forms" / "kuesioner_xlsform.xlsx").exists()
    assert cli.run(["forms", str(tmp_path / "forms"), "--lang", "id", "-q"]) == 2


def test_a_new_rubric_can_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["rubric", "new", str(tmp_path / "mine"), "-q"]) == 0
    assert cli.run(["rubric", "check", str(tmp_path / "mine")]) == 0


def test_visits_name_a_reason_and_write_plan_and_form(
    survey: Path, stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, form = tmp_path / "plan.xlsx", tmp_path / "form.xlsx"
    words = ["-n", "2", "-o", str(plan), "--form", str(form)]
    assert cli.run(["visits", str(survey), *words]) == 0
    assert capsys.readouterr().out.startswith("2 of 5 centres to visit")
    assert plan.exists()
    assert form.exists()
    assert cli.run(["visits", str(stored), "-n", "2", "--format", "json"]) == 0
    assert all(one["reason"]["id"] for one in json.loads(capsys.readouterr().out))


def test_rubric_list_show_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["rubric", "list"]) == 0
    assert "bappenas-2023" in capsys.readouterr().out
    assert cli.run(["rubric", "show", "award-2024"]) == 0
    assert "ROL-01" in capsys.readouterr().out
    assert cli.run(["rubric", "check"]) == 0
    assert "can be used" in capsys.readouterr().out
    assert cli.run(["rubric", "check", str(broken_rubric(tmp_path))]) == 2


def test_a_console_of_another_code_page_is_no_reason_to_fail(survey: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "plut_audit.cli", "score", str(survey)],
        capture_output=True,
        check=False,
        env={**__import__("os").environ, "PYTHONIOENCODING": "cp1252", "PLUT_AUDIT_LANG": "en"},
    )
    assert done.returncode == 0, done.stderr
    assert b"Ranking" in done.stdout


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["scor"], "did you mean 'score'?"),
        (["score", "--topp", "3"], "did you mean --top?"),
        (["zzz"], "there are score, check"),
    ],
)
def test_a_near_miss_of_a_command_or_option_is_proposed(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(words) == 2
    assert meant in capsys.readouterr().err


def test_the_short_options_are_those_of_other_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = []
    for words in (["-h"], ["--help"], ["-V"], ["--version"]):
        assert cli.run(words) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] and shown[2] == shown[3] != ""
