"""Evaluation worksheets: their formulas give the printed figures, nothing typed is lost."""

from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from builders import survey as tiny
from builders.office import saved_by_office

from plut_audit import cli, rubric
from plut_audit.audit import run
from plut_audit.i18n import translate
from plut_audit.ingest import sheets
from plut_audit.problems import PROBLEM_KINDS
from plut_audit.report import formats
from plut_audit.result import Result
from plut_audit.review.decisions import read_ledgers
from plut_audit.review.lke import Reading, frame, layout, read_worksheets
from plut_audit.review.lke.layout import At
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import round_scores
from plut_audit.scoring.weights import Weights

Typing = dict[tuple[str, str], Any]
"""What is typed, by centre code and indicator: the answer, or the answer and the remark."""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five centres, two of them visited, one that did not answer."""
    folder = tmp_path_factory.mktemp("lke") / "2024"
    tiny.write_year(folder, 2024, {}, silent=[3])
    return folder


@pytest.fixture(scope="module")
def result(survey: Path) -> Result:
    """Its result."""
    return Result.from_audit(run([survey], rubric.load()))


def written(result: Result, path: Path, language: str = "id") -> Path:
    """The worksheets of a result."""
    formats.write(result, path, language, force=True)
    return path


class Filled:
    """A workbook of worksheets into which an evaluator types."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)

    def row(self, centre_id: str, code: str) -> int:
        """The row of an indicator, from 1."""
        sheet = self.book[centre_id]
        return next(
            row
            for row in range(frame.FIRST_ROW + 1, sheet.max_row + 1)
            if sheet.cell(row, At.CODE + 1).value == code
        )

    def type(self, centre_id: str, code: str, answer: Any = None, remark: str = "") -> str:
        """Fill in an indicator; gives the address of the answer."""
        row, sheet = self.row(centre_id, code), self.book[centre_id]
        if answer is not None:
            sheet.cell(row, At.ANSWER + 1).value = answer
        if remark:
            sheet.cell(row, At.REMARK + 1).value = remark
        return str(sheet.cell(row, At.ANSWER + 1).coordinate)

    def save(self) -> Path:
        """Save it where it was."""
        self.book.save(self.path)
        return self.path


def read_back(result: Result, *paths: Path) -> Reading:
    """What is read of some workbooks."""
    return read_worksheets([sheets.read(path, path.name) for path in paths], result)


def codes(reading: Reading) -> list[str]:
    """The codes of its problems."""
    return sorted(problem.code for problem in reading.problems)


def centre_ids(result: Result) -> list[str]:
    """The codes of the centres."""
    return list(result.row_of)


def linear(rules: Rubric) -> str:
    """An indicator whose measured value is the number of one question."""
    return next(
        code
        for code, indicator in rules.indicators.items()
        if indicator.kind == "linear"
        and indicator.value in rules.questions
        and not indicator.applies_if
    )


# --- what is written -------------------------------------------------------------------------


def test_a_sheet_a_centre_with_the_recapitulation(result: Result, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(result, tmp_path / "lke.xlsx"))
    assert book.sheetnames == ["Rekap nilai", *centre_ids(result), "Daftar pilihan"]
    assert book["Daftar pilihan"].sheet_state == "hidden"
    sheet = book[centre_ids(result)[0]]
    heads = [cell.value for cell in sheet[frame.HEAD_ROW + 1]]
    groups = [cell.value for cell in sheet[frame.GROUP_ROW + 1]]
    shown = [low or top for top, low in zip(groups, heads, strict=True)][: At.REMARK + 1]
    assert shown == [
        "No.", "Kode", "Komponen/Subkomponen", "Bobot", "Jawaban", "Nilai", "%", "Bukti dukung",
        "Keterangan PD", "Hasil kunjungan", "Jawaban", "Nilai", "%", "Keterangan evaluator",
    ]  # fmt: skip
    assert (groups[At.OWN_ANSWER], groups[At.ANSWER]) == (
        "Penilaian mandiri",
        "Penilaian evaluator",
    )


