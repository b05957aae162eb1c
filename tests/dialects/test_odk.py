"""Exports of ODK Central: groups joined by `-`, repeats in files of their own, reviews."""

from builders.tables import answers, codes, one, read, sheet, workbook

ROOT = (
    "| SubmissionDate | meta-instanceID | the_centre-centre_id | infrastructure-rooms "
    "| infrastructure-rooms/training | infrastructure-rooms/meeting | infrastructure-land_area "
    "| KEY | SubmitterID | SubmitterName | DeviceID | ReviewState | Edits | FormVersion |\n"
    "| 2024-03-01T02:00:00.000Z | uuid:a | 71 | training | 1 | 0 | 2.854 | uuid:a | 4 | Siti | x "
    "| approved | 0 | v1 |\n"
    "| 2024-03-01T03:00:00.000Z | uuid:b | 72 | | 0 | 0 | 7 | uuid:b | 4 | Siti | x | rejected | 0 "
    "| v1 |\n"
    "| 2024-03-01T04:00:00.000Z | uuid:c | 73 | | 0 | 0 | 8 | uuid:c | 4 | Siti | x | | 0 | v1 |"
)
CHILD = (
    "| field | active | PARENT_KEY | KEY |\n"
    "| hr | yes | uuid:a | uuid:a/consultants[1] |\n"
    "| it | yes | uuid:b | uuid:b/consultants[1] |"
)


def test_the_joined_column_decides_where_choice_columns_hold_zeros() -> None:
    raw = one(ROOT, "csv")
    assert (raw.dialect, raw.machine_numbers) == ("odk", True)
    assert answers(raw) == {
        "centre_id": ["71", "73"],
        "rooms": ["training", ""],
        "land_area": ["2.854", "8"],
    }
    assert raw.submitted[0] == "2024-03-01T02:00:00.000Z"


def test_a_repeat_in_its_own_file_belongs_by_key_and_goes_with_a_rejected_submission() -> None:
    root = workbook(sheet(ROOT, "plut", "plut.csv"), kind="csv")
    child = workbook(sheet(CHILD, "plut-consultants", "plut-consultants.csv"), kind="csv")
    for books in ([root, child], [child, root]):
        found, problems = read(*books)
        questionnaire, roster = sorted(found, key=lambda raw: raw.role)
        assert roster.parents == questionnaire.keys[:1]
        assert answers(roster) == {"field": ["hr"], "active": ["yes"]}
        (rejected,) = [problem for problem in problems if problem.code == "SUB-02"]
        assert (rejected.file, rejected.cell, rejected.centre_id) == ("plut.csv", "A3", "72")
        assert codes(problems) == ["SUB-02"]


def test_a_zip_of_tables_is_one_input() -> None:
    found, _ = read(workbook(sheet(ROOT, "plut"), sheet(CHILD, "plut-consultants"), kind="zip"))
    assert [raw.role for raw in found] == ["questionnaire", "roster"]


def test_only_approved_submissions_count_when_asked_for() -> None:
    (raw,), problems = read(workbook(sheet(ROOT)), only_approved=True)
    assert answers(raw)["centre_id"] == ["71"]
    assert codes(problems) == ["SUB-02", "SUB-03"]


def test_the_same_export_twice_counts_once() -> None:
    twice = [
        workbook(sheet(ROOT, "a", "a.csv"), sheet(CHILD, "b", "a.csv")),
        workbook(sheet(ROOT, "a", "b.csv"), sheet(CHILD, "b", "b.csv")),
    ]
    found, _ = read(*twice)
    assert sum(len(raw.rows) for raw in found if raw.role == "questionnaire") == 2
    assert sum(len(raw.rows) for raw in found if raw.role == "roster") == 1
