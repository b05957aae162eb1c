"""The follow-up matrix: nothing typed is lost, over re-runs, changed surveys and years."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import tiny_surveys as tiny

from plut_audit import audit, report, rubric
from plut_audit.errors import UsageError
from plut_audit.i18n import translate
from plut_audit.report import formats
from plut_audit.review import follow_up

Result = dict[str, Any]


def scored(folder: Path, year: int = 2024, changes: Any = None) -> Result:
    """A small survey year."""
    tiny.write_year(folder, year, changes or {})
    return report.result_of(audit.run([folder], rubric.load()))


@pytest.fixture
def result(tmp_path: Path) -> Result:
    """The first year."""
    return scored(tmp_path / "2024")


def written(result: Result, path: Path, language: str = "id") -> Path:
    """The workbook of a result."""
    formats.write(result, path, language, force=True)
    return path


class Filled:
    """A workbook in which somebody types."""

    def __init__(self, path: Path, language: str) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet = self.book[translate(follow_up.SHEET, language)]
        titles = {**follow_up.KNOWN, **follow_up.TYPED}
        words = {translate(title, language): name for name, title in titles.items()}
        self.columns = {words[cell.value]: cell.column for cell in self.sheet[4]}

    def row(self, key: tuple[str, str]) -> int:
        """The row of a finding."""
        for row in range(5, self.sheet.max_row + 1):
            names = (self.columns["centre_id"], self.columns["code"])
            if tuple(self.sheet.cell(row, column).value for column in names) == key:
                return row
        raise KeyError(key)

    def type(self, key: tuple[str, str], **values: Any) -> None:
        """Fill in some columns of a finding."""
        for name, value in values.items():
            self.sheet.cell(self.row(key), self.columns[name]).value = value

    def shown(self, key: tuple[str, str], name: str) -> Any:
        """What stands in a column of a finding."""
        return self.sheet.cell(self.row(key), self.columns[name]).value

    def save(self) -> Path:
        """Save it where it was."""
        self.book.save(self.path)
        return self.path


def key_of(finding: Result) -> tuple[str, str]:
    """The identity of a finding."""
    return finding["centre_id"], finding["code"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_typed_survives_a_second_run(
    result: Result, tmp_path: Path, language: str
) -> None:
    key = key_of(result["findings"][3])
    filled = Filled(written(result, tmp_path / "matrix.xlsx", language), language)
    typed = {"response": "Sudah dianggarkan\ndalam APBD", "action": "=SUM(1;2)", "person": "Kadis"}
    filled.type(key, **typed, deadline="2025-03-31", status=translate("in progress", language))
    entries = follow_up.read(filled.save())
    again = follow_up.carry(result, entries)
    other = {"id": "en", "en": "id"}[language]
    second = Filled(written(again, tmp_path / "again.xlsx", other), other)
    assert {name: second.shown(key, name) for name in typed} == typed
    assert second.shown(key, "deadline").date().isoformat() == "2025-03-31"
    assert second.shown(key, "status") == translate("in progress", other)
    entry = follow_up.read(second.path)[key]
    assert (entry.status, entry.deadline, entry.finding) == ("in_progress", "2025-03-31", "found")


def test_added_columns_rows_and_words_are_kept(result: Result, tmp_path: Path) -> None:
    key = key_of(result["findings"][0])
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    sheet, width = filled.sheet, filled.sheet.max_column
    sheet.cell(4, width + 1).value = "Nomor surat"
    sheet.cell(filled.row(key), width + 1).value = 700
    sheet.cell(filled.row(key), width + 2).value = "tanpa judul"
    filled.type(key, status="menunggu DPRD")
    own = sheet.max_row + 1
    sheet.cell(own, filled.columns["response"]).value = "temuan tambahan pemeriksa"
    entries = follow_up.read(filled.save())
    again = follow_up.carry(result, entries)
    second = follow_up.read(written(again, tmp_path / "again.xlsx", "en"))
    assert second[key].other["Nomor surat"] == "700"
    assert "tanpa judul" in second[key].other.values()
    assert second[key].status == "menunggu DPRD"
    added = [entry for entry in second.values() if entry.finding == "added"]
    assert [entry.response for entry in added] == ["temuan tambahan pemeriksa"]


def test_sorted_moved_and_renamed_it_is_still_read(result: Result, tmp_path: Path) -> None:
    key = key_of(result["findings"][-1])
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="ya")
    filled.sheet.title = "Lembar kerja saya"
    filled.sheet.insert_cols(1)
    filled.sheet.insert_rows(1, 2)
    assert follow_up.read(filled.save())[key].response == "ya"


def test_two_rows_of_one_finding_are_both_kept(result: Result, tmp_path: Path) -> None:
    key = key_of(result["findings"][0])
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="pertama")
    copy = filled.sheet.max_row + 1
    for name, value in (("centre_id", key[0]), ("code", key[1]), ("response", "kedua")):
        filled.sheet.cell(copy, filled.columns[name]).value = value
    assert follow_up.read(filled.save())[key].response == "pertama\nkedua"


def test_a_finding_that_is_gone_is_kept_as_resolved(result: Result, tmp_path: Path) -> None:
    """A changed survey: the first centre has mended its land; what was typed stays."""
    centre = str(tiny.registry()[0]["centre_id"])
    key = (centre, "INF-01")
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="lahan ditambah", status="selesai")
    changed = scored(tmp_path / "changed", changes={0: {"land_area": 3000}})
    assert key not in {key_of(one) for one in changed["findings"]}
    again = follow_up.carry(changed, follow_up.read(filled.save()))
    kept = {(one["centre_id"], one["code"]): one for one in again["follow_up"]}
    assert kept[key]["finding"] == "resolved"
    assert (kept[key]["response"], kept[key]["status"]) == ("lahan ditambah", "done")
    shown = Filled(written(again, tmp_path / "again.xlsx", "en"), "en")
    assert "resolved" in shown.shown(key, "finding")
    assert shown.shown(key, "response") == "lahan ditambah"
    assert shown.shown(key, "title")


def test_it_lives_over_years_and_a_finding_may_come_back(result: Result, tmp_path: Path) -> None:
    centre = str(tiny.registry()[0]["centre_id"])
    key = (centre, "INF-01")
    filled = Filled(written(result, tmp_path / "2024.xlsx"), "id")
    filled.type(key, response="jawaban 2024")
    years = ((2025, {0: {"land_area": 3000}}, "resolved", 2024), (2026, {}, "found", 2026))
    path = filled.save()
    for year, changes, state, last_found in years:
        result = scored(tmp_path / str(year), year, changes)
        result = follow_up.carry(result, follow_up.read(path))
        path = written(result, tmp_path / f"{year}.xlsx")
        entry = follow_up.read(path)[key]
        assert (entry.response, entry.finding) == ("jawaban 2024", state)
        assert entry.last_found == last_found


def test_a_result_keeps_its_follow_up_as_json(result: Result, tmp_path: Path) -> None:
    key = key_of(result["findings"][0])
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="ya")
    again = follow_up.carry(result, follow_up.read(filled.save()))
    stored = tmp_path / "result.json"
    stored.write_text("".join(report.dumps(again)), encoding="utf-8")
    assert follow_up.entries_of(report.load(stored))[key].response == "ya"


def test_a_workbook_without_the_matrix_is_one_line(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(UsageError, match="no follow-up sheet"):
        follow_up.read(tmp_path / "other.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(UsageError, match="cannot be read"):
        follow_up.read(tmp_path / "broken.xlsx")


# The reader has the limits of every reader, and loses nothing that is in the sheet.


def matrix(path: Path, rows: list[list[Any]], *more: list[list[Any]], merge: str = "") -> Path:
    """A workbook with a matrix of these columns in each of its sheets."""
    book = openpyxl.Workbook()
    head = ["Centre code", "Code", "Auditee's response", "Agreed action"]
    for number, lines in enumerate([rows, *more]):
        sheet = book.active if number == 0 else book.create_sheet(f"Follow-up ({number + 1})")
        for row in [head, *lines]:
            sheet.append(row)
    book.worksheets[0].title = "Follow-up"
    if merge:
        book.worksheets[0].merge_cells(merge)
    book.save(path)
    return path


def typed(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Response and action of each entry."""
    return {key: (one.response, one.action) for key, one in follow_up.read(path).items()}