def test_only_what_the_evaluator_types_is_open_and_the_page_is_set_up(
    result: Result, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(written(result, tmp_path / "lke.xlsx"))
    sheet = book[centre_ids(result)[0]]
    assert sheet.protection.sheet
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == f"${frame.GROUP_ROW + 1}:${frame.HEAD_ROW + 1}"
    opened = {
        cell.column - 1
        for row in sheet.iter_rows(min_row=frame.FIRST_ROW + 1)
        for cell in row
        if not cell.protection.locked
    }
    assert opened == {At.ANSWER, At.REMARK}
    assert len(sheet.data_validations.dataValidation) == len(result.rubric.indicators)
    hidden = [at for at in At if at >= At.RAW]
    letters = sheets.column_letters(hidden[0])
    assert sheet.column_dimensions[letters].hidden


def test_the_name_or_the_option_makes_a_worksheet(survey: Path, tmp_path: Path) -> None:
    for name, options, is_worksheet in (
        ("LKE_2024.xlsx", [], True),
        ("hasil.xlsx", [], False),
        ("lkeuangan.xlsx", [], False),
        ("hasil2.xlsx", ["--as", "lke"], True),
        ("lke.xlsx", ["--as", "report"], False),
        ("lke.csv", [], False),
    ):
        path = tmp_path / name
        assert cli.run(["score", str(survey), "-o", str(path), "-q", "--lang", "id", *options]) == 0
        if path.suffix == ".xlsx":
            assert ("Rekap nilai" in openpyxl.load_workbook(path).sheetnames) == is_worksheet, name


def test_a_working_paper_of_another_suffix_is_refused(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.html"
    assert cli.run(["score", str(survey), "-o", str(path), "--as", "lke", "--lang", "en"]) == 2
    assert ".xlsx" in capsys.readouterr().err
    assert not path.exists()


# --- formulas --------------------------------------------------------------------------------


def calculated(path: Path, folder: Path) -> openpyxl.Workbook:
    """The workbook after LibreOffice calculated it; openpyxl stores no values of formulas."""
    book = openpyxl.load_workbook(path)
    stripped = folder / "stripped.xlsx"
    book.save(stripped)
    return openpyxl.load_workbook(saved_by_office(stripped, folder / "out"), data_only=True)


def totals(book: openpyxl.Workbook, centre_id: str, rules: Rubric) -> list[Any]:
    """Both totals and the dimensions' per cent of a centre's worksheet."""
    sheet = book[centre_id]
    rows = {sheet.cell(row, At.CODE + 1).value: row for row in range(1, sheet.max_row + 1)}
    last = frame.FIRST_ROW + 1 + len(rules.indicators) + len(rules.dimensions)
    values = [sheet.cell(last, at + 1).value for at in (At.OWN_POINTS, At.POINTS)]
    for part in rules.dimensions:
        values += [sheet.cell(rows[part.code], at + 1).value for at in (At.OWN_SHARE, At.SHARE)]
    return values


@pytest.mark.real
@pytest.mark.parametrize("edition", ["bappenas-2023", "award-2024"])
def test_libreoffice_calculates_the_printed_figures(
    survey: Path, tmp_path: Path, edition: str
) -> None:
    result = Result.from_audit(run([survey], rubric.load(edition)))
    book = calculated(written(result, tmp_path / "lke.xlsx"), tmp_path)
    for centre in result.centre_rows():
        expected = [centre.reported, centre.combined]
        for part in centre.dimensions.values():
            expected += [part.reported, part.combined]
        shown = ["–" if value is None else value for value in expected]
        found = totals(book, centre.centre_id, result.rubric)
        assert found == (pytest.approx(shown, abs=1e-9) if centre.responded else shown)
    recap = book["Rekap nilai"]
    first = [cell.value for cell in recap[5]]
    centre = result.centre(0)
    assert first[1] == centre.centre_id
    position = 4 + len(result.rubric.dimensions)
    assert first[position : position + 2] == pytest.approx([centre.reported, centre.combined])


@pytest.mark.real
def test_other_means_scales_and_decimals_are_calculated_too(survey: Path, tmp_path: Path) -> None:
    data = rubric.load().model_dump(mode="json")
    data["scoring"] |= {"index_mean": "geometric", "floor": 1, "scale": 5, "decimals": 3}
    data["dimensions"][1]["mean"] = "geometric"
    for part in data["dimensions"]:
        for indicator in part["indicators"].values():
            indicator["points"] = {key: value / 20 for key, value in indicator["points"].items()}
    result = Result.from_audit(run([survey], Rubric.model_validate(data)))
    book = calculated(written(result, tmp_path / "lke.xlsx"), tmp_path)
    for centre in result.centre_rows():
        if centre.responded:
            found = totals(book, centre.centre_id, result.rubric)[:2]
            assert found == pytest.approx([centre.reported, centre.combined], abs=1e-9)


@pytest.mark.real
def test_what_is_typed_changes_values_weights_and_totals(result: Result, tmp_path: Path) -> None:
    centre = result.centre(0)
    choice = next(
        item
        for item in centre.items.values()
        if item.indicator.kind == "points" and item.score is not None
    )
    best = max(choice.indicator.points, key=lambda code: choice.indicator.points[code])
    label = result.rubric.questions[choice.indicator.lead].choices[best]["id"]
    number, left_out = linear(result.rubric), list(result.rubric.indicators)[-1]
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    indicator = result.rubric.indicators[number]
    half = ((indicator.low or 0) + (indicator.high or 0)) / 2
    filled.type(centre.centre_id, choice.code, label)
    filled.type(centre.centre_id, number, half)
    filled.type(centre.centre_id, left_out, "tidak berlaku")
    book = calculated(filled.save(), tmp_path)
    columns = list(result.rubric.indicators)
    scores, counts = result.items.score.copy(), result.items.applicable.copy()
    scores[0, columns.index(choice.code)] = choice.indicator.points[best]
    scores[0, columns.index(number)] = 50
    counts[0, columns.index(choice.code)] = counts[0, columns.index(number)] = True
    counts[0, columns.index(left_out)] = False
    expected = Weights(result.rubric).add_up(np.nan_to_num(scores), counts)
    found = totals(book, centre.centre_id, result.rubric)
    assert found[1] == pytest.approx(float(round_scores(expected.index[:1], 2)[0]), abs=1e-9)
    assert found[1] != pytest.approx(centre.combined, abs=1e-9)
    assert found[0] == pytest.approx(centre.reported, abs=1e-9)
    sheet = book[centre.centre_id]
    weights = [
        sheet.cell(filled.row(centre.centre_id, code), At.WEIGHT + 1).value for code in columns
    ]
    assert sum(weights) == pytest.approx(100)
    assert weights[-1] == 0


# --- reading back ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_untouched_worksheet_decides_nothing(
    result: Result, tmp_path: Path, language: str
) -> None:
    reading = read_back(result, written(result, tmp_path / "lke.xlsx", language))
    assert (reading.rows, reading.problems) == ([], [])
    assert reading.worksheets == len(result.centres)


@pytest.mark.real
def test_a_worksheet_that_libreoffice_saved_is_read_the_same(
    result: Result, tmp_path: Path
) -> None:
    path = written(result, tmp_path / "lke.xlsx")
    untouched = read_back(result, saved_by_office(path, tmp_path / "out"))
    assert (untouched.rows, untouched.problems) == ([], [])
    centre_id, code = centre_ids(result)[0], linear(result.rubric)
    filled = Filled(path)
    filled.type(centre_id, code, 12.5, "diukur ulang\npada kunjungan")
    filled.type(centre_id, "INF-02", "tidak berlaku", "tanah pinjam pakai")
    filled.book.move_sheet(centre_id, 2)
    filled.book[centre_id].title = "Aceh (sudah dinilai)"
    saved = saved_by_office(filled.save(), tmp_path / "out")
    reading = read_back(result, saved)
    assert codes(reading) == []
    assert [(row.indicator, row.new, row.state) for row in reading.rows] == [
        ("INF-02", "not_applicable", "decided"),
        (code, 12.5, "decided"),
    ]
    assert reading.rows[1].reason == "diukur ulang\npada kunjungan"
    assert reading.rows[1].evidence.startswith("lke.xlsx › Aceh (sudah dinilai)!K")


def test_answers_become_the_evaluators_values(result: Result, tmp_path: Path) -> None:
    centre_id = centre_ids(result)[0]
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    question = result.rubric.questions["land_title"]
    cell = filled.type(centre_id, "INF-02", question.choices["disputed"]["id"], "putusan PN")
    sheet = filled.book[centre_id]
    sheet.cell(frame.FACT_ROWS[0] + 1, At.ANSWER + 1).value = "ketua tim"
    sheet.cell(frame.FACT_ROWS[1] + 1, At.ANSWER + 1).value = "5 Desember 2024"
    (row,) = read_back(result, filled.save()).rows
    assert (row.centre_id, row.indicator, row.new, row.state) == (
        centre_id,
        "INF-02",
        "disputed",
        "decided",
    )
    assert (row.reason, row.by, str(row.date)) == ("putusan PN", "ketua tim", "2024-12-05")
    assert row.old == result.centre(0).items["INF-02"].used
    assert row.evidence == f"lke.xlsx › {centre_id}!{cell}"


@pytest.mark.parametrize(
    ("answer", "new"),
    [
        (12, 12.0),
        (0, 0.0),
        ("12,5", 12.5),
        ("Tidak berlaku", "not_applicable"),
        ("n/a", "not_applicable"),
        ("does not apply", "not_applicable"),
    ],
)
def test_ways_of_writing_an_answer(result: Result, tmp_path: Path, answer: Any, new: Any) -> None:
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    filled.type(centre_ids(result)[0], linear(result.rubric), answer, "x")
    reading = read_back(result, filled.save())
    assert [row.new for row in reading.rows] == [new]
    assert codes(reading) == []


@pytest.mark.parametrize("answer", ["kurang lebih 12", "80%", "?", "2.854", "=1/0", "#N/A"])
def test_an_answer_that_is_not_understood_is_named_and_proposed(
    result: Result, tmp_path: Path, answer: str
) -> None:
    centre_id = centre_ids(result)[0]
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    cell = filled.type(centre_id, linear(result.rubric), answer, "x")
    reading = read_back(result, filled.save())
    (problem,) = reading.problems
    assert (problem.code, problem.sheet, problem.cell) == ("LKE-01", centre_id, cell)
    assert answer in problem.message()["id"]
    assert [(row.state, row.new) for row in reading.rows] == [("proposed", answer)]


def test_a_remark_alone_is_proposed_and_an_answer_alone_asks_for_its_reason(
    result: Result, tmp_path: Path
) -> None:
    centre_id = centre_ids(result)[0]
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    filled.type(centre_id, "INF-02", remark="periksa sertifikat")
    filled.type(centre_id, linear(result.rubric), 3)
    reading = read_back(result, filled.save())
    assert codes(reading) == ["LKE-02", "LKE-09"]
    states = {row.indicator: (row.state, row.new, row.reason) for row in reading.rows}
    assert states["INF-02"] == ("proposed", "", "periksa sertifikat")
    assert states[linear(result.rubric)] == ("decided", 3.0, "")


def test_rows_and_columns_in_another_order_are_known_by_their_codes(
    result: Result, tmp_path: Path
) -> None:
    centre_id, code = centre_ids(result)[0], linear(result.rubric)
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    sheet = filled.book[centre_id]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    first, second = filled.row(centre_id, "INF-02"), filled.row(centre_id, code)
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(first, column), sheet.cell(second, column)
        one.value, other.value = other.value, one.value
    filled.type(centre_id, code, 7, "x")
    sheet.insert_rows(1, 2)
    reading = read_back(result, filled.save())
    assert [(row.indicator, row.new) for row in reading.rows] == [(code, 7.0)]
    assert codes(reading) == []


def test_everything_else_that_is_typed_is_named(result: Result, tmp_path: Path) -> None:
    centre_id, code = centre_ids(result)[0], linear(result.rubric)
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    sheet, row = filled.book[centre_id], filled.row(centre_id, code)
    sheet.cell(row, At.APPLIES + 4).value = "catatan di samping"
    sheet.cell(sheet.max_row + 3, 2).value = "catatan di bawah"
    sheet.cell(row, At.OWN_ANSWER + 1).value = 99999
    sheet.cell(row, At.SHARE + 1).value = 88.25
    sheet.cell(row, At.POINTS + 1).value = "baik"
    sheet.cell(frame.FIRST_ROW + 1, At.REMARK + 1).value = "dimensi ini lemah"
    sheet.cell(filled.row(centre_id, "INF-02"), At.CODE + 1).value = "INF-77"
    filled.type(centre_id, "INF-77", "x")
    filled.book.create_sheet("Catatan")["B2"] = "sendiri"
    reading = read_back(result, filled.save())
    named = {(problem.code, problem.value) for problem in reading.problems}
    assert named >= {
        ("LKE-03", "catatan di samping"),
        ("LKE-03", "catatan di bawah"),
        ("LKE-03", "baik"),
        ("LKE-06", "dimensi ini lemah"),
        ("LKE-04", "99999"),
        ("LKE-04", "88.25"),
        ("LKE-06", "x"),
        ("LKE-07", ""),
    }
    assert all(problem.file and problem.sheet and problem.cell for problem in reading.problems)
    assert reading.rows == []


def test_two_workbooks_that_contradict_each_other_decide_nothing(
    result: Result, tmp_path: Path
) -> None:
    centre_id, code = centre_ids(result)[0], linear(result.rubric)
    paths = []
    for name, answer in (("lke-a.xlsx", 3), ("lke-b.xlsx", 4)):
        filled = Filled(written(result, tmp_path / name))
        filled.type(centre_id, code, answer, "x")
        filled.type(centre_id, "INF-02", "tidak berlaku", "sama")
        paths.append(filled.save())
    reading = read_back(result, *paths)
    assert codes(reading) == ["LKE-10", "LKE-10"]
    states = sorted((row.indicator, row.state, str(row.new)) for row in reading.rows)
    assert states == [
        ("INF-02", "decided", "not_applicable"),
        (code, "proposed", "3.0"),
        (code, "proposed", "4.0"),
    ]


def test_a_worksheet_of_another_survey_is_named(result: Result, tmp_path: Path) -> None:
    filled = Filled(written(result, tmp_path / "lke.xlsx"))
    centre_id = centre_ids(result)[0]
    filled.book[centre_id].cell(frame.FACT_ROWS[0] + 1, At.COMPONENT + 1).value = "99.99"
    filled.type(centre_id, "INF-02", "tidak berlaku")
    reading = read_back(result, filled.save())
    (problem,) = reading.problems
    assert (problem.code, problem.value, problem.values["count"]) == ("LKE-05", "99.99", 1)


def test_a_stale_worksheet_is_named_where_the_survey_has_changed(
    survey: Path, result: Result, tmp_path: Path
) -> None:
    tiny.write_year(tmp_path / "2024", 2024, {0: {"reports_submitted": 12}}, silent=[3])
    changed = Result.from_audit(run([tmp_path / "2024"], rubric.load()))
    reading = read_back(changed, written(result, tmp_path / "lke.xlsx"))
    assert "LKE-04" in codes(reading)
    assert any(problem.values["expected"] == "12" for problem in reading.problems)


# --- the command -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_command_writes_a_ledger_that_is_read_as_decisions(
    survey: Path, result: Result, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    centre_id, code = centre_ids(result)[0], linear(result.rubric)
    folder = tmp_path / "lke"
    folder.mkdir()
    filled = Filled(written(result, folder / "lke.xlsx").rename(folder / "aceh.xlsx"))
    filled.type(centre_id, code, 7, "diukur")
    filled.type(centre_id, "INF-02", "entah", "?")
    filled.save()
    path = tmp_path / f"keputusan.{suffix}"
    command = ["lke", str(folder), str(survey), "-o", str(path), "--lang", "id"]
    assert cli.run(command) == 0
    shown = capsys.readouterr().out
    assert "LKE-01" in shown and "aceh.xlsx" in shown
    ledger = read_ledgers([sheets.read(path, path.name)])
    assert [problem.code for problem in ledger.problems] == ["DEC-09"]
    (decision,) = ledger.decisions
    assert (decision.kind, decision.centre_id, decision.indicator) == (
        "evaluator_value",
        centre_id,
        code,
    )
    assert float(decision.new) == 7
    assert decision.reason == "diukur"
    assert ledger.proposed == 1
    assert cli.run(command) == 2  # it stands already


def test_a_worksheet_in_the_survey_folder_is_no_answer(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.write_year(tmp_path / "2024", 2024, {}, silent=[3])
    before = Result.from_audit(run([tmp_path / "2024"], rubric.load()))
    written(before, tmp_path / "2024" / "lke.xlsx")
    book = openpyxl.load_workbook(tmp_path / "2024" / "lke.xlsx")
    book.properties.creator = "seseorang"
    book.save(tmp_path / "2024" / "lke.xlsx")
    after = Result.from_audit(run([tmp_path / "2024"], rubric.load()))
    assert "FIL-21" in [p.code for p in after.problems if p.file == "lke.xlsx"]
    assert {p.code for p in after.problems if p.file == "lke.xlsx"} <= {"FIL-12", "FIL-21"}
    assert (after.items.score == before.items.score).sum() == (before.items.score >= 0).sum()


def test_every_kind_of_problem_of_a_worksheet_is_in_both_languages() -> None:
    kinds = [kind for code, kind in PROBLEM_KINDS.items() if code.startswith("LKE-")]
    assert len(kinds) == 10
    for kind in kinds:
        for text in (kind.title, kind.message, kind.remedy):
            assert translate(text, "id") != text
    assert translate(layout.TITLE, "id") != layout.TITLE


@pytest.mark.real
def test_the_ledger_gives_the_total_that_the_worksheet_calculates(
    survey: Path, result: Result, tmp_path: Path
) -> None:
    """From the worksheet over the ledger into a second score: the same figure."""
    centre_id, code = centre_ids(result)[0], linear(result.rubric)
    path = written(result, tmp_path / "lke.xlsx")
    filled = Filled(path)
    filled.type(centre_id, code, 7, "diukur")
    filled.type(centre_id, "INF-03", "tidak berlaku", "gedung sewa")
    filled.save()
    ledger = tmp_path / "keputusan.csv"
    assert cli.run(["lke", str(path), str(survey), "-o", str(ledger), "-q"]) == 0
    second = tmp_path / "second.json"
    command = ["score", str(survey), "--decisions", str(ledger), "-o", str(second), "-q"]
    assert cli.run(command) == 0
    decided = Result.load(second)
    assert not [p for p in decided.problems if p.code.startswith("DEC")]
    total = totals(calculated(path, tmp_path), centre_id, result.rubric)[1]
    assert total == pytest.approx(decided.centre(0).combined, abs=1e-9)
    assert total != pytest.approx(result.centre(0).combined, abs=1e-9)
