"""Exports of KoboToolbox: four header modes, choice columns, repeats, reviews and edits."""

import pytest
from builders.tables import answers, codes, one, read, sheet, workbook

SYSTEM = "| _uuid | _submission_time | _validation_status | __version__ | meta/rootUuid | _index |"
HEADERS = {
    "names": "| centre_id | rooms | rooms/training | rooms/meeting | electricity",
    "groups": "| the_centre/centre_id | infrastructure/rooms | infrastructure/rooms/training "
    "| infrastructure/rooms/meeting | infrastructure/electricity",
    "labels": "| Kode PLUT (kode wilayah Kemendagri: 71 untuk provinsi, 71.72 untuk "
    "kabupaten/kota; -2, -3 untuk PLUT kedua) | Ruang yang berfungsi "
    "| Ruang yang berfungsi/Ruang pelatihan | Ruang yang berfungsi/Ruang rapat | Listrik",
    "labels and groups": "| Identitas PLUT/Kode PLUT | Infrastruktur/Ruang yang berfungsi "
    "| Infrastruktur/Ruang yang berfungsi/Ruang pelatihan "
    "| Infrastruktur/Ruang yang berfungsi/Ruang rapat | Infrastruktur/Listrik",
}


@pytest.mark.parametrize("mode", HEADERS)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_four_header_modes_are_read_alike(mode: str, kind: str) -> None:
    raw = one(
        f"{HEADERS[mode]} {SYSTEM}\n"
        "| 71 | training | 1 | 0 | stable | a | 2024-03-01T10:00:00 | | v1 | uuid:a | 1 |\n"
        "| 72 | | | | none | b | 2024-03-02T10:00:00 | | v1 | uuid:b | 2 |",
        kind,
    )
    assert (raw.dialect, raw.role, raw.machine_numbers) == ("kobo", "questionnaire", kind == "csv")
    assert answers(raw) == {
        "centre_id": ["71", "72"],
        "rooms": ["training", ""],
        "rooms/training": ["1", ""],
        "rooms/meeting": ["0", ""],
        "electricity": ["stable", "none"],
    }
    assert raw.submitted == ["2024-03-01T10:00:00", "2024-03-02T10:00:00"]


def test_choice_columns_alone_are_enough() -> None:
    raw = one("| _index | centre_id | rooms/training |\n| =1 | 71 | =1 |")
    assert answers(raw) == {"centre_id": ["71"], "rooms/training": [1.0]}
    assert not raw.columns["rooms"].joined


def test_tags_below_the_header_are_no_submission() -> None:
    assert one("| centre_id | land_area | _uuid |\n| #adm2 | #area | |\n| 71 | 5 | a |").rows == [2]


REPEAT = "| field | education | _index | _parent_table_name | _parent_index | _submission__uuid |\n"


@pytest.mark.parametrize("order", [1, -1])
def test_a_repeat_belongs_to_its_submission_whatever_the_order(order: int) -> None:
    rows = "| =2 | 72 | =6 | b |\n| =1 | 71 | =5 | a |"
    main = sheet(f"| _index | centre_id | land_area | _uuid |\n{rows}", "plut")
    repeat = sheet(
        REPEAT + "| hr | s1 | =1 | plut | =2 | b |\n| it | s2 | =2 | plut | =1 | a |", "consultants"
    )
    found, problems = read(workbook(*[main, repeat][::order]))
    questionnaire, roster = sorted(found, key=lambda raw: raw.role)
    centres = dict(zip(questionnaire.keys, answers(questionnaire)["centre_id"], strict=True))
    assert [centres[parent] for parent in roster.parents] == ["72", "71"]
    assert answers(roster) == {"field": ["hr", "it"], "education": ["s1", "s2"]}
    assert codes(problems) == []


def test_a_repeat_with_label_headers_is_a_roster() -> None:
    main = sheet("| _index | Kode PLUT | Luas lahan |\n| =1 | 71 | =5 |", "plut")
    head = "| Konsultan pendamping/Setiap konsultan/Bidang layanan | _parent_index | _index |"
    found, _ = read(workbook(main, sheet(f"{head}\n| SDM | =1 | =1 |", "c")))
    assert [raw.role for raw in found] == ["questionnaire", "roster"]
    assert found[1].parents == found[0].keys


EDITED = (
    f"| centre_id | land_area {SYSTEM}\n"
    "| 71 | =5 | b | 2024-03-02T10:00:00 | {0} | v2 | uuid:a | =1 |\n"
    "| 71 | =4 | a | 2024-03-01T10:00:00 | {0} | v1 | uuid:a | =2 |\n"
    "| 72 | =6 | c | 2024-03-01T10:00:00 | {1} | v1 | uuid:c | =3 |"
)


def test_of_an_edited_submission_the_latest_counts_and_its_roster_with_it() -> None:
    main = sheet(EDITED.format("", ""), "plut")
    repeat = sheet(REPEAT + "| hr | s1 | =1 | | =1 | b |\n| it | s2 | =2 | | =2 | a |", "c")
    (questionnaire, roster), problems = read(workbook(main, repeat))
    assert answers(questionnaire) == {"centre_id": ["71", "72"], "land_area": [5.0, 6.0]}
    assert answers(roster)["field"] == ["hr"]
    further = [p for p in problems if p.code not in ("COL-04", "COL-11")]
    assert [(p.code, p.value) for p in further] == [("COL-05", "v1, v2")]


@pytest.mark.parametrize("word", ["validation_status_approved", "Approved", "Disetujui"])
def test_only_approved_submissions_count_when_asked_for(word: str) -> None:
    main = workbook(sheet(EDITED.format(word, "On Hold")))
    (raw,), problems = read(main, only_approved=True)
    assert answers(raw)["centre_id"] == ["71"]
    assert [(p.code, p.cell, p.value) for p in problems if p.code.startswith("SUB")] == [
        ("SUB-03", "A4", "On Hold")
    ]
    (everything,), _ = read(main)
    assert answers(everything)["centre_id"] == ["71", "72"]


def test_nothing_personal_is_taken_along() -> None:
    raw = one(
        "| centre_id | land_area | _uuid | _submitted_by | deviceid | _geolocation |\n"
        "| 71 | =5 | a | siti | 0812 | 1 2 |"
    )
    assert "siti" not in repr(raw.columns) and "0812" not in repr(raw.columns)


def test_the_same_question_in_two_groups_is_reported_without_group_names() -> None:
    text = "| centre_id | rooms | rooms | _uuid |\n| 71 | library | | u |\n| 72 | | studio | v |"
    (raw,), problems = read(workbook(sheet(text)))
    assert answers(raw)["rooms"] == ["library", "studio"]
    assert [raw.cell(response, "rooms") for response in (0, 1)] == ["B2", "C3"]
    assert codes(problems) == ["COL-03"]


def test_a_near_miss_behind_its_groups_is_proposed_as_it_is_written() -> None:
    text = (
        "| centre_id | land_area | infrastructure/electricitty | _uuid |\n| 71 | 5 | stable | a |"
    )
    _, problems = read(workbook(sheet(text)))
    (near,) = [problem for problem in problems if problem.code == "COL-02"]
    assert near.value == "infrastructure/electricitty"
    assert near.values["candidate"] == "electricity"
    (raw,), _ = read(workbook(sheet(text)), crosswalk={near.value: "electricity"})
    assert answers(raw)["electricity"] == ["stable"]
