"""Exports of SurveyCTO: choice columns with an underscore, repeats wide and long."""

from builders.tables import answers, codes, read, sheet, workbook

HEAD = "| SubmissionDate | centre_id | rooms | rooms_training | rooms_meeting "
SYSTEM = "| instanceID | formdef_version | review_status | KEY |"


def test_wide_repeats_become_rosters_of_their_row() -> None:
    text = (
        f"{HEAD}| consultants_count | field_1 | education_1 | field_2 | education_2 {SYSTEM}\n"
        "| Mar 1, 2024 8:05:00 AM | 71 | training meeting | 1 | 1 | 2 | hr | s1 | it | s2 | uuid:a "
        "| 2403010 | NONE | uuid:a |\n"
        "| Mar 2, 2024 8:05:00 AM | 72 | training | 1 | 0 | 1 | finance | d3 | | | uuid:b "
        "| 2403010 | NONE | uuid:b |"
    )
    found, problems = read(workbook(sheet(text), kind="csv"))
    questionnaire, first, second = found
    assert answers(questionnaire) == {
        "centre_id": ["71", "72"],
        "rooms": ["training meeting", "training"],
        "rooms/training": ["1", "1"],
        "rooms/meeting": ["1", "0"],
    }
    assert first.parents == ["a", "b"]
    assert answers(first) == {"field": ["hr", "finance"], "education": ["s1", "d3"]}
    assert (second.parents, answers(second)) == (["a"], {"field": ["it"], "education": ["s2"]})
    assert second.cell(0, "education") == "J2"
    assert codes(problems) == []


def test_long_repeats_lie_in_a_file_of_their_own() -> None:
    root = sheet(f"{HEAD}{SYSTEM}\n| x | 71 | training | 1 | 0 | uuid:a | 1 | APPROVED | uuid:a |")
    child = sheet(
        "| field | education | KEY | PARENT_KEY | SET-OF-consultants |\n"
        "| hr | s1 | uuid:a/consultants[1] | uuid:a | uuid:a/consultants |",
        file="child.csv",
    )
    found, problems = read(workbook(root), workbook(child), only_approved=True)
    assert [raw.dialect for raw in found] == ["surveycto", "surveycto"]
    assert found[1].parents == found[0].keys
    assert codes(problems) == []
