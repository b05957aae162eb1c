"""One workbook per centre: questions down the page."""

import pytest
from builders.tables import answers, codes, read, sheet, workbook

TRUTH = {
    "centre_id": ["71.72"],
    "level": ["Kota"],
    "province": ["Sulawesi Utara"],
    "land_area": [900.0],
    "rooms": ["Ruang rapat; Perpustakaan"],
    "electricity": [""],
    "opening_hours": ["24 Jam"],
}
FORMS = {
    "beside": """
        | Kuesioner | |
        | A. Identitas PLUT | |
        | 1. Kode PLUT | 71.72 |
        | 2. Tingkat pemilik | Kota |
        | 3. Provinsi | Sulawesi Utara |
        | B. Infrastruktur | |
        | 4. Luas lahan | =900 |
        | 5. Ruang yang berfungsi | Ruang rapat; Perpustakaan |
        | 6. Listrik | |
        | 7. Hari dan jam layanan, seperti yang diumumkan | 24 Jam |""",
    "names, units and hints": """
        | No | Nama | Pertanyaan | Jawaban | Satuan | Petunjuk |
        | 1 | centre_id | Kode PLUT | 71.72 | | lihat daftar |
        | 2 | level | Tingkat pemilik | Kota | | Provinsi / Kabupaten / Kota |
        | 3 | province | Provinsi | Sulawesi Utara | | |
        | 4 | land_area | Luas lahan | =900 | m2 | angka |
        | 5 | rooms | Ruang yang berfungsi | Ruang rapat; Perpustakaan | | |
        | 6 | electricity | Listrik | | | Stabil, sering padam |
        | 7 | opening_hours | Hari dan jam layanan | 24 Jam | | |""",
    "no heads, answers after a gap, units and choices after them": """
        | Kode PLUT | | | 71.72 | |
        | Tingkat pemilik | | | Kota | Provinsi / Kabupaten / Kota |
        | Provinsi | | | Sulawesi Utara | |
        | Luas lahan | | | =900 | m2 |
        | Ruang yang berfungsi | | | Ruang rapat; Perpustakaan | |
        | Listrik | | | | Stabil / Sering padam / Tidak ada |
        | opening_hours | | | 24 Jam | |""",
    "two blocks side by side": """
        | Kode PLUT | 71.72 | | Ruang yang berfungsi | Ruang rapat; Perpustakaan |
        | Tingkat pemilik | Kota | | Listrik | |
        | Provinsi | Sulawesi Utara | | Hari dan jam layanan, seperti yang diumumkan | 24 Jam |
        | Luas lahan | =900 | | | |""",
}


@pytest.mark.parametrize("layout", FORMS)
def test_each_answer_is_taken_from_beside_its_question(layout: str) -> None:
    (raw,), problems = read(workbook(sheet(FORMS[layout])))
    assert (raw.dialect, raw.role) == ("form", "questionnaire")
    assert answers(raw) == TRUTH
    assert codes(problems) == []


def test_an_answer_knows_its_cell() -> None:
    (raw,), _ = read(workbook(sheet(FORMS["names, units and hints"])))
    assert (raw.cell(0, "land_area"), raw.cell(0, "electricity")) == ("D5", "D7")


def test_a_folder_of_forms_is_one_survey_with_a_roster_each() -> None:
    roster = "| Bidang layanan | Aktif saat ini |\n| SDM | Ya |\n| Produksi | Ya |"
    books = [
        workbook(sheet(FORMS["beside"], "Isian", file), sheet(roster, "Konsultan", file))
        for file in ("a.xlsx", "b.xlsx")
    ]
    found, problems = read(*books)
    forms = [raw for raw in found if raw.dialect == "form"]
    rosters = [raw for raw in found if raw.role == "roster"]
    assert [raw.parents for raw in rosters] == [form.keys * 2 for form in forms]
    assert forms[0].keys != forms[1].keys
    assert codes(problems) == []


def test_questions_down_a_guide_are_no_answers_beside_a_table() -> None:
    table = sheet("| centre_id | land_area |\n| 71 | =5 |")
    (raw,), _ = read(workbook(table, sheet(FORMS["beside"], "Petunjuk")))
    assert raw.dialect == "plain"


def test_a_form_with_the_visit_date_is_a_visit() -> None:
    text = (
        "| Kode PLUT | 71 |\n| Tanggal kunjungan | 2024-03-01 |\n| Keadaan PLUT saat tiba | Buka |"
    )
    (raw,), _ = read(workbook(sheet(text)))
    assert raw.role == "visit"


@pytest.mark.parametrize(
    ("first", "second", "answer", "reported"),
    [("=900", "=900", 900.0, []), ("", "=900", 900.0, []), ("=900", "=800", "", ["B11"])],
)
def test_a_question_asked_twice_is_one_answer_unless_they_differ(
    first: str, second: str, answer: object, reported: list[str]
) -> None:
    form = FORMS["beside"].replace("| =900 |", f"| {first} |")
    (raw,), problems = read(workbook(sheet(f"{form}\n| Luas lahan | {second} |")))
    assert answers(raw)["land_area"] == [answer]
    assert [p.cell for p in problems if p.code == "LAY-07"] == reported


def test_a_question_that_is_nearly_named_is_proposed() -> None:
    form = FORMS["beside"].replace("4. Luas lahan", "4. Luas lahann")
    (raw,), problems = read(workbook(sheet(form)))
    assert "land_area" not in raw.columns
    assert [(p.code, p.cell, p.values["candidate"]) for p in problems if p.code == "COL-02"] == [
        ("COL-02", "A7", "land_area")
    ]