def test_a_merged_answer_belongs_to_every_row_it_covers(tmp_path: Path) -> None:
    rows = [["71", "INF-03", "one for two"], ["71.72", "INF-03", None], ["71", "GOV-01", "own"]]
    assert typed(matrix(tmp_path / "a.xlsx", rows, merge="C2:C3")) == {
        ("71", "INF-03"): ("one for two", ""),
        ("71.72", "INF-03"): ("one for two", ""),
        ("71", "GOV-01"): ("own", ""),
    }


def test_a_merged_centre_belongs_to_every_row_it_covers(tmp_path: Path) -> None:
    rows = [["71.72", "INF-03", "a"], [None, "INF-04", "b"], ["71", "INF-03", "c"]]
    assert typed(matrix(tmp_path / "a.xlsx", rows, merge="A2:A3")) == {
        ("71.72", "INF-03"): ("a", ""),
        ("71.72", "INF-04"): ("b", ""),
        ("71", "INF-03"): ("c", ""),
    }


def test_every_sheet_that_is_headed_so_counts(tmp_path: Path) -> None:
    first = [["71", "INF-03", "one"], ["71.72", "INF-03", "two"]]
    second = [["71", "INF-03", "one", "only in the copy"], ["71.05", "HRS-04", "three"]]
    assert typed(matrix(tmp_path / "a.xlsx", first, second)) == {
        ("71", "INF-03"): ("one", "only in the copy"),
        ("71.72", "INF-03"): ("two", ""),
        ("71.05", "HRS-04"): ("three", ""),
    }


