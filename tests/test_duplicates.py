"""Several responses of one centre: what decided, or that nothing did; edits and copies."""

import itertools
from pathlib import Path

import pytest
from small_survey import answers_of, write_year

from plut_audit import audit, rubric
from plut_audit.audit import Audit
from plut_audit.problems import Problem

RUBRIC = rubric.load()
Record = dict[str, str]


def table(path: Path, records: list[Record]) -> None:
    header = list(dict.fromkeys(name for record in records for name in record))
    lines = [header, *([record.get(name, "") for name in header] for record in records)]
    path.write_text("\n".join(";".join(line) for line in lines) + "\n", encoding="utf-8")


def run(folder: Path) -> Audit:
    return audit.run([folder], RUBRIC)


def about(done: Audit) -> list[Problem]:
    return [p for p in done.problems if p.code.startswith("SUB")]


def used(done: Audit, question: str = "land_area", code: str = "71.72") -> float:
    survey = done.survey
    centre = [one.centre_id for one in survey.centres].index(code)
    return float(survey.questionnaire.columns[question].values[survey.response[centre]])


def response(**changes: str) -> Record:
    return {**answers_of(3), **changes}


def test_the_date_that_decided_is_named(tmp_path: Path) -> None:
    table(tmp_path / "q.csv", [response(), response(survey_date="2024-03-09", land_area="7")])
    done = run(tmp_path)
    (met,) = about(done)
    assert used(done) == 7 and met.code == "SUB-01"
    assert "the latest by 'survey_date'" in met.message()["en"]


def test_where_no_date_decides_all_are_named_and_none_is_called_the_latest(tmp_path: Path) -> None:
    rows = [response(land_area="9999"), response(), response(land_area="800")]
    chosen = set()
    for number, order in enumerate(itertools.permutations(rows)):
        folder = tmp_path / str(number)
        folder.mkdir()
        table(folder / "q.csv", list(order))
        done = run(folder)
        (met,) = about(done)
        text = met.message()["en"]
        assert met.code == "SUB-06" and "land_area" in text and "was used, the latest" not in text
        assert all(f"q!A{row}" in met.value for row in (2, 3, 4))
        chosen.add(used(done))
    assert len(chosen) == 1  # whatever the order of the rows


def test_a_response_without_a_date_cannot_be_put_in_order(tmp_path: Path) -> None:
    table(tmp_path / "q.csv", [response(survey_date=""), response(land_area="7")])
    assert [met.code for met in about(run(tmp_path))] == ["SUB-06"]


def test_equal_responses_are_one(tmp_path: Path) -> None:
    table(tmp_path / "a.csv", [response()])
    table(tmp_path / "b.csv", [response()])
    assert [met.code for met in about(run(tmp_path))] == ["SUB-07"]


def test_visits_that_nothing_puts_in_order_are_reported_where_they_differ(tmp_path: Path) -> None:
    visit = {"centre_id": "71.72", "visit_date": "2024-03-20", "open_at_visit": "open"}
    table(tmp_path / "q.csv", [response()])
    table(tmp_path / "v.csv", [visit, {**visit, "internet_mbps": "5"}])
    assert about(run(tmp_path)) == []
    table(tmp_path / "v.csv", [{**visit, "internet_mbps": "7"}, {**visit, "internet_mbps": "5"}])
    (met,) = about(run(tmp_path))
    assert met.code == "SUB-06" and "internet_mbps" in met.message()["en"]


# --- a panel of units and years ------------------------------------------------------------


