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
from surveys import DAY, SURVEYED, close_gate

from plut_audit import rubric
from plut_audit.rubric import Rubric

HOURS = "Senin-Jumat 08.00-16.00"
WEEK = (40, 5, [[DAY]] * 5 + [[], []])
TOTALS = {"equipment_working": ("equipment_total", 20), "days_open_last_month": (None, 20)}
GOALS = {"internet_mbps": 20, "consultants_active": 5, "managers": 5}
STATES = ("locked", "closed", "open_unstaffed", "open")


@dataclass(frozen=True)
class Setting:
    """How respondents and visits of a year behave.

    - `inflation`: the mean share of the way up that a respondent rounds; in a province's centre
      `province` times as much; `honest` the share of respondents that round nothing at all;
    - `hours`, `others`: how much more of it there is in one dimension than in the others;
    - `locked`: the share of centres found locked, more of them where the quality is low;
    - `blanks`: the share of questions left unanswered; `announced`: of visits announced;
    - `selection`: `random`, `risk` (those that overstate most, mostly), or `both` in halves.
    """

    inflation: float = 0.25
    province: float = 1.0
    honest: float = 0.0
    hours: float = 1.0
    others: float = 1.0
    locked: float = 0.0
    blanks: float = 0.0
    announced: float = 0.0
    selection: str = "random"


CALM = Setting()
TWO_KINDS = Setting(inflation=0.45, honest=0.6, locked=0.1)
SETTINGS = {
    "most round nothing, a few much": TWO_KINDS,
    "provinces round less": Setting(province=0.4, locked=0.1),
    "service hours rounded most": Setting(hours=2.0, others=0.5),
    "a tenth locked, a fifth announced": Setting(locked=0.1, announced=0.2),
    "half at random, half by risk": Setting(selection="both", locked=0.05),
}
"""Settings that the method's assumption allows for; the figures are in the page of the method."""
BROKEN = {
    "visits by risk alone": Setting(selection="risk"),
    "a tenth of the questions left blank": Setting(blanks=0.1),
    "all visits announced": Setting(announced=1.0, locked=0.1),
}
"""Settings that break it."""


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
    seed: int, rules: Rubric, size: int = 100, visits: int = 35, setting: Setting = CALM
) -> Year:
    """One year of so many centres, so many of them visited."""
    rng = random.Random(seed)
    truths, readiness = {}, {}
    for n in range(size):
        code = f"{11 + n // 90}.{n % 90 + 1:02d}"
        truths[code], readiness[code] = _centre(rules, rng, setting)
    chosen = _selected(readiness, visits, setting, rng)
    partly = {
        code: _seen(truth, chosen[code], rules) if code in chosen else replace(truth, observed=None)
        for code, truth in truths.items()
    }
    # A full visit comes unannounced, so that it counts when it finds the centre open.
    visited = {code: _with(truth, announced="no") for code, truth in truths.items()}
    done, full = audit_truths(partly, rules), audit_truths(visited, rules)
    unseen = [code for code in truths if code not in chosen]
    columns = [
        column(done, done.scores.estimate.index),
        column(done, done.scores.intervals.low),
        column(done, done.scores.intervals.high),
        column(full, full.scores.combined.index),
    ]
    return Year(*([values[code] for code in unseen] for values in columns))


def _selected(
    readiness: dict[str, float], visits: int, setting: Setting, rng: random.Random
) -> dict[str, str]:
    """The centres that are visited, and how each was chosen."""
    by_risk = {"random": 0, "both": visits // 2, "risk": visits}[setting.selection]
    chosen = dict.fromkeys(rng.sample(sorted(readiness), visits - by_risk), "random")
    suspected = sorted(readiness, key=lambda code: -readiness[code] - rng.gauss(0, 0.15))
    more = [code for code in suspected if code not in chosen][:by_risk]
    return {**chosen, **dict.fromkeys(more, "risk")}


def _with(truth: Truth, **observed: str) -> Truth:
    return replace(truth, observed={**(truth.observed or {}), **observed})


def _seen(truth: Truth, selection: str, rules: Rubric) -> Truth:
    """What a visit of the year saw: at a shut gate what can be seen from there."""
    seen = _with(truth, selection=selection)
    if seen.observed and seen.observed["open_at_visit"] in ("closed", "locked"):
        close_gate(seen, rules)
        seen.observed.pop("public_access", None)
    return seen


def _readiness(setting: Setting, province: bool, rng: random.Random) -> float:
    """The share of the way up that a respondent rounds."""
    mean = setting.inflation * (setting.province if province else 1)
    share = rng.betavariate(1.2, 1.2 / mean - 1.2)
    return 0.0 if setting.honest and rng.random() < setting.honest else share


def _centre(rules: Rubric, rng: random.Random, setting: Setting) -> tuple[Truth, float]:
    """A centre, and its respondent's readiness to round up."""
    province = rng.random() < 0.26 and setting.province != 1
    quality = rng.betavariate(5 if province else 4, 2.5)
    readiness = _readiness(setting, province, rng)
    reported: dict = {"opening_hours": HOURS}
    observed: dict = {"announced": "yes" if rng.random() < setting.announced else "no"}
    for name, asked in rules.questions.items():
        if asked.section not in "BCDEF" or name == "opening_hours":
            continue
        true = min(1.0, max(0.0, rng.gauss(quality, 0.25)))
        share = readiness * (setting.hours if asked.section == "C" else setting.others)
        stated = true + (1 - true) * share * rng.random() * 2 if rng.random() < 0.6 else true
        if asked.in_form("questionnaire") and rng.random() >= setting.blanks:
            reported[name] = _answer(rules, name, min(1.0, stated), rng)
        if asked.in_form("visit"):
            observed[name] = _answer(rules, name, true, rng)
    state = min(1.0, max(0.0, rng.gauss(quality + 0.15, 0.25)))
    shut = rng.random() < setting.locked * (1.6 - quality)
    observed["open_at_visit"] = "locked" if shut else STATES[min(3, int(state * 4))]
    reported["funding_source"] = "apbd"
    for source in (reported, observed):
        source["equipment_total"], source["working_days_last_month"] = 20, 20
        source["consultants_active"] = max(1, source.get("consultants_active", 1))
    day = SURVEYED + timedelta(days=1)
    arrival = (day.weekday(), 600)
    truth = Truth("kabupaten", reported, observed, WEEK, 1, arrival, visited_on=day)
    return truth, readiness


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
        for share in (0.15, 0.25, 0.35, 0.5):
            _print(f"{edition}, rounded up {share}", rules, years, Setting(inflation=share))
        for visits in (10, 25, 60):
            _print(f"{edition}, {visits} visited", rules, years, CALM, visits)
        for name, setting in {**SETTINGS, **BROKEN}.items():
            _print(f"{edition}, {name}", rules, years, setting)


def _print(name: str, rules: Rubric, years: int, setting: Setting, visits: int = 35) -> None:
    made = [simulate_year(seed, rules, visits=visits, setting=setting) for seed in range(years)]
    errors = np.concatenate([year.errors for year in made])
    width = np.mean([h - low for y in made for low, h in zip(y.low, y.high, strict=True)])
    print(
        f"{name}: held {np.mean([year.held for year in made]):.3f}, "
        f"mean error {errors.mean():+.2f}, "
        f"mean absolute error {np.abs(errors).mean():.2f}, width {width:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
