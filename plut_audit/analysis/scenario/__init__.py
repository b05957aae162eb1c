"""What if? A centre of a stored result with other answers, and the cheapest way to a class.

Both are computed from the result alone and equal a new audit with the same answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plut_audit.analysis.scenario.centre import Figures, Scenario, scenario_of
from plut_audit.analysis.scenario.values import class_of, full_marks, value_of
from plut_audit.result import Result
from plut_audit.result.rows import Measured
from plut_audit.rubric import Rubric

__all__ = ["Figures", "Step", "WhatIf", "cheapest_to_class", "what_if"]


@dataclass(frozen=True)
class Step:
    """One indicator changed; `gain` is what it adds to the ranked index after the steps before."""

    code: str
    old_value: Measured
    new_value: Measured
    old_score: float
    new_score: float
    gain: float
    estimate: float
    combined: float
    class_name: str | None
    class_provisional: bool


@dataclass(frozen=True)
class WhatIf:
    """A centre as it is and as it would be, all other centres as they are.

    Scores are printed with `decimals` of the edition. `wanted_class` is None unless a class was
    asked for; `reached` is false where even full marks everywhere do not get there.
    """

    centre_id: str
    name: str
    decimals: int
    before: Figures
    after: Figures
    steps: tuple[Step, ...]
    wanted_class: str | None = None
    reached: bool = True


def what_if(result: Result, centre_id: str, changes: Mapping[str, object]) -> WhatIf:
    """The centre with some of its indicators changed, in the order given.

    `changes` maps indicator codes to what would be found: a number (the measured value) or the
    code or label of a choice. A changed indicator counts as answered and applies.

    `UsageError` for a centre, an indicator or a value that is not known.
    """
    scenario = scenario_of(result, centre_id)
    rubric = scenario.rubric
    values = [(code, value_of(rubric, code, written)) for code, written in changes.items()]
    return _outcome(scenario, values)


def cheapest_to_class(result: Result, centre_id: str, class_name: str) -> WhatIf:
    """The fewest indicators that, raised to full marks, bring the centre into the class.

    Among equally few those that take the fewest points: none of them can be left out, or
    replaced by a smaller one. First the dimensions that would cap the class or keep the centre
    unranked, then whatever gains most. `UsageError` for an unknown class.
    """
    scenario = scenario_of(result, centre_id)
    wanted = class_of(scenario.rubric, class_name)
    chosen = _smaller(scenario, wanted, _fewest(scenario, wanted))
    indicators = scenario.rubric.indicators
    outcome = _outcome(scenario, [(code, full_marks(indicators[code])) for code in chosen])
    reached = scenario.raised(chosen).reaches(wanted)
    return replace(outcome, wanted_class=wanted, reached=reached)


def _outcome(scenario: Scenario, changes: Sequence[tuple[str, Measured]]) -> WhatIf:
    before, steps = scenario.figures(), []
    for code, value in changes:
        changed = scenario.with_value(code, value)
        steps.append(_step(scenario, changed, code))
        scenario = changed
    return WhatIf(
        centre_id=scenario.centre.centre_id,
        name=scenario.centre.name,
        decimals=scenario.rubric.scoring.decimals,
        before=before,
        after=scenario.figures(),
        steps=tuple(steps),
    )


def _step(before: Scenario, after: Scenario, code: str) -> Step:
    column = list(before.rubric.indicators).index(code)
    figures = after.figures()
    return Step(
        code=code,
        old_value=before.values[code],
        new_value=after.values[code],
        old_score=float(before.items.used[0, column]),
        new_score=float(after.items.used[0, column]),
        gain=round(after.index - before.index, 9),
        estimate=figures.estimate,
        combined=figures.combined,
        class_name=figures.class_name,
        class_provisional=figures.class_provisional,
    )


def _fewest(scenario: Scenario, wanted: str) -> list[str]:
    """Indicators to raise, one after the other, until the class is reached or none is left."""
    chosen: list[str] = []
    left = _raisable(scenario)
    while left and not (raised := scenario.raised(chosen)).reaches(wanted):
        among = _needed(raised, left, wanted) or left
        best = max(among, key=lambda code: (raised.raised([code]).class_index, code))
        chosen.append(best)
        left.remove(best)
    return chosen


def _needed(raised: Scenario, left: Sequence[str], wanted: str) -> list[str]:
    """Of the indicators that are left those without which the class stays out of reach."""
    capped = _capped_below(raised.rubric, wanted)
    if capped and (critical := [code for code in left if code in raised.critical]):
        return critical
    needed = {*raised.short, *(raised.weak if capped else [])}
    return [code for code in left if raised.rubric.indicators[code].dimension in needed]


def _raisable(scenario: Scenario) -> list[str]:
    """The indicators that apply and have points to gain."""
    codes = list(scenario.rubric.indicators)
    full = scenario.raised(codes).items.used
    gains = scenario.items.applicable & (full > scenario.items.used)
    return [code for code, gain in zip(codes, gains[0], strict=True) if gain]


def _capped_below(rubric: Rubric, wanted: str) -> bool:
    if rubric.cap is None:
        return False
    names = [band.name for band in rubric.bands]
    return names.index(wanted) < names.index(rubric.cap.name)


def _smaller(scenario: Scenario, wanted: str, chosen: list[str]) -> list[str]:
    """The same set without what is not needed, and with smaller members where they suffice."""
    if not scenario.raised(chosen).reaches(wanted):
        return chosen
    by_gain = sorted(
        _raisable(scenario), key=lambda code: (scenario.raised([code]).class_index, code)
    )
    for code in [code for code in by_gain if code in chosen]:
        without = [other for other in chosen if other != code]
        if scenario.raised(without).reaches(wanted):
            chosen = without
    for code in [code for code in reversed(by_gain) if code in chosen]:
        for smaller in by_gain[: by_gain.index(code)]:
            instead = [smaller if other == code else other for other in chosen]
            if smaller not in chosen and scenario.raised(instead).reaches(wanted):
                chosen = instead
                break
    return chosen
