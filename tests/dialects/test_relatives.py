"""Relatives of known layouts, each with little in it."""

import pytest
from builders.tables import RUBRIC, answers, codes, one, read, sheet, workbook


@pytest.mark.parametrize(
    "header",
    ["G01Q05. Luas lahan", "land_area. Luas lahan", "Luas lahan.1", "Luas lahan (edited)"],
)
def test_what_programs_put_around_a_header_hides_no_question(header: str) -> None:
    assert answers(one(f"| Kode PLUT | {header} |\n| 71 | =5 |"))["land_area"] == [5.0]


def test_a_column_that_pandas_numbered_is_the_question_again() -> None:
    text = "| Kode PLUT | Listrik | Listrik.1 |\n| 71 | Stabil | |\n| 72 | | Mati |"
    raw = one(text)
    assert answers(raw)["electricity"] == ["Stabil", "Mati"]
    assert raw.cell(1, "electricity") == "C3"


def test_a_row_of_tags_under_the_header_is_no_response() -> None:
    text = (
        '| Kode PLUT | Luas lahan | Listrik |\n| {"ImportId":"Q1"} | {"ImportId":"Q2"} |'
        ' {"ImportId":"Q3"} |\n| 71 | =5 | Stabil |'
    )
    assert answers(one(text))["centre_id"] == ["71"]


@pytest.mark.parametrize(
    "word", ["Min", "MAKS", "Std. deviasi", "Persentase", "∑", "Σ Total", "Jml"]
)
def test_a_row_of_figures_about_the_others_is_no_centre(word: str) -> None:
    text = f"| Nama PLUT-KUMKM | Luas lahan |\n| PLUT Bitung | =5 |\n| {word} | =5 |"
    (raw,), problems = read(workbook(sheet(text)))
    assert (raw.rows, codes(problems)) == ([1], ["LAY-03"])


@pytest.mark.parametrize("name", ["Minahasa", "Maksum", "PLUT Total Jaya"])
def test_a_name_that_begins_like_such_a_word_is_a_centre(name: str) -> None:
    text = f"| Nama PLUT-KUMKM | Luas lahan |\n| PLUT Bitung | =5 |\n| {name} | =5 |"
    assert one(text).rows == [1, 2]


def test_a_third_answer_does_not_count_after_two_that_differ() -> None:
    row = "| 71 | Stabil | Mati | Tidak ada |"
    (raw,), problems = read(workbook(sheet(f"| Kode PLUT | Listrik | Listrik | Listrik |\n{row}")))
    assert answers(raw)["electricity"] == [""]
    assert codes(problems) == ["COL-03", "COL-03", "LAY-07"]
    form = (
        "| Kode PLUT | 71 |\n| Luas lahan | =5 |\n| Listrik | Stabil |\n| Listrik | Mati |\n"
        "| Listrik | Tidak ada |"
    )
    (raw,), problems = read(workbook(sheet(form)))
    assert answers(raw)["electricity"] == [""]
    assert codes(problems) == ["LAY-07"]


def test_a_list_of_centre_question_and_answer_is_a_form_for_each_centre() -> None:
    text = (
        "| record_id | field_name | value |\n"
        "| =1 | centre_id | 71.72 |\n| =1 | land_area | =5 |\n| =1 | electricity | stable |\n"
        "| =2 | centre_id | 51.71 |\n| =2 | land_area | =6 |\n| =2 | electricity | none |"
    )
    found, _ = read(workbook(sheet(text)))
    assert [answers(raw)["land_area"] for raw in found] == [[5.0], [6.0]]
    assert found[1].cell(0, "land_area") == "C6"


def test_a_form_that_names_its_centre_twice_stays_one() -> None:
    text = (
        "| Kode PLUT | 71.72 |\n| Luas lahan | =5 |\n| Listrik | Stabil |\n"
        "| Kode PLUT | 71.72 |\n| Kondisi gedung | Baik |"
    )
    raw = one(text)
    assert answers(raw)["building_condition"] == ["Baik"]


@pytest.mark.parametrize(
    "header",
    [
        "rooms___training",
        "Ruang yang berfungsi (choice=Ruang pelatihan)",
        "Ruang yang berfungsi (Ruang pelatihan)",
        "Ruang yang berfungsi: Ruang pelatihan",
    ],
)
def test_a_choice_behind_its_question_by_whatever_mark(header: str) -> None:
    raw = one(f"| Kode PLUT | {header} |\n| 71 | =1 |")
    assert answers(raw)["rooms/training"] == [1.0]


def test_a_label_that_ends_in_brackets_is_found_behind_its_question() -> None:
    label = next(
        label["id"]
        for label in RUBRIC.questions["safety_features"].choices.values()
        if "(" in label["id"]
    )
    raw = one(
        f"| Kode PLUT | {RUBRIC.questions['safety_features'].label['id']} ({label}) |\n| 71 | v |"
    )
    assert "safety_features" in raw.columns
    assert list(raw.columns["safety_features"].choices)
