"""The tables of several years: what goes in can be queried, the same years give the same bytes."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from builders import survey as tiny

from plut_audit import rubric
from plut_audit.analysis import history
from plut_audit.audit import Options, run
from plut_audit.result import Result


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Result]:
    folder, edition = tmp_path_factory.mktemp("history"), rubric.load()
    found = {}
    for year in (2022, 2023):
        tiny.write_year(folder / str(year), year, silent=[2])
        found[year] = Result.from_audit(run([folder / str(year)], edition, Options(year=year)))
    return found


def written(path: Path, result: Result) -> Path:
    history.write(path, result)
    return path


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query).fetchall()


def test_the_tables_hold_what_the_result_holds(results: dict[int, Result], tmp_path: Path) -> None:
    path, result = written(tmp_path / "2023.sqlite", results[2023]), results[2023]
    assert rows(path, "SELECT centre_id, responded, combined, rank, class FROM centres") == [
        (row.centre_id, row.responded, row.combined, row.rank, row.class_name)
        for row in result.centre_rows()
    ]
    query = (
        "SELECT centre_id, estimate, estimate_low, estimate_high, class_provisional FROM centres"
    )
    assert rows(path, query) == [
        (row.centre_id, row.estimate, *(row.estimate_interval or (None, None)), provisional)
        for row in result.centre_rows()
        for provisional in [row.class_provisional]
    ]
    assert rows(path, "SELECT centre_id, indicator, estimated_score FROM items") == [
        (row.centre_id, code, item.estimated_score)
        for row in result.centre_rows()
        for code, item in row.items.items()
    ]
    assert rows(
        path, "SELECT centre_id, indicator, reported, used, evidence, score, blank FROM items"
    ) == [
        (row.centre_id, code, item.reported, item.used, item.evidence.word, item.score, item.blank)
        for row in result.centre_rows()
        for code, item in row.items.items()
    ]
    assert rows(path, "SELECT centre_id, code, years_open FROM findings ORDER BY position") == [
        (row.centre_id, row.code, row.years_open) for row in result.finding_rows()
    ]
    answers = rows(path, "SELECT centre_id, question, value FROM answers")
    assert {(centre, name): json.loads(value) for centre, name, value in answers} == {
        (row.centre_id, name): value
        for row in result.centre_rows()
        for name, value in row.answers(visit=False).items()
    }
    ((summary,),) = rows(path, "SELECT summary FROM years")
    for name in ("mean_combined", "mean_estimate"):
        assert json.loads(summary)[name] == getattr(result.summary, name)


def test_the_same_years_give_the_same_bytes_wherever_they_come_from(
    results: dict[int, Result], tmp_path: Path
) -> None:
    single = {year: written(tmp_path / f"{year}.sqlite", one) for year, one in results.items()}
    history.merge(tmp_path / "a.sqlite", list(single.items()))
    history.merge(tmp_path / "b.sqlite", [(year, tmp_path / "a.sqlite") for year in single])
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert history.years_in(tmp_path / "a.sqlite") == [2022, 2023]


def test_what_is_no_history_of_this_version_holds_no_years(tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").write_text("not a base", encoding="utf-8")
    assert history.years_in(tmp_path / "other.sqlite") == []
    assert history.years_in(tmp_path / "missing.sqlite") == []
    with closing(sqlite3.connect(tmp_path / "first.sqlite")) as base:
        base.execute("PRAGMA user_version = 1")
        base.execute("CREATE TABLE years (year, edition)")
        base.execute("INSERT INTO years VALUES (2022, 'bappenas-2023')")
        base.commit()
    assert history.years_in(tmp_path / "first.sqlite") == []
