"""Which centres to visit next, and why.

Part of the visits goes where the risk is, part is drawn at random. Only the random part can say
how much centres overstate on the whole, so it is drawn first, from all centres alike: a
systematic draw through the centres sorted by level and class gives each the same probability
n / N and each stratum its share (to the nearest whole), whatever is known of the centre. The
mean over the drawn is then an unbiased estimate, with no weights. The rest is filled by risk.

How the factors of risk are weighed is this tool's own and stands in `FACTORS`.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plut_audit.analysis.visit_plan.workbooks import shown, write_form, write_plan
from plut_audit.errors import UsageError
from plut_audit.i18n import LANGUAGES, N_, Translations, translations
from plut_audit.ingest.values import fold

__all__ = [
    "FACTORS",
    "Factor",
    "Known",
    "plan",
    "risk",
    "shown",
    "stratum",
    "write_form",
    "write_plan",
]

Record = dict[str, Any]
_GRAVE = ("critical", "high")


@dataclass(frozen=True)
class Known:
    """What is known of one centre when the visits are planned."""

    centre: Record
    grave: int
    years_unseen: int
    on_paper: bool


@dataclass(frozen=True)
class Factor:
    """One factor of risk: how strong it is (0 to 1), its weight, and how it is said."""

    weight: float
    strength: Callable[[Known], float]
    reason: str
    blanks: Callable[[Known], Mapping[str, object]]


def _unseen(known: Known) -> float:
    """Weight that no visit saw; where a centre did not answer, only whether it was visited."""
    seen = known.centre["verified_share"]
    return 1 - float(known.centre["visited"] if seen is None else seen)


def _stake(known: Known) -> float:
    """Points between what is claimed and what is sure; 0 where nothing is claimed."""
    centre = known.centre
    if centre["claimed"] is None or centre["conservative"] is None:
        return 0.0
    return max(0.0, float(centre["claimed"] - centre["conservative"]))


FACTORS = (
    Factor(
        3,
        lambda known: float(not known.centre["responded"]),
        N_("did not answer"),
        lambda known: {},
    ),
    Factor(
        3,
        lambda known: min(1.0, _stake(known) / 20),
        N_("{points} points between the claimed and the conservative score"),
        lambda known: {"points": round(_stake(known), 1)},
    ),
    Factor(
        2,
        _unseen,
        N_("{share} % of the weight not seen by a visit"),
        lambda known: {"share": round(100 * _unseen(known))},
    ),
    Factor(
        2,
        lambda known: min(1.0, known.grave / 10),
        N_("critical or high findings: {count}"),
        lambda known: {"count": known.grave},
    ),
    Factor(
        1,
        lambda known: min(1.0, known.years_unseen / 3),
        N_("surveys since the last visit: {years}"),
        lambda known: {"years": known.years_unseen},
    ),
    Factor(1, lambda known: float(known.on_paper), N_("improved on paper only"), lambda known: {}),
)


def plan(
    result: Mapping[str, Any],
    n: int,
    *,
    seed: int = 1,
    region: str | None = None,
    random_share: float = 0.3,
) -> list[Record]:
    """The centres to visit next, those of risk first, the gravest on top.

    Each record has `centre_id`, `name`, `province`, `regency`, `level`, `class`, `part` (`risk`
    or `random`), `reason` (words), `risk` (0 to 1), `stratum` and `inclusion_probability` (of
    the random draw; null for those chosen by risk). `region` takes a province, regency or city
    only, in the order of the centres' codes, which go from neighbour to neighbour. The order
    of the centres in the result changes nothing. Raises `UsageError` for an unknown region.
    """
    candidates = _in_region(_known(result), region)
    n = min(n, len(candidates))
    drawn = _drawn(candidates, round(n * random_share), seed)
    rest = [known for known in candidates if _code(known) not in {_code(one) for one in drawn}]
    by_risk = sorted(rest, key=lambda known: (-round(risk(known), 9), _code(known)))
    chosen = [_record(known, "risk", None) for known in by_risk[: n - len(drawn)]]
    probability = round(len(drawn) / len(candidates), 6) if candidates else None
    chosen += [_record(known, "random", probability) for known in sorted(drawn, key=_code)]
    return sorted(chosen, key=lambda one: one["centre_id"]) if region else chosen


def risk(known: Known) -> float:
    """How much a visit is worth by what is known, 0 to 1: the weighted mean of the factors."""
    total = sum(factor.weight for factor in FACTORS)
    return sum(factor.weight * factor.strength(known) for factor in FACTORS) / total


# --- what is known -------------------------------------------------------------------------


def _code(known: Known) -> str:
    return str(known.centre["centre_id"])


def _known(result: Mapping[str, Any]) -> list[Known]:
    grave: dict[str, int] = {}
    for finding in result["findings"]:
        if finding["severity"] in _GRAVE:
            grave[finding["centre_id"]] = grave.get(finding["centre_id"], 0) + 1
    trend = result.get("trend") or {}
    on_paper = set((trend.get("comparison") or {}).get("improved_on_paper", ()))
    unseen = {one["centre_id"]: _years_unseen(one) for one in trend.get("centres", ())}
    found = [
        Known(
            centre,
            grave.get(centre["centre_id"], 0),
            unseen.get(centre["centre_id"], int(not centre["visited"])),
            centre["centre_id"] in on_paper,
        )
        for centre in result["centres"]
    ]
    return sorted(found, key=_code)


def _years_unseen(series: Record) -> int:
    """Surveys since the last visit, the newest among them."""
    count = 0
    for seen in reversed(series["visited"]):
        if seen:
            break
        count += 1
    return count


def _in_region(candidates: list[Known], region: str | None) -> list[Known]:
    if not region:
        return candidates
    wish = fold(region)
    names = ("province", "regency")
    exact = [one for one in candidates if wish in {fold(one.centre[name]) for name in names}]
    near = [one for one in candidates if any(wish in fold(one.centre[name]) for name in names)]
    if not near:
        known = sorted({str(one.centre["province"]) for one in candidates} - {""})
        raise UsageError(
            N_("No centre lies in '{region}'; the provinces are {known}."),
            region=region,
            known=", ".join(known),
        )
    return exact or near


def stratum(centre: Mapping[str, Any]) -> str:
    """Level and class, the groups through which the random draw goes."""
    return f"{centre['level'] or '–'} / {centre['class'] or '–'}"


def _drawn(candidates: list[Known], size: int, seed: int) -> list[Known]:
    """A systematic draw through the strata, in random order within each."""
    if not size:
        return []
    chance = random.Random(seed)
    order = sorted(
        (stratum(known.centre), chance.random(), number) for number, known in enumerate(candidates)
    )
    step = len(order) / size
    start = chance.random() * step
    return [candidates[order[int(start + turn * step)][2]] for turn in range(size)]


def _record(known: Known, part: str, probability: float | None) -> Record:
    centre = known.centre
    shown = ("centre_id", "name", "province", "regency", "level", "class")
    return {
        **{name: centre[name] for name in shown},
        "part": part,
        "reason": _drawn_by_lot(centre) if part == "random" else _reason(known),
        "risk": round(risk(known), 4),
        "stratum": stratum(centre),
        "inclusion_probability": probability,
    }


def _drawn_by_lot(centre: Mapping[str, Any]) -> Translations:
    return translations(
        N_("drawn at random, so that overstatement can be estimated (group {stratum})"),
        stratum=stratum(centre),
    )


def _reason(known: Known) -> Translations:
    """The factors that count, the strongest first."""
    strengths = [(factor.weight * factor.strength(known), factor) for factor in FACTORS]
    telling = sorted((one for one in strengths if one[0] > 0.05), key=lambda one: -one[0])
    said = [translations(factor.reason, **factor.blanks(known)) for _, factor in telling]
    if not said:
        return translations(N_("nothing speaks against it; the least seen of the rest"))
    return {language: "; ".join(one[language] for one in said) for language in LANGUAGES}
