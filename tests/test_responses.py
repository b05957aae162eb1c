"""Which of several responses and visits count."""

import itertools
from pathlib import Path

from records import audited

from plut_audit import rubric


def run(folder: Path) -> dict:
    return audited([folder], rubric.load())


ANSWERS = [
    "71.72,PLUT Kota Bitung,2024-03-01,10",
    "71.72,PLUT Kota Bitung,2024-03-09,20",
    "71.72,PLUT Kota Bitung,2024-03-05,30",
]


def test_the_latest_response_counts_in_whatever_order_the_rows_are(tmp_path: Path) -> None:
    for number, rows in enumerate(itertools.permutations(ANSWERS)):
        folder = tmp_path / str(number)
        folder.mkdir()
        text = "\n".join(["centre_id,centre_name,survey_date,internet_mbps", *rows])
        (folder / "a.csv").write_text(text, encoding="utf-8")
        result = run(folder)
        assert result["centres"][0]["answers"]["reported"]["internet_mbps"] == 20
        problem = next(one for one in result["problems"] if one["code"] == "SUB-01")
        assert all(f"a!A{row}" in problem["value"] for row in (2, 3, 4))


def test_each_question_takes_the_latest_answer_of_several_visits(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "centre_id,centre_name,survey_date,managers\n71.72,PLUT Kota Bitung,2024-03-01,5\n",
        encoding="utf-8",
    )
    (tmp_path / "v.csv").write_text(
        "centre_id,visit_date,visit_time,open_at_visit,managers,internet_mbps\n"
        "71.72,2024-03-20,10:00,locked,,15\n"
        "71.72,2024-03-10,10:00,open,2,5\n",
        encoding="utf-8",
    )
    items = run(tmp_path)["centres"][0]["items"]
    assert items["HRS-04"]["observed"] == "locked"
    assert items["INF-06"]["observed"] == 15
    assert items["GOV-06"]["observed"] == 2
    assert items["GOV-06"]["cells"]["observed"] == ["v.csv › v!E3"]


def test_a_visit_long_after_the_survey_is_a_change_and_no_overstatement(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "centre_id,centre_name,survey_date,managers\n71.72,PLUT Kota Bitung,2024-03-01,5\n",
        encoding="utf-8",
    )
    for day, changed in (("2024-05-30", False), ("2024-05-31", True)):
        (tmp_path / "v.csv").write_text(
            f"centre_id,visit_date,visit_time,open_at_visit,managers\n71.72,{day},10:00,open,1\n",
            encoding="utf-8",
        )
        result = run(tmp_path)
        assert result["centres"][0]["items"]["GOV-06"].get("changed", False) == changed
        kinds = next(one["kinds"] for one in result["findings"] if one["code"] == "GOV-06")
        assert ("overstated" in kinds) != changed
