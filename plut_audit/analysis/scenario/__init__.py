"""What if? A centre of a stored result with other answers, and the cheapest way to a class.

Both are computed from the result alone and equal a new audit with the same answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from plut_audit.analysis.scenario.centre import (
    Scenario,
    class_of,
    full_marks,
    scenario_of,
    value_of,
)
from plut_audit.rubric import Rubric

Record = dict[str, Any]


def what_if(result: Mapping[str, Any], centre_id: str, changes: Mapping[str, Any]) -> Record:
    """The centre with some of its indicators changed, in the order given, as JSON.

    `changes` maps indicator codes to what would be found: a number (the measured value) or the
    code or label of a choice. A changed item counts as answered and applies.

    - `centre_id`, `name`, `decimals` of the edition; `before` and `after`: `verified`, `class`,
      `class_capped`, `ranked`, `rank` (all others as they are), `dimensions` by code.
    - `steps`: `code`, `title`, `from`, `to` (values), `from_score`, `to_score`, `gain` (points
      of the index that this step adds to those before it), `verified`, `class` after it.

    `UsageError` for a centre, an indicator or a value that is not known.
    """
    state = scenario_of(result, centre_id)
    values = {code: value_of(state.rubric, code, wish) for code, wish in changes.items()}
    return _told(state, list(values.items()))


def cheapest_to_class(result: Mapping[str, Any], centre_id: str, class_name: str) -> Record:
    """The fewest indicators that, raised to full marks, bring the centre into the class.

    Among equally few those that take the fewest points: none of them can be left out, or
    replaced by a smaller one. First the dimensions that would cap the class or keep the centre
    unranked, then whatever gains most. As `what_if`, with `class` (the one asked for) and
    `reached`, false where even full marks everywhere do not get there. `UsageError` for an
    unknown class.
    """
    state = scenario_of(result, centre_id)
    wanted = class_of(state.rubric, class_name)
    chosen = _smaller(state, wanted, _fewest(state, wanted))
    told = _told(state, [(code, full_marks(state.rubric.indicators[code])) for code in chosen])
    return {**told, "class": wanted, "reached": state.raised(chosen).reaches(wanted)}


def _told(state: Scenario, steps: Sequence[tuple[str, Any]]) -> Record:
    before, told = state.figures(), []
    for code, value in steps:
        after = state.with_value(code, value)
        found = after.figures()
        place = list(state.rubric.indicators).index(code)
        told.append(
            {
                "code": code,
                "title": state.rubric.indicators[code].title,
                "from": state.values[code],
                "to": value,
                "from_score": float(state.points[0, place]),
                "to_score": float(after.points[0, place]),
                "gain": round(after.index - state.index, 9),
                "verified": found["verified"],
                "class": found["class"],
            }
        )
        state = after
    return {
        "centre_id": state.record["centre_id"],
        "name": state.record["name"],
        "decimals": state.rubric.scoring.decimals,
        "before": before,
        "after": state.figures(),
        "steps": told,
    }


def _fewest(state: Scenario, wanted: str) -> list[str]:
    """Indicators to raise, one after the other, until the class is reached or none is left."""
    chosen: list[str] = []
    left = _raisable(state)
    while left and not (now := state.raised(chosen)).reaches(wanted):
        needed = {*now.short, *(now.weak if _capped_below(state.rubric, wanted) else ())}
        among = [code for code in left if state.rubric.indicators[code].dimension in needed] or left
        best = max(among, key=lambda code: (now.raised([code]).index, code))
        chosen.append(best)
        left.remove(best)
    return chosen


def _raisable(state: Scenario) -> list[str]:
    """The indicators that apply and have points to gain."""
    full = state.raised(list(state.rubric.indicators)).points
    gains = state.applicable & (full > state.points)
    return [code for code, gain in zip(state.rubric.indicators, gains[0], strict=True) if gain]


def _capped_below(rubric: Rubric, wanted: str) -> bool:
    names = [band.name for band in rubric.bands]
    return bool(rubric.cap) and names.index(wanted) < names.index(rubric.cap.name)  # type: ignore[union-attr]


def _smaller(state: Scenario, wanted: str, chosen: list[str]) -> list[str]:
    """The same set without what is not needed, and with smaller members where they suffice."""
    if not state.raised(chosen).reaches(wanted):
        return chosen
    by_gain = sorted(_raisable(state), key=lambda code: (state.raised([code]).index, code))
    for code in [one for one in by_gain if one in chosen]:
        without = [one for one in chosen if one != code]
        if state.raised(without).reaches(wanted):
            chosen = without
    for code in [one for one in reversed(by_gain) if one in chosen]:
        for smaller in by_gain[: by_gain.index(code)]:
            instead = [smaller if one == code else one for one in chosen]
            if smaller not in chosen and state.raised(instead).reaches(wanted):
                chosen = instead
                break
    return chosen
