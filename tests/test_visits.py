"""Which centres to visit next: by risk, and at random so that overstatement can be estimated."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from builders import survey as tiny

from plut_audit import audit, report, rubric
from plut_audit.analysis import visit_plan
from plut_audit.errors import UsageError

Record = dict[str, Any]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tiny.write_year(tmp_path_factory.mktemp("visits"), 2024, silent=[5])
    return report.result_of(audit.run([folder], rubric.load()))


def many(result: Record, size: int = 60) -> Record:
    """A result of more centres, in several groups of level and class."""
    centres = [
        result["centres"][number % 8]
        | {
            "centre_id": f"{number:03}",
            "level": ("kota", "kabupaten")[number % 3 == 0],
            "class": "ABCD"[number % 4],
        }
        for number in range(size)
    ]
    return result | {"centres": centres, "findings": []}


def test_a_centre_that_did_not_answer_comes_first(result: Record) -> None:
    first = visit_plan.plan(result, 3, random_share=0)[0]
    assert first["centre_id"] == tiny.registry()[5]["centre_id"]
    assert "did not answer" in first["reason"]["en"]
    assert first["part"] == "risk"


def test_what_a_visit_has_seen_lowers_the_risk(result: Record) -> None:
    order = [one["centre_id"] for one in visit_plan.plan(result, 8, random_share=0)]
    visited = {one["centre_id"] for one in result["centres"] if one["visited"]}
    assert set(order[-len(visited) :]) == visited


def test_the_order_of_centres_and_a_second_run_change_nothing(result: Record) -> None:
    turned = many(result) | {"centres": many(result)["centres"][::-1]}
    assert visit_plan.plan(many(result), 12, seed=5) == visit_plan.plan(turned, 12, seed=5)
    assert visit_plan.plan(many(result), 12, seed=5) != visit_plan.plan(many(result), 12, seed=6)


def test_every_centre_has_the_same_chance_in_the_draw(result: Record) -> None:
    seen: Counter[str] = Counter()
    for seed in range(2000):
        drawn = [
            one
            for one in visit_plan.plan(many(result, 24), 6, seed=seed, random_share=0.5)
            if one["part"] == "random"
        ]
        assert {one["inclusion_probability"] for one in drawn} == {3 / 24}
        seen.update(one["centre_id"] for one in drawn)
    # 250 expected of each; the draws of different seeds are independent (deviation about 15).
    assert len(seen) == 24
    assert all(abs(count - 250) < 75 for count in seen.values())


def test_each_group_is_drawn_in_proportion(result: Record) -> None:
    whole = many(result, 120)
    sizes = Counter(visit_plan.stratum(centre) for centre in whole["centres"])
    drawn = Counter(
        one["stratum"]
        for one in visit_plan.plan(whole, 40, random_share=0.5)
        if one["part"] == "random"
    )
    assert all(abs(drawn[name] - 20 * size / 120) < 2 for name, size in sizes.items())


def test_no_centre_is_planned_twice_and_no_more_than_there_are(result: Record) -> None:
    planned = [one["centre_id"] for one in visit_plan.plan(result, 50)]
    assert len(planned) == len(set(planned)) == 8


def test_a_region_gives_a_route_through_it(result: Record) -> None:
    planned = visit_plan.plan(result, 3, region="jawa timur")
    assert {one["province"] for one in planned} == {"Jawa Timur"}
    assert [one["centre_id"] for one in planned] == sorted(one["centre_id"] for one in planned)
    assert len(visit_plan.plan(result, 3, region="Kota Batu")) == 1
    with pytest.raises(UsageError, match="Jawa Timur"):
        visit_plan.plan(result, 3, region="Atlantis")


def test_the_form_is_begun_for_each_centre_and_can_be_read_back(
    result: Record, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    planned = visit_plan.plan(result, 3)
    visit_plan.write_form(planned, rubric.load(), tmp_path / "form.xlsx", "id")
    sheet = load_workbook(tmp_path / "form.xlsx").worksheets[0]
    written = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(min_row=5, max_row=7)]
    assert written == [[one["centre_id"], one["name"]] for one in planned]
    assert not sheet["A5"].protection.locked


def test_the_plan_is_a_workbook_with_the_reasons(result: Record, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    planned = visit_plan.plan(result, 3)
    visit_plan.write_plan(planned, tmp_path / "plan.xlsx", "en")
    rows = list(load_workbook(tmp_path / "plan.xlsx").worksheets[0].values)
    assert [row[0] for row in rows[1:]] == [one["centre_id"] for one in planned]
    assert [row[7] for row in rows[1:]] == [one["reason"]["en"] for one in planned]
