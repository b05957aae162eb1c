"""The workbook: what it says, that it follows as the program does, that text stays text."""

import math
import random
import shutil
import subprocess
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import made
import numpy as np
import openpyxl
import pytest
import surveys
from audited import audit_truths
from builders import survey as tiny

from plut_audit import i18n, rubric
from plut_audit.analysis import agreement
from plut_audit.audit import run
from plut_audit.errors import OutputError
from plut_audit.ingest.answers import Blank, Column
from plut_audit.problems import Problem
from plut_audit.report import formats
from plut_audit.report.formats import xlsx
from plut_audit.report.formats.xlsx import limits, many_centres
from plut_audit.report.formats.xlsx.weights import RULE_TITLES
from plut_audit.report.sections import sections
from plut_audit.report.vocabulary import basis_of, class_with_marks
from plut_audit.result import CentreRow, ItemRow, Result
from plut_audit.result.answers import AnswerColumns, SourceAnswers
from plut_audit.result.extras import FollowUp, FollowUpEntry
from plut_audit.rubric import Rubric

Record = dict[str, Any]
Workbook = Any
CHANGES = {1: {"land_area": "", "reports_submitted": ""}, 3: {"apbd_operations": 90_000_000}}
SILENT = (6,)


def scored(
    folder: Path,
    edition: Rubric,
    changes: dict[int, dict[str, object]],
    visits: dict[int, dict[str, object]] | None = None,
) -> Result:
    """A small survey: one centre silent, every other one visited."""
    tiny.write_year(folder, 2024, changes, visits, silent=SILENT)
    return Result.from_audit(run([folder], edition))


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The result that every workbook here starts from."""
    return scored(tmp_path_factory.mktemp("survey"), rubric.load(), CHANGES)


@pytest.fixture(scope="module")
def written(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its workbook, in English."""
    path = tmp_path_factory.mktemp("written") / "report.xlsx"
    formats.write(result, path, "en")
    return path


def opened(path: Path, values: bool = True) -> Workbook:
    """A workbook; openpyxl warns that it does not keep bars in cells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=values)


def table(sheet: Any, header: int) -> list[dict[str, Any]]:
    """The rows under a header row, by the header's words."""
    rows = sheet.iter_rows(min_row=header, values_only=True)
    titles = next(rows)
    return [dict(zip(titles, row, strict=True)) for row in rows if any(row)]


# --- what it says --------------------------------------------------------------------------


def test_every_sheet_is_there_in_both_languages(result: Result, tmp_path: Path) -> None:
    english, indonesian = tmp_path / "en.xlsx", tmp_path / "id.xlsx"
    formats.write(result, english, "en")
    formats.write(result, indonesian, "id")
    expected = {
        *xlsx.book.SHEETS.values(),
        *("Conclusions", "Institutional ladder", "Method annex"),
    }
    assert set(opened(english).sheetnames) == expected
    names = opened(indonesian).sheetnames
    assert len(names) == len(expected)
    assert {"Ringkasan", "Peringkat", "Temuan", "Tindak lanjut", "Metode"} <= set(names)


@pytest.mark.parametrize("most_live", [0, 2000])
def test_every_section_of_the_report_is_in_the_workbook(
    most_live: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the award's edition: its shortlist, the ladder and every part of the annex."""
    monkeypatch.setattr(xlsx, "MOST_LIVE", most_live)
    result = made.result(edition="award-2024")
    path = tmp_path / "award.xlsx"
    formats.write(result, path, "en")
    book = opened(path)
    assert {"Award shortlist", "Institutional ladder", "Method annex"} <= set(book.sheetnames)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    texts = {rounded(cell.value) for cell in cells}
    with i18n.language_set_to("en"):
        parts = list(sections(result, without=xlsx.sections.OWN_SHEETS))
    assert len(parts) > 12
    for section in parts:
        assert section.title in texts
        for block in section.blocks:
            for row in getattr(block, "rows", ()):
                assert {rounded(value) for value in row if value not in (None, "")} <= worded(
                    block, texts
                )


def rounded(value: Any) -> Any:
    """A number to the digits that a workbook stores."""
    return round(value, 9) if isinstance(value, float) else value


def worded(table: Any, texts: set[Any]) -> set[Any]:
    """The values of a workbook, and the codes whose words are among them."""
    codes = {
        code
        for column in table.columns
        for code, word in column.words.items()
        if i18n.translate(word, "en") in texts
    }
    return texts | codes


def test_the_ranking_says_what_the_result_says(result: Result, written: Path) -> None:
    check_ranking(opened(written), result)


def test_the_summary_says_what_the_result_says(result: Result, written: Path) -> None:
    sheet = opened(written)["Summary"]
    cells = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    summary = result.summary
    assert cells["Answered the questionnaire"] == summary.responded
    assert cells["Ranked"] == summary.ranked
    assert cells["Mean estimate"] == summary.mean_estimate
    assert cells["Mean combined score"] == summary.mean_combined
    assert round(cells["Confirmed by visits"], 4) == summary.verification_factor
    assert cells["Findings, suggestions and checks"] == len(result.findings)
    classes = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows(max_col=3)}
    for band in rubric.load().bands:
        counts = [summary.by_class[band.name], summary.by_provisional_class[band.name]]
        assert classes[f"{band.name} · {band.title['en']}"] == counts
    assert sum(summary.by_provisional_class.values()) > 0


