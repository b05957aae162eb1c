"""The engine against the second method recomputed by hand, on invented surveys."""

import random
from collections import Counter

import numpy as np
import pytest
from audited import audit_truths, codes, column, found, printed
from recomputation import Truth, Verdict, half_up, recompute
from records import records
from surveys import invent

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.result import Result
from plut_audit.rubric import Rubric
from plut_audit.scoring.scores import EstimateSource

SURVEYS = [(seed, edition) for seed in range(8) for edition in ("bappenas-2023", "award-2024")]


@pytest.fixture(scope="module", params=SURVEYS, ids=lambda one: f"{one[1]}-{one[0]}")
def both(request: pytest.FixtureRequest) -> tuple[Audit, dict[str, Truth], dict[str, Verdict]]:
    """An audit, the truths it was made from, and the recomputation."""
    seed, edition = request.param
    rules = rubric.load(edition)
    truths = _invented(seed, rules)
    return audit_truths(truths, rules, seed), truths, recompute(truths, rules)


def _invented(seed: int, rules: Rubric) -> dict[str, Truth]:
    blanks = (0.02, 0.06, 0.25)[seed % 3]
    return invent(rules, random.Random(seed), 70 if seed % 2 else 30, blanks, silent=0.1)


def test_the_figures_are_those_of_the_method(both: tuple) -> None:
    done, truths, expected = both
    assert set(codes(done)) == set(truths)
    for figure in ("reported", "combined", "estimate", "upper"):
        assert printed(done, figure) == {
            code: half_up(getattr(verdict, figure)) for code, verdict in expected.items()
        }, figure
    reweighted = column(done, done.scores.reweighted.index)
    for code, verdict in expected.items():
        if verdict.reweighted is not None:
            assert half_up(reweighted[code]) == half_up(verdict.reweighted)


def test_every_item_is_that_of_the_method(both: tuple) -> None:
    done, _, expected = both
    scores = done.scores
    for row, code in enumerate(codes(done)):
        for number, name in enumerate(done.rubric.indicators):
            one = expected[code].items[name]
            items, estimates = scores.items, scores.estimates
            assert items.applicable[row, number] == one["applicable"], (code, name)
            for side in ("reported", "observed"):
                has = getattr(items, f"has_{side}")[row, number]
                assert has == (one[side] is not None), (code, name, side)
                if has:
                    assert getattr(items, side)[row, number] == pytest.approx(one[side])
            assert estimates.counts[row, number] == (one["estimate"] is not None), (code, name)
            if one["estimate"] is not None:
                assert estimates.points[row, number] == pytest.approx(one["estimate"], abs=1e-9)
            lost = expected[code].points_lost.get(name, 0)
            assert scores.points_lost[row, number] == pytest.approx(lost, abs=1e-9)


def test_coverage_and_seen_share_are_those_of_the_method(both: tuple) -> None:
    done, _, expected = both
    for row, code in enumerate(codes(done)):
        verdict = expected[code]
        assert done.scores.seen_share[row] == pytest.approx(verdict.seen_share)
        for number, part in enumerate(done.rubric.dimensions):
            assert done.scores.coverage[row, number] == pytest.approx(verdict.coverage[part.code])
            seen = done.scores.seen_by_dimension[row, number]
            assert seen == pytest.approx(verdict.seen.get(part.code, np.nan), nan_ok=True)


def test_ranks_and_classes_are_those_of_the_method(both: tuple) -> None:
    done, _, expected = both
    ranking = done.ranking
    for row, code in enumerate(codes(done)):
        verdict = expected[code]
        assert ranking.ranked[row] == verdict.ranked
        assert ranking.rank[row] == verdict.rank
        assert ranking.class_name[row] == verdict.class_name, code
        assert ranking.provisional[row] == verdict.provisional
        assert (row in ranking.not_ranked) != verdict.ranked


def test_findings_are_those_of_the_method(both: tuple) -> None:
    done, _, expected = both
    for code, findings in found(done).items():
        asked = {name for name in findings if name.startswith("CHK")}
        assert asked == expected[code].checks, code
        of_items = {name: one for name, one in findings.items() if name not in asked}
        assert of_items == expected[code].findings, code


def test_the_list_has_the_ranked_by_estimate_and_the_others_below(both: tuple) -> None:
    done, _, expected = both
    listed = [codes(done)[row] for row in done.ranking.order]
    key = lambda code: (  # noqa: E731
        not expected[code].ranked,
        -half_up(expected[code].estimate),
        code,
    )
    assert listed == sorted(expected, key=key)
    for row, code in enumerate(codes(done)):
        if not expected[code].ranked:
            ends = done.scores.intervals.low[row], done.scores.intervals.high[row]
            assert ends == pytest.approx((expected[code].combined, expected[code].upper))


def test_the_stored_result_prints_the_figures_of_the_method(both: tuple) -> None:
    """The JSON, to the printed digit; a centre that did not answer has no figures of its own."""
    done, _, expected = both
    stored = records(Result.from_audit(done))
    for centre in stored["centres"]:
        verdict = expected[centre["centre_id"]]
        assert centre["class"] == verdict.class_name
        assert centre["rank"] == (verdict.rank if verdict.ranked else None)
        for figure in ("reported", "combined", "estimate"):
            shown = half_up(getattr(verdict, figure)) if centre["responded"] else None
            assert centre[figure] == shown, figure
        for name, item in centre["items"].items():
            known = verdict.items[name]
            assert item["estimated_score"] == pytest.approx(known["estimate"], abs=1e-8)
            assert (item["score"] is not None) == known["applicable"]
        if not verdict.ranked:
            ends = [half_up(verdict.combined), half_up(verdict.upper)]
            assert centre["estimate_interval"] == ends
    shown = {(one["centre_id"], one["code"]) for one in stored["findings"]}
    assert shown == {(code, name) for code, names in found(done).items() for name in names}


def test_the_surveys_hold_every_case() -> None:
    """What the comparisons above rest on is there to be compared."""
    cases: Counter[str] = Counter()
    for seed, edition in SURVEYS:
        rules = rubric.load(edition)
        truths = _invented(seed, rules)
        done = audit_truths(truths, rules)
        cases.update(done.evidence.arrivals.outside.tolist())
        cases["random"] += done.scores.verification.random_only
        cases["all visits"] += not done.scores.verification.random_only
        cases["unranked"] += int((~done.ranking.ranked).sum())
        cases["provisional"] += int(done.ranking.provisional.sum())
        cases["shows nothing"] += int(done.evidence.no_evidence.sum())
        cases["low by rule"] += int(done.evidence.low_by_rule.sum())
        cases["changed"] += int(done.evidence.changed.sum())
        cases.update(EstimateSource(one).name for one in done.scores.estimates.source.flat)
    wanted = ("outside_hours", "holiday", "break", "random", "all visits", "unranked")
    wanted += ("provisional", "shows nothing", "low by rule", "changed")
    assert all(cases[name] >= 4 for name in wanted), cases
    judged = {EstimateSource.EVALUATOR.name}  # see `test_judgements`
    assert {one.name for one in EstimateSource} - judged <= cases.keys()
