"""Tables that people fill in: the header is found whatever stands around it."""

import pytest
from builders.tables import RUBRIC, answers, codes, one, read, sheet, workbook
from hypothesis import given
from hypothesis import strategies as st

from plut_audit.ingest import dialects
from plut_audit.ingest.sheets import Sheet

TRUTH = {"centre_id": ["71", "71.72"], "land_area": [1200.0, 900.0], "electricity": ["Stabil", ""]}
ROWS = "| 71 | =1200 | Stabil |\n| 71.72 | =900 | |"


@pytest.mark.parametrize(
    "header",
    [
        "| centre_id | land_area | electricity |",
        "| Kode PLUT | Luas lahan | Listrik |",
        "| Centre code | Land area | Electricity |",
        "| 1. KODE PLUT * | 2. luas\\nlahan  (m2): | 3) “Listrik” |",
        "| Kode\u00a0PLUT | Luas lahan (m²) | Listrik |",
        "| Identitas PLUT/Kode PLUT | Infrastruktur / Luas lahan | Infrastruktur/Listrik |",
        "| identity/centre_id | infrastructure-land_area | b.electricity |",
    ],
)
def test_a_header_in_any_wording_names_the_same_questions(header: str) -> None:
    assert answers(one(f"{header}\n{ROWS}")) == TRUTH


@pytest.mark.parametrize(
    "around",
    [
        "| Kuesioner PLUT 2024 | | |\n||\n{header}\n{rows}",
        "| Identitas | Infrastruktur | |\n{header}\n{rows}",
        "| | m2 · wajib | |\n{header}\n||\n{rows}\n||",
        "{header}\n| Isi kode dari dinas | angka saja | pilih dari daftar |\n{rows}",
        "{header}\n| Petunjuk: satu baris untuk satu PLUT | | |\n{rows}",
        "{header}\n| Centre code | Land area | Electricity |\n{rows}",
        "{header}\n| centre_id | land_area | electricity |\n{rows}",
        "{header}\n| Contoh: 71 | =100 | Stabil |\n{rows}",
        "{header}\n| #adm2+code | #indicator+area | |\n{rows}",
    ],
)
def test_titles_instructions_and_blank_rows_are_stepped_over(around: str) -> None:
    text = around.format(header="| Kode PLUT | Luas lahan | Listrik |", rows=ROWS)
    assert answers(one(text)) == TRUTH


def test_a_merged_title_reaches_down_into_the_header() -> None:
    raw = one(f"| Kode PLUT | Infrastruktur | |\n| | Luas lahan | Listrik |\n{ROWS}")
    assert answers(raw) == TRUTH


def test_a_first_response_with_a_mistake_is_no_instruction() -> None:
    raw = one(
        "| Kode PLUT | Luas lahan | Listrik | Kondisi gedung |\n| 71 | luas | Stabil | Baik |"
    )
    assert raw.rows == [1]


def test_a_first_response_that_is_all_mistakes_is_none_either() -> None:
    raw = one("| Kode PLUT | Listrik | Kondisi gedung |\n| 71.72 | entah bagaimana | entahlah |")
    assert raw.rows == [1]


def test_a_consultant_a_group_of_columns_is_a_roster() -> None:
    text = (
        "| centre_id | land_area | consultants[1]/field | consultants[2]/field |\n"
        "| 71 | =5 | hr | it |\n| 72 | =6 | finance | |"
    )
    (main, first, second), _ = read(workbook(sheet(text)))
    assert [first.parents, second.parents] == [main.keys, main.keys[:1]]
    assert [answers(raw)["field"] for raw in (first, second)] == [["hr", "finance"], ["it"]]


def test_every_answer_knows_its_cell() -> None:
    raw = one("||\n| | Kode PLUT | | Luas lahan |\n| | 71 | | =5 |\n||\n| | 72 | | =6 |")
    assert raw.rows == [2, 4]
    assert [raw.cell(response, "land_area") for response in (0, 1)] == ["D3", "D5"]


@given(st.data())
def test_the_order_of_columns_and_rows_changes_no_answer(data: st.DataObject) -> None:
    rows = [
        ["centre_id", "rooms", "rooms/training", "Listrik", "No"],
        ["71", "training", "1", "Stabil", "1"],
        ["72", "", "0", "", "2"],
        ["73", "meeting", "0", "none", "3"],
    ]
    columns = data.draw(st.permutations(range(5)))
    lines = data.draw(st.permutations(range(1, 4)))
    shuffled = [[rows[line][place] for place in columns] for line in (0, *lines)]
    (raw,), problems = read(workbook(Sheet("a.xlsx", "s", shuffled)))
    found = answers(raw)
    by_centre = {
        centre: {name: column[place] for name, column in found.items()}
        for place, centre in enumerate(found["centre_id"])
    }
    assert by_centre == {
        row[0]: dict(
            zip(("centre_id", "rooms", "rooms/training", "electricity"), row, strict=False)
        )
        for row in rows[1:]
    }
    assert codes(problems) == []


