"""The base of several years: what goes in comes out, and the same years give the same bytes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders import survey as tiny

from plut_audit import audit, report, rubric
from plut_audit.analysis import history
from plut_audit.errors import ResultError


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Any]]:
    folder, edition = tmp_path_factory.mktemp("history"), rubric.load()
    found = {}
    for year in (2022, 2023):
        tiny.write_year(folder / str(year), year, silent=[2])
        audited = audit.run([folder / str(year)], edition, audit.Options(year=year))
        found[year] = report.result_of(audited)
    return found


def base_of(path: Path, *results: dict[str, Any]) -> Path:
    with history.opened(path) as base:
        for result in results:
            history.store(base, result)
    return path


def test_a_year_comes_out_as_it_went_in(results: dict[int, dict[str, Any]], tmp_path: Path) -> None:
    path = base_of(tmp_path / "history.sqlite", *results.values())
    assert history.years_in(path) == [2022, 2023]
    year, result = history.read(path, 2023), results[2023]
    codes = list(year.rubric.indicators)
    for row, centre in enumerate(result["centres"]):
        assert year.centres[row]["verified_exact"] == centre["verified_exact"]
        assert year.centres[row]["responded"] is centre["responded"]
        for column, code in enumerate(codes):
            score = centre["items"][code]["score"]
            known = year.score[row, column]
            assert np.isnan(known) if score is None else known == score
            assert year.used[row, column] == centre["items"][code]["used"]
    assert year.findings.code == [finding["code"] for finding in result["findings"]]
    assert year.summary == result["summary"]


def test_the_same_years_give_the_same_bytes_wherever_they_come_from(
    results: dict[int, dict[str, Any]], tmp_path: Path
) -> None:
    both = base_of(tmp_path / "both.sqlite", results[2023], results[2022])
    single = {year: base_of(tmp_path / f"{year}.sqlite", one) for year, one in results.items()}
    history.merge(tmp_path / "a.sqlite", [(2022, both), (2023, both)])
    history.merge(tmp_path / "b.sqlite", list(single.items()))
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert history.years_in(tmp_path / "a.sqlite") == [2022, 2023]


def test_a_year_that_is_not_there_is_one_line(
    results: dict[int, dict[str, Any]], tmp_path: Path
) -> None:
    path = base_of(tmp_path / "history.sqlite", results[2022])
    with pytest.raises(ResultError, match="no year 2030"):
        history.read(path, 2030)
    (tmp_path / "other.sqlite").write_text("not a base", encoding="utf-8")
    assert history.years_in(tmp_path / "other.sqlite") == []
    assert history.years_in(tmp_path / "missing.sqlite") == []
