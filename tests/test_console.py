"""What the terminal shows: tables at two widths, without colour, in both languages."""

import csv
import io
import re
import sys

import pytest
from builders.survey import write_five_centres
from hypothesis import given
from hypothesis import strategies as st

from plut_audit import audit, i18n, rubric
from plut_audit.audit import Audit
from plut_audit.commands.views import findings, ranking, screen
from plut_audit.commands.views.table import Column, Table, bar, to_csv, to_markdown

ESCAPE = "\x1b"


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = write_five_centres(tmp_path_factory.mktemp("survey") / "2024")
    return audit.run([folder], rubric.load())


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


def shown(
    tables: list[Table],
    width: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> list[str]:
    """The lines of tables on a terminal of a width."""
    monkeypatch.setenv("COLUMNS", str(width))
    screen.show(tables, "table", "headline")
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("width", [80, 160])
def test_every_line_fits_the_terminal(
    width: int,
    lang: str,
    audited: Audit,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    i18n.set_language(lang)
    tables = [
        ranking.ranking(audited),
        ranking.not_ranked(audited),
        ranking.silent(audited),
        findings.findings(audited),
        findings.systemic(audited),
        findings.problems_by_code(audited.problems),
        findings.problems(audited.problems),
    ]
    lines = shown(tables, width, capsys, monkeypatch)
    assert max(map(len, lines)) <= width
    assert not any(ESCAPE in line for line in lines)
    assert not any(line.endswith(" ") for line in lines)


def test_the_ranking_at_160_columns_has_a_line_a_centre(
    audited: Audit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown([ranking.ranking(audited)], 160, capsys, monkeypatch)
    row = next(line for line in lines if "Kota Bitung" in line)
    assert re.search(r"^ +4 +PLUT-KUMKM Kota Bitung +Sulawesi Utara +[\d.]+ █+░* +[\d.]+", row)
    assert row.endswith("INF-03")


def test_the_ranking_at_80_columns_keeps_every_figure(
    audited: Audit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(shown([ranking.ranking(audited)], 80, capsys, monkeypatch))
    for row in ranking.ranking(audited).rows:
        assert all(f"{cell:.2f}" in text for cell in row if isinstance(cell, float) and cell > 4)


def test_numbers_follow_the_language(audited: Audit) -> None:
    table = ranking.ranking(audited)
    verified = table.rows[0][3]
    assert isinstance(verified, float)
    i18n.set_language("id")
    assert f"{verified:.2f}".replace(".", ",") in "".join(to_markdown(ranking.ranking(audited)))


def test_the_ranking_agrees_with_the_result(audited: Audit) -> None:
    from plut_audit import report

    result = report.result_of(audited)
    by_name = {one["name"]: one for one in result["centres"]}
    for rank, name, _, verified, claimed, *rest in ranking.ranking(audited).rows:
        one = by_name[name]
        dimensions = [part["verified"] for part in one["dimensions"].values()]
        assert [rank, verified, claimed] == [one["rank"], one["verified"], one["claimed"]]
        assert rest[: len(dimensions) + 1] == [*dimensions, one["class"]]
        first = next(f for f in result["findings"] if f["centre_id"] == one["centre_id"])
        assert rest[-1] == first["code"]


def test_findings_are_ordered_by_severity_and_can_be_selected(audited: Audit) -> None:
    every = findings.findings(audited)
    order = ["critical", "high", "medium", "low"]
    levels = [order.index(str(row[2])) for row in every.rows]
    assert levels == sorted(levels)
    critical = findings.findings(audited, severity=0)
    assert {row[2] for row in critical.rows} == {"critical"}
    assert len(findings.findings(audited, top=2).rows) == 2


def test_a_pipe_gets_no_colour_and_wide_lines(
    audited: Audit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    screen.show([findings.findings(audited)])
    text = capsys.readouterr().out
    assert ESCAPE not in text
    assert 80 < max(map(len, text.splitlines())) <= screen.PIPED_WIDTH


def test_no_color_is_heeded_on_a_terminal(audited: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("TERM", "COLORTERM", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "stdout", Terminal())
    screen.show([findings.findings(audited)])
    assert ESCAPE + "[" in sys.stdout.getvalue()  # type: ignore[attr-defined]
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", Terminal())
    screen.show([findings.findings(audited)])
    text = sys.stdout.getvalue()  # type: ignore[attr-defined]
    assert not re.search(r"\x1b\[[\d;]*3\dm", text)


TEXTS = st.text(max_size=20)


@given(st.lists(st.tuples(TEXTS, st.none() | st.floats(-1e6, 1e6)), max_size=5))
def test_any_text_survives_csv_and_starts_no_formula(rows: list[tuple[str, float | None]]) -> None:
    table = Table("t", [Column("text", "Text"), Column("number", "Number", 2)], rows)
    read = list(csv.reader(io.StringIO(to_csv(table), newline="")))
    assert len(read) == len(rows) + 1 or any("\r" in text for text, _ in rows)
    for line in read[1:]:
        assert not line or not re.match(r"[=@]|[-+]\D", line[0].lstrip())


@given(st.lists(st.tuples(TEXTS), max_size=5))
def test_any_text_stays_in_its_markdown_cell(rows: list[tuple[str]]) -> None:
    lines = "".join(to_markdown(Table("t", [Column("text", "Text")], rows))).split("\n")
    for line in lines:
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 2


@given(st.none() | st.floats(-50, 150), st.integers(1, 20))
def test_a_bar_is_as_wide_as_it_should_be(value: float | None, width: int) -> None:
    text, _ = bar(value, 100, width)
    assert len(text) == width
    assert text == "█" * text.count("█") + "░" * text.count("░")


def test_markup_in_a_name_is_shown_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table("t", [Column("name", "Name")], [["[red]x[/red] :smile:"]])
    assert any("[red]x[/red] :smile:" in line for line in shown([table], 80, capsys, monkeypatch))


def test_a_name_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table("t", [Column("name", "Name")], [["\x1b[2Jgone\x1b]0;title\x07 \u202eback"]])
    text = "".join(shown([table], 80, capsys, monkeypatch))
    assert "gone" in text
    assert not re.search("[\x1b\x07\u202e]", text)
