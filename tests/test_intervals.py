"""The draws behind the interval of the estimate, step by step."""

import random
from dataclasses import replace

import numpy as np
import pytest
from audited import audit_truths, codes
from simulated import BROKEN, CALM, simulate_year
from surveys import invent

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.scoring.ranking import group_centres
from plut_audit.scoring.scores.calibration import calibrate
from plut_audit.scoring.scores.donors import DonorErrors
from plut_audit.scoring.scores.intervals import donor_centres
from plut_audit.scoring.scores.student import normal_quantile, student_quantile

RULES = rubric.load()


@pytest.fixture(scope="module")
def done() -> Audit:
    """A survey of 60 centres, about half of them visited."""
    return audit_truths(invent(RULES, random.Random(3), 60, 0.02), RULES)


@pytest.mark.parametrize(
    ("degrees", "printed"),
    [(4, 2.132), (5, 2.015), (8, 1.860), (15, 1.753), (30, 1.697), (120, 1.658)],
)
def test_the_quantile_of_t_is_that_of_the_tables(degrees: int, printed: float) -> None:
    assert student_quantile(0.95, degrees) == pytest.approx(printed, abs=6e-4)


def test_the_quantile_of_the_normal_distribution() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.645, abs=2e-4)


def _errors(done: Audit, donors: np.ndarray) -> DonorErrors:
    return DonorErrors.of(done.scores.items, done.scores.estimates, donors, RULES)


def test_the_quick_sum_is_the_score_of_every_draw(done: Audit) -> None:
    """Rubrics with geometric means are scored draw by draw; sums come to the same."""
    donors = np.flatnonzero(donor_centres(done.scores.items, RULES))
    rows = np.flatnonzero(_errors(done, donors).unseen.any(axis=1))[:10]
    quick, slow = _errors(done, donors), _errors(done, donors)
    place = quick.draw_donors(rows, RULES.estimation.draws)
    assert (place == slow.draw_donors(rows, RULES.estimation.draws)).all()
    assert quick._by_weights(rows, place) == pytest.approx(slow._item_by_item(rows, place))


def test_no_centre_is_its_own_donor_and_every_other_donor_is_drawn(done: Audit) -> None:
    donors = np.flatnonzero(donor_centres(done.scores.items, RULES))
    errors = _errors(done, donors)
    rows = np.concatenate([donors[:3], np.setdiff1d(np.arange(60), donors)[:3]])
    drawn = donors[errors.draw_donors(rows, RULES.estimation.draws)]
    for row, chosen in zip(rows, drawn, strict=True):
        assert set(chosen) == set(donors) - {row}


def test_a_donor_has_pairs_in_half_of_what_a_visit_can_see(done: Audit) -> None:
    items = done.scores.items
    visible = [RULES.observable(i) and not RULES.visit_only(i) for i in RULES.indicators.values()]
    for row, chosen in enumerate(donor_centres(items, RULES)):
        pairs = (items.pair[row] & visible).sum()
        assert chosen == (pairs > 0 and 2 * pairs >= (items.applicable[row] & visible).sum())


def test_a_carried_score_stays_on_the_scale_and_keeps_the_donors_proportion(done: Audit) -> None:
    donors = np.flatnonzero(donor_centres(done.scores.items, RULES))
    errors, items = _errors(done, donors), done.scores.items
    visit_only = list(RULES.indicators).index("HRS-04")
    for row, number in np.argwhere(items.pair):
        if number == visit_only:
            continue
        reported, observed = items.reported[row, number], items.observed[row, number]
        slope, offset = errors.slope[row, number], errors.offset[row, number]
        assert reported * slope + offset == pytest.approx(observed)
        for other in (0, 25, 100):
            carried = other * slope + offset
            assert -1e-9 <= carried <= 100 + 1e-9
            if observed <= reported and reported > 0:
                assert carried == pytest.approx(other * observed / reported)


def test_the_interval_is_that_of_its_draws(done: Audit) -> None:
    """Estimate + f * (percentile - mean of the draws), within 0..100; wider on either side where
    the visited centres ask for it, so that the draws need not have the estimate as their mean."""
    intervals, estimate = done.scores.intervals, done.scores.estimate.index
    assert intervals.drawn is not None
    unseen = done.ranking.ranked & (done.scores.seen_share < 0.9)
    for row in np.flatnonzero(unseen)[:20]:
        drawn = intervals.drawn[row].astype(float)
        ends = np.quantile(drawn, (0.05, 0.95))
        assert ends == pytest.approx((intervals.low[row], intervals.high[row]), abs=1e-3)
        assert (drawn < estimate[row]).any() and (drawn > estimate[row]).any()


def test_what_the_draws_do_not_hold_widens_the_interval() -> None:
    """Blanks that a visit fills are no respondent's error, but the visited centres show them."""
    blank = BROKEN["a tenth of the questions left blank"]
    years = [simulate_year(1, RULES, setting=setting) for setting in (CALM, blank)]
    upwards = [np.mean(np.subtract(year.high, year.estimate)) for year in years]
    assert upwards[1] > 1.3 * upwards[0]


def test_calibration_never_narrows(done: Audit) -> None:
    scores, selection = done.scores, done.evidence.arrivals.selection
    donors = np.flatnonzero(donor_centres(scores.items, RULES))
    wider = calibrate(scores.items, scores.estimates, selection, donors, RULES)
    assert min(wider) >= 1
    assert calibrate(scores.items, scores.estimates, selection, donors[:0], RULES) == (1.0, 1.0)


def test_fewer_than_five_donors_give_no_interval() -> None:
    truths = invent(RULES, random.Random(4), 30, 0)
    seen = [code for code, truth in truths.items() if truth.observed]
    for code in seen[4:]:
        truths[code] = replace(truths[code], observed=None, arrival=None)
    done = audit_truths(truths, RULES)
    assert done.scores.intervals.donors < 5
    assert done.scores.intervals.drawn is None
    assert np.isnan(done.scores.intervals.low[done.ranking.ranked]).all()
    assert np.isnan(done.ranking.rank_low).all()
    assert (done.ranking.group == 0).all()


def test_groups_part_where_the_first_is_ahead_in_most_draws() -> None:
    drawn = np.array([[9.0] * 20, [9.0] * 2 + [8.0] * 18, [8.0] * 20, [8.0] * 19 + [1.0]])
    assert group_centres(drawn, 0.95).tolist() == [1, 1, 2, 2]
    assert group_centres(drawn, 0.8).tolist() == [1, 2, 2, 2]


def test_the_seed_is_the_editions(done: Audit) -> None:
    again = audit_truths(invent(RULES, random.Random(3), 60, 0.02), RULES, order=9)
    assert codes(again) == codes(done)
    assert again.scores.intervals.low.tolist() == done.scores.intervals.low.tolist()
