"""Years compared: causes add up to the change, findings age, duplicates are seen."""

import copy
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders import survey as tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from surveys import invent, write_csv

from plut_audit import rubric
from plut_audit.analysis import trends
from plut_audit.analysis.trends.causes import Year, adding_up, parts_of_change
from plut_audit.analysis.trends.editions import compatible_indicators, figure
from plut_audit.audit import Options, run
from plut_audit.errors import UsageError
from plut_audit.i18n import translate
from plut_audit.result import FindingRow, Result
from plut_audit.result.extras import CentreChange, Comparison
from plut_audit.result.fingerprint import fingerprint_of_records

Changes = dict[int, dict[str, Any]]
EDITION = rubric.load("bappenas-2023")


def scored(folder: Path, year: int, edition: str = "bappenas-2023", **changes: Any) -> Result:
    tiny.write_year(folder / str(year), year, **changes)
    audited = run([folder / str(year)], rubric.load(edition), Options(year=year))
    return Result.from_audit(audited)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """Three years; what changes in the second and third is given centre by centre."""
    folder = tmp_path_factory.mktemp("years")
    second: Changes = {
        0: {"building_condition": "good", "reports_submitted": 12},  # reports more, is seen worse
        1: {"reports_submitted": 12},
        2: {"hours_posted": "no"},
        3: {"clients_assisted": 100 + 20 * 3 + 22},  # the answers of 2022 again
    }
    seen = {0: {"building_condition": "heavy_damage"}}
    return [
        scored(folder, 2022, changes={0: {"building_condition": "moderate_damage"}}),
        scored(folder, 2023, changes=second, visits=seen, silent=[6]),
        scored(folder, 2024),
    ]


@pytest.fixture(scope="module")
def continued(years: list[Result]) -> list[Result]:
    return trends.with_history(years)


def code(number: int) -> str:
    return str(tiny.registry()[number]["centre_id"])


def of_centre(comparison: Comparison, number: int) -> CentreChange:
    return next(row for row in comparison.centres if row.centre_id == code(number))


def of_finding(result: Result, number: int, finding: str) -> FindingRow | None:
    found = (
        row for row in result.finding_rows() if (row.centre_id, row.code) == (code(number), finding)
    )
    return next(found, None)


def last_comparison(result: Result) -> Comparison:
    assert result.trend and result.trend.comparison
    return result.trend.comparison


def test_the_causes_add_up_to_the_change_of_the_printed_score(years: list[Result]) -> None:
    for old, new in ((years[0], years[1]), (years[1], years[2])):
        for row in trends.compare(old, new).centres:
            if row.combined.change is not None:
                points = sum(cause.points for cause in row.causes)
                assert round(points, 2) == row.combined.change
                for name, dimension in row.dimensions.items():
                    moved = sum(
                        cause.dimension_points for cause in row.causes if cause.dimension == name
                    )
                    assert moved == pytest.approx(dimension.change, abs=0.011)


def test_a_cause_names_the_indicator_and_its_points(years: list[Result]) -> None:
    cause = of_centre(trends.compare(years[0], years[1]), 1).causes[0]
    assert (cause.code, cause.old_value, cause.new_value) == ("GOV-08", 5, 12)
    items = years[1].centre(years[1].row_of[code(1)]).items
    applies = [item for item in items.values() if item.indicator.dimension == "GOV"]
    share = 1 / sum(item.indicator.weight for item in applies if item.score is not None)
    expected = 0.20 * share * items["GOV-08"].indicator.weight * (100 - 100 * 5 / 12)
    assert cause.points_exact == pytest.approx(expected, abs=1e-6)
    assert (cause.changed_points, cause.seen_points) == (cause.points, 0)


def test_findings_are_new_persisting_resolved_or_not_comparable(continued: list[Result]) -> None:
    first, second, third = continued
    assert {row.state for row in first.finding_rows()} == {None}
    persisting = of_finding(second, 4, "CON-03")
    assert persisting and (persisting.state, persisting.years_open) == ("persisting", 2)
    new = of_finding(second, 2, "HRS-05")
    assert new and (new.state, new.years_open) == ("new", 1)
    assert of_finding(third, 2, "HRS-05") is None
    closed = {(row.centre_id, row.code): row.state for row in last_comparison(third).findings}
    assert closed[code(2), "HRS-05"] == "resolved"


