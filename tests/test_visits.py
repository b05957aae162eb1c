"""Which centres to visit next: by risk, and by lot so that overstatement can be estimated."""

from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import tiny_surveys as tiny

from plut_audit import rubric
from plut_audit.analysis import visit_plan
from plut_audit.audit import run
from plut_audit.errors import UsageError
from plut_audit.result import FigureColumns, Result


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tiny.write_year(tmp_path_factory.mktemp("visits"), 2024, silent=[5])
    return Result.from_audit(run([folder], rubric.load()))


def many(result: Result, size: int = 60, turned: bool = False) -> Result:
    """A result of more centres, in several groups of level and class; `turned` lists them last
    to first."""
    numbers = list(range(size))[:: -1 if turned else 1]
    rows = np.array(numbers) % 8
    columns = result.centres
    arrays = {
        field.name: value[rows]
        for field in fields(columns)
        if isinstance(value := getattr(columns, field.name), np.ndarray)
    }
    figures = {
        name: FigureColumns(*(getattr(getattr(columns, name), part)[rows] for part in PARTS))
        for name in ("reported", "combined", "estimate")
    }
    centres = tuple(
        replace(
            columns.centres[number % 8],
            centre_id=f"{number:03}",
            level=("kota", "kabupaten")[number % 3 == 0],
        )
        for number in numbers
    )
    arrays["class_name"] = np.array(["ABCD"[number % 4] for number in numbers], object)
    more = replace(columns, centres=centres, not_ranked={}, **arrays, **figures)
    return replace(result, centres=more, findings=result.findings.take(np.array([], int)))


PARTS = ("index", "dimensions")


def test_a_centre_that_did_not_answer_comes_first(result: Result) -> None:
    first = visit_plan.plan(result, 3, random_share=0)[0]
    assert first.centre_id == tiny.registry()[5]["centre_id"]
    assert "did not answer" in first.reason("en")
    assert first.chosen_by == "risk"


def test_what_a_visit_has_seen_lowers_the_risk(result: Result) -> None:
    order = [visit.centre_id for visit in visit_plan.plan(result, 8, random_share=0)]
    visited = {visit.centre_id for visit in result.centre_rows() if visit.visited}
    assert set(order[-len(visited) :]) == visited


def test_the_order_of_centres_and_a_second_run_change_nothing(result: Result) -> None:
    turned = many(result, turned=True)
    assert visit_plan.plan(many(result), 12, seed=5) == visit_plan.plan(turned, 12, seed=5)
    assert visit_plan.plan(many(result), 12, seed=5) != visit_plan.plan(many(result), 12, seed=6)


def test_every_centre_has_the_same_chance_in_the_draw(result: Result) -> None:
    seen: Counter[str] = Counter()
    whole = many(result, 24)
    for seed in range(2000):
        drawn = [
            visit
            for visit in visit_plan.plan(whole, 6, seed=seed, random_share=0.5)
            if visit.chosen_by == "random"
        ]
        assert {visit.inclusion_probability for visit in drawn} == {3 / 24}
        seen.update(visit.centre_id for visit in drawn)
    # 250 expected of each; the draws of different seeds are independent (deviation about 15).
    assert len(seen) == 24
    assert all(abs(count - 250) < 75 for count in seen.values())


def test_each_group_is_drawn_in_proportion(result: Result) -> None:
    whole = many(result, 120)
    sizes = Counter(visit_plan.stratum(centre) for centre in whole.centre_rows())
    drawn = Counter(
        visit.stratum
        for visit in visit_plan.plan(whole, 40, random_share=0.5)
        if visit.chosen_by == "random"
    )
    assert all(abs(drawn[name] - 20 * size / 120) < 2 for name, size in sizes.items())


def test_no_centre_is_planned_twice_and_no_more_than_there_are(result: Result) -> None:
    planned = [visit.centre_id for visit in visit_plan.plan(result, 50)]
    assert len(planned) == len(set(planned)) == 8


def test_a_region_gives_a_route_through_it(result: Result) -> None:
    planned = visit_plan.plan(result, 3, region="jawa timur")
    assert {visit.province for visit in planned} == {"Jawa Timur"}
    assert [visit.centre_id for visit in planned] == sorted(visit.centre_id for visit in planned)
    assert len(visit_plan.plan(result, 3, region="Kota Batu")) == 1
    with pytest.raises(UsageError, match="Jawa Timur"):
        visit_plan.plan(result, 3, region="Atlantis")


def test_the_form_is_begun_for_each_centre_and_can_be_read_back(
    result: Result, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    planned = visit_plan.plan(result, 3)
    visit_plan.write_form(planned, rubric.load(), tmp_path / "form.xlsx", "id")
    sheet = load_workbook(tmp_path / "form.xlsx").worksheets[0]
    written = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(min_row=5, max_row=7)]
    assert written == [[visit.centre_id, visit.name] for visit in planned]
    assert not sheet["A5"].protection.locked


def test_the_plan_is_a_workbook_with_the_reasons(result: Result, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    planned = visit_plan.plan(result, 3)
    visit_plan.write_plan(planned, tmp_path / "plan.xlsx", "en")
    rows = list(load_workbook(tmp_path / "plan.xlsx").worksheets[0].values)
    assert [row[0] for row in rows[1:]] == [visit.centre_id for visit in planned]
    assert [row[7] for row in rows[1:]] == [visit.reason("en") for visit in planned]