def test_findings_carry_five_elements_and_lead_to_their_score(
    result: Result, written: Path
) -> None:
    book = opened(written)
    sheet = book["Findings"]
    rows = table(sheet, 4)
    findings = list(result.finding_rows())
    assert [(row["Centre code"], row["Code"]) for row in rows] == [
        (finding.centre_id, finding.code) for finding in findings
    ]
    text = result.wording("en").finding(0)
    assert [row["Basis"] for row in rows] == [basis_of(finding) for finding in findings]
    assert {"finding", "suggestion", "check"} == {row["Basis"] for row in rows}
    elements = ("condition", "criterion", "cause", "effect", "recommendation")
    assert [rows[0][name.capitalize()] for name in elements] == [
        getattr(text, name) for name in elements
    ]
    number = next(
        at for at, finding in enumerate(findings) if finding.code in result.rubric.indicators
    )
    first = findings[number]
    target = sheet.cell(5 + number, 4).hyperlink.location.partition("!")[2]
    scores = book["Centres x indicators"]
    assert scores.cell(scores[target].row, 1).value == first.centre_id
    assert scores.cell(7, scores[target].column).value == first.code


def test_charts_print_set_up_and_frozen_panes(written: Path) -> None:
    book = opened(written)
    assert len(book["Summary"]._charts) == 2
    for sheet in book:
        assert sheet.page_setup.orientation in ("landscape", "portrait")
        assert sheet.page_setup.paperSize == 9
    assert book["Ranking"].freeze_panes == "E5"
    assert book["Ranking"].auto_filter.ref
    assert book["Ranking"].print_title_rows == "$4:$4"


def test_the_first_sheet_leads_to_all_others(written: Path) -> None:
    book = opened(written)
    first = book.worksheets[0]
    assert first.title == "Read this first"
    links = [cell.hyperlink.location for cell in first["A"] if cell.hyperlink]
    assert links == [f"'{sheet.title}'!A1" for sheet in book.worksheets[1:]]
    colours = {sheet.title: sheet.sheet_properties.tabColor.rgb for sheet in book}
    assert len({colours[name] for name in ("Ranking", "Follow-up", "Calculation")}) == 3
    assert book.properties.title and book.properties.creator == "plut-audit"


def test_the_centre_sheet_shows_recommendations_and_units(result: Result, written: Path) -> None:
    sheet = opened(written)["Centre"]
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if row[4].value == "Recommendation")[0].row
    shown = [sheet.cell(head + 1, column).value for column in (2, 3, 5)]
    weakest = result.ranking[-1].findings[0].text
    assert shown == [weakest.title, weakest.condition, weakest.recommendation]
    formats_of = {row[0].value: row[2].number_format for row in rows if row[0].value}
    assert formats_of["INF-05"] == "0 %" and formats_of["INF-06"] == 'General" Mbit/s"'


def test_a_second_run_gives_the_same_bytes(result: Result, tmp_path: Path) -> None:
    first, second = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    formats.write(result, first, "id")
    formats.write(result, second, "id")
    assert first.read_bytes() == second.read_bytes()