def test_a_silent_centre_makes_its_findings_not_comparable(continued: list[Result]) -> None:
    second, third = last_comparison(continued[1]), last_comparison(continued[2])
    assert of_centre(second, 6).status == "silent"
    assert of_centre(third, 6).status == "answered_again"
    states = {
        row.state for row in second.findings if row.centre_id == code(6) and row.code != "RSP-01"
    }
    assert states == {"not_comparable"}
    again = of_finding(continued[2], 6, "CON-03")
    assert again and (again.state, again.years_open) == ("not_comparable", 1)


def test_a_check_whose_answers_are_missing_is_not_resolved(tmp_path: Path) -> None:
    """More certified than active consultants in one year, one of the two blank in the next."""
    wrong = {2: {"consultants_certified": 9}}
    blank = {2: {"consultants_certified": ""}}
    old = scored(tmp_path, 2023, changes=wrong)
    assert of_finding(old, 2, "CHK-02")
    for changes, state in ((blank, "not_comparable"), ({}, "resolved")):
        comparison = trends.compare(old, scored(tmp_path / state, 2024, changes=changes))
        states = {(row.centre_id, row.code): row.state for row in comparison.findings}
        assert states[code(2), "CHK-02"] == state


def test_findings_stay_in_their_total_order_with_the_longer_open_first(
    continued: list[Result],
) -> None:
    keys = [
        (row.severity, -round(row.priority, 9), -row.years_open, row.centre_id, row.code)
        for row in continued[2].finding_rows()
    ]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_improved_on_paper_is_reported_up_and_what_the_visit_saw_not(years: list[Result]) -> None:
    """A building is reported better and seen worse; reports that no visit sees rose elsewhere."""
    comparison = trends.compare(years[0], years[1])
    rise = of_centre(comparison, 1).reported.change
    assert rise is not None and rise > 0
    assert comparison.improved_on_paper == (code(0),)


def test_answers_handed_in_again_are_a_finding(continued: list[Result]) -> None:
    found = of_finding(continued[1], 3, "CHK-07")
    assert found and found.severity.word == "medium"
    assert found.cells and all(cell.startswith("answers.csv") for cell in found.cells)
    comparison = last_comparison(continued[1])
    assert comparison.duplicates == (code(3),)
    assert of_centre(comparison, 3).equal_answers == 1
    assert 0.5 < (of_centre(comparison, 1).equal_answers or 0) < 1
    assert of_finding(continued[2], 3, "CHK-07") is None


def test_continuing_the_history_twice_changes_nothing(
    continued: list[Result], tmp_path: Path
) -> None:
    again = trends.with_history(continued)
    for number, (first, second) in enumerate(zip(continued, again, strict=True)):
        assert bytes_of(first, tmp_path / f"{number}.json") == bytes_of(second, tmp_path / "again")


def bytes_of(result: Result, path: Path) -> bytes:
    result.save(path)
    return path.read_bytes()


def test_a_result_is_the_same_after_it_was_stored(continued: list[Result], tmp_path: Path) -> None:
    stored = []
    for result in continued:
        result.save(tmp_path / f"{result.year}.json")
        stored.append(Result.load(tmp_path / f"{result.year}.json"))
    assert trends.compare(stored[1], stored[2]) == trends.compare(continued[1], continued[2])
    assert trends.compare(stored[1], continued[2]) == trends.compare(continued[1], stored[2])
    assert [result.trend for result in stored] == [result.trend for result in continued]


def test_a_comparison_is_json(years: list[Result]) -> None:
    text = json.dumps(asdict(trends.compare(years[0], years[1])), allow_nan=False)
    assert json.loads(text)["mean_combined"]["change"] is not None


# --- the estimate --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Result]:
    """Two years of forty invented centres, enough of them visited for intervals."""
    results = []
    for year, seed in ((2022, 5), (2023, 6)):
        rng = random.Random(seed)
        folder = tmp_path_factory.mktemp(str(year))
        write_csv(invent(EDITION, rng, 40), EDITION, folder, rng)
        results.append(Result.from_audit(run([folder], EDITION, Options(year=year))))
    return results[0], results[1]


def test_the_interval_of_a_change_is_that_of_mover(many: tuple[Result, Result]) -> None:
    comparison = trends.compare(*many)
    checked = 0
    for row in comparison.centres:
        change = row.estimate
        if change.interval is None:
            assert change.direction == "unknown"
            continue
        assert change.old is not None and change.new is not None
        assert change.old_interval and change.new_interval
        below = ((change.new - change.new_interval[0]) ** 2) + (
            (change.old_interval[1] - change.old) ** 2
        )
        above = ((change.new_interval[1] - change.new) ** 2) + (
            (change.old - change.old_interval[0]) ** 2
        )
        difference = change.new - change.old
        ends = (difference - below**0.5, difference + above**0.5)
        assert change.interval == pytest.approx(ends, abs=0.0051)
        checked += 1
    assert checked > 10


