"""Years compared: causes add up to the change, findings age, copies are seen."""

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders import survey as tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from plut_audit import audit, report, rubric
from plut_audit.analysis import trends
from plut_audit.analysis.trends.causes import adding_up, parts_of_change
from plut_audit.analysis.trends.editions import compatible_indicators, figure

Record = dict[str, Any]


def scored(folder: Path, year: int, edition: str = "bappenas-2023", **told: Any) -> Record:
    tiny.write_year(folder / str(year), year, **told)
    audited = audit.run([folder / str(year)], rubric.load(edition), audit.Options(year=year))
    return report.result_of(audited)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """Three years; what changes in the second and third is told centre by centre."""
    folder = tmp_path_factory.mktemp("years")
    second: dict[int, Record] = {
        0: {"building_condition": "good", "reports_submitted": 12},  # claims more, is seen worse
        1: {"land_area": 3000},
        2: {"hours_posted": "no"},
        3: {"clients_assisted": 100 + 20 * 3 + 22},  # the answers of 2022 again
    }
    seen = {0: {"building_condition": "heavy_damage"}}
    return [
        scored(folder, 2022),
        scored(folder, 2023, changes=second, visits=seen, silent=[6]),
        scored(folder, 2024),
    ]


@pytest.fixture(scope="module")
def told(years: list[Record]) -> list[Record]:
    return trends.with_history(years)


def code(number: int) -> str:
    return str(tiny.registry()[number]["centre_id"])


def of_centre(comparison: Record, number: int) -> Record:
    return next(one for one in comparison["centres"] if one["centre_id"] == code(number))


def of_finding(result: Record, number: int, finding: str) -> Record | None:
    found = (
        one
        for one in result["findings"]
        if (one["centre_id"], one["code"]) == (code(number), finding)
    )
    return next(found, None)


def test_the_causes_add_up_to_the_change_of_the_printed_score(years: list[Record]) -> None:
    for old, new in ((years[0], years[1]), (years[1], years[2])):
        for one in trends.compare(old, new)["centres"]:
            if one["verified"]["change"] is not None:
                points = sum(cause["points"] for cause in one["causes"])
                assert round(points, 2) == one["verified"]["change"]
                for name, part in one["dimensions"].items():
                    moved = sum(
                        cause["dimension_points"]
                        for cause in one["causes"]
                        if cause["dimension"] == name
                    )
                    assert moved == pytest.approx(part["change"], abs=0.011)


def test_a_cause_names_the_indicator_and_its_points(years: list[Record]) -> None:
    one = of_centre(trends.compare(years[0], years[1]), 1)
    cause = one["causes"][0]
    assert (cause["code"], cause["old_value"], cause["new_value"]) == ("INF-01", 1150, 3000)
    weights = rubric.load("bappenas-2023").dimension("INF")
    share = 1 / sum(item.weight for item in weights.indicators.values())
    assert cause["points_exact"] == pytest.approx(0.30 * share * (100 - 57.5), abs=1e-6)


def test_findings_are_new_persisting_resolved_or_not_comparable(told: list[Record]) -> None:
    first, second, third = told
    assert {one["status"] for one in first["findings"]} == {None}
    persisting = of_finding(second, 4, "CON-03")
    assert persisting and (persisting["status"], persisting["years_open"]) == ("persisting", 2)
    new = of_finding(second, 2, "HRS-05")
    assert new and (new["status"], new["years_open"]) == ("new", 1)
    assert of_finding(third, 2, "HRS-05") is None
    closed = {
        (one["centre_id"], one["code"]): one["status"]
        for one in third["trend"]["comparison"]["findings"]
    }
    assert closed[code(2), "HRS-05"] == "resolved"


def test_a_silent_centre_makes_its_findings_not_comparable(told: list[Record]) -> None:
    second, third = told[1]["trend"]["comparison"], told[2]["trend"]["comparison"]
    assert of_centre(second, 6)["status"] == "silent"
    assert of_centre(third, 6)["status"] == "answered_again"
    states = {
        one["status"]
        for one in second["findings"]
        if one["centre_id"] == code(6) and one["code"] != "RSP-01"
    }
    assert states == {"not_comparable"}
    again = of_finding(told[2], 6, "CON-03")
    assert again and (again["status"], again["years_open"]) == ("not_comparable", 1)


def test_findings_stay_in_their_total_order_with_the_longer_open_first(told: list[Record]) -> None:
    rank = {name: place for place, name in enumerate(("critical", "high", "medium", "low"))}
    keys = [
        (
            rank[one["severity"]],
            -round(one["priority"], 9),
            -one["years_open"],
            one["centre_id"],
            one["code"],
        )
        for one in told[2]["findings"]
    ]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_improved_on_paper_is_claimed_up_and_verified_not(years: list[Record]) -> None:
    comparison = trends.compare(years[0], years[1])
    one = of_centre(comparison, 0)
    assert one["claimed"]["change"] > 0 >= one["verified"]["change"]
    assert comparison["improved_on_paper"] == [code(0)]


