"""The workbook: what it says, that it follows as the program does, that text stays text."""

import math
import shutil
import subprocess
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import made
import openpyxl
import pytest
from builders import survey as tiny

from plut_audit import audit, report, rubric
from plut_audit.analysis import agreement
from plut_audit.errors import OutputError
from plut_audit.report import formats
from plut_audit.report.formats import xlsx
from plut_audit.rubric import Rubric

Result = dict[str, Any]
Workbook = Any
CHANGES = {1: {"land_area": "", "rooms": ""}, 3: {"apbd_operations": 90_000_000}}
SILENT = (6,)


def scored(folder: Path, edition: Rubric, changes: dict[int, dict[str, object]]) -> Result:
    """A small survey: one centre silent, every other one visited."""
    tiny.write_year(folder, 2024, changes, silent=SILENT)
    return report.result_of(audit.run([folder], edition))


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
    asked_for = {"trend", "robustness", "agreement"}
    expected = {name for key, name in xlsx.book.SHEETS.items() if key not in asked_for}
    assert set(opened(english).sheetnames) == expected
    names = opened(indonesian).sheetnames
    assert len(names) == len(expected)
    assert {"Ringkasan", "Peringkat", "Temuan", "Tindak lanjut", "Metode"} <= set(names)


def test_the_ranking_says_what_the_result_says(result: Result, written: Path) -> None:
    check_ranking(opened(written), result)


def test_the_summary_says_what_the_result_says(result: Result, written: Path) -> None:
    cells = {row[0].value: row[1].value for row in opened(written)["Summary"].iter_rows(max_col=2)}
    summary = result["summary"]
    assert cells["Answered the questionnaire"] == summary["responded"]
    assert cells["Ranked"] == summary["ranked"]
    assert cells["Mean verified score"] == summary["mean_verified"]
    assert cells["Findings"] is not None
    for band in rubric.load().bands:
        assert cells[f"{band.name} · {band.title['en']}"] == summary["by_class"][band.name]


def test_findings_carry_five_elements_and_lead_to_their_score(
    result: Result, written: Path
) -> None:
    book = opened(written)
    sheet = book["Findings"]
    rows = table(sheet, 4)
    assert [(row["Centre code"], row["Code"]) for row in rows] == [
        (one["centre_id"], one["code"]) for one in result["findings"]
    ]
    first = result["findings"][0]
    elements = ("condition", "criterion", "cause", "effect", "recommendation")
    assert [rows[0][name.capitalize()] for name in elements] == [
        first[name]["en"] for name in elements
    ]
    target = sheet["C5"].hyperlink.location.partition("!")[2]
    scores = book["Centres x indicators"]
    assert scores.cell(scores[target].row, 1).value == first["centre_id"]
    assert scores.cell(7, scores[target].column).value == first["code"]


def test_charts_print_set_up_and_frozen_panes(written: Path) -> None:
    book = opened(written)
    assert len(book["Summary"]._charts) == 2
    for sheet in book:
        assert sheet.page_setup.orientation in ("landscape", "portrait")
        assert sheet.page_setup.paperSize == 9
    assert book["Ranking"].freeze_panes == "D5"
    assert book["Ranking"].auto_filter.ref
    assert book["Ranking"].print_title_rows == "$4:$4"


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
    """A result with the payload in a name, a cause and a problem's value."""
    plain = made.result()
    centres = [{**one, "name": payload} for one in plain["centres"]]
    findings = [{**one, "cause": made.same(payload)} for one in plain["findings"]]
    problems = [{**one, "value": payload, "file": payload} for one in plain["problems"]]
    return {**plain, "centres": centres, "findings": findings, "problems": problems}


def test_what_was_asked_for_beside_has_its_sheet(tmp_path: Path) -> None:
    audited = audit.run([tiny.write_year(tmp_path / "survey", 2024)], rubric.load())
    result = {**report.result_of(audited), "agreement": agreement.agreement(audited)}
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
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    before = stored[sheet.title][cell.coordinate].value
                    after = now[sheet.title][cell.coordinate].value
                    assert same(before, after), (sheet.title, cell.coordinate, before, after)
                    compared += 1
    assert compared > 1000


def same(before: Any, after: Any) -> bool:
    """Equal, numbers to 1e-9; an empty text is an empty cell."""
    if isinstance(before, int | float) and isinstance(after, int | float):
        return math.isclose(before, after, abs_tol=1e-9)
    return (before or "") == (after or "")