def test_nothing_is_an_improvement_whose_interval_holds_0(many: tuple[Result, Result]) -> None:
    comparison = trends.compare(*many)
    for change in (comparison.mean_estimate, *(row.estimate for row in comparison.centres)):
        if change.interval:
            low, high = change.interval
            assert (change.direction == "improved") == (low > 0)
            assert (change.direction == "declined") == (high < 0)
    counted = Counter(
        row.estimate.direction for row in comparison.centres if row.estimate.change is not None
    )
    assert {name: number for name, number in comparison.directions.items() if number} == counted
    assert counted["improved"] and counted["declined"] and counted["uncertain"]


def test_without_enough_visits_or_under_other_rules_nothing_is_certain(
    years: list[Result], many: tuple[Result, Result]
) -> None:
    changes = [row.estimate for row in trends.compare(years[0], years[1]).centres]
    assert {change.interval for change in changes} == {None}
    weights = many[1].rubric.dimensions
    dimensions = [weights[0].model_copy(update={"weight": 99}), *weights[1:]]
    other = many[1].rubric.model_copy(update={"dimensions": dimensions, "sha256": "other"})
    comparison = trends.compare(many[0], replace(many[1], rubric=other))
    assert {row.estimate.direction for row in comparison.centres} == {"unknown"}
    assert any(row.estimate.change for row in comparison.centres)


def test_a_centre_with_too_little_answered_has_no_interval_of_change(
    many: tuple[Result, Result],
) -> None:
    old, new = many
    for row in trends.compare(old, new).centres:
        both = [result.centre(result.row_of[row.centre_id]).ranked for result in many]
        assert (row.estimate.interval is not None) == all(both)


def test_the_split_of_a_centre_adds_up_to_its_change(many: tuple[Result, Result]) -> None:
    seen = 0
    for row in trends.compare(*many).centres:
        for cause in row.causes:
            assert round(cause.changed_points + cause.seen_points, 2) == cause.points
            seen += bool(cause.seen_points)
        if row.combined.change is not None:
            assert row.changed_points is not None and row.seen_points is not None
            assert round(row.changed_points + row.seen_points, 2) == row.combined.change
    assert seen > 20


# --- states --------------------------------------------------------------------------------

HEAVY, GOOD = {"building_condition": "heavy_damage"}, {"building_condition": "good"}


@pytest.mark.parametrize(
    ("old_report", "old_visit", "new_report", "new_visit", "state"),
    [
        (HEAVY, None, HEAVY, None, "persisting"),
        (HEAVY, HEAVY, HEAVY, HEAVY, "persisting"),
        (GOOD, HEAVY, GOOD, GOOD, "resolved"),  # a visit saw it in order
        (HEAVY, None, GOOD, None, "resolved"),  # reported before, reported in order now
        (HEAVY, None, GOOD, GOOD, "resolved"),
        (GOOD, HEAVY, GOOD, None, "reported_resolved"),  # seen before, only the centre says so
        (HEAVY, HEAVY, GOOD, None, "reported_resolved"),
        (HEAVY, HEAVY, None, None, "not_comparable"),  # nobody answered
        (GOOD, None, HEAVY, None, "new"),
        (GOOD, None, GOOD, HEAVY, "new"),
    ],
)
def test_states_of_a_finding(
    tmp_path: Path,
    old_report: dict[str, Any],
    old_visit: dict[str, Any] | None,
    new_report: dict[str, Any] | None,
    new_visit: dict[str, Any] | None,
    state: str,
) -> None:
    results = []
    for year, report, visit in ((2022, old_report, old_visit), (2023, new_report, new_visit)):
        centres = tiny.registry()
        reports = [
            tiny.answered(year, centre, number, **((report or {}) if number == 0 else {}))
            for number, centre in enumerate(centres)
            if number or report is not None
        ]
        visits = [tiny.visited(year, centres[2], 2)]
        if visit is not None:
            visits.append(tiny.visited(year, centres[0], 0, **visit))
        folder = tiny.write_survey(tmp_path / str(year), centres, reports, visits)
        results.append(Result.from_audit(run([folder], EDITION, Options(year=year))))
    comparison = trends.compare(*results)
    states = {(row.centre_id, row.code): row.state for row in comparison.findings}
    assert states[code(0), "INF-03"] == state
    assert set(comparison.finding_states) == {
        "new",
        "persisting",
        "resolved",
        "reported_resolved",
        "not_comparable",
    }