def test_a_table_with_a_visit_date_is_a_visit() -> None:
    raw = one("| centre_id | visit_date | open_at_visit |\n| 71 | 2024-03-01 | open |")
    assert raw.role == "visit"


def test_a_roster_names_its_centre_in_each_row() -> None:
    table = sheet("| centre_id | land_area |\n| 71 | =5 |\n| 72 | =6 |")
    roster = sheet(
        "| Kode PLUT | Bidang layanan | Aktif saat ini |\n| 72 | SDM | Ya |", "Konsultan"
    )
    found, problems = read(workbook(table, roster))
    assert [(raw.role, raw.parents) for raw in found] == [("questionnaire", []), ("roster", [])]
    assert answers(found[1]) == {"centre_id": ["72"], "field": ["SDM"], "active": ["Ya"]}
    assert codes(problems) == []


def test_other_sheets_of_a_survey_are_passed_over_and_another_file_is_refused() -> None:
    table = sheet("| centre_id | land_area |\n| 71 | =5 |")
    guide = sheet("| Panduan |\n| Isi satu baris |", "Panduan")
    other = sheet("| tanggal | jumlah |\n| 1 | =2 |", file="kas.xlsx")
    found, problems = read(workbook(table, guide), workbook(other))
    assert len(found) == 1
    assert [(problem.code, problem.file) for problem in problems if problem.code != "COL-04"] == [
        ("FIL-15", "kas.xlsx"),
        ("LAY-04", "survey.xlsx"),
    ]
    assert "'tanggal', 'jumlah'" in problems[0].message()["en"]


def test_questions_without_a_key_column_are_refused() -> None:
    found, problems = read(workbook(sheet("| land_area | electricity |\n| =5 | stable |")))
    assert (found, codes(problems)) == ([], ["FIL-15"])


def test_unknown_near_double_and_missing_columns_are_reported_once_with_their_cell() -> None:
    text = (
        "| No | Kode PLUT | Luas lahann | Listrik | electricity | Cuaca |\n"
        + "| 1 | 71 | 5 | Stabil | none | cerah |\n" * 3
    )
    (raw,), problems = read(workbook(sheet(text)))
    assert [
        (p.code, p.cell, p.question or p.values.get("candidate", ""))
        for p in problems
        if p.code not in ("COL-04", "LAY-07")
    ] == [
        ("COL-03", "E1", "electricity"),
        ("COL-02", "C1", "land_area"),
        ("COL-01", "F1", ""),
        ("COL-11", "", ""),
    ]
    (missing,) = [problem for problem in problems if problem.code == "COL-04"]
    assert "land_area" in str(missing.values["question"])
    differing = [problem for problem in problems if problem.code == "LAY-07"]
    assert [(p.cell, p.value, p.values["cell"], p.values["other"]) for p in differing] == [
        (f"E{row}", "none", f"D{row}", "Stabil") for row in (2, 3, 4)
    ]
    assert answers(raw)["electricity"] == [""] * 3


def test_a_crosswalk_renames_columns_and_an_unknown_question_in_it_is_named() -> None:
    crosswalk = {"Luas Tanah Tahun 2022": "land_area", "Cuaca": "weather", "Ruang": "rooms"}
    text = "| Kode PLUT | luas tanah  tahun 2022 | Ruang/Perpustakaan |\n| 71 | =5 | 1 |"
    (raw,), problems = read(workbook(sheet(text)), crosswalk=crosswalk)
    assert answers(raw) == {"centre_id": ["71"], "land_area": [5.0], "rooms/library": ["1"]}
    assert [(problem.code, problem.value) for problem in problems if problem.code != "COL-04"] == [
        ("COL-07", "Cuaca,weather")
    ]


def test_a_users_own_rubric_names_its_own_columns() -> None:
    own = RUBRIC.model_copy(update={"columns": {"centre_id": "iso3", "land_area": "Area"}})
    table = sheet("| iso3 | country | area |\n| IDN | Indonesia | =5 |")
    (raw,), _, _ = dialects.read([workbook(table)], own)
    assert (raw.dialect, answers(raw)) == ("plain", {"centre_id": ["IDN"], "land_area": [5.0]})
