"""What is not read as written is named at its cell; what looks alike is not taken for it."""

import pytest
from builders.tables import RUBRIC, answers, codes, read, sheet, workbook

from plut_audit.ingest import answers as typed
from plut_audit.ingest import dialects
from plut_audit.ingest.sheets import Sheet
from plut_audit.problems import Problem

KEY = "| Kode PLUT |"


def problems_of(text: str, **more: object) -> list[tuple[str, str]]:
    """Code and cell of each problem with the cells of a sheet, typing included."""
    table = sheet(text)
    for name, value in more.items():
        setattr(table, name, value)
    found, problems, _ = dialects.read([workbook(table)], RUBRIC)
    questions = RUBRIC.asked_in("questionnaire")
    read_answers = typed.type_columns(found, questions, RUBRIC)
    all_problems: list[Problem] = [
        *problems,
        *(read_answers.problem(fault, "") for fault in read_answers.faults),
    ]
    return sorted((p.code, p.cell) for p in all_problems if p.code != "COL-04")


@pytest.mark.parametrize("mark", ["o", "2", "mungkin", "?", "tidak tahu"])
def test_a_mark_that_says_nothing_is_named(mark: str) -> None:
    text = f"| Kode PLUT | rooms/training | rooms/library |\n| 71 | {mark} | 1 |"
    assert problems_of(text) == [("LAY-08", "B2")]


def test_a_tick_for_an_unknown_choice_is_named_beside_known_ones() -> None:
    text = "| Kode PLUT | rooms/library | rooms/hall |\n| 71 | 1 | 1 |\n| 72 | 1 | 0 |"
    assert problems_of(text) == [("COL-08", "C1"), ("VAL-06", "C2")]


def test_two_ticks_for_one_answer_are_named() -> None:
    text = "| Kode PLUT | Listrik | |\n| | Stabil | Sering padam |\n| 71 | v | v |\n| 72 | v | |"
    assert problems_of(text) == [("LAY-09", "B3")]


def test_a_row_longer_than_its_header_is_not_read() -> None:
    text = "| Kode PLUT | Luas lahan |\n| 71 | 5 |\n| 72 | 6 | 7 |"
    assert problems_of(text) == [("LAY-01", "C3")]
    (raw,), _ = read(workbook(sheet(text)))
    assert answers(raw)["centre_id"] == ["71"]


def test_a_note_apart_from_the_table_costs_no_answer() -> None:
    text = "| Kode PLUT | Luas lahan | | |\n| 71 | 5 | | dicek |"
    (raw,), _ = read(workbook(sheet(text)))
    assert answers(raw)["land_area"] == ["5"]


@pytest.mark.parametrize(
    "name", ["Jumlah", "Sub Total", "Subtotal Jawa", "TOTAL I", "Rata-rata", "Jumlah seluruhnya"]
)
def test_sums_are_no_centres_and_are_said_once(name: str) -> None:
    text = f"| Nama PLUT-KUMKM | Luas lahan |\n| PLUT A | 5 |\n| {name} | 5 |\n| {name} | 5 |"
    assert problems_of(text) == [("LAY-03", "A3")]


def test_a_centre_whose_name_holds_a_word_for_sums_is_one() -> None:
    text = "| Kode PLUT | Nama PLUT-KUMKM | Luas lahan |\n| 71 | Total Karya | 5 |"
    (raw,), _ = read(workbook(sheet(text)))
    assert answers(raw)["centre_id"] == ["71"]


def test_merged_answers_are_named_and_merged_names_hold_for_all_rows() -> None:
    text = "| Kode PLUT | Provinsi | Luas lahan |\n| 71 | Sulawesi Utara | 5 |\n| 71.72 | | |"
    merged = [((1, 1), (2, 1)), ((1, 2), (2, 2))]
    assert problems_of(text, merged=merged) == [("LAY-06", "C2")]
    table = sheet(text)
    table.merged = merged
    (raw,), _ = read(workbook(table))
    assert answers(raw)["province"] == ["Sulawesi Utara"] * 2
    assert raw.cell(1, "province") == "B2"


def test_a_sheet_and_hidden_cells_are_named() -> None:
    table = sheet("| Kode PLUT | Luas lahan |\n| 71 | 5 |")
    table.hidden_rows, table.hidden_columns = {1, 9}, {1}
    other = sheet("| tanggal | jumlah |\n| 1 | =2 |", "Kas")
    _, problems = read(workbook(table, other))
    found = {p.code: p for p in problems if p.code.startswith("LAY")}
    assert found["LAY-05"].value == "B:B, 2:2"
    assert (found["LAY-04"].sheet, found["LAY-04"].values["count"]) == ("Kas", 4)