def test_answers_handed_in_again_are_a_finding(told: list[Record]) -> None:
    found = of_finding(told[1], 3, "CHK-07")
    assert found and found["severity"] == "medium"
    assert all(cell.startswith("answers.csv") for cell in found["cells"])
    assert told[1]["trend"]["comparison"]["copied"] == [code(3)]
    assert of_centre(told[1]["trend"]["comparison"], 3)["equal_answers"] == 1
    assert 0.5 < of_centre(told[1]["trend"]["comparison"], 1)["equal_answers"] < 1
    assert of_finding(told[2], 3, "CHK-07") is None


def test_telling_the_history_twice_changes_nothing(told: list[Record]) -> None:
    again = trends.with_history(told)
    assert ["".join(report.dumps(one)) for one in again] == [
        "".join(report.dumps(one)) for one in told
    ]


def test_a_result_is_the_same_after_it_was_stored(told: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text("".join(report.dumps(told[1])), encoding="utf-8")
    assert trends.compare(report.load(path), told[2]) == trends.compare(told[1], told[2])


# --- editions ------------------------------------------------------------------------------


def test_where_weights_changed_both_years_are_shown_under_both_editions(
    years: list[Record], tmp_path: Path
) -> None:
    new = scored(tmp_path, 2024, "award-2024")
    comparison = trends.compare(years[1], new)
    assert not comparison["same_rules"]
    assert {"ROL-01"} <= {one["code"] for one in comparison["not_comparable"]}
    for one in comparison["centres"]:
        if one["verified"]["change"] is None:
            continue
        points = sum(cause["points"] for cause in one["causes"]) + one["edition_points"]
        assert round(points, 2) == one["verified"]["change"]
        assert one["under"]["old_edition"]["verified"]["old"] == one["verified"]["old"]
    same = trends.compare(years[1], years[2])
    assert {one["edition_points"] for one in same["centres"]} == {None}


def renamed(result: Record, old: str, new: str) -> Record:
    """The result under an edition that calls an indicator by another code."""
    changed = copy.deepcopy(result)
    edition = changed["edition"]["rubric"]
    for part in edition["dimensions"]:
        part["indicators"] = {
            new if name == old else name: item | {"code": new, "formerly": [old]}
            if name == old
            else item
            for name, item in part["indicators"].items()
        }
    edition["sha256"] = changed["edition"]["sha256"] = "renamed"
    for centre in changed["centres"]:
        centre["items"][new] = centre["items"].pop(old)
    for finding in changed["findings"]:
        finding["code"] = new if finding["code"] == old else finding["code"]
    return changed


def test_a_renamed_indicator_keeps_its_past(years: list[Record]) -> None:
    comparison = trends.compare(years[0], renamed(years[1], "INF-01", "INF-91"))
    assert comparison["renamed"] == {"INF-01": "INF-91"}
    assert of_centre(comparison, 1)["causes"][0]["code"] == "INF-91"
    states = {one["status"] for one in comparison["findings"] if one["code"] == "INF-91"}
    assert "persisting" in states


def test_an_indicator_that_is_measured_in_another_way_is_not_compared() -> None:
    old = rubric.load("bappenas-2023")
    data = old.model_dump(mode="json")
    data["dimensions"][0]["indicators"]["INF-01"]["value"] = "equipment_total"
    changed = compatible_indicators(old, rubric.Rubric.model_validate(data))
    assert set(changed.lost) == {"INF-01"}


def test_new_and_gone_centres_and_new_names_are_told(years: list[Record]) -> None:
    new = copy.deepcopy(years[1])
    new["centres"][0]["centre_id"] = "99.01-1"
    new["centres"][1]["name"] = "PLUT-KUMKM Baru"
    summary = trends.compare(years[0], new)["summary"]["centres"]
    assert (summary["new"], summary["gone"], summary["renamed"]) == (1, 1, 1)


# --- properties ----------------------------------------------------------------------------

EDITION = rubric.load("bappenas-2023")
WIDTH = len(EDITION.indicators)
SCORE = st.one_of(st.just(float("nan")), st.floats(0, 100).map(lambda score: round(score, 4)))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(SCORE, min_size=WIDTH, max_size=WIDTH),
    st.lists(SCORE, min_size=WIDTH, max_size=WIDTH),
    st.sampled_from(["arithmetic", "geometric"]),
)
def test_parts_add_up_whatever_begins_or_ceases_to_count(
    before: list[float], after: list[float], mean: str
) -> None:
    scoring = EDITION.scoring.model_copy(update={"index_mean": mean, "floor": 1})
    edition = EDITION.model_copy(update={"scoring": scoring})
    old, new = np.array([before]), np.array([after])
    index, _ = parts_of_change(old, new, edition)
    change = np.nan_to_num(figure(new, edition).index) - np.nan_to_num(figure(old, edition).index)
    assert index.sum() == pytest.approx(change[0], abs=1e-9)
    unchanged = (old == new) | (np.isnan(old) & np.isnan(new))
    assert not index[unchanged].any()


@given(st.lists(st.floats(-50, 50), max_size=8))
def test_rounded_parts_add_up_to_the_rounded_total(parts: list[float]) -> None:
    total = round(sum(parts), 2) if any(round(part, 8) for part in parts) else 0.0
    rounded = adding_up(parts, total, 2)
    assert round(sum(rounded), 2) == pytest.approx(total)
    assert all(abs(one - part) < 0.0201 for one, part in zip(rounded, parts, strict=True))