# --- one year after another ----------------------------------------------------------------


def test_a_chain_of_previous_results_counts_years_as_all_at_once(
    years: list[Result], continued: list[Result], tmp_path: Path
) -> None:
    """As `score --previous` does it: each year only sees the stored result of the one before."""
    path, chain = tmp_path / "previous.json", []
    for number, result in enumerate(years):
        previous = [Result.load(path)] if number else []
        chain.append(trends.with_history([*previous, result])[-1])
        chain[-1].save(path)
    assert max(row.years_open for row in chain[-1].finding_rows()) == 3
    for number, (single, whole) in enumerate(zip(chain, continued, strict=True)):
        assert single.trend == whole.trend
        assert bytes_of(single, tmp_path / f"{number}") == bytes_of(whole, tmp_path / "whole")


@pytest.mark.parametrize(("old", "new"), [(1, 1), (2, 1)])
def test_a_previous_result_of_the_same_or_a_later_year_is_refused(
    years: list[Result], old: int, new: int
) -> None:
    with pytest.raises(UsageError, match=f"of {2022 + old} and this one of {2022 + new}"):
        trends.with_history([years[old], years[new]])


def test_the_same_files_without_a_year_are_no_year_before(years: list[Result]) -> None:
    result = replace(years[0], year=None)
    with pytest.raises(UsageError, match="same files"):
        trends.with_history([result, result])
    assert trends.with_history([result, replace(years[1], year=None)])


def test_equal_and_reversed_years_are_named_and_find_no_duplicates(years: list[Result]) -> None:
    for old, new, expected in ((1, 1, "of the year 2023"), (2, 1, "Exchange them")):
        (caution,) = trends.cautions(years[old], years[new])
        assert expected in caution.in_language("en")
        assert trends.compare(years[old], years[new]).duplicates == ()
    assert trends.cautions(years[0], years[1]) == []


def test_between_equal_and_reversed_years_no_finding_grows_older(continued: list[Result]) -> None:
    for old, new in ((2, 2), (2, 1), (1, 1)):
        _, comparison = trends.continue_with_comparison(continued[old], continued[new])
        stored = {(f.centre_id, f.code): f.years_open for f in continued[new].finding_rows()}
        ages = {
            (finding.centre_id, finding.code): finding.years_open
            for finding in comparison.findings
            if (finding.centre_id, finding.code) in stored
        }
        assert ages and ages == {key: stored[key] for key in ages}


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (["91.01", "PLUT Merauke"], ["93.01", "PLUT Papua Selatan Merauke"], True),
        (["99.01", "PLUT-KUMKM Kota Baru"], ["98.77", "plut-kumkm  KOTA BARU"], True),
        (["99.01", "PLUT-KUMKM Kota Baru"], ["98.77", "PLUT-KUMKM Kota Lama"], False),
    ],
)
def test_centres_that_may_have_another_code_are_proposed(
    before: list[str], after: list[str], joined: bool, years: list[Result], tmp_path: Path
) -> None:
    def called(result: Result, code_and_name: list[str]) -> Result:
        def edit(records: dict[str, Any]) -> None:
            call_centre(records, 0, code_and_name[0])
            records["centres"][0]["name"] = code_and_name[1]

        return edited(result, tmp_path, edit)

    cautions = trends.cautions(called(years[0], before), called(years[1], after))
    assert [f"{before[0]} → {after[0]}" in c.in_language("id") for c in cautions] == [True] * joined
    assert trends.cautions(years[0], called(years[1], after)) == []


def test_other_scales_are_named_and_nothing_is_subtracted(years: list[Result]) -> None:
    scoring = years[1].rubric.scoring.model_copy(update={"scale": 10})
    other = years[1].rubric.model_copy(update={"scoring": scoring, "sha256": "other"})
    (caution,) = trends.cautions(years[0], replace(years[1], rubric=other))
    assert "0 to 100 and 0 to 10" in caution.in_language("en")
    assert translate(caution.text, "id", **caution.values) != caution.in_language("en")
    comparison = trends.compare(years[0], replace(years[1], rubric=other))
    assert comparison.mean_combined.old and comparison.mean_combined.change is None
    assert {row.combined.change for row in comparison.centres} == {None}
    assert comparison.improved_on_paper == ()


