"""What a filter leaves on the screen: every table and the headline, and nothing else."""

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest
from builders.survey import write_five_centres

import plut_audit
from plut_audit import cli, i18n
from plut_audit.commands.options.single import TableName
from plut_audit.commands.views.comparison import tables
from plut_audit.report import views
from plut_audit.result import Result
from plut_audit.result.extras import Comparison
from plut_audit.scoring.findings import Severity

PROVINCE = "Sulawesi Utara"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    i18n.set_language("en")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    survey = write_five_centres(tmp_path_factory.mktemp("filters") / "2024")
    path = survey.parent / "result.json"
    plut_audit.audit(survey).save(path)
    return path


@pytest.fixture(scope="module")
def result(stored: Path) -> Result:
    return Result.load(stored)


def inside(result: Result) -> list[bool]:
    return [centre.province == PROVINCE for centre in result.centres.centres]


def test_the_headline_counts_the_centres_of_the_province(result: Result) -> None:
    within = inside(result)
    assert 0 < sum(within) < len(within)
    answered = int(result.centres.responded[within].sum())
    line = views.headline(result, PROVINCE.upper())
    assert line.startswith(f"{answered} of {sum(within)} centres answered")
    assert PROVINCE in line
    assert views.headline(result).startswith("4 of 5 centres answered")


def test_systemic_findings_are_those_of_the_province_and_the_severity(result: Result) -> None:
    scopes = {row[0] for row in views.systemic(result, province=PROVINCE).rows}
    assert scopes <= {PROVINCE}
    severe = views.systemic(result, severity=Severity.CRITICAL)
    codes = {
        result.findings.codes[code]
        for code in result.findings.code[result.findings.severity <= Severity.CRITICAL]
    }
    assert {row[1] for row in severe.rows} == {finding.code for finding in result.systemic} & codes


def test_nothing_of_another_province_is_on_the_screen(
    stored: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    survey = stored.parent / "2024"
    assert cli.run(["score", str(survey), "--province", PROVINCE, "--top", "0", "-q"]) == 0
    shown = capsys.readouterr().out.partition("\n\n")[2]
    for centre in Result.load(stored).centres.centres:
        name = centre.name.partition(" ")[2]
        assert (name in shown) == (centre.province == PROVINCE)


def test_top_limits_every_table_of_a_comparison_that_lists_centres(result: Result) -> None:
    centre = result.centres.centres[0]
    comparison = comparison_of_one_centre(result, centre.centre_id)
    assert len(tables(comparison, result.rubric)[3].rows) == 2
    shown = tables(comparison, result.rubric, top=1)[3]
    assert len(shown.rows) == 1
    assert "--top 0" in shown.note


def comparison_of_one_centre(result: Result, centre_id: str) -> Comparison:
    """A comparison of a result with itself in which two lists name the same centre."""
    from plut_audit.analysis import trends

    _later, comparison = trends.continue_with_comparison(result, result)
    return dataclasses.replace(comparison, improved_on_paper=(centre_id,), duplicates=(centre_id,))


def test_explain_shows_findings_and_with_all_every_indicator(
    stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["explain", "71.72", "--in", str(stored), "-q"]
    assert cli.run(words) == 0
    short = capsys.readouterr().out
    assert cli.run([*words, "--all"]) == 0
    whole = capsys.readouterr().out
    assert "\nFindings\n" in short
    assert "\nIndicators\n" not in short
    assert whole.index("\nFindings\n") < whole.index("\nIndicators\n")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["score"], "ranking"),
        (["check"], "problems"),
        (["robust", "-n", "20"], "rank_intervals"),
        (["visits", "-n", "2"], "visits"),
        (["compare"], "changes"),
    ],
)
def test_every_table_is_printed_alone_by_its_name(
    words: list[str], first: str, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = str(stored.parent / "2024")
    command = [*words, str(stored), str(stored)] if words == ["compare"] else [*words, survey]
    headers: dict[str, str] = {}
    refusals: dict[str, str] = {}
    for name in TableName:
        code = cli.run([*command, "-q", "--format", "csv", "--table", name])
        printed = capsys.readouterr()
        if code == 2:
            refusals[name.value] = printed.err
        else:
            headers[name.value] = printed.out.partition("\n")[0]
    assert cli.run([*command, "-q", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith(headers[first] + "\n")
    for name, refusal in refusals.items():
        assert f"'{name}'" in refusal
        listed = set(refusal.partition("there are ")[2].rstrip(".\n").split(", "))
        assert listed == set(headers)
    # Another name is refused before the run, and every name that is offered is known.
    assert cli.run([*command, "-q", "--table", f"{first}x"]) == 2
    assert f"'{first}'" in capsys.readouterr().err


def test_the_findings_as_csv_are_those_of_the_result(
    stored: Path, result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = str(stored.parent / "2024")
    assert cli.run(["score", survey, "-q", "--format", "csv", "--table", "findings"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(result.findings)
    assert {row["centre_id"] for row in rows} == {
        result.centre(int(row)).centre_id for row in result.findings.centre
    }


def test_json_has_no_tables_to_select(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["score", str(stored.parent / "2024"), "--format", "json", "--table", "findings"]
    assert cli.run(words) == 2
    assert "--table" in capsys.readouterr().err


def test_a_code_is_explained_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", "INF-05", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "heading,text"
    assert any("'Units that work' / 'Units of equipment'" in line for line in lines)
    assert cli.run(["explain", "INF-05", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_visited_centres_are_not_said_to_be_none_where_too_few_can_be_compared(
    result: Result,
) -> None:
    few = dataclasses.replace(
        result, verification=dataclasses.replace(result.verification, donors=0)
    )
    assert result.summary.visited == 2
    assert "Visited: 2; of these with enough: 0." in views.no_intervals(few)
    assert "at least 5 visited" in views.no_intervals(few) and "50 %" in views.no_intervals(few)
