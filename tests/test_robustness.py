"""Ranks under other rubrics: bounds that can be worked out, and the seed."""

import csv
import json
import random
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from surveys import invent, write_csv

from plut_audit import rubric
from plut_audit.analysis.robustness import EVERYTHING, NOTHING, analyse_robustness
from plut_audit.analysis.robustness.simulation import (
    simulate_index,
    simulate_ranks,
    simulation_of,
)
from plut_audit.analysis.scored_evidence import moved_goalposts
from plut_audit.audit import run
from plut_audit.result import Result
from plut_audit.scoring.scores import EstimateSource
from plut_audit.scoring.weights import Weights

ROOT = Path(__file__).resolve().parents[1]


def survey(folder: Path, seed: int = 1, size: int = 40, blanks: float = 0.05) -> Result:
    rules, rng = rubric.load(), random.Random(seed)
    folder = write_csv(invent(rules, rng, size, blanks), rules, folder, rng)
    return Result.from_audit(run([folder], rules))


def table(folder: Path, rows: dict[str, list[float]], rules: str = "") -> Result:
    """Units scored from 0 to 100 on dimensions of one item each, of equal weight."""
    own = folder / "rubric"
    own.mkdir()
    (own / "rubric.toml").write_text(f'id = "own"\ntitle = "Own"\n{rules}', encoding="utf-8")
    names = [f"d{number}" for number in range(len(next(iter(rows.values()))))]
    for name in names:
        code = name.upper()
        (own / f"{name}.toml").write_text(
            f'code = "{code}"\ntitle = "{code}"\nweight = 1\n[{code}-01]\nweight = 1\n'
            f'kind = "linear"\nvalue = "{name}"\nlow = 0\nhigh = 100\n',
            encoding="utf-8",
        )
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["centre_id", *names])
        writer.writerows([unit, *values] for unit, values in rows.items())
    return Result.from_audit(run([folder / "table.csv"], rubric.load(own)))


def test_a_dominant_unit_is_first_in_every_draw(tmp_path: Path) -> None:
    found = analyse_robustness(
        table(tmp_path, {"best": [90, 80], "next": [50, 40], "last": [10, 5]}), 200
    )
    assert [one.centre_id for one in found.centres] == ["best", "next", "last"]
    for place, one in enumerate(found.centres, 1):
        assert (one.rank_low, one.median_rank, one.rank_high) == (place, place, place)
        assert one.band == place
    assert [one.bottom_tenth for one in found.centres] == [0, 0, 1]
    assert found.mean_width == 0 and found.moves_most is None


def test_units_that_weights_decide_share_a_band(tmp_path: Path) -> None:
    found = analyse_robustness(
        table(tmp_path, {"left": [61, 40], "right": [40, 60], "none": [1, 1]}), 400
    )
    bands = {one.centre_id: one.band for one in found.centres}
    assert bands == {"left": 1, "right": 1, "none": 2}
    medians = {one.centre_id: one.median_rank for one in found.centres}
    assert medians["none"] == 3


def test_the_chance_of_a_rank_is_that_of_the_weights(tmp_path: Path) -> None:
    """left beats right when 20 w1 > 18 w2; under U(0.75, 1.25) that is worked out by area."""
    case = table(tmp_path, {"left": [60, 40], "right": [40, 58]})
    only_weights = replace(NOTHING, weight_spread=0.25)
    found = analyse_robustness(case, 4000, assumptions=only_weights)
    grid = np.linspace(0.75, 1.25, 1001)
    # One item a dimension, so that its own weight cancels.
    chance = np.mean(20 * grid[:, None] > 18 * grid[None, :])
    right = next(one for one in found.centres if one.centre_id == "right")
    # Ranked last of two: in the bottom tenth whenever it is second.
    assert right.bottom_tenth == pytest.approx(chance, abs=0.03)


