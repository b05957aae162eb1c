"""The consistency findings and the centres that did not answer."""

from pathlib import Path

import pytest
from records import audited

from plut_audit import rubric

REGISTRY = """centre_id,name,province,regency,level,since,until,status
71,PLUT-KUMKM Provinsi Sulawesi Utara,Sulawesi Utara,,provinsi,2015,,
71.72,PLUT-KUMKM Kota Bitung,Sulawesi Utara,Kota Bitung,kota,2022,,
74.71,PLUT-KUMKM Kota Kendari,Sulawesi Tenggara,Kota Kendari,kota,2023,,
91.06,PLUT-KUMKM Kabupaten Biak Numfor,Papua,Kabupaten Biak Numfor,kabupaten,2030,,
"""


def run(folder: Path, answers: dict, visit: dict | None = None, registry: str = REGISTRY) -> dict:
    row = {"centre_id": "71.72", "centre_name": "PLUT Kota Bitung", "survey_date": "2024-03-01"}
    write(folder / "answers.csv", row | answers)
    if visit is not None:
        named = {"visit_date": "2024-03-05", "visit_time": "10:00", "open_at_visit": "open"}
        write(folder / "visits.csv", row | named | visit)
    if registry:
        (folder / "centres.csv").write_text(registry, encoding="utf-8")
    return audited([folder], rubric.load())


def write(path: Path, row: dict) -> None:
    lines = [",".join(row), ",".join(str(value) for value in row.values())]
    path.write_text("\n".join(lines), encoding="utf-8")


def codes(result: dict, centre_id: str = "71.72") -> set[str]:
    return {one["code"] for one in result["findings"] if one["centre_id"] == centre_id}


@pytest.mark.parametrize(
    ("code", "true", "false"),
    [
        (
            "CHK-01",
            {"service_fee_revenue": 1, "institutional_form": "upt"},
            {"service_fee_revenue": 1, "institutional_form": "uptd"},
        ),
        (
            "CHK-02",
            {"consultants_certified": 4, "consultants_active": 3},
            {"consultants_certified": 3, "consultants_active": 3},
        ),
        (
            "CHK-03",
            {"equipment_working": 1, "equipment_total": 0},
            {"equipment_working": 0, "equipment_total": 0},
        ),
        (
            "CHK-04",
            {"days_open_last_month": 23, "working_days_last_month": 22},
            {"days_open_last_month": 22, "working_days_last_month": 22},
        ),
        (
            "CHK-05",
            {"apbd_realised": 2, "apbd_last_year": 1},
            {"apbd_realised": 1, "apbd_last_year": 1},
        ),
    ],
)
def test_a_check_holds_exactly_when_the_answers_clash(
    tmp_path: Path, code: str, true: dict, false: dict
) -> None:
    assert code in codes(run(tmp_path, true))
    assert code not in codes(run(tmp_path, false))


def test_a_check_takes_the_visit_where_it_answered(tmp_path: Path) -> None:
    answers = {"consultants_certified": 4, "consultants_active": 3}
    seen = {"consultants_certified": 2, "consultants_active": 3}
    assert "CHK-02" not in codes(run(tmp_path, answers, seen))


def test_days_open_are_compared_in_the_questionnaire_only(tmp_path: Path) -> None:
    answers = {"days_open_last_month": 20, "working_days_last_month": 21}
    result = run(tmp_path, answers, {"days_open_last_month": 25})
    assert "CHK-04" not in codes(result)


def test_a_silent_centre_is_a_finding_and_is_not_ranked(tmp_path: Path) -> None:
    result = run(tmp_path, {"rooms": "library"})
    assert codes(result, "74.71") == {"RSP-01"}
    silent = next(one for one in result["centres"] if one["centre_id"] == "74.71")
    assert silent["combined"] is None
    assert silent["rank"] is None
    assert silent["reason"]["en"] == "did not answer the questionnaire"
    assert result["summary"]["centres"] == 3  # Biak Numfor opens in 2030


def test_a_visit_without_a_questionnaire(tmp_path: Path) -> None:
    row = {
        "centre_id": "71",
        "visit_date": "2024-03-05",
        "visit_time": "10:00",
        "open_at_visit": "locked",
    }
    result = run(tmp_path, {"rooms": "library"})
    write(tmp_path / "visits.csv", row)
    result = audited([tmp_path], rubric.load())
    assert {"RSP-01", "RSP-02", "HRS-04"} <= codes(result, "71")
    locked = next(
        one for one in result["findings"] if one["code"] == "HRS-04" and one["centre_id"] == "71"
    )
    assert locked["severity"] == "critical"
    assert locked["cells"] == ["visits.csv › visits!D2"]


def test_without_a_registry_nobody_is_silent_and_it_is_said(tmp_path: Path) -> None:
    result = run(tmp_path, {"rooms": "library"}, registry="")
    assert "CEN-05" in {one["code"] for one in result["problems"]}
    assert not {"RSP-01"} & {one["code"] for one in result["findings"]}


def test_the_cause_is_the_visitors_remark_first(tmp_path: Path) -> None:
    answers = {"building_condition": "heavy_damage", "remark_b": "atap bocor"}
    result = run(tmp_path, answers)
    assert finding(result, "INF-03")["cause"]["id"] == "atap bocor"
    result = run(tmp_path, answers, {"remark_b": "gempa 2018"})
    assert finding(result, "INF-03")["cause"]["en"] == "gempa 2018"


def finding(result: dict, code: str) -> dict:
    return next(
        one for one in result["findings"] if one["code"] == code and one["centre_id"] == "71.72"
    )


def test_an_answer_that_the_form_skips_is_quoted_and_counts_at_the_low_end(tmp_path: Path) -> None:
    result = run(tmp_path, {"consultants_active": 0, "consultants_certified": 3})
    stray = next(one for one in result["problems"] if one["code"] == "VAL-13")
    assert (stray["value"], stray["cell"]) == ("3", "E2")
    assert "'3'" in stray["message"]["en"]
    centre = next(one for one in result["centres"] if one["centre_id"] == "71.72")
    assert centre["items"]["CON-03"]["score"] == 0


def test_a_question_that_asks_is_not_followed_by_a_colon(tmp_path: Path) -> None:
    condition = finding(run(tmp_path, {"apbd_honorarium": "no"}), "GOV-02")["condition"]
    assert condition["en"] == "Reported: Does the APBD pay the consultants? No."