@pytest.mark.parametrize("year", [2023, 2024])
def test_of_two_years_beside_each_other_the_audit_year_is_read(year: int) -> None:
    text = "| Kode PLUT | Luas lahan 2023 | Luas lahan 2024 |\n| 71 | =5 | =6 |"
    found, problems, cells = dialects.read([workbook(sheet(text))], RUBRIC, year=year)
    assert answers(found[0])["land_area"] == [{2023: 5.0, 2024: 6.0}[year]]
    assert [p.values["used"] for p in problems if p.code == "LAY-10"] == [str(year)]
    assert cells[0].reasons == {"other_year": 1}


def test_a_header_that_fits_two_questions_equally_is_used_for_none() -> None:
    text = "| Kode PLUT | Luas lahan | Anggaran APBD untuk operasional |\n| 71 | =5 | =6 |"
    (problem,) = [p for p in read(workbook(sheet(text)))[1] if p.code == "COL-10"]
    assert problem.values["candidates"] == "apbd_last_year', 'apbd_operations"


@pytest.mark.parametrize("header", ["Jumlah peralatan - rusak", "Luas lahan (gedung kedua)"])
def test_what_stands_behind_a_question_and_is_no_hint_makes_it_another(header: str) -> None:
    found, problems = read(workbook(sheet(f"| Kode PLUT | {header} | Listrik |\n| 71 | =5 | |")))
    assert set(answers(found[0])) == {"centre_id", "electricity"}
    assert codes(problems)[0] in ("COL-01", "COL-02")


def test_answers_in_ones_own_words_are_no_instructions() -> None:
    text = (
        "| Nama PLUT-KUMKM | Kondisi gedung | Listrik | Akses masyarakat |\n"
        "| PLUT A | Bagus sekali | Lancar | Terbuka umum |\n| PLUT B | Bagus | Lancar | Umum |"
    )
    (raw,), _ = read(workbook(sheet(text)))
    assert raw.rows == [1, 2]


def test_a_year_suffix_is_no_line_of_a_roster() -> None:
    text = "| Kode PLUT | Luas lahan | training_hours_2023 | education_001 |\n| 71 | 5 | 32 | s1 |"
    found, _ = read(workbook(sheet(text)))
    assert [raw.role for raw in found] == ["questionnaire"]


def test_each_table_under_another_is_read_by_its_own_header() -> None:
    text = (
        "| Kode PLUT | Luas lahan | Listrik |\n| 71 | =5 | Stabil |\n||\n| B. | | |\n"
        "| Kode PLUT | Listrik | Luas lahan |\n| 72 | Stabil | =6 |"
    )
    found, _ = read(workbook(sheet(text)))
    assert [answers(raw)["land_area"] for raw in found] == [[5.0], [6.0]]
    assert [raw.cell(0, "land_area") for raw in found] == ["B2", "C6"]


def test_sections_of_a_form_on_several_sheets_are_one_response() -> None:
    first = sheet("| Kode PLUT | 71 |\n| Nama PLUT-KUMKM | PLUT A |\n| Provinsi | Aceh |", "A")
    second = sheet("| Luas lahan | =5 |\n| Listrik | Stabil |\n| Kondisi gedung | Baik |", "B")
    (raw,), _ = read(workbook(first, second))
    assert answers(raw)["land_area"] == [5.0]
    assert raw.location(0, "land_area") == "survey.xlsx › B!B1"


def test_cells_beside_the_questions_of_a_form_are_named() -> None:
    form = "| Kode PLUT | 71 |\n| Luas lahan | =5 |\n| Listrik | Stabil |\n| Luas parkir | =9 |"
    _, problems = read(workbook(sheet(form)))
    assert [(p.code, p.cell, p.value) for p in problems if p.code == "LAY-11"] == [
        ("LAY-11", "B4", "9")
    ]


def test_an_empty_sheet_is_not_named() -> None:
    table = sheet("| Kode PLUT | Luas lahan |\n| 71 | 5 |")
    _, problems = read(workbook(table, Sheet("survey.xlsx", "Kosong", [])))
    assert codes(problems) == []


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ("| | Tidak |", "no"),
        ("| n/a | Tidak |", "no"),
        ("| ya | tidak |", "yes"),
        ("| tidak | ya |", "no"),
        ("| tidak | tidak |", None),
        ("| v | |", "yes"),
    ],
)
def test_a_label_that_also_says_no_is_a_tick_where_it_stands_alone(
    cells: str, answer: str | None
) -> None:
    text = (
        "| Kode PLUT | Apakah jam layanan dipasang dan terbaca publik? | |\n| | Ya | Tidak |\n"
        f"| 71 {cells}"
    )
    found, _, _ = dialects.read([workbook(sheet(text))], RUBRIC)
    column = typed.type_columns(found, RUBRIC.asked_in("questionnaire"), RUBRIC).columns[
        "hours_posted"
    ]
    given = column.blank[0] == typed.Blank.GIVEN
    codes_of = list(RUBRIC.questions["hours_posted"].choices)
    assert (codes_of[column.values[0]] if given else None) == answer