def test_geometric_beside_arithmetic(tmp_path: Path) -> None:
    found = analyse_robustness(
        table(tmp_path, {"even": [50, 50], "odd": [100, 4], "zero": [100, 0]}), 50
    )
    figures = {one.centre_id: one for one in found.centres}
    assert (figures["odd"].arithmetic, figures["odd"].geometric) == (52, 20)
    assert figures["zero"].geometric == 10  # the floor of 1 keeps a zero from being all
    assert (figures["odd"].arithmetic_rank, figures["odd"].geometric_rank) == (1, 2)


def test_leaving_a_dimension_out(tmp_path: Path) -> None:
    found = analyse_robustness(
        table(tmp_path, {"a": [90, 10, 50], "b": [10, 80, 50], "c": [5, 5, 60]}), 10
    )
    left_out = {one.code: one for one in found.leave_out}
    # Without the first the order is b c a: a falls by two ranks, the others rise by one.
    for code in ("D0", "D0-01"):
        assert (left_out[code].largest_shift, left_out[code].centre_id) == (2, "a")
        assert left_out[code].mean_shift == pytest.approx(4 / 3, abs=1e-6)
    assert left_out["D2"].mean_shift == 0


def test_nothing_varied_leaves_the_published_ranks(tmp_path: Path) -> None:
    case = survey(tmp_path)
    found = analyse_robustness(case, 20, assumptions=NOTHING)
    for one in found.centres:
        assert one.rank_low == one.median_rank == one.rank_high == one.rank
    assert found.assumptions == ()


def test_a_survey_with_visits_varies_everything(tmp_path: Path) -> None:
    found = analyse_robustness(survey(tmp_path), 100)
    codes = [one.code for one in found.assumptions]
    assert sorted(codes) == FACTORS
    assert not any(factor.inert for factor in found.assumptions)
    assert found.donors >= 5
    shifts = [one.mean_shift for one in found.assumptions]
    assert shifts == sorted(shifts, reverse=True) and found.moves_most == codes[0]
    assert found.ranked == len(found.centres)
    for one in found.centres:
        assert 1 <= one.rank_low <= one.median_rank <= one.rank_high <= found.ranked
    bands = [one.band for one in found.centres]
    assert bands == sorted(bands) and bands[0] == 1 and bands[-1] == found.bands


def test_without_blanks_or_visits_these_move_nothing(tmp_path: Path) -> None:
    found = analyse_robustness(table(tmp_path, {"a": [60, 40], "b": [40, 58]}), 20)
    shifts = {one.code: one.mean_shift for one in found.assumptions}
    assert shifts["blanks"] == shifts["self_report"] == 0


FACTORS = ["blanks", "goalposts", "mean", "self_report", "unobservable", "weights"]


def test_a_factor_that_moves_no_score_is_inert(tmp_path: Path) -> None:
    """No blanks and no visits: these factors have nothing to act on, and the study says so."""
    found = analyse_robustness(table(tmp_path, {"a": [60, 40], "b": [40, 58]}), 20)
    factors = {one.code: one for one in found.assumptions}
    assert sorted(factors) == FACTORS and found.donors == 0
    for code in ("blanks", "self_report", "unobservable"):
        assert factors[code].inert and factors[code].mean_change == factors[code].mean_shift == 0
    for code in ("weights", "goalposts", "mean"):
        assert not factors[code].inert and factors[code].mean_change > 0


def test_a_factor_may_move_scores_and_no_rank(tmp_path: Path) -> None:
    found = analyse_robustness(table(tmp_path, {"a": [90, 80], "b": [20, 10]}), 20)
    weights = next(one for one in found.assumptions if one.code == "weights")
    assert (weights.mean_shift, weights.inert) == (0, False)


@pytest.mark.parametrize("code", FACTORS)
def test_every_factor_is_shown_to_act_alone(tmp_path: Path, code: str) -> None:
    """One assumption at a time moves the index of some centre, and nothing else varies."""
    single = replace(NOTHING, **{SETTING[code]: getattr(EVERYTHING, SETTING[code])})
    case = survey(tmp_path)
    found = analyse_robustness(case, 20, assumptions=single)
    assert [one.code for one in found.assumptions] == [code]
    assert not found.assumptions[0].inert and found.assumptions[0].mean_change > 0
    assert found.moves_most in (code, None)


