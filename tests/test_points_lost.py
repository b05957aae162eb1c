"""Points lost add up to full marks - index, whichever means a rubric has."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plut_audit import rubric
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores.decomposition import loss_per_point, points_lost
from plut_audit.scoring.weights import Weights

MEANS = st.sampled_from(["arithmetic", "geometric"])
BASE = rubric.load("bappenas-2023")
WIDTH = len(BASE.indicators)
SCORE = st.one_of(st.sampled_from([0.0, 100.0, 99.99999999]), st.floats(0, 100))


def edition(index_mean: str, means: list[str], floor: float) -> Rubric:
    """The default edition with other means."""
    data = BASE.model_dump(mode="json")
    data["scoring"] |= {"index_mean": index_mean, "floor": floor}
    for dimension, rule in zip(data["dimensions"], means, strict=True):
        dimension["mean"] = rule
    return Rubric.model_validate(data)


@settings(deadline=None, max_examples=200)
@given(
    MEANS,
    st.lists(MEANS, min_size=len(BASE.dimensions), max_size=len(BASE.dimensions)),
    st.sampled_from([0.0, 1.0, 30.0]),
    st.lists(SCORE, min_size=WIDTH, max_size=WIDTH),
    st.lists(st.booleans(), min_size=WIDTH, max_size=WIDTH),
)
def test_points_lost_add_up_under_every_mean(
    index_mean: str, means: list[str], floor: float, scores: list[float], counted: list[bool]
) -> None:
    weights = Weights(edition(index_mean, means, floor))
    points, counts = np.array([scores, scores[::-1]]), np.array([counted, [True] * WIDTH])
    lost = points_lost(points, counts, weights)
    index = weights.add_up(points, counts).index
    assert (lost >= 0).all()
    assert (lost[~counts] == 0).all()
    assert lost.sum(axis=1) == pytest.approx(np.nan_to_num(100 - index), abs=1e-9)


def test_under_arithmetic_means_it_is_weight_times_missing_points() -> None:
    weights = Weights(BASE)
    points, counts = np.linspace(0, 100, WIDTH)[None], np.ones((1, WIDTH), bool)
    expected = weights.effective(counts) * (100 - points)
    assert points_lost(points, counts, weights) == pytest.approx(expected, abs=1e-12)


def test_under_a_geometric_mean_the_logarithms_share_the_distance() -> None:
    points, weights = np.array([[25.0, 50.0, 100.0]]), np.array([1.0, 2.0, 1.0])
    counts = np.ones((1, 3), bool)
    lost = loss_per_point(points, counts, weights, "geometric", 100, 0) * (100 - points)
    # ln 4 = 2 ln 2: one quarter weighs as much as two halves, so each takes half.
    distance = 100 - (25 * 50 * 50 * 100) ** 0.25
    assert lost[0] == pytest.approx([distance / 2, distance / 2, 0])


def test_the_order_of_the_parts_changes_nothing() -> None:
    points, weights = np.array([[3.0, 70.0, 41.0]]), np.array([1.0, 2.0, 5.0])
    counts = np.ones((1, 3), bool)
    order = [2, 0, 1]
    lost = loss_per_point(points, counts, weights, "geometric", 100, 1)
    other = loss_per_point(points[:, order], counts, weights[order], "geometric", 100, 1)
    assert other[0] == pytest.approx(lost[0, order])


def test_what_makes_the_mean_zero_takes_all_of_it() -> None:
    points, weights = np.array([[0.0, 50.0, 0.0]]), np.array([1.0, 5.0, 3.0])
    counts = np.ones((1, 3), bool)
    lost = loss_per_point(points, counts, weights, "geometric", 100, 0) * (100 - points)
    assert lost[0] == pytest.approx([25, 0, 75])
    near = np.maximum(points, 1e-300)
    close = loss_per_point(near, counts, weights, "geometric", 100, 0) * (100 - near)
    assert close[0] == pytest.approx(lost[0], abs=1)