def set_weight(book: Workbook, edition: Result) -> None:
    """Infrastructure weighs more, its first indicator much more."""
    at(book["Weights and goalposts"], "INF", 4).value = 65
    at(book["Weights and goalposts"], "INF-01", 4).value = 7.5
    edition["dimensions"][0]["weight"] = 65
    edition["dimensions"][0]["indicators"]["INF-01"]["weight"] = 7.5


def set_goalpost(book: Workbook, edition: Result) -> None:
    """Less land is asked for, and more money."""
    sheet = book["Weights and goalposts"]
    at(sheet, "INF-01", 5).value, at(sheet, "INF-01", 6).value = 500, 1500
    at(sheet, "GOV-01", 6).value = 900_000_000
    edition["dimensions"][0]["indicators"]["INF-01"].update(low=500, high=1500)
    edition["dimensions"][3]["indicators"]["GOV-01"].update(high=900_000_000)


def set_points(book: Workbook, edition: Result) -> None:
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
    result: Result, written: Path, tmp_path: Path, change: Callable[[Workbook, Result], None]
) -> None:
    book, edition = opened(written, values=False), rubric.load().model_dump(mode="json")
    change(book, edition)
    expected = scored(tmp_path / "survey", Rubric.model_validate(edition), CHANGES)
    assert scores_of(expected) != scores_of(result)
    check_everything(recalculated(book, tmp_path), expected)


@pytest.mark.real
def test_a_changed_answer_gives_what_the_program_gives(
    result: Result, written: Path, tmp_path: Path
) -> None:
    """One is filled in, one becomes blank, one becomes another choice."""
    book = opened(written, values=False)
    new = {1: {"land_area": 1900, "apbd_honorarium": "no"}, 5: {"reports_submitted": ""}}
    cells = {(1, "INF-01"): 1900, (1, "GOV-02"): "no", (5, "GOV-08"): None}
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
def test_the_centre_sheet_shows_the_chosen_centre(
    result: Result, written: Path, tmp_path: Path
) -> None:
    book = opened(written, values=False)
    chosen = result["centres"][2]
    book["Centre"]["B3"] = f"{chosen['centre_id']} · {chosen['name']}"
    sheet = recalculated(book, tmp_path)["Centre"]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows() if row[0].value}
    assert rows["Rank"][1] == chosen["rank"]
    for code, item in chosen["items"].items():
        expected = "n/a" if item["score"] is None else item["score"]
        assert same(rows[code][5], expected), code
    own = [
        one["title"]["en"] for one in result["findings"] if one["centre_id"] == chosen["centre_id"]
    ]
    start = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Severity")
    shown = [sheet.cell(start + 1 + number, 2).value for number in range(25)]
    assert [title for title in shown if title] == own[:25]


def scores_of(result: Result) -> list[float | None]:
    """The headline figure of every centre."""
    return [centre["verified"] for centre in result["centres"]]


def check_everything(book: Workbook, expected: Result) -> None:
    """Ranking, item scores and points lost."""
    check_ranking(book, expected)
    for name, key in (("Centres x indicators", "score"), ("Points lost", "points_lost")):
        rows = {row["Code"]: row for row in table(book[name], 7)}
        for centre in expected["centres"]:
            for code, item in centre["items"].items():
                value = "n/a" if item["score"] is None else item[key]
                place = (name, centre["centre_id"], code)
                assert same(rows[centre["centre_id"]][code], value), place


def check_ranking(book: Workbook, expected: Result) -> None:
    """Order, rank, class, the three figures and the dimensions of every centre."""
    order = sorted(
        expected["centres"],
        key=lambda one: (not one["ranked"], one["rank"] or 0, one["centre_id"]),
    )
    rows = table(book["Ranking"], 4)
    assert [row["Code"] for row in rows] == [one["centre_id"] for one in order]
    for row, centre in zip(rows, order, strict=True):
        rank = "–" if not centre["ranked"] else centre["rank"]
        assert row["Rank"] == (f"= {rank}" if centre["tied"] else rank)
        figures = [row["Verified"], row["Claimed"], row["Conservative"]]
        assert [value or None for value in figures] == [
            centre["verified"],
            centre["claimed"],
            centre["conservative"],
        ]
        assert ((row["Class"] or "").split() or [None])[0] == centre["class"]
        assert ("↓" in (row["Class"] or "")) == bool(centre["ranked"] and centre["class_capped"])
        because = centre["not_ranked_because"]
        assert (row["Not ranked because"] or "") == (because["en"] if because else "")
        for part in rubric.load().dimensions:
            value = centre["dimensions"][part.code]["verified"]
            assert (row[part.title["en"]] or None) == value
