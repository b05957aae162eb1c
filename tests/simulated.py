"""A simulated survey year in which the truth is known: does the interval hold it?

Every centre has a quality and every respondent a readiness to round up, so the errors of one
respondent go together. Some centres are visited; `full` is the same year with all of them
visited, and says what a full visit would have found at those that were not. Run as a script it
prints the figures of many years: `python tests/simulated.py 100`.
"""

import random
import sys
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from audited import audit_truths, column
from recomputation import Truth
from surveys import DAY, SURVEYED

from plut_audit import rubric
from plut_audit.rubric import Rubric

HOURS = "Senin-Jumat 08.00-16.00"
WEEK = (40, 5, [[DAY]] * 5 + [[], []])
TOTALS = {"equipment_working": ("equipment_total", 20), "days_open_last_month": (None, 20)}
GOALS = {"internet_mbps": 20, "consultants_active": 5, "managers": 5}
STATES = ("locked", "closed", "open_unstaffed", "open")


@dataclass
class Year:
    """What was found of the centres that nobody visited, and what a visit would have found."""

    estimate: list[float]
    low: list[float]
    high: list[float]
    found: list[float]

    @property
    def held(self) -> float:
        """The share of centres whose interval holds what a full visit would have found."""
        inside = zip(self.low, self.found, self.high, strict=True)
        return float(np.mean([low <= found <= high for low, found, high in inside]))

    @property
    def errors(self) -> np.ndarray:
        """Estimate minus what a full visit would have found."""
        return np.array(self.estimate) - np.array(self.found)


def simulate_year(
    seed: int, rules: Rubric, size: int = 100, visits: int = 35, inflation: float = 0.25
) -> Year:
    """One year: `inflation` is the mean share of the way up that a respondent rounds."""
    rng = random.Random(seed)
    truths = {
        f"{11 + n // 90}.{n % 90 + 1:02d}": _centre(rules, rng, inflation) for n in range(size)
    }
    visited = set(rng.sample(sorted(truths), visits))
    partly = {
        code: truth if code in visited else replace(truth, observed=None)
        for code, truth in truths.items()
    }
    done, full = audit_truths(partly, rules), audit_truths(truths, rules)
    unseen = [code for code in truths if code not in visited]
    columns = [
        column(done, done.scores.estimate.index),
        column(done, done.scores.intervals.low),
        column(done, done.scores.intervals.high),
        column(full, full.scores.combined.index),
    ]
    return Year(*([values[code] for code in unseen] for values in columns))


def _centre(rules: Rubric, rng: random.Random, inflation: float) -> Truth:
    quality, readiness = rng.betavariate(4, 2.5), rng.betavariate(1.2, 1.2 / inflation - 1.2)
    reported, observed = {"opening_hours": HOURS}, {"announced": "no", "selection": "random"}
    for name, asked in rules.questions.items():
        if asked.section not in "BCDEF" or name == "opening_hours":
            continue
        true = min(1.0, max(0.0, rng.gauss(quality, 0.25)))
        stated = true + (1 - true) * readiness * rng.random() * 2 if rng.random() < 0.6 else true
        if asked.in_form("questionnaire"):
            reported[name] = _answer(rules, name, min(1.0, stated), rng)
        if asked.in_form("visit"):
            observed[name] = _answer(rules, name, true, rng)
    state = min(1.0, max(0.0, rng.gauss(quality + 0.15, 0.25)))
    observed["open_at_visit"] = STATES[min(3, int(state * 4))]
    reported["funding_source"] = "apbd"
    for source in (reported, observed):
        source["equipment_total"], source["working_days_last_month"] = 20, 20
        source["consultants_active"] = max(1, source["consultants_active"])
    day = SURVEYED + timedelta(days=1)
    return Truth(
        "kabupaten",
        reported,
        observed,
        hours=WEEK,
        days_between=1,
        arrival=(day.weekday(), 600),
        visited_on=day,
    )


def _answer(rules: Rubric, name: str, level: float, rng: random.Random):
    """The answer at a level from 0 (worst) to 1 (best)."""
    asked = rules.questions[name]
    if asked.type == "select_multiple":
        codes = [code for code in asked.choices if code != "none"]
        return set(codes[: round(level * len(codes))]) or {"none"}
    if asked.type == "select_one":
        table = next((i.points for i in rules.indicators.values() if i.lead == name), None)
        codes = sorted(table, key=lambda code: table[code]) if table else list(asked.choices)
        return codes[min(len(codes) - 1, int(level * len(codes)))]
    goal = GOALS.get(name) or TOTALS.get(name, (None, 0))[1]
    if not goal:
        item = next((i for i in rules.indicators.values() if i.lead == name and i.high), None)
        goal = item.high if item and item.high > 1 else 5
    value = level * goal
    return round(value) if asked.type == "integer" else round(value, 2)


def main(years: int) -> None:
    """Print what many simulated years come to."""
    for edition in rubric.editions():
        rules = rubric.load(edition)
        for inflation, visits in ((0.25, 35), (0.25, 15), (0.15, 35), (0.35, 35), (0.5, 35)):
            made = [
                simulate_year(seed, rules, visits=visits, inflation=inflation)
                for seed in range(years)
            ]
            errors = np.concatenate([year.errors for year in made])
            width = np.mean([h - low for y in made for low, h in zip(y.low, y.high, strict=True)])
            print(
                f"{edition}: inflation {inflation}, {visits} of 100 visited, {years} years: held "
                f"{np.mean([year.held for year in made]):.3f}, mean error {errors.mean():+.2f}, "
                f"mean absolute error {np.abs(errors).mean():.2f}, width {width:.1f}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