# --- editions ------------------------------------------------------------------------------


def test_where_weights_changed_both_years_are_shown_under_both_editions(
    years: list[Result], tmp_path: Path
) -> None:
    new = scored(tmp_path, 2024, "award-2024")
    comparison = trends.compare(years[1], new)
    assert not comparison.same_rules
    assert comparison.not_comparable["ROL-01"] == "newer_only"
    for row in comparison.centres:
        if row.combined.change is None:
            continue
        assert row.edition_points is not None and row.under is not None
        points = sum(cause.points for cause in row.causes) + row.edition_points
        assert round(points, 2) == row.combined.change
        assert row.under["old_edition"].combined_old == row.combined.old
    assert "editions" in trends.cautions(years[1], new)[0].in_language("en")
    same = trends.compare(years[1], years[2])
    assert {row.edition_points for row in same.centres} == {None}


def edited(result: Result, folder: Path, edit: Callable[[dict[str, Any]], None]) -> Result:
    """The result as it is loaded after an edit of its stored records."""
    path = folder / "edited.json"
    result.save(path)
    records = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
    edit(records)
    records["fingerprint"] = fingerprint_of_records(records)
    path.write_text(json.dumps(records), encoding="utf-8")
    return Result.load(path)


def call_centre(records: dict[str, Any], row: int, code: str) -> None:
    """Give a centre of stored records another code, wherever it is named."""
    former, records["centres"][row]["centre_id"] = records["centres"][row]["centre_id"], code
    for finding in records["findings"]:
        if finding["centre_id"] == former:
            finding["centre_id"] = code
    for systemic in records["systemic"]:
        systemic["centres"] = [code if c == former else c for c in systemic["centres"]]


def renamed(old: str, new: str) -> Callable[[dict[str, Any]], None]:
    """An edit after which the edition calls an indicator by another code."""

    def edit(records: dict[str, Any]) -> None:
        edition = json.loads(json.dumps(records["edition"]["rubric"]).replace(old, new))
        records["edition"]["rubric"] = edition
        for dimension in edition["dimensions"]:
            if new in dimension["indicators"]:
                dimension["indicators"][new]["formerly"] = [old]
        edition["sha256"] = records["edition"]["sha256"] = "renamed"
        for centre in records["centres"]:
            centre["items"][new] = centre["items"].pop(old)
        for finding in [*records["findings"], *records["systemic"]]:
            finding["code"] = new if finding["code"] == old else finding["code"]

    return edit


def test_a_renamed_indicator_keeps_its_past(years: list[Result], tmp_path: Path) -> None:
    new = edited(years[1], tmp_path, renamed("GOV-08", "GOV-98"))
    comparison = trends.compare(years[0], new)
    assert comparison.renamed == {"GOV-08": "GOV-98"}
    assert of_centre(comparison, 1).causes[0].code == "GOV-98"
    found = [row for row in comparison.findings if row.code == "GOV-98"]
    assert {(row.state, row.years_open) for row in found} >= {("persisting", 2)}
    assert "GOV-08" not in {row.code for row in comparison.findings if row.state == "new"}


def test_an_indicator_that_is_measured_in_another_way_is_not_compared() -> None:
    old = rubric.load("bappenas-2023")
    data = old.model_dump(mode="json")
    data["dimensions"][0]["indicators"]["INF-01"]["value"] = "equipment_total"
    changed = compatible_indicators(old, rubric.Rubric.model_validate(data))
    assert changed.lost == {"INF-01": "other_measure"}


def test_new_and_gone_centres_and_new_names_are_counted(
    years: list[Result], tmp_path: Path
) -> None:
    def edit(records: dict[str, Any]) -> None:
        call_centre(records, 0, "99.01-1")
        records["centres"][1]["name"] = "PLUT-KUMKM Baru"

    states = trends.compare(years[0], edited(years[1], tmp_path, edit)).centre_states
    assert (states["new"], states["gone"], states["renamed"]) == (1, 1, 1)


# --- properties ----------------------------------------------------------------------------

WIDTH = len(EDITION.indicators)
SCORE = st.one_of(st.just(float("nan")), st.floats(0, 100).map(lambda score: round(score, 4)))


COLUMN = st.tuples(SCORE, SCORE, st.booleans())
YEAR = st.lists(COLUMN, min_size=WIDTH, max_size=WIDTH)


