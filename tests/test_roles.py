"""Questionnaire, visit or registry: decided by what a sheet answers, never by one header."""

from pathlib import Path

import pytest
from small_survey import CENTRES, answers_of, write_year

from plut_audit import rubric
from plut_audit.audit import Audit, Options
from plut_audit.audit import run as run_audit
from plut_audit.errors import AuditError, UsageError

RUBRIC = rubric.load()


def table(path: Path, records: list[dict[str, str]]) -> Path:
    header = list(dict.fromkeys(name for record in records for name in record))
    lines = [header, *([record.get(name, "") for name in header] for record in records)]
    path.write_text("\n".join(";".join(line) for line in lines) + "\n", encoding="utf-8")
    return path


def run(folder: Path, **options: object) -> Audit:
    return run_audit([folder], RUBRIC, Options(**options))


def counts(done: Audit) -> tuple[int, int]:
    """How many centres answered, and how many were visited."""
    return int(done.survey.responded.sum()), int(done.survey.visited.sum())


def codes(done: Audit) -> list[str]:
    return [problem.code for problem in done.problems if problem.code != "COL-04"]


VISIT = {"visit_time": "10.00", "announced": "no", "open_at_visit": "open"}


def test_a_questionnaire_with_the_day_of_a_visit_is_a_questionnaire(tmp_path: Path) -> None:
    records = [{**answers_of(place), "visit_date": "2024-03-20"} for place in range(4)]
    table(tmp_path / "q.csv", records)
    done = run(tmp_path)
    assert counts(done) == (4, 0)
    assert codes(done).count("COL-20") == 1


def test_a_visit_that_repeats_a_question_of_the_questionnaire_is_a_visit(tmp_path: Path) -> None:
    seen = {"centre_id": "71.72", "visit_date": "2024-03-20", **VISIT, "land_area": "2500"}
    table(tmp_path / "v.csv", [seen])
    done = run(tmp_path)
    assert counts(done) == (0, 1)
    assert [p.question for p in done.problems if p.code == "COL-20"] == ["land_area"]


def test_a_sheet_with_all_of_both_forms_is_read_as_the_one_that_is_filled_in(
    tmp_path: Path,
) -> None:
    both = {**answers_of(3), "visit_date": "", **dict.fromkeys(VISIT, "")}
    table(tmp_path / "q.csv", [both])
    assert counts(run(tmp_path)) == (1, 0)


def test_a_sheet_that_answers_both_forms_alike_is_a_problem_that_names_both(
    tmp_path: Path,
) -> None:
    asked = RUBRIC.asked_in("questionnaire") | RUBRIC.asked_in("visit")
    full = dict.fromkeys(asked, "1") | answers_of(3)
    table(tmp_path / "q.csv", [{**full, "visit_date": "2024-03-20", **VISIT}])
    write_year(tmp_path / "more")
    (tie,) = [problem for problem in run(tmp_path).problems if problem.code == "FIL-20"]
    text = tie.message()["en"]
    assert "a questionnaire" in text and "a field visit" in text and "announced" in text


# --- the registry --------------------------------------------------------------------------

LABELS = {
    "centre_id": "Kode PLUT",
    "centre_name": "Nama PLUT-KUMKM",
    "level": "Tingkat pemilik",
    "province": "Provinsi",
}


def test_a_questionnaire_with_short_titles_is_no_registry(tmp_path: Path) -> None:
    records = [
        {LABELS.get(name, name): value for name, value in answers_of(place).items()}
        | {"Tingkat pemilik": CENTRES[place][4], "Provinsi": CENTRES[place][2]}
        for place in range(4)
    ]
    write_year(tmp_path)
    (tmp_path / "questionnaire.csv").unlink()
    table(tmp_path / "q.csv", records)
    done = run(tmp_path)
    assert done.registry_known and counts(done) == (4, 2)


