"""The sample data: made again byte by byte, read whole, and as invented as they say."""

import csv
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from records import records

from plut_audit import rubric
from plut_audit.analysis import trends
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.ingest import sheets
from plut_audit.ingest.sheets import Limits
from plut_audit.result import Result

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from sample import centres, visits  # noqa: E402

SAMPLES = ROOT / "sample_data"
YEARS = (2022, 2023, 2024)
NOTICE = "data contoh, bukan hasil evaluasi"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".xlsx", ".csv", ".ods"))


@cache
def _audited(year: int) -> Audit:
    return run_audit([SAMPLES / str(year)], rubric.load())


@cache
def _result(year: int) -> dict[str, Any]:
    return records(Result.from_audit(_audited(year)))


def _registry(year: int) -> list[dict[str, str]]:
    text = (SAMPLES / str(year) / "centres.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _codes(year: int, *kinds: str) -> set[tuple[str, str]]:
    found = _result(year)["findings"]
    return {(one["code"], one["centre_id"]) for one in found if one["code"].startswith(kinds)}


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    script = ROOT / "tools" / "make_sample_data.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, timeout=600)
    made = {path.relative_to(tmp_path): path for path in tmp_path.rglob("*") if path.is_file()}
    assert sorted(made) == [path.relative_to(SAMPLES) for path in FILES]
    changed = [
        str(name)
        for name, path in made.items()
        if path.read_bytes() != (SAMPLES / name).read_bytes()
    ]
    assert not changed, "run tools/make_sample_data.py and commit sample_data/"


@pytest.mark.parametrize("year", YEARS)
def test_every_file_says_that_it_is_invented(year: int) -> None:
    files = [path for path in FILES if path.parts[len(SAMPLES.parts)] == str(year)]
    assert files
    for path in files:
        book = sheets.read(path, path.name, Limits())
        cells = [str(cell) for sheet in book.sheets for row in sheet.rows for cell in row]
        assert any(NOTICE in cell.lower() for cell in cells), path.name


def test_the_files_are_as_small_as_they_would_be() -> None:
    sizes = {path: path.stat().st_size for path in FILES}
    assert sum(sizes.values()) < 5_000_000
    assert all(size < 40_000 for path, size in sizes.items() if path.parent.name == "kuesioner")


@pytest.mark.parametrize(
    ("year", "centres", "answered", "visited", "ranked"),
    [(2022, 87, 86, 18, 86), (2023, 94, 90, 26, 90), (2024, 100, 96, 41, 94)],
)
def test_how_many_answered_were_visited_and_are_ranked(
    year: int, centres: int, answered: int, visited: int, ranked: int
) -> None:
    found = _result(year)["summary"]
    assert found["registry_known"]
    assert [found[count] for count in ("centres", "responded", "visited", "ranked")] == [
        centres,
        answered,
        visited,
        ranked,
    ]


def test_each_year_comes_in_its_own_dialect() -> None:
    folder = SAMPLES / "2022" / "kuesioner"
    assert len(list(folder.glob("*.xlsx"))) == 87
    found = {
        year: {raw.dialect for raw in _audited(year).survey.questionnaire.origins} for year in YEARS
    }
    assert found == {2022: {"form"}, 2023: {"gforms"}, 2024: {"kobo"}}


@pytest.mark.parametrize(
    ("year", "intended"),
    [
        (2022, {"CEN-01": 1, "VAL-01": 3, "VAL-07": 1, "VAL-08": 1, "VAL-14": 2}),
        (2023, {"SUB-01": 1, "VAL-01": 2, "VAL-02": 1, "VAL-07": 1, "VAL-16": 1, "LAY-04": 1}),
        (2024, {"SUB-01": 2, "VAL-07": 2, "VAL-17": 2, "LAY-04": 1}),
    ],
)
def test_only_the_intended_mess_is_met(year: int, intended: dict[str, int]) -> None:
    """Beside it only names without a code, which were found, and columns of the survey tools."""
    found = Counter(problem.code for problem in _audited(year).problems)
    by_name = found.pop("CEN-08", 0)
    assert bool(found.pop("COL-11", 0)) == (year > 2022)
    assert found == intended
    assert (by_name > 5) == (year < 2024)


def test_the_registry_of_2024_counts_what_the_ministry_counted() -> None:
    rows = _registry(2024)
    assert Counter(row["level"] == "provinsi" for row in rows) == {True: 26, False: 74}
    assert sum(row["status"] == "UPTD" for row in rows) == 31


@pytest.mark.parametrize("year", YEARS)
def test_the_registry_names_places_by_their_codes(year: int) -> None:
    rows = _registry(year)
    for row in rows:
        province = row["level"] == "provinsi"
        assert re.fullmatch(r"\d\d" if province else r"\d\d\.\d\d", row["centre_id"])
        place = f"Provinsi {row['province']}" if province else row["regency"]
        assert row["name"] == f"PLUT-KUMKM {place}"
        assert int(row["since"]) <= year
    assert {"71", "71.72", "74", "74.71"} <= {row["centre_id"] for row in rows}


def test_bitung_and_sulawesi_utara_are_weak_as_the_study_found() -> None:
    centres = {centre["centre_id"]: centre for centre in _result(2023)["centres"]}
    weakest = {
        code: np.quantile(
            [one["dimensions"][code]["combined"] for one in centres.values() if one["ranked"]],
            0.2,
        )
        for code in ("INF", "GOV")
    }
    for place in ("71", "71.72"):
        for code in ("INF", "GOV"):
            score = centres[place]["dimensions"][code]["combined"]
            assert score < 40
            assert score <= weakest[code]


@pytest.mark.parametrize("year", YEARS)
def test_every_class_occurs_and_self_reports_flatter(year: int) -> None:
    result = _result(year)
    summary = result["summary"]
    for name in "ABCD":
        assert summary["by_class"][name] + summary["by_provisional_class"][name] >= 3
    kinds = Counter(kind for finding in result["findings"] for kind in finding["kinds"])
    assert kinds["overstated"] > 2 * kinds["understated"]
    assert 0.8 <= result["verification"]["overall"]["factor"] <= 0.92


def _visits(year: int) -> list[Any]:
    return [centre for centre in _result(year)["centres"] if centre["visited"]]


@pytest.mark.parametrize(("year", "random"), [(2022, 6), (2023, 8), (2024, 20)])
def test_centres_are_visited_at_random_and_by_risk(year: int, random: int) -> None:
    """Only in 2024 are there enough random visits to be the evidence alone."""
    chosen = Counter(visits.selections(year).values())
    assert chosen == {"random": random, "risk": len(_visits(year)) - random}
    assert _result(year)["verification"]["random_only"] is (year == 2024)


def test_shut_counts_only_when_the_centre_should_be_open() -> None:
    """Locked on a holiday and closed during the Friday prayer: no finding. On a Tuesday: one."""
    scored = {centre["centre_id"]: centre for centre in _result(2024)["centres"]}
    for code in ("74.71", "74"):
        assert visits.visit(_centre(code), 2024)["open_at_visit"] in ("locked", "closed")
        assert scored[code]["items"]["HRS-04"]["evidence"] == "not_applicable"
    shut = scored["71.72"]["items"]["HRS-04"]
    assert (shut["evidence"], shut["used"]) == ("observed", "locked")


def test_announced_and_open_shows_nothing() -> None:
    visit = visits.visit(_centre("71"), 2024)
    assert (visit["announced"], visit["open_at_visit"]) == ("yes", "open")
    centre = next(one for one in _visits(2024) if one["centre_id"] == "71")
    assert centre["items"]["HRS-04"]["evidence"] == "not_applicable"


def test_some_visits_come_so_late_that_things_may_have_changed() -> None:
    late = [
        centre["centre_id"]
        for centre in _visits(2024)
        if centre["responded"]
        and date.fromisoformat(centre["visit_date"])
        > date.fromisoformat(centre["survey_date"]) + timedelta(90)
    ]
    assert late == ["34.04", "73.09"]


def _centre(code: str) -> centres.Centre:
    return next(centre for centre in centres.centres() if centre.centre_id == code)


def test_some_centres_are_locked_within_their_hours() -> None:
    states = Counter(
        centre["items"]["HRS-04"]["used"]
        for centre in _result(2024)["centres"]
        if centre["items"]["HRS-04"]["evidence"] == "observed"
    )
    assert states["locked"] >= 3
    assert states["open"] >= 3


def test_the_years_become_better_and_most_findings_stay() -> None:
    means = [_result(year)["summary"]["mean_combined"] for year in YEARS]
    assert means == sorted(means)
    past = records(trends.with_history([Result.from_audit(_audited(year)) for year in YEARS])[-1])
    states = Counter(finding["state"] for finding in past["findings"])
    assert states["persisting"] > states["new"] > 0
    copied = [one["centre_id"] for one in past["findings"] if one["code"] == "CHK-07"]
    assert copied == ["35.04"]


def test_answers_contradict_one_another_here_and_there() -> None:
    assert _codes(2022, "CHK") == {("CHK-06", "14.05"), ("CHK-06", "32.06"), ("CHK-06", "64")}
    assert _codes(2024, "CHK") == {("CHK-01", "21.01"), ("CHK-01", "52.04"), ("CHK-05", "18.04")}


@pytest.mark.parametrize("year", YEARS)
def test_every_question_has_its_column(year: int) -> None:
    """Only the list of consultants and what it sums up are not asked of everybody."""
    survey = _audited(year).survey
    assert not {"COL-01", "COL-04"} & {problem.code for problem in _audited(year).problems}
    for form, table in (("questionnaire", survey.questionnaire), ("visit", survey.visits)):
        columns = {name for raw in table.origins for name in raw.columns}
        assert columns >= set(rubric.load().asked_in(form)), form