SETTING = {
    "weights": "weight_spread",
    "goalposts": "goalpost_spread",
    "mean": "either_mean",
    "blanks": "either_blank",
    "self_report": "self_report",
    "unobservable": "unobservable",
}


def test_goalposts_move_by_a_tenth_of_their_span(tmp_path: Path) -> None:
    """60 between goalposts of -10..10 and 90..110 scores from 100 * 50 / 100 to 100 * 70 / 100."""
    simulation = simulation_of(table(tmp_path, {"a": [60], "b": [50]}))
    only = replace(NOTHING, goalpost_spread=0.1)
    generator = np.random.default_rng(3)
    drawn = np.array([simulate_index(simulation, generator, only) for _ in range(2000)])
    low, high = 100 * (60 - 10) / (110 - 10), 100 * (60 + 10) / (90 + 10)
    assert low <= drawn[:, 0].min() < 52 and 67 < drawn[:, 0].max() <= high
    assert drawn[:, 0].mean() == pytest.approx(60, abs=0.5)
    assert (drawn[:, 0] > drawn[:, 1]).all()
    income = rubric.load(ROOT / "examples" / "hdi").indicators
    logarithmic = next(item for item in income.values() if item.transform == "ln")
    assert moved_goalposts(logarithmic, 0, 0) == pytest.approx((logarithmic.low, logarithmic.high))
    assert moved_goalposts(logarithmic, -0.1, 0)[0] > 0


def test_what_was_seen_does_not_vary_with_the_evidence(tmp_path: Path) -> None:
    simulation = simulation_of(survey(tmp_path))
    source = simulation.evidence.estimates.source[simulation.rows]
    seen = (source != EstimateSource.FACTOR) & (source != EstimateSource.OTHERS)
    only = replace(NOTHING, self_report=True)
    generator = np.random.default_rng(3)
    drawn = np.array([simulate_index(simulation, generator, only) for _ in range(50)])
    moved = np.abs(drawn - simulation.index).max(axis=0) > 1e-9
    assert moved.any() and not moved[seen.all(axis=1)].any()


def test_what_no_visit_can_see_takes_the_factor_of_the_donor(tmp_path: Path) -> None:
    case = survey(tmp_path)
    evidence = simulation_of(case).evidence
    items, slices = case.items, Weights(case.rubric).slices
    donor = int(evidence.donors[0])
    pair = evidence.items.pair[donor]
    for columns in slices:
        chosen = np.flatnonzero(pair[columns]) + columns.start
        reported = items.reported_score[donor, chosen].sum()
        factor = items.observed_score[donor, chosen].sum() / reported if reported else 1
        assert evidence.donor_factors[0, columns] == pytest.approx(factor)
    single = replace(NOTHING, unobservable=True)
    found = analyse_robustness(case, 20, assumptions=single)
    assert found.assumptions[0].mean_change > 0


def test_no_two_centres_of_a_band_beat_one_another(tmp_path: Path) -> None:
    case = survey(tmp_path)
    found = analyse_robustness(case, 200, seed=5)
    drawn = simulate_ranks(simulation_of(case), 200, np.random.default_rng(5), EVERYTHING)
    bands = np.array([one.band for one in found.centres])
    for band in np.unique(bands):
        members = drawn[bands == band]
        wins = (members[:, None, :] < members[None, :, :]).mean(axis=2)
        assert wins.max() < 0.95


def test_the_seed_decides_and_the_result_is_json(tmp_path: Path) -> None:
    case = survey(tmp_path)
    first, again, other = (
        json.dumps(asdict(analyse_robustness(case, 60, seed=seed)), allow_nan=False)
        for seed in (1, 1, 2)
    )
    assert first == again != other
    case.save(tmp_path / "result.json")
    stored = analyse_robustness(Result.load(tmp_path / "result.json"), 60, seed=1)
    assert json.dumps(asdict(stored)) == first


def test_a_survey_in_which_nobody_is_ranked(tmp_path: Path) -> None:
    found = analyse_robustness(table(tmp_path, {"a": ["", ""]}), 10)  # type: ignore[list-item]
    assert (found.ranked, found.centres, found.moves_most) == (0, (), None)