def test_an_existing_file_is_replaced_only_with_force(result: Result, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="--force"):
        formats.write(result, path, "en")
    assert path.read_text(encoding="utf-8") == "mine"
    formats.write(result, path, "en", force=True)
    assert "Ranking" in opened(path).sheetnames
    assert [one.name for one in tmp_path.iterdir()] == ["report.xlsx"]


def test_an_unknown_suffix_names_the_known_ones(result: Result, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.xlsx"):
        formats.write(result, tmp_path / "report.doc", "en")


def test_no_formula_needs_a_new_excel(written: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "sheets/" in name]
    assert not any(word in sheet for sheet in sheets for word in ("_xlfn", "_xlws", "_xludf"))


# --- text stays text -----------------------------------------------------------------------

PAYLOADS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A1",
    "http://evil.example",
    "mailto:a@b.c",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_never_a_formula_nor_a_link(payload: str, tmp_path: Path) -> None:
    result = report_with(payload)
    path = tmp_path / "report.xlsx"
    formats.write(result, path, "en")
    formulas, links = set(), set()
    for sheet in opened(path, values=False):
        for row in sheet.iter_rows():
            formulas |= {cell.value for cell in row if cell.data_type == "f"}
            links |= {cell.hyperlink.target for cell in row if cell.hyperlink}
    assert not links - {None}
    assert not {text for text in formulas if payload.strip() in str(text)}
    texts = {cell.value for cell in opened(path)["Findings"][5]}
    assert any(payload.strip() in str(text) for text in texts)


def report_with(payload: str) -> Result:
    """A result with the payload in the names, the causes and the values of problems."""
    plain = made.result()
    centres = tuple(replace(centre, name=payload) for centre in plain.centres.centres)
    problem = Problem("VAL-01", payload, "Data", "D5", "71.72", "land_area", payload)
    return replace(
        plain,
        centres=replace(plain.centres, centres=centres),
        problems=(problem,),
        answers=AnswerColumns(*(remarked(plain, visit, payload) for visit in (False, True))),
    )


def remarked(result: Result, visit: bool, text: str) -> SourceAnswers:
    """The answers of a source, every remark being the text."""
    source, size = result.answers.source(visit), len(result.centres)
    values = np.array([text] * size, object)
    remark = Column(values, np.full(size, Blank.GIVEN, np.uint8))
    names = [result.rubric.remark(section).name for section in result.rubric.sections]
    columns = {name: partial(source.__getitem__, name) for name in source}
    return SourceAnswers(source.present, columns | {name: lambda: remark for name in names})


def test_what_was_asked_for_beside_has_its_sheet(tmp_path: Path) -> None:
    audited = run([tiny.write_year(tmp_path / "survey", 2024)], rubric.load())
    result = Result.from_audit(audited)
    result = result.with_parts(agreement=agreement.agreement(result))
    path = tmp_path / "report.xlsx"
    formats.write(result, path, "en")
    texts = {cell.value for row in opened(path)["Agreement"].iter_rows() for cell in row}
    assert "Pairs" in texts


# --- many centres --------------------------------------------------------------------------


def test_many_centres_are_values_only_and_it_is_said(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_LIVE", 3)
    path = tmp_path / "many.xlsx"
    formats.write(result, path, "en")
    book = opened(path, values=False)
    assert "Calculation" not in book.sheetnames
    cells = [cell for row in book["Ranking"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    method = [cell.value for row in book["Method"].iter_rows() for cell in row if cell.value]
    assert any("values only" in str(text) and "3" in str(text) for text in method)
    check_ranking(book, result)


def test_figures_are_the_same_with_and_without_formulas(
    result: Result, written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_LIVE", 3)
    path = tmp_path / "many.xlsx"
    formats.write(result, path, "en")
    live, values = opened(written), opened(path)
    sheets = {"Ranking": 4, "Findings": 4, "Follow-up": 4, "Systemic": 4, "Provinces": 4}
    for name, header in {**sheets, "Problems": 4, "Verification factors": 10}.items():
        left, right = (table(book[name], header) for book in (live, values))
        assert len(left) == len(right) > 0
        for one, other in zip(left, right, strict=True):
            for title in other:
                assert same(one[title], other[title]), (name, title, one, other)


# --- what Excel can hold -------------------------------------------------------------------

FORBIDDEN = "".join(map(chr, (*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xD800, 0xFFFE, 0xFFFF)))


@pytest.mark.parametrize("most_live", [0, 2000])
def test_every_part_is_well_formed_whatever_a_name_holds(
    most_live: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In cells, in stored values of formulas and in formulas."""
    monkeypatch.setattr(xlsx, "MOST_LIVE", most_live)
    path = tmp_path / "report.xlsx"
    formats.write(report_with(f"Na{FORBIDDEN}me"), path, "en")
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    rows = table(opened(path)["Ranking"], 4)
    assert {row["Centre"] for row in rows} == {"Name"}


@pytest.mark.parametrize("letter", ["a", "𝕏"])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(letter: str, tmp_path: Path) -> None:
    """Characters beyond the basic plane count twice; the last one is not halved."""
    text = "b" + letter * 40_000
    path = tmp_path / "report.xlsx"
    formats.write(report_with(text), path, "en")
    book = opened(path)
    for name in ("Ranking", "Centres x indicators", "Findings", "Follow-up", "Calculation"):
        texts = [
            cell.value
            for row in book[name].iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value.startswith("b" + letter * 1000)
        ]
        assert texts, name
        for shown in texts:
            units = len(shown.encode("utf-16-le")) // 2
            assert limits.LONGEST_TEXT - 1 <= units <= limits.LONGEST_TEXT
            assert shown.endswith("the CSV and JSON exports hold the whole text]")


def test_a_text_that_a_cell_just_holds_is_not_cut() -> None:
    for letter in ("a", "é", "\u200b"):
        text = letter * limits.LONGEST_TEXT
        assert limits.cell_text(text) == text
        assert limits.cell_text(text + letter) != text


def test_links_end_where_excel_ends_them_and_the_texts_do_not(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: Any
) -> None:
    monkeypatch.setattr(xlsx.book, "MOST_LINKS", 5)
    path = tmp_path / "report.xlsx"
    formats.write(result, path, "en")
    sheet = opened(path)["Findings"]
    cells = [row[3] for row in sheet.iter_rows(min_row=5)]
    assert len(cells) == len(result.findings) > 5
    assert [cell.value for cell in cells] == [row.centre_id for row in result.finding_rows()]
    assert [bool(cell.hyperlink) for cell in cells] == [number < 5 for number in range(len(cells))]
    assert not recwarn.list


def test_more_links_than_a_sheet_may_have_are_plain_texts(tmp_path: Path) -> None:
    book = xlsx.book.create()
    sheet = book.sheet("findings", ())
    count = limits.MOST_LINKS + 3
    for row in range(count):
        book.link(sheet, row, 0, "'Findings'!A1", f"centre {row}")
    path = tmp_path / "links.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        part = archive.read("xl/worksheets/sheet1.xml").decode()
        texts = archive.read("xl/sharedStrings.xml").decode()
    assert part.count("<hyperlink ") == limits.MOST_LINKS
    assert texts.count("centre ") == count


def test_a_long_text_in_a_formula_is_put_together_from_parts() -> None:
    text = "x" * 300 + '"' + "y" * 300
    parts = limits.quote(text).split("&")
    assert all(len(part.replace('""', '"')) - 2 <= limits.LONGEST_LITERAL for part in parts)
    assert "".join(part[1:-1] for part in parts).replace('""', '"') == text


def test_names_of_sheets_are_allowed_short_and_different() -> None:
    title = "Agreement of [self-report] and visit: more"
    first = limits.sheet_name(title, set())
    second = limits.sheet_name(title.upper(), {first})
    assert len(first) <= limits.LONGEST_NAME
    assert len(second) <= limits.LONGEST_NAME
    assert first.casefold() != second.casefold()
    assert not set("[]:*?/\\") & set(first + second)


def test_findings_that_are_left_out_are_counted(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_LIVE", 0)
    monkeypatch.setattr(many_centres, "MOST_FINDINGS", 3)
    path = tmp_path / "many.xlsx"
    formats.write(result, path, "en")
    sheet = opened(path)["Findings"]
    assert len(table(sheet, 4)) == 3
    note = sheet["A2"].value
    assert note.startswith(f"{len(result.findings)} findings, the most severe first. ")
    assert "The first 3 are shown" in note


# --- follow-up -----------------------------------------------------------------------------


def test_what_was_typed_stands_beside_its_finding_or_below(result: Result, tmp_path: Path) -> None:
    first = next(result.finding_rows())
    typed = FollowUpEntry(
        first.centre_id,
        first.code,
        response="=1+1",
        deadline="2024-07-01",
        status="done",
        other={"Ours": "a note"},
    )
    gone = FollowUpEntry(
        first.centre_id, "ZZZ-01", action="kept", finding="resolved", shown={"title": "An old one"}
    )
    path = tmp_path / "report.xlsx"
    formats.write(replace(result, follow_up=FollowUp((typed, gone))), path, "en")
    rows = table(opened(path)["Follow-up"], 4)
    assert len(rows) == len(result.findings) + 1
    assert rows[0]["Auditee's response"] == "=1+1"
    assert rows[0]["Deadline"] == datetime(2024, 7, 1)
    followed = "in accordance with the recommendation"
    assert (rows[0]["Follow-up status"], rows[0]["Ours"]) == (followed, "a note")
    assert rows[0]["Condition"] == result.wording("en").finding(0).condition
    assert rows[-1]["Finding"] == "An old one"
    assert (rows[-1]["Code"], rows[-1]["Agreed action"]) == ("ZZZ-01", "kept")


# --- it follows, as the program does -------------------------------------------------------


@cache
def office() -> str | None:
    """LibreOffice's program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def profile() -> str:
    """A profile of LibreOffice of our own, made once."""
    return Path(tempfile.mkdtemp(prefix="office-")).as_uri()


def recalculated(book: Workbook, folder: Path) -> Workbook:
    """The workbook after LibreOffice has calculated it; openpyxl stores no values of formulas."""
    if office() is None:
        pytest.skip("LibreOffice is not installed")
    changed = folder / "changed.xlsx"
    book.save(changed)
    command = [
        str(office()),
        f"-env:UserInstallation={profile()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(changed),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return opened(folder / "out" / "changed.xlsx")


@pytest.mark.real
def test_stored_values_are_those_that_are_calculated(written: Path, tmp_path: Path) -> None:
    stored, formulas = opened(written), opened(written, values=False)
    now = recalculated(formulas, tmp_path)
    assert check_stored(stored, formulas, now) > 1000


def check_stored(stored: Workbook, formulas: Workbook, now: Workbook) -> int:
    """The stored value of each formula is the one that is calculated; gives how many there are."""
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    before = stored[sheet.title][cell.coordinate].value
                    after = now[sheet.title][cell.coordinate].value
                    assert same(before, after), (sheet.title, cell.coordinate, before, after)
                    compared += 1
    return compared


def same(before: Any, after: Any) -> bool:
    """Equal, numbers to 1e-9; an empty text is an empty cell."""
    if isinstance(before, int | float) and isinstance(after, int | float):
        return math.isclose(before, after, abs_tol=1e-9)
    return (before or "") == (after or "")


def set_weight(book: Workbook, edition: Record) -> None:
    """Infrastructure weighs more, its first indicator much more."""
    at(book["Weights and goalposts"], "INF", 4).value = 65
    at(book["Weights and goalposts"], "INF-01", 4).value = 7.5
    edition["dimensions"][0]["weight"] = 65
    edition["dimensions"][0]["indicators"]["INF-01"]["weight"] = 7.5


def set_goalpost(book: Workbook, edition: Record) -> None:
    """Less land is asked for, and more money."""
    sheet = book["Weights and goalposts"]
    at(sheet, "INF-01", 5).value, at(sheet, "INF-01", 6).value = 500, 1500
    at(sheet, "GOV-01", 6).value = 900_000_000
    edition["dimensions"][0]["indicators"]["INF-01"].update(low=500, high=1500)
    edition["dimensions"][3]["indicators"]["GOV-01"].update(high=900_000_000)


def set_points(book: Workbook, edition: Record) -> None:
    """An UPTD is worth less, a class begins higher, a dimension caps higher."""
    for row in book["Points tables"].iter_rows(min_row=5):
        if (row[0].value, row[2].value) == ("GOV-04", "uptd"):
            row[4].value = 12.5
    at(book["Weights and goalposts"], "C", 4).value = 60
    edition["dimensions"][3]["indicators"]["GOV-04"]["points"]["uptd"] = 12.5
    edition["bands"][2]["at_least"] = 60


def at(sheet: Any, code: str, column: int) -> Any:
    """The cell of a row that starts with a code."""
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == code)
    return sheet.cell(row, column)


@pytest.mark.real
@pytest.mark.parametrize("change", [set_weight, set_goalpost, set_points])
def test_a_changed_rubric_gives_what_the_program_gives(
    result: Result, written: Path, tmp_path: Path, change: Callable[[Workbook, Record], None]
) -> None:
    book, edition = opened(written, values=False), rubric.load().model_dump(mode="json")
    change(book, edition)
    expected = scored(tmp_path / "survey", Rubric.model_validate(edition), CHANGES)
    assert scores_of(expected) != scores_of(result)
    check_everything(recalculated(book, tmp_path), expected)


@pytest.mark.real
@pytest.mark.parametrize(
    ("index_mean", "means", "floor"),
    [("geometric", "geometric", 0), ("geometric", "arithmetic", 1), ("arithmetic", "geometric", 2)],
)
def test_points_lost_add_up_under_geometric_means(
    index_mean: str, means: str, floor: float, tmp_path: Path
) -> None:
    edition = rubric.load().model_dump(mode="json")
    edition["scoring"] |= {"index_mean": index_mean, "floor": floor}
    for dimension in edition["dimensions"][1:]:
        dimension["mean"] = means
    changes: dict[int, dict[str, object]] = {**CHANGES, 0: {"managers": 0}}
    result = scored(tmp_path / "survey", Rubric.model_validate(edition), changes)
    for centre in result.centre_rows():
        lost = sum(item.points_lost for item in centre.items.values())
        if centre.combined_exact is None:
            continue
        assert lost == pytest.approx(100 - centre.combined_exact, abs=1e-8)
    formats.write(result, tmp_path / "report.xlsx", "en")
    check_everything(recalculated(opened(tmp_path / "report.xlsx", False), tmp_path), result)


@pytest.mark.real
def test_a_changed_answer_gives_what_the_program_gives(
    result: Result, written: Path, tmp_path: Path
) -> None:
    """One is filled in, one becomes blank, one becomes another choice."""
    book = opened(written, values=False)
    new = {1: {"reports_submitted": 7, "honorarium_source": "apbn"}, 5: {"reports_submitted": ""}}
    cells = {(1, "GOV-08"): 7, (1, "GOV-02"): "apbn", (5, "GOV-08"): None}
    for (number, code), value in cells.items():
        centre = tiny.registry()[number]["centre_id"]
        for name in ("Answers", "Reported"):
            sheet = book[name]
            column = next(cell.column for cell in sheet[7] if cell.value == code)
            at(sheet, str(centre), column).value = value
    evidence = book["Evidence"]
    for (number, code), value in cells.items():
        centre = tiny.registry()[number]["centre_id"]
        column = next(cell.column for cell in evidence[7] if cell.value == code)
        at(evidence, str(centre), column).value = "-" if value is None else "R"
    changes = {**CHANGES, 1: {**CHANGES[1], **new[1]}, 5: new[5]}
    expected = scored(tmp_path / "survey", rubric.load(), changes)
    assert scores_of(expected) != scores_of(result)
    check_everything(recalculated(book, tmp_path), expected)


@pytest.mark.real
def test_a_changed_visit_gives_what_the_program_gives(
    result: Result, written: Path, tmp_path: Path
) -> None:
    """What is seen of one centre moves the factors, and so the estimates of the others."""
    book = opened(written, values=False)
    centre = str(tiny.registry()[2]["centre_id"])
    sheet = book["Answers"]
    column = next(cell.column for cell in sheet[7] if cell.value == "INF-03")
    at(sheet, centre, column).value = "moderate_damage"
    seen = {2: {"building_condition": "moderate_damage"}}
    expected = scored(tmp_path / "survey", rubric.load(), CHANGES, seen)
    unseen = result.row_of[str(tiny.registry()[1]["centre_id"])]
    assert expected.centre(unseen).estimate != result.centre(unseen).estimate
    assert expected.centre(unseen).combined == result.centre(unseen).combined
    check_everything(recalculated(book, tmp_path), expected)


def one_that_differs(edition: str, scoring: Record, geometric: bool = False) -> Rubric:
    """An edition with other rules of scoring."""
    data = rubric.load(edition).model_dump(mode="json")
    data["scoring"].update(scoring)
    if geometric:
        data["scoring"]["index_mean"] = "geometric"
        for dimension in data["dimensions"]:
            dimension["mean"] = "geometric"
    return Rubric.model_validate(data)


INVENTED: dict[str, tuple[Callable[[], Rubric], int, bool]] = {
    "visits at random alone": (partial(rubric.load, "bappenas-2023"), 60, True),
    "all visits, award": (partial(rubric.load, "award-2024"), 16, True),
    "no visits": (partial(rubric.load, "bappenas-2023"), 12, False),
    "no visits, award": (partial(rubric.load, "award-2024"), 12, False),
    "geometric": (partial(one_that_differs, "bappenas-2023", {"floor": 1}, True), 16, True),
    "combined, unrounded": (
        partial(
            one_that_differs,
            "award-2024",
            {"figure": "combined", "rank_on": "unrounded", "tie_rule": "average"},
        ),
        16,
        True,
    ),
}
"""Rubrics, and invented surveys of so many centres with visits or without."""


def invented(edition: Rubric, size: int, visits: bool) -> Result:
    """Centres with random answers: closed gates, holidays, blanks, visits without a response."""
    truths = surveys.invent(edition, random.Random(size), size, blanks=0.08, silent=0.1)
    if not visits:
        truths = {code: truth for code, truth in truths.items() if not truth.silent}
        for truth in truths.values():
            truth.observed = None
    return Result.from_audit(audit_truths(truths, edition))


@pytest.mark.real
@pytest.mark.parametrize("name", INVENTED)
def test_what_is_calculated_is_what_the_program_gives(name: str, tmp_path: Path) -> None:
    load, size, visits = INVENTED[name]
    expected = invented(load(), size, visits)
    assert expected.verification.random_only == (name == "visits at random alone")
    path = tmp_path / "report.xlsx"
    formats.write(expected, path, "en")
    book = recalculated(opened(path, values=False), tmp_path)
    check_everything(book, expected)
    check_stored(opened(path), opened(path, values=False), book)


@pytest.mark.real
def test_a_changed_rule_of_the_estimate_gives_what_the_program_gives(tmp_path: Path) -> None:
    """Every visit is used instead of those at random, the dimension weighs less, HRS-04 goes."""
    rules = {"random_centres": 1000, "prior_pairs": 3, "visit_only_centres": 500}
    edition = rubric.load()
    data = edition.model_dump(mode="json")
    data["estimation"].update(rules)
    before = invented(edition, 60, True)
    expected = invented(Rubric.model_validate(data), 60, True)
    assert scores_of(before) != scores_of(expected)
    path = tmp_path / "report.xlsx"
    formats.write(before, path, "en")
    book = opened(path, values=False)
    sheet = book["Weights and goalposts"]
    for name, value in rules.items():
        title = RULE_TITLES[name]
        row = next(row for row in sheet.iter_rows() if row[1].value == title)
        row[3].value = value
    check_everything(recalculated(book, tmp_path), expected)


@pytest.mark.real
def test_the_centre_sheet_shows_the_chosen_centre(
    result: Result, written: Path, tmp_path: Path
) -> None:
    book = opened(written, values=False)
    chosen = result.centre(2)
    book["Centre"]["B3"] = f"{chosen.centre_id} · {chosen.name}"
    sheet = recalculated(book, tmp_path)["Centre"]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows() if row[0].value}
    assert rows["Rank"][1] == chosen.rank
    for code, item in chosen.items.items():
        expected = "n/a" if item.score is None else item.score
        assert same(rows[code][5], expected), code
    with i18n.language_set_to("en"):
        own = [finding.title for finding in chosen.findings]
    start = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Severity")
    shown = [sheet.cell(start + 1 + number, 2).value for number in range(25)]
    assert [title for title in shown if title] == own[:25]


def scores_of(result: Result) -> list[float | None]:
    """The figure that every centre is ranked on."""
    return [centre.estimate for centre in result.centre_rows()]


def check_everything(book: Workbook, expected: Result) -> None:
    """Ranking, item scores and points lost."""
    check_ranking(book, expected)
    sheets = {
        "Centres x indicators": "score",
        "Reported scores": "reported_score",
        "Estimated scores": "estimated_score",
        "Points lost": "points_lost",
    }
    for name, key in sheets.items():
        rows = {row["Code"]: row for row in table(book[name], 7)}
        for centre in expected.centre_rows():
            for code, item in centre.items.items():
                value = item_value(item, key)
                where = (name, centre.centre_id, code)
                assert same(rows[centre.centre_id][code], value), where
    check_calculation(book, expected)
    check_factors(book, expected)


def item_value(item: ItemRow, key: str) -> float | str | None:
    """What a sheet of scores says of an indicator."""
    if key == "estimated_score":
        return "n/a" if item.estimated_score is None else item.estimated_score
    if item.score is None:
        return "n/a"
    if key == "reported_score" and item.reported_score is None:
        return 0 if item.asked else "n/a"
    return getattr(item, key)


def check_calculation(book: Workbook, expected: Result) -> None:
    """Coverage, the share seen, and what the class rests on."""
    rows = {row["Code"]: row for row in table(book["Calculation"], 7)}
    for centre in expected.centre_rows():
        row = rows[centre.centre_id]
        exact = expected.centres
        assert_share(row["Share seen"], exact.seen_share[centre.row])
        for column, dimension in enumerate(expected.rubric.dimensions):
            assert_share(row[f"Coverage {dimension.code}"], exact.coverage[centre.row, column])
            seen = exact.seen_by_dimension[centre.row, column]
            assert_share(row[f"Seen {dimension.code}"], seen)
            for figure in ("Estimate", "Combined", "Reported"):
                value = getattr(exact, figure.lower()).dimensions[centre.row, column]
                assert_share(row[f"{figure} {dimension.code} unrounded"], value)
        for figure in ("Estimate", "Combined", "Reported"):
            value = getattr(exact, figure.lower()).index[centre.row]
            assert_share(row[f"{figure} unrounded"], value)
        assert row["Provisional"] == int(centre.ranked and centre.class_provisional)
        assert row["Class"] == centre.class_name


def assert_share(shown: Any, value: float) -> None:
    """The number in a cell, an empty one for NaN."""
    assert same(shown, None if math.isnan(value) else float(value)), (shown, value)


def check_factors(book: Workbook, expected: Result) -> None:
    """The factors of dimensions and indicators with their pairs, and which pairs they are from."""
    if "Verification factors" not in book.sheetnames:
        assert expected.rubric.without_form
        return
    found = expected.verification
    sheet = book["Verification factors"]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows() if row[0].value}
    for code, factor in {**found.dimensions, **found.indicators}.items():
        assert rows[code][2] == factor.pairs, code
        assert same(rows[code][6], factor.factor), code
    facts = {row[1].value: row[2].value for row in sheet.iter_rows(max_row=8)}
    only = next(value for title, value in facts.items() if str(title).startswith("Only their"))
    assert (only, facts["Centres whose pairs are used"]) == (int(found.random_only), found.centres)


def check_ranking(book: Workbook, expected: Result) -> None:
    """Order, rank, class, the three figures and the dimensions of every centre."""
    order = [*expected.ranking, *expected.unranked]
    rows = table(book["Ranking"], 4)
    assert [row["Code"] for row in rows] == [centre.centre_id for centre in order]
    for row, centre in zip(rows, order, strict=True):
        check_row(row, centre)


def check_row(row: Record, centre: CentreRow) -> None:
    """One row of the ranking."""
    rank = "–" if not centre.ranked else centre.rank
    assert row["Rank"] == (f"= {rank}" if centre.tied else rank)
    for figure in ("estimate", "combined", "reported"):
        value = row[figure.capitalize()]
        assert (None if value == "" else value) == getattr(centre, figure)
    assert row["Class"] == class_with_marks(centre)
    share = centre.seen_share
    assert same(row["Share seen"], share)
    because = centre.result.wording("en").not_ranked(centre.not_ranked)
    assert (row["Not ranked because"] or "") == because
    for dimension in centre.dimensions.values():
        value = row[dimension.dimension.title["en"]]
        printed = getattr(dimension, centre.result.rubric.scoring.figure)
        assert (None if value == "" else value) == printed
