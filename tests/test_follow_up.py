"""The follow-up matrix: nothing typed is lost, over re-runs, changed surveys and years."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders import survey as tiny

from plut_audit import rubric
from plut_audit.analysis import trends
from plut_audit.audit import Options, run
from plut_audit.errors import UsageError
from plut_audit.i18n import translate
from plut_audit.report import formats
from plut_audit.result import FindingRow, Result
from plut_audit.result.extras import FollowUpEntry
from plut_audit.review import follow_up
from plut_audit.review.follow_up import Entry
from plut_audit.rubric import Rubric


def scored(folder: Path, year: int = 2024, changes: Any = None, **further: Any) -> Result:
    """A small survey year."""
    tiny.write_year(folder, year, changes or {}, **further)
    return Result.from_audit(run([folder], rubric.load()))


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
        titles = {**follow_up.KNOWN, **follow_up.TYPED, **follow_up.CALCULATED}
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


def key_of(finding: FindingRow) -> tuple[str, str]:
    """The identity of a finding."""
    return finding.centre_id, finding.code


def finding(result: Result, row: int) -> FindingRow:
    """A finding by its row, from the end where it is negative."""
    return FindingRow(result, range(len(result.findings))[row])


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_typed_survives_a_second_run(
    result: Result, tmp_path: Path, language: str
) -> None:
    key = key_of(finding(result, 3))
    filled = Filled(written(result, tmp_path / "matrix.xlsx", language), language)
    typed = {"response": "Sudah dianggarkan\ndalam APBD", "action": "=SUM(1;2)", "person": "Kadis"}
    filled.type(
        key, **typed, deadline="2025-03-31", status=translate("not yet in accordance", language)
    )
    entries = follow_up.read(filled.save())
    again = follow_up.carry(result, entries)
    other = {"id": "en", "en": "id"}[language]
    second = Filled(written(again, tmp_path / "again.xlsx", other), other)
    assert {name: second.shown(key, name) for name in typed} == typed
    assert second.shown(key, "deadline").date().isoformat() == "2025-03-31"
    assert second.shown(key, "status") == translate("not yet in accordance", other)
    entry = follow_up.read(second.path)[key]
    assert (entry.status, entry.deadline, entry.finding) == ("partly", "2025-03-31", "found")


def test_added_columns_rows_and_words_are_kept(result: Result, tmp_path: Path) -> None:
    key = key_of(finding(result, 0))
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


# The four states of Peraturan BPK 2/2017.


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("dalam proses", "partly"),
        ("selesai", "compliant"),
        ("done", "compliant"),
        ("in_progress", "partly"),
        ("sesuai", "compliant"),
        ("Belum Sesuai", "partly"),
        ("belum ditindaklanjuti", "not_followed_up"),
        ("tidak dapat ditindaklanjuti", "cannot"),
        ("cannot be followed up", "cannot"),
    ],
)
def test_words_of_today_and_of_earlier_versions_are_one_of_four_states(
    result: Result, tmp_path: Path, word: str, code: str
) -> None:
    key = key_of(finding(result, 0))
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, status=word)
    assert follow_up.read(filled.save())[key].status == code


@pytest.mark.parametrize(
    ("typed_values", "by_visit", "code", "lacks"),
    [
        ({}, False, "not_followed_up", False),
        ({"status": "compliant"}, False, "compliant", False),
        ({"status": "compliant"}, True, "partly", True),
        ({"status": "compliant", "evidence": "foto 12 Mei"}, True, "compliant", False),
        ({"status": "done", "evidence": "BAST"}, True, "compliant", False),
        ({"status": "partly", "evidence": "foto"}, True, "partly", False),
        ({"status": "cannot"}, False, "partly", True),
        ({"status": "cannot", "note": "perkara di PN"}, True, "cannot", False),
        ({"status": "menunggu DPRD"}, False, "not_followed_up", True),
        ({"status": "menunggu DPRD", "response": "surat"}, False, "partly", True),
        ({"finding": "resolved"}, True, "compliant", False),
    ],
)
def test_a_state_counts_only_with_what_it_needs(
    typed_values: dict[str, str], by_visit: bool, code: str, lacks: bool
) -> None:
    status = follow_up.status_of(FollowUpEntry("71", "INF-03", **typed_values), by_visit)
    assert (status.code, bool(status.lacks)) == (code, lacks)


def test_sixty_days_and_the_age(result: Result, tmp_path: Path) -> None:
    key = key_of(finding(result, 0))
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, received="2024-05-02", reviewed="12 Juni 2024", evidence="SK", note="cukup")
    entries = follow_up.read(filled.save())
    entry = follow_up.entries_of(follow_up.carry(result, entries))[key]
    assert str(follow_up.due_on(entry)) == "2024-07-01"
    assert follow_up.age_in_days(entry) == 41
    second = written(follow_up.carry(result, entries), tmp_path / "again.xlsx")
    again = Filled(second, "id")
    values = openpyxl.load_workbook(second, data_only=True)[again.sheet.title]
    row = again.row(key)
    assert str(values.cell(row, again.columns["due"]).value)[:10] == "2024-07-01"
    assert again.sheet.cell(row, again.columns["age"]).value.startswith("=IF(ISNUMBER(")
    assert (again.shown(key, "evidence"), again.shown(key, "note")) == ("SK", "cukup")
    assert follow_up.read(second)[key].received == "2024-05-02"


def test_the_recapitulation_by_province_and_semester(result: Result, tmp_path: Path) -> None:
    first, second = (key_of(finding(result, row)) for row in (0, 1))
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(first, received="2024-05-02", status="tidak dapat ditindaklanjuti", note="perkara")
    filled.type(second, received="2024-08-01", status="belum sesuai")
    carried_on = follow_up.carry(result, follow_up.read(filled.save()))
    lines = {line.name: line for line in follow_up.by_province(carried_on)}
    assert sum(line.total for line in lines.values()) == len(result.findings)
    assert sum(line.by_status["cannot"] for line in lines.values()) == 1
    semesters = [(line.name, dict(line.by_status)) for line in follow_up.by_semester(carried_on)]
    assert semesters[:2] == [
        ("semester I of 2024", {"cannot": 1}),
        ("semester II of 2024", {"partly": 1}),
    ]
    path = tmp_path / "report.md"
    formats.write(carried_on, path, "id")
    text = path.read_text(encoding="utf-8")
    assert "Tindak lanjut per provinsi" in text
    assert "semester II tahun 2024" in text
    assert "tidak dapat ditindaklanjuti" in text


def test_accepted_evidence_closes_what_only_the_centre_says(tmp_path: Path) -> None:
    """A damaged building seen by a visit is reported in order, and no visit came since."""
    centres = tiny.registry()
    key = (str(centres[0]["centre_id"]), "INF-03")
    reports = [
        tiny.answered(2024, centre, n, **({"building_condition": "good"} if n == 0 else {}))
        for n, centre in enumerate(centres)
    ]
    folder = tiny.write_survey(tmp_path, centres, reports, [tiny.visited(2024, centres[2], 2)])
    result = Result.from_audit(run([folder], rubric.load()))
    states = {}
    for evidence in ("", "BAST rehabilitasi 3 Mei 2024"):
        entry = Entry(*key, status="compliant", evidence=evidence)
        carried_on = follow_up.entries_of(follow_up.carry(result, {key: entry}))[key]
        states[bool(evidence)] = carried_on.finding
    assert states == {False: "reported_resolved", True: "resolved"}


def test_sorted_moved_and_renamed_it_is_still_read(result: Result, tmp_path: Path) -> None:
    key = key_of(finding(result, -1))
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="ya")
    filled.sheet.title = "Lembar kerja saya"
    filled.sheet.insert_cols(1)
    filled.sheet.insert_rows(1, 2)
    assert follow_up.read(filled.save())[key].response == "ya"


def test_two_rows_of_one_finding_are_both_kept(result: Result, tmp_path: Path) -> None:
    key = key_of(finding(result, 0))
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="pertama")
    copy = filled.sheet.max_row + 1
    for name, value in (("centre_id", key[0]), ("code", key[1]), ("response", "kedua")):
        filled.sheet.cell(copy, filled.columns[name]).value = value
    assert follow_up.read(filled.save())[key].response == "pertama\nkedua"


def test_a_finding_that_is_gone_is_kept_as_resolved(result: Result, tmp_path: Path) -> None:
    """A changed survey: the first centre sent all its reports; what was typed stays."""
    centre = str(tiny.registry()[0]["centre_id"])
    key = (centre, "GOV-08")
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="laporan dikirim", status="selesai")
    changed = scored(tmp_path / "changed", changes={0: {"reports_submitted": 12}})
    assert key not in {key_of(row) for row in changed.finding_rows()}
    again = follow_up.carry(changed, follow_up.read(filled.save()))
    entry = follow_up.entries_of(again)[key]
    assert entry.finding == "resolved"
    assert (entry.response, entry.status) == ("laporan dikirim", "compliant")
    shown = Filled(written(again, tmp_path / "again.xlsx", "en"), "en")
    assert "resolved" in shown.shown(key, "finding")
    assert shown.shown(key, "response") == "laporan dikirim"
    assert shown.shown(key, "title")


def test_it_lives_over_years_and_a_finding_may_come_back(result: Result, tmp_path: Path) -> None:
    centre = str(tiny.registry()[0]["centre_id"])
    key = (centre, "GOV-08")
    filled = Filled(written(result, tmp_path / "2024.xlsx"), "id")
    filled.type(key, response="jawaban 2024")
    years = ((2025, {0: {"reports_submitted": 12}}, "resolved", 2024), (2026, {}, "found", 2026))
    path = filled.save()
    for year, changes, state, last_found in years:
        result = scored(tmp_path / str(year), year, changes)
        result = follow_up.carry(result, follow_up.read(path))
        path = written(result, tmp_path / f"{year}.xlsx")
        entry = follow_up.read(path)[key]
        assert (entry.response, entry.finding) == ("jawaban 2024", state)
        assert entry.last_found == last_found


# --- what was not looked for is not resolved -----------------------------------------------


def carried(result: Result, centre_id: str, code: str) -> FollowUpEntry:
    """What becomes of a filled-in finding of the year before."""
    entry = Entry(centre_id, code, response="jawaban", last_found=2023)
    follow = follow_up.carry(result, {entry.key: entry}).follow_up
    assert follow
    (single,) = follow.entries
    return single


def number(place: int) -> str:
    return str(tiny.registry()[place]["centre_id"])


def test_a_silent_centre_and_one_that_is_gone_are_not_comparable(tmp_path: Path) -> None:
    result = scored(tmp_path / "2024", silent=[1], changes={0: {"reports_submitted": 12}})
    assert carried(result, number(0), "GOV-08").finding == "resolved"
    assert carried(result, number(1), "GOV-08").finding == "not_comparable"
    assert carried(result, "99.99-1", "GOV-08").finding == "not_comparable"
    assert carried(result, number(1), "RSP-01").finding == "found"
    assert carried(result, number(0), "RSP-01").finding == "resolved"


def test_a_code_that_no_rubric_knows_is_not_resolved(result: Result) -> None:
    for code in ("INF-77", "CHK-99", "inf-01 x"):
        entry = carried(result, number(0), code)
        assert (entry.finding, entry.last_found) == ("not_comparable", 2023)
    assert carried(result, number(0), "ADD-1").finding == "added"


def test_a_question_that_was_not_asked_is_not_resolved(tmp_path: Path) -> None:
    """The questionnaire of the year lacks the column; the same for the answers of a check."""
    asked = scored(tmp_path / "asked", changes={0: {"reports_submitted": 12}})
    folder = tmp_path / "2024"
    tiny.write_year(folder, 2024)
    left_out = ("reports_submitted", "consultants_certified")
    with (folder / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = [{k: v for k, v in row.items() if k not in left_out} for row in csv.DictReader(file)]
    tiny.write_table(folder / "answers.csv", rows)
    result = Result.from_audit(run([folder], rubric.load()))
    for code in ("GOV-08", "CHK-02"):
        assert carried(asked, number(0), code).finding == "resolved"
        assert carried(result, number(0), code).finding == "not_comparable"


def test_an_entry_goes_on_under_the_new_code_of_its_indicator(result: Result) -> None:
    data = result.rubric.model_dump(mode="json")
    data["dimensions"][3]["indicators"]["GOV-08"]["formerly"] = ["OLD-01"]
    edition = Rubric.model_validate(data)
    entry = carried(replace(result, rubric=edition), number(0), "OLD-01")
    assert (entry.code, entry.finding, entry.response) == ("GOV-08", "found", "jawaban")


def test_a_result_keeps_its_follow_up_as_json(result: Result, tmp_path: Path) -> None:
    key = key_of(finding(result, 0))
    filled = Filled(written(result, tmp_path / "matrix.xlsx"), "id")
    filled.type(key, response="ya")
    again = follow_up.carry(result, follow_up.read(filled.save()))
    stored = tmp_path / "result.json"
    again.save(stored)
    assert follow_up.entries_of(Result.load(stored))[key].response == "ya"
    assert Result.load(stored).follow_up == again.follow_up


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


@pytest.mark.parametrize(
    ("visited_before", "visit_now", "known_before", "state"),
    [
        (True, "good", "found", "resolved"),
        (True, None, "found", "reported_resolved"),
        (True, None, "resolved", "resolved"),  # closed in an earlier year
        (True, None, "reported_resolved", "reported_resolved"),
        (True, "good", "reported_resolved", "resolved"),
        (False, None, "found", "resolved"),  # by the comparison: nobody had seen it
    ],
)
@pytest.mark.parametrize("with_comparison", [True, False])
def test_what_only_the_centre_says_stays_open(
    tmp_path: Path,
    visited_before: bool,
    visit_now: str | None,
    known_before: str,
    state: str,
    with_comparison: bool,
) -> None:
    """A damaged building that is reported in order now."""
    centres = tiny.registry()
    key = (str(centres[0]["centre_id"]), "INF-03")

    def year_of(year: int, condition: str, visit: str | None) -> Result:
        reports = [
            tiny.answered(year, centre, n, **({"building_condition": condition} if n == 0 else {}))
            for n, centre in enumerate(centres)
        ]
        visits = [tiny.visited(year, centres[2], 2)]
        if visit:
            visits.append(tiny.visited(year, centres[0], 0, building_condition=visit))
        folder = tiny.write_survey(tmp_path / str(year), centres, reports, visits)
        return Result.from_audit(run([folder], rubric.load(), Options(year=year)))

    old = year_of(2023, "heavy_damage", "heavy_damage" if visited_before else None)
    new = year_of(2024, "good", visit_now)
    if with_comparison and known_before == "found":
        new = trends.with_history([old, new])[-1]
    elif not visited_before:
        state = "reported_resolved"  # who had seen it is not known then
    carried = follow_up.carry(new, {key: Entry(*key, response="Selesai", finding=known_before)})
    assert follow_up.entries_of(carried)[key].finding == state
