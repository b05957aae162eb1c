"""The interval and the mean error of the estimate, where the truth is known (method, section 4)."""

import numpy as np
import pytest
from simulated import simulate_year

from plut_audit import rubric


@pytest.mark.parametrize("edition", ["bappenas-2023", "award-2024"])
def test_the_interval_holds_what_a_full_visit_would_have_found(edition: str) -> None:
    """Over 12 years of 65 unvisited centres; the figures of many more are in simulated.py."""
    years = [simulate_year(seed, rubric.load(edition)) for seed in range(12)]
    assert 0.85 <= np.mean([year.held for year in years]) <= 0.95
    assert abs(np.concatenate([year.errors for year in years]).mean()) < 1


def test_without_visits_there_is_no_interval_and_the_estimate_is_the_report() -> None:
    year = simulate_year(1, rubric.load(), size=12, visits=0)
    assert np.isnan([*year.low, *year.high]).all()
    assert np.mean(year.errors) > 0
