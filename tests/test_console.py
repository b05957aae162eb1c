"""What the terminal shows: tables at two widths, without colour, in both languages."""

import csv
import io
import re
import sys

import pytest
from builders.survey import write_five_centres
from hypothesis import given
from hypothesis import strategies as st

import plut_audit
from plut_audit import i18n
from plut_audit.commands.views import screen
from plut_audit.commands.views.table import bar, to_csv, to_markdown
from plut_audit.report import views
from plut_audit.report.sections import sections
from plut_audit.report.table import Column, Table
from plut_audit.result import Result
from plut_audit.result.wording import Wording
from plut_audit.scoring.findings import Severity

ESCAPE = "\x1b"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return plut_audit.audit(write_five_centres(tmp_path_factory.mktemp("survey") / "2024"))


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
    result: Result,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    i18n.set_language(lang)
    tables = [
        views.ranking(result),
        views.not_ranked(result),
        views.did_not_answer(result),
        views.findings(result),
        views.systemic(result),
        views.problems_by_kind(result.problems),
        views.problems(result),
        views.centre_scores(result.centre(0)),
        views.centre_indicators(result.centre(0)),
        views.centre_findings(result.centre(0)),
    ]
    lines = shown(tables, width, capsys, monkeypatch)
    assert max(map(len, lines)) <= width
    assert not any(ESCAPE in line for line in lines)
    assert not any(line.endswith(" ") for line in lines)


