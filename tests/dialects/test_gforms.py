"""Responses of Google Forms: full question texts, ticks, grids, quizzes."""

import pytest
from tables import answers, codes, one, read, sheet, workbook


@pytest.mark.parametrize("stamp", ["Timestamp", "Cap waktu", "Stempel waktu"])
def test_question_texts_name_questions_and_ticks_stay_joined(stamp: str) -> None:
    raw = one(
        f"| {stamp} | Alamat email | Kode\\nPLUT | Ruang  yang berfungsi | Listrik |\n"
        "| 01/08/2026 08.05.00 | a@b.id | 71 | Ruang rapat, Ruang pelatihan | Stabil |"
    )
    assert (raw.dialect, raw.date_order) == ("gforms", "" if stamp == "Timestamp" else "day")
    assert answers(raw) == {
        "centre_id": ["71"],
        "rooms": ["Ruang rapat, Ruang pelatihan"],
        "electricity": ["Stabil"],
    }
    assert raw.submitted == ["01/08/2026 08.05.00"]


def test_an_american_sheet_stamps_month_first_without_zeros() -> None:
    rows = "| 8/1/2026 8:05:00 | 71 | Stable |\n| 9/1/2026 8:05:00 | 72 | Stable |"
    assert one(f"| Timestamp | Centre code | Electricity |\n{rows}").date_order == "month"


def test_the_rows_of_a_grid_are_choices_or_questions() -> None:
    raw = one(
        "| Cap waktu | Kode PLUT | Ruang yang berfungsi [Ruang rapat] "
        "| Ruang yang berfungsi [Perpustakaan] | Keadaan [Kondisi gedung] |\n"
        "| 01/08/2026 08.05.00 | 71 | Ya | Tidak | Baik |"
    )
    assert answers(raw) == {
        "centre_id": ["71"],
        "rooms/meeting": ["Ya"],
        "rooms/library": ["Tidak"],
        "building_condition": ["Baik"],
    }


def test_scores_and_feedback_of_a_quiz_are_ignored_without_a_word() -> None:
    text = (
        "| Stempel waktu | Skor total | Kode PLUT | Kode PLUT [Skor] | Kode PLUT [Masukan] "
        "| Listrik | Listrik [Score] | Listrik [Feedback] |\n"
        "| 01/08/2026 08.05.00 | 1 / 2 | 71 | 1 / 1 | baik | Stabil | -- / 0 | |"
    )
    (raw,), problems = read(workbook(sheet(text)))
    assert answers(raw) == {"centre_id": ["71"], "electricity": ["Stabil"]}
    assert codes(problems) == []