def scores_of(columns: list[tuple[float, float, bool]]) -> Year:
    """One centre: reported and observed scores; what is seen counts, else what is reported."""
    reported, observed, seen = (np.array([column]) for column in zip(*columns, strict=True))
    seen = seen & ~np.isnan(observed)
    return Year(np.where(seen, observed, reported), reported, seen)


def edition_with(mean: str) -> rubric.Rubric:
    scoring = EDITION.scoring.model_copy(update={"index_mean": mean, "floor": 1})
    return EDITION.model_copy(update={"scoring": scoring})


MEANS = st.sampled_from(["arithmetic", "geometric"])


@settings(deadline=None, max_examples=40)
@given(YEAR, YEAR, MEANS)
def test_parts_add_up_whatever_begins_or_ceases_to_count(
    before: list[tuple[float, float, bool]], after: list[tuple[float, float, bool]], mean: str
) -> None:
    edition, old, new = edition_with(mean), scores_of(before), scores_of(after)
    parts = parts_of_change(old, new, edition)
    change = np.nan_to_num(figure(new.used, edition).index) - np.nan_to_num(
        figure(old.used, edition).index
    )
    assert parts.index.sum() == pytest.approx(change[0], abs=1e-9)
    assert parts.changed + parts.seen == pytest.approx(parts.index, abs=1e-12)
    same = (old.used == new.used) | (np.isnan(old.used) & np.isnan(new.used))
    assert not parts.index[same & (old.observed == new.observed)].any()


@settings(deadline=None, max_examples=40)
@given(YEAR, YEAR, MEANS)
def test_exchanging_the_years_changes_the_signs_of_the_split_only(
    before: list[tuple[float, float, bool]], after: list[tuple[float, float, bool]], mean: str
) -> None:
    edition, old, new = edition_with(mean), scores_of(before), scores_of(after)
    forward, backward = parts_of_change(old, new, edition), parts_of_change(new, old, edition)
    for name in ("index", "seen", "dimension"):
        assert getattr(forward, name) == pytest.approx(-getattr(backward, name), abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(YEAR, YEAR)
def test_only_a_change_of_source_is_newly_seen(
    before: list[tuple[float, float, bool]], after: list[tuple[float, float, bool]]
) -> None:
    old, new = scores_of(before), scores_of(after)
    parts = parts_of_change(old, new, EDITION)
    assert not parts.seen[old.observed == new.observed].any()
    # Nothing was seen, or nothing is reported otherwise than it was: nobody changed it.
    reported = np.where(np.isnan(new.reported), old.reported, new.reported)
    steady = Year(np.where(new.observed, new.used, reported), reported, new.observed)
    unseen = Year(reported, reported, np.zeros_like(new.observed))
    assert parts_of_change(unseen, steady, EDITION).changed == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("old", "new", "changed", "seen"),
    [
        # reported, observed (None: not seen); the first indicator of a dimension
        ((40, None), (60, None), 20, 0),
        ((40, 30), (60, 50), 20, 0),
        ((40, None), (60, 50), 20, -10),
        ((60, 50), (40, None), -20, 10),
        ((40, None), (40, 10), 0, -30),
        ((None, None), (None, 70), 0, 70),
        ((None, 70), (None, None), 0, -70),
        ((0, None), (80, 50), 80, -30),
    ],
)
def test_the_split_of_one_indicator(
    old: tuple[float | None, ...], new: tuple[float | None, ...], changed: float, seen: float
) -> None:
    """Counted in points of an index that is this indicator alone."""
    years = []
    for reported, observed in (old, new):
        scores = np.full((3, 1, WIDTH), np.nan)
        scores[:, 0, 0] = [reported, observed, 0] if observed is not None else [reported] * 3
        columns = scores[0].astype(float), scores[1].astype(float)
        saw = np.zeros((1, WIDTH), bool)
        saw[0, 0] = observed is not None
        years.append(Year(np.where(saw, columns[1], columns[0]), columns[0], saw))
    parts = parts_of_change(years[0], years[1], EDITION)
    assert (parts.changed.sum(), parts.seen.sum()) == pytest.approx((changed, seen))


@given(st.lists(st.floats(-50, 50), max_size=8))
def test_rounded_parts_add_up_to_the_rounded_total(parts: list[float]) -> None:
    total = round(sum(parts), 2) if any(round(part, 8) for part in parts) else 0.0
    rounded = adding_up(parts, total, 2)
    assert round(sum(rounded), 2) == pytest.approx(total)
    assert all(abs(exact - part) < 0.0201 for exact, part in zip(rounded, parts, strict=True))