@pytest.mark.parametrize(
    ("centre", "code"),
    [
        (33.1, "INF-03"),
        ("33.10", "inf-03"),
        ("'33.10", "INF\N{EN DASH}03"),
        ("ID-33.10 ", " INF 03"),
        (3310, "'INF-03"),
    ],
)
def test_codes_are_read_in_any_writing(tmp_path: Path, centre: Any, code: str) -> None:
    path = matrix(tmp_path / "a.xlsx", [[centre, code, "we will repair it"]])
    assert typed(path) == {("33.10", "INF-03"): ("we will repair it", "")}


def test_errors_and_formulas_without_a_value_are_kept_as_text(tmp_path: Path) -> None:
    path = matrix(tmp_path / "a.xlsx", [["71", "INF-03", "=1+1", "#REF!"]])
    assert typed(path) == {("71", "INF-03"): ("=1+1", "#REF!")}


def test_a_cell_in_the_last_row_and_blank_formats_cost_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Centre code", "Code", "Auditee's response"])
    book.active.append(["71", "INF-03", "ya"])
    book.active["A1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "format.xlsx")
    assert typed(tmp_path / "format.xlsx") == {("71", "INF-03"): ("ya", "")}
    book.active["XFD1048576"] = "stray"
    book.save(tmp_path / "stray.xlsx")
    with pytest.raises(UsageError, match=r"stray\.xlsx' cannot be read as a follow-up workbook"):
        follow_up.read(tmp_path / "stray.xlsx")


def test_any_format_of_a_survey_will_do(tmp_path: Path) -> None:
    text = "Kode pusat;Kode;Tanggapan auditi\n71;INF-03;ya\n"
    titles = {**follow_up.KNOWN, **follow_up.TYPED}
    names = [translate(titles[name], "id") for name in ("centre_id", "code", "response")]
    (tmp_path / "a.csv").write_text(
        text.replace(text.splitlines()[0], ";".join(names)), encoding="utf-8"
    )
    assert typed(tmp_path / "a.csv") == {("71", "INF-03"): ("ya", "")}