@pytest.mark.parametrize(
    "header",
    [
        "centre_id;name;province;regency;level",
        "kode wilayah;nama;provinsi;kabupaten;jenjang",
        "kode;nama plut;prov;kab kota;tingkat",
    ],
)
def test_a_list_of_centres_is_a_registry_under_any_of_its_headings(
    tmp_path: Path, header: str
) -> None:
    write_year(tmp_path)
    lines = [header, *(";".join(centre) for centre in CENTRES)]
    (tmp_path / "centres.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path)
    assert done.registry_known and len(done.survey.centres) == 5


def test_a_registry_may_lack_the_level_and_hold_a_planned_visit(tmp_path: Path) -> None:
    write_year(tmp_path)
    lines = ["centre_id;name;province;visit_date"]
    lines += [f"{code};{name};{province};2024-05-01" for code, name, province, *_ in CENTRES]
    (tmp_path / "centres.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path)
    assert done.registry_known and counts(done) == (4, 2)


def test_a_list_of_centres_and_days_is_no_registry(tmp_path: Path) -> None:
    write_year(tmp_path)
    (tmp_path / "centres.csv").unlink()
    lines = ["kode;nama plut;visit_date", "71.72;PLUT-KUMKM Kota Bitung;2024-05-01"]
    (tmp_path / "v.csv").write_text("\n".join(lines), encoding="utf-8")
    assert not run(tmp_path).registry_known


def test_a_registry_with_one_answer_column_is_a_tie(tmp_path: Path) -> None:
    write_year(tmp_path)
    lines = ["centre_id;name;province;sejak;building_condition"]
    lines += [f"{code};{name};{province};2015;good" for code, name, province, *_ in CENTRES]
    (tmp_path / "centres.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path)
    (tie,) = [problem for problem in done.problems if problem.code == "FIL-20"]
    assert "a registry" in tie.message()["en"] and "building_condition" in tie.message()["en"]


def test_the_registry_of_the_option_comes_before_that_of_the_folder(tmp_path: Path) -> None:
    write_year(tmp_path / "s")
    lines = ["centre_id;name;province", *(";".join(centre[:3]) for centre in CENTRES[:4])]
    named = tmp_path / "list.csv"
    named.write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path / "s", centres=named)
    assert len(done.survey.centres) == 4
    assert codes(done).count("CEN-11") == 1


def test_a_registry_in_a_sub_folder_does_not_take_the_part_of_the_surveys_own(
    tmp_path: Path,
) -> None:
    write_year(tmp_path)
    lines = ["centre_id;name;province", ";".join(CENTRES[0][:3])]
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path)
    assert len(done.survey.centres) == len(CENTRES)
    assert [problem.file for problem in done.problems if problem.code == "CEN-11"] == ["2024/a.csv"]


@pytest.mark.parametrize("option", ["centres", "crosswalk", "aliases"])
def test_a_file_of_an_option_that_is_something_else_stops_at_once(
    tmp_path: Path, option: str
) -> None:
    write_year(tmp_path / "s")
    other = tmp_path / "other.csv"
    other.write_text("nomor;telepon\n1;0812\n", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        run(tmp_path / "s", **{option: other})
    assert "other.csv" in str(raised.value) and "telepon" in str(raised.value)


def test_a_file_of_an_option_that_cannot_be_read_stops_at_once(tmp_path: Path) -> None:
    write_year(tmp_path / "s")
    broken = tmp_path / "centres.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(AuditError):
        run(tmp_path / "s", centres=broken)


def test_the_sheets_of_one_registry_workbook_are_one_registry(tmp_path: Path) -> None:
    from builders.files import save

    write_year(tmp_path)
    (tmp_path / "centres.csv").unlink()
    header = ["centre_id", "name", "province", "regency", "level"]
    rows = [list(centre) for centre in CENTRES]
    save(tmp_path / "r.xlsx", {"Jawa": [header, *rows[:2]], "Sulawesi": [header, *rows[2:]]})
    assert len(run(tmp_path).survey.centres) == 5
