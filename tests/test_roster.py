"""The consultant roster: what is counted from it, and where the summary says otherwise."""

from pathlib import Path

from records import audited

from plut_audit import rubric
from plut_audit.ingest import files
from plut_audit.ingest.survey import match_responses, type_answers

QUESTIONNAIRE = """centre_id,centre_name,level,survey_date,consultants_active,consultant_fields,\
consultants_certified,consultants_diploma,consultant_experience,consultant_training
71.72,PLUT Kota Bitung,kota,2024-03-01,{active},institution hr,2,3,4,30
71,PLUT Provinsi Sulawesi Utara,provinsi,2024-03-01,2,it,1,1,3,20
"""
ROSTER = """centre_id,centre_name,field,active,education,certified,certificate_valid_until,\
experience_years,training_hours
71.72,PLUT Kota Bitung,institution,yes,s1,yes,2024-03-01,5,40
71.72,PLUT Kota Bitung,hr,yes,d3,yes,2024-02-29,3,20
71.72,PLUT Kota Bitung,hr,yes,sma,yes,,4,30
71.72,PLUT Kota Bitung,finance,no,s2,yes,,9,90
"""


def survey(folder: Path, active: int = 3) -> dict:
    (folder / "answers.csv").write_text(QUESTIONNAIRE.format(active=active), encoding="utf-8")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return audited([folder], rubric.load())


def centre(result: dict, code: str) -> dict:
    return next(one for one in result["centres"] if one["centre_id"] == code)


def test_the_summary_is_counted_from_the_active_consultants(tmp_path: Path) -> None:
    answers = centre(survey(tmp_path), "71.72")["answers"]["reported"]
    assert answers["consultants_active"] == 3
    assert answers["consultant_fields"] == ["institution", "hr"]
    assert answers["consultants_certified"] == 2  # one certificate expired the day before
    assert answers["consultants_diploma"] == 2
    assert answers["consultant_experience"] == 4
    assert answers["consultant_training"] == 30


def test_a_centre_without_a_roster_keeps_its_summary(tmp_path: Path) -> None:
    answers = centre(survey(tmp_path), "71")["answers"]["reported"]
    assert answers["consultants_active"] == 2
    assert answers["consultant_fields"] == ["it"]


def test_a_summary_that_differs_is_a_finding_and_the_roster_is_used(tmp_path: Path) -> None:
    result = survey(tmp_path, active=5)
    found = [one for one in result["findings"] if one["code"] == "CHK-06"]
    assert [one["centre_id"] for one in found] == ["71.72"]
    assert found[0]["severity"] == "medium"
    assert centre(result, "71.72")["answers"]["reported"]["consultants_active"] == 3


def test_what_is_counted_leads_back_to_the_roster(tmp_path: Path) -> None:
    item = centre(survey(tmp_path), "71.72")["items"]["CON-01"]
    assert item["cells"]["reported"] == ["roster.csv › roster!D2:D5"]
    assert item["reported"] == 3 / 5


def test_a_list_without_an_active_consultant_answers_for_a_summary_not_asked(
    tmp_path: Path,
) -> None:
    text = "centre_id,centre_name,level,survey_date\n71.72,PLUT Kota Bitung,kota,2024-03-01\n"
    (tmp_path / "answers.csv").write_text(text, encoding="utf-8")
    listed = ROSTER.replace(",yes,s1", ",no,s1").replace(",yes,d3", ",no,d3")
    listed = listed.replace(",yes,sma", ",no,sma")
    (tmp_path / "roster.csv").write_text(listed, encoding="utf-8")
    items = centre(audited([tmp_path], rubric.load()), "71.72")["items"]
    assert [items[f"CON-0{number}"]["score"] for number in range(1, 7)] == [0] * 6


def test_a_centre_named_once_holds_for_the_consultants_below_it(tmp_path: Path) -> None:
    lines = ROSTER.splitlines()
    merged = [*lines[:2], *(",," + line.split(",", 2)[2] for line in lines[2:])]
    (tmp_path / "answers.csv").write_text(QUESTIONNAIRE.format(active=3), encoding="utf-8")
    (tmp_path / "roster.csv").write_text("\n".join(merged), encoding="utf-8")
    result = audited([tmp_path], rubric.load())
    answers = centre(result, "71.72")["answers"]["reported"]
    assert answers["consultants_active"] == 3
    assert not [problem for problem in result["problems"] if problem["code"] == "SUB-04"]


def test_a_consultant_of_no_response_is_a_problem_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(QUESTIONNAIRE.format(active=3), encoding="utf-8")
    listed = ROSTER + "72.71,PLUT Kota Palu,hr,yes,s1,yes,,3,20\n"
    (tmp_path / "roster.csv").write_text(listed, encoding="utf-8")
    result = audited([tmp_path], rubric.load())
    met = [problem for problem in result["problems"] if problem["code"] == "SUB-04"]
    assert [(problem["cell"], problem["value"]) for problem in met] == [("A6", "72.71")]


def test_a_line_that_only_names_a_centre_is_no_consultant(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(QUESTIONNAIRE.format(active=3), encoding="utf-8")
    header = "centre_id,centre_name,field\n"
    listed = header + "71.72,PLUT Kota Bitung,hr\n71.72,PLUT Kota Bitung,\n"
    (tmp_path / "roster.csv").write_text(listed, encoding="utf-8")
    result = audited([tmp_path], rubric.load())
    assert centre(result, "71.72")["answers"]["reported"]["consultants_active"] == 1


def test_the_typed_answers_stay_as_they_were_written(tmp_path: Path) -> None:
    survey(tmp_path, active=5)
    edition = rubric.load()
    inputs = files.read([tmp_path], edition)
    typed = type_answers(inputs, edition)
    matched = match_responses(typed, inputs.registry, None, edition)
    assert typed.questionnaire.columns["consultants_active"].values[0] == 5
    assert matched.survey.questionnaire.columns["consultants_active"].values[0] == 3
    assert not typed.questionnaire.roster_places
