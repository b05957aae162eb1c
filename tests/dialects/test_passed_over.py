"""What is filled in and not read is named: its columns, its cells, its sheet."""

from builders.tables import answers, read, sheet, workbook

from plut_audit.problems import Problem


def of(code: str, problems: list[Problem]) -> list[tuple[str, dict[str, object]]]:
    """The cells and blanks of the problems of a kind."""
    return [(problem.cell, dict(problem.values)) for problem in problems if problem.code == code]


def test_notes_a_blank_column_beside_a_table_are_named_with_their_range() -> None:
    text = (
        "| Kode PLUT | Luas lahan | | | |\n"
        "| 71 | =5 | | sudah dicek | |\n"
        "| 72 | =6 | | | |\n"
        "| 73 | =7 | | belum | telepon lagi |"
    )
    _, problems = read(workbook(sheet(text)))
    assert of("LAY-11", problems) == [("D2", {"count": 3, "range": "D2:E4"})]


def test_answers_under_a_blank_header_are_named() -> None:
    text = "| Kode PLUT | | Luas lahan |\n| 71 | Stabil | =5 |\n| 72 | Mati | =6 |"
    _, problems = read(workbook(sheet(text)))
    assert of("LAY-11", problems) == [("B2", {"count": 2, "range": "B2:B3"})]


def test_two_columns_apart_are_named_apart() -> None:
    text = "| Kode PLUT | | Luas lahan | | |\n| 71 | Stabil | =5 | | lagi |"
    _, problems = read(workbook(sheet(text)))
    assert of("LAY-11", problems) == [
        ("B2", {"count": 1, "range": "B2"}),
        ("E2", {"count": 1, "range": "E2"}),
    ]


def test_filled_columns_of_a_tool_are_named_with_place_and_count() -> None:
    text = (
        "| start | centre_id | land_area | _uuid | _index | _notes |\n"
        "| 2024-03-01 | 71 | =5 | a | =1 | |\n| 2024-03-02 | 72 | =6 | b | =2 | |"
    )
    _, problems = read(workbook(sheet(text)))
    assert of("COL-11", problems) == [
        ("", {"columns": "A 'start' (2), D '_uuid' (2), E '_index' (2)"})
    ]


def test_a_column_that_only_another_table_uses_is_named() -> None:
    roster = "| Kode PLUT | Bidang layanan | Aktif saat ini | Provinsi |\n| 71 | SDM | Ya | Bali |"
    table = "| Kode PLUT | Luas lahan |\n| 71 | =5 |"
    _, problems = read(workbook(sheet(table), sheet(roster, "Konsultan")))
    assert of("COL-11", problems) == [("", {"columns": "D 'Provinsi' (1)"})]


FORM = (
    "| No | Pertanyaan | Jawaban | Keterangan |\n"
    "| =1 | Kode PLUT | 71.72 | |\n"
    "| =2 | Luas lahan | =5 | menurut sertifikat 6 |\n"
    "| =3 | Listrik | Stabil | Stabil / Sering padam / Tidak ada |"
)


def test_remarks_of_a_respondent_in_a_form_are_named_and_its_choices_are_not() -> None:
    _, problems = read(workbook(sheet(FORM)))
    assert of("LAY-11", problems) == [("D3", {"count": 1, "range": "D3"})]


def test_a_form_of_a_centre_beside_a_table_is_read_as_well() -> None:
    table = sheet("| Kode PLUT | Luas lahan |\n| 71 | =9 |")
    found, _ = read(workbook(table, sheet(FORM, "Bitung")))
    assert [answers(raw)["land_area"] for raw in found] == [[9.0], [5.0]]


def test_questions_without_a_centre_beside_a_table_are_named_as_a_sheet() -> None:
    table = sheet("| Kode PLUT | Luas lahan |\n| 71 | =9 |")
    guide = "| Kode PLUT | teks |\n| Luas lahan | angka |\n| Listrik | pilihan |"
    found, problems = read(workbook(table, sheet(guide, "Kamus")))
    assert len(found) == 1
    ((_, blanks),) = of("LAY-04", problems)
    assert blanks["count"] == 6