@pytest.fixture
def own_rubric(tmp_path: Path) -> Path:
    folder = tmp_path / "rubric"
    folder.mkdir()
    (folder / "rubric.toml").write_text(
        'id = "t"\ntitle = "t"\n[columns]\ncentre_name = "Country"\n', encoding="utf-8"
    )
    (folder / "d.toml").write_text(
        'code = "D"\ntitle = "D"\nweight = 1\n[D-01]\ntitle = "a"\nweight = 1\nkind = "linear"\n'
        'value = "A"\nlow = 0\nhigh = 100\n',
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize(
    ("title", "code", "value"),
    [("Year", "SUB-01", 10), ("tahun", "SUB-01", 10), ("x", "SUB-06", 90)],
)
def test_a_panel_is_decided_by_its_year_or_by_nothing(
    tmp_path: Path, own_rubric: Path, title: str, code: str, value: float
) -> None:
    panel = tmp_path / "panel.csv"
    panel.write_text(f"Country,{title},A\nX,2022,10\nX,2010,90\n", encoding="utf-8")
    done = audit.run([panel], rubric.load(own_rubric))
    (met,) = about(done)
    assert met.code == code and used(done, "A", "X") == value
    if code == "SUB-01":
        assert "the year in the table" in met.message()["en"]


# --- versions of one submission ------------------------------------------------------------


def kobo(number: str, root: str, sent: str = "2024-03-10T02:15:00", **changes: str) -> Record:
    return {
        **response(),
        "_uuid": number,
        "meta/rootUuid": f"uuid:{root}",
        "_submission_time": sent,
        "__version__": "v1",
        **changes,
    }


def odk(key: str, edits: str, **changes: str) -> Record:
    return {
        "SubmissionDate": "2024-03-10T02:15:00.000Z",
        **response(),
        "KEY": f"uuid:{key}",
        "Edits": edits,
        "ReviewState": "",
        **changes,
    }


def test_the_version_with_more_edits_counts_whatever_the_files_are_called(tmp_path: Path) -> None:
    for number, names in enumerate((("a.csv", "b.csv"), ("b.csv", "a.csv"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        table(folder / names[0], [odk("1", "0", land_area="9999")])
        table(folder / names[1], [odk("1", "10", land_area="7")])
        done = run(folder)
        assert used(done) == 7 and not about(done)


def test_the_version_whose_form_was_ended_later_counts(tmp_path: Path) -> None:
    early, late = "2024-03-10T09:00:00.000+07:00", "2024-03-10T10:00:00.000+08:00"
    table(tmp_path / "a.csv", [kobo("2", "1", end=late, land_area="9999")])
    table(tmp_path / "b.csv", [kobo("1", "1", end="2024-03-10T11:00:00.000+08:00", land_area="7")])
    done = run(tmp_path)
    assert used(done) == 7 and not about(done)
    table(tmp_path / "b.csv", [kobo("1", "1", end=early, land_area="7")])
    assert [met.code for met in about(run(tmp_path))] == ["SUB-06"]  # the same moment


def test_versions_that_differ_and_are_of_the_same_time_are_undecided(tmp_path: Path) -> None:
    table(tmp_path / "kuesioner.csv", [kobo("1", "1", land_area="9999")])
    table(tmp_path / "kuesioner (1).csv", [kobo("2", "1", land_area="7")])
    (met,) = about(run(tmp_path))
    assert met.code == "SUB-06" and "land_area" in met.message()["en"]
    assert "kuesioner.csv" in met.value and "kuesioner (1).csv" in met.value


def test_the_same_download_twice_is_one(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        table(tmp_path / name, [kobo("1", "1")])
    assert not about(run(tmp_path))


def test_two_centres_with_one_submission_number_are_two_responses(tmp_path: Path) -> None:
    other = {name: answers_of(2)[name] for name in ("centre_id", "centre_name")}
    write_year(tmp_path)
    (tmp_path / "questionnaire.csv").unlink()
    table(tmp_path / "k.csv", [kobo("1", "1"), kobo("1", "1", **other)])
    done = run(tmp_path)
    assert int(done.survey.responded.sum()) == 2
    (met,) = about(done)
    assert met.code == "SUB-08" and "k!A2" in met.message()["en"] and "k!A3" in met.message()["en"]


@pytest.mark.parametrize("state", ["validation_status_not_approved", "Not Approved"])
def test_a_rejection_in_any_copy_holds(tmp_path: Path, state: str) -> None:
    write_year(tmp_path)
    (tmp_path / "questionnaire.csv").unlink()
    table(tmp_path / "a.csv", [kobo("1", "1", _validation_status=state)])
    table(tmp_path / "b.csv", [kobo("1", "1", _validation_status="")])
    done = run(tmp_path)
    assert [met.code for met in about(done)] == ["SUB-02"]
    assert not done.survey.responded.any()
