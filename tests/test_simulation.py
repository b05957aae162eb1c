"""The interval and the mean error of the estimate, where the truth is known (method, section 4)."""

import numpy as np
import pytest
from simulated import BROKEN, SETTINGS, simulate_year

from plut_audit import rubric


@pytest.mark.parametrize("edition", ["bappenas-2023", "award-2024"])
def test_the_interval_holds_what_a_full_visit_would_have_found(edition: str) -> None:
    """Over 12 years of 65 unvisited centres; the figures of many more are in simulated.py."""
    years = [simulate_year(seed, rubric.load(edition)) for seed in range(12)]
    assert 0.85 <= np.mean([year.held for year in years]) <= 0.95
    assert abs(np.concatenate([year.errors for year in years]).mean()) < 1


@pytest.mark.parametrize("name", SETTINGS)
def test_it_does_so_however_respondents_and_visits_behave(name: str) -> None:
    """Fewer years, so that the bounds leave room for what six years of one setting vary by."""
    years = [simulate_year(seed, rubric.load(), setting=SETTINGS[name]) for seed in range(6)]
    assert 0.83 <= np.mean([year.held for year in years]) <= 0.97
    assert abs(np.concatenate([year.errors for year in years]).mean()) < 1


def test_few_visits_widen_the_interval_and_it_still_holds() -> None:
    few, many = ([simulate_year(s, rubric.load(), visits=n) for s in range(6)] for n in (12, 60))
    widths = [np.mean([np.subtract(y.high, y.low).mean() for y in years]) for years in (few, many)]
    assert widths[0] > widths[1]
    assert 0.83 <= np.mean([year.held for year in few]) <= 0.97


def test_visits_by_risk_alone_make_the_estimate_too_low() -> None:
    """What the page of the method warns of: those that overstate most are no sample."""
    setting = BROKEN["visits by risk alone"]
    years = [simulate_year(seed, rubric.load(), setting=setting) for seed in range(4)]
    assert np.concatenate([year.errors for year in years]).mean() < -1


def test_without_visits_there_is_no_interval_and_the_estimate_is_the_report() -> None:
    year = simulate_year(1, rubric.load(), size=12, visits=0)
    assert np.isnan([*year.low, *year.high]).all()
    assert np.mean(year.errors) > 0