def test_the_ranking_at_160_columns_has_a_line_a_centre(
    result: Result, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown([views.ranking(result)], 160, capsys, monkeypatch)
    row = next(line for line in lines if "Kota Bitung" in line)
    assert re.search(r"^ +4 +Kota Bitung +Sulawesi Utara +[\d.]+ █+░* +[\d.]+ +[\d.]+", row)
    assert row.endswith("INF-03")


def test_the_ranking_at_80_columns_keeps_every_figure(
    result: Result, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(shown([views.ranking(result)], 80, capsys, monkeypatch))
    for centre in result.ranking:
        for figure in (centre.estimate, centre.combined, centre.reported):
            assert f"{figure:.2f}" in text


def test_numbers_follow_the_language(result: Result) -> None:
    combined = result.ranking[0].combined
    assert isinstance(combined, float)
    i18n.set_language("id")
    assert f"{combined:.2f}".replace(".", ",") in "".join(to_markdown(views.ranking(result)))


def test_the_ranking_agrees_with_the_result(result: Result) -> None:
    table = views.ranking(result)
    keys = [column.key for column in table.columns]
    for row, centre in zip(table.rows, result.ranking, strict=True):
        cells = dict(zip(keys, row, strict=True))
        for figure in ("rank", "reported", "combined", "estimate", "centre_id", "province"):
            assert cells[figure] == getattr(centre, figure)
        for code, dimension in centre.dimensions.items():
            assert cells[code] == dimension.estimate
        assert str(cells["class"]).strip("(*)") == centre.class_name
        assert str(cells["class"]).startswith("(") == centre.class_provisional
        assert (cells["tied"] == "=") == centre.tied
        assert cells["most_severe"] == centre.findings[0].code


def severities(table: Table) -> list[str]:
    keys = [column.key for column in table.columns]
    return [str(row[keys.index("severity")]) for row in table.rows]


def test_findings_come_most_severe_first_and_can_be_chosen(result: Result) -> None:
    order = ["critical", "high", "medium", "low"]
    levels = [order.index(severity) for severity in severities(views.findings(result))]
    assert levels == sorted(levels)
    assert set(severities(views.findings(result, severity=Severity.CRITICAL))) == {"critical"}
    assert len(views.findings(result, top=2).rows) == 2


def test_only_findings_that_are_shown_are_put_into_words(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    worded = []
    monkeypatch.setattr(
        Wording,
        "finding",
        lambda self, row, before=Wording.finding: (
            worded.append(row),
            before(self, row),
        )[1],
    )
    views.findings(result, top=3)
    assert len(worded) == 3 < len(result.findings)


def test_a_report_and_the_terminal_show_the_same_cells(result: Result) -> None:
    """What a section prints is a part of what the terminal can show."""
    by_key = {table.key: table for table in (views.ranking(result), views.systemic(result))}
    shown_in_reports = [
        block
        for section in sections(result)
        for block in section.blocks
        if isinstance(block, Table) and block.key in by_key
    ]
    assert len(shown_in_reports) == len(by_key)
    for table in shown_in_reports:
        left_out = {column.key for column in by_key[table.key].columns}
        left_out -= {column.key for column in table.columns}
        assert list(table.rows) == list(by_key[table.key].without(*left_out).rows)


def test_a_pipe_gets_no_colour_and_wide_lines(
    result: Result, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    screen.show([views.findings(result)])
    text = capsys.readouterr().out
    assert ESCAPE not in text
    assert 80 < max(map(len, text.splitlines())) <= screen.PIPED_WIDTH


def test_no_color_is_heeded_on_a_terminal(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("TERM", "COLORTERM", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "stdout", Terminal())
    screen.show([views.findings(result)])
    assert ESCAPE + "[" in sys.stdout.getvalue()  # type: ignore[attr-defined]
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", Terminal())
    screen.show([views.findings(result)])
    text = sys.stdout.getvalue()  # type: ignore[attr-defined]
    assert not re.search(r"\x1b\[[\d;]*3\dm", text)


TEXTS = st.text(max_size=20)


@given(st.lists(st.tuples(TEXTS, st.none() | st.floats(-1e6, 1e6)), max_size=5))
def test_any_text_survives_csv_and_starts_no_formula(rows: list[tuple[str, float | None]]) -> None:
    table = Table("t", "t", (Column("text", "Text"), Column("number", "Number", 2)), rows)
    read = list(csv.reader(io.StringIO(to_csv(table), newline="")))
    assert len(read) == len(rows) + 1 or any("\r" in text for text, _ in rows)
    for line in read[1:]:
        assert not line or not re.match(r"[=@]|[-+]\D", line[0].lstrip())


@given(st.lists(st.tuples(TEXTS), max_size=5))
def test_any_text_stays_in_its_markdown_cell(rows: list[tuple[str]]) -> None:
    lines = "".join(to_markdown(Table("t", "t", (Column("text", "Text"),), rows))).split("\n")
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
    table = Table("t", "t", (Column("name", "Name"),), [["[red]x[/red] :smile:"]])
    assert any("[red]x[/red] :smile:" in line for line in shown([table], 80, capsys, monkeypatch))


def test_a_name_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table("t", "t", (Column("name", "Name"),), [["\x1b[2Jgone\x1b]0;title\x07 \u202eback"]])
    text = "".join(shown([table], 80, capsys, monkeypatch))
    assert "gone" in text
    assert not re.search("[\x1b\x07\u202e]", text)


def test_severities_and_classes_have_colours() -> None:
    from rich.table import Table as RichTable

    from plut_audit.commands.views.table import drawn
    from plut_audit.report.vocabulary import SEVERITIES

    columns = (Column("severity", "S", words=SEVERITIES), Column("class", "C"))
    rows = [["critical", "A"], ["low", "D*"], ["low", "(B)"]]
    (look,) = drawn(Table("t", "t", columns, rows), 160)
    assert isinstance(look, RichTable)
    styles = [[str(cell.style) for cell in column._cells] for column in look.columns]
    assert styles == [["bold red", "", ""], ["green", "red", "cyan"]]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_headers_stay_whole_and_names_take_two_lines_at_most(
    width: int, lang: str, result: Result
) -> None:
    from plut_audit.commands.views.table_layout import arranged, on_two_lines

    i18n.set_language(lang)
    centre = result.centre(0)
    for table in (
        views.ranking(result),
        views.findings(result),
        views.systemic(result),
        views.not_ranked(result),
        views.centre_scores(centre),
        views.centre_indicators(centre),
    ):
        way = arranged(table, width)
        for index, space in zip(way.beside, way.widths(width), strict=True):
            assert max(map(len, way.title(index).split())) <= space
            if way.table.columns[index].key == "centre":
                assert max(on_two_lines(row[index]) for row in way.texts) <= space


def test_a_column_below_another_has_its_header_below_that_ones_header() -> None:
    from plut_audit.commands.views.table_layout import arranged

    columns = (Column("rank", "Rank", 0), Column("old", "Before", 0, under="rank"))
    wide, narrow = (
        arranged(Table("t", "t", (*columns, Column("x", "X", wraps=True)), [[1, 2, "y" * n]]), 44)
        for n in (10, 40)
    )
    assert [wide.title(index) for index in wide.beside] == ["Rank", "Before", "X"]
    assert [narrow.title(index) for index in narrow.beside] == ["Rank\nBefore", "X"]


def test_a_column_that_holds_nothing_and_a_shared_abbreviation_are_not_shown() -> None:
    from plut_audit.commands.views.table_layout import arranged

    columns = (Column("centre", "Centre"), Column("tied", "="), Column("class", "Class"))
    rows = [["PLUT Kota A", None, "A"], ["PLUT Kota B", "", "B"]]
    way = arranged(Table("t", "t", columns, rows), 80)
    assert way.texts == [["Kota A", "A"], ["Kota B", "B"]]
    whole = arranged(Table("t", "t", columns[:1], [["Kota A"], ["Kota B"]]), 80)
    assert whole.texts == [["Kota A"], ["Kota B"]]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("quiet", "shown"), [(False, True), (True, False)])
def test_a_terminal_is_shown_what_is_being_written(
    quiet: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    from plut_audit.commands.views.notices import Notices

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    with Notices(quiet).writing(Path("letters")):
        pass
    assert ("Writing letters" in terminal.getvalue()) == shown


def test_counts_are_grouped_as_the_language_does(result: Result) -> None:
    from plut_audit.report.views.selection import rows_left_out

    assert rows_left_out(1000, 1498).startswith("1,000 of 1,498 ")
    i18n.set_language("id")
    assert rows_left_out(1000, 1498).startswith("1.000 dari 1.498 ")
