"""How much a visit is worth by what is known of a centre; the weights are this tool's own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plut_audit.i18n import N_, Message
from plut_audit.result import CentreRow


@dataclass(frozen=True)
class Known:
    """What is known of one centre when the visits are planned.

    `severe` counts its critical and high findings, `years_unseen` the surveys since the last
    visit.
    """

    centre: CentreRow
    severe: int
    years_unseen: int
    improved_on_paper: bool


@dataclass(frozen=True)
class Factor:
    """One factor of risk: its weight, how strong it is (0 to 1), and how it is worded."""

    weight: float
    strength: Callable[[Known], float]
    reason: str
    values: Callable[[Known], Mapping[str, object]] = lambda known: {}


def _unseen(known: Known) -> float:
    """Weight that no visit saw; where a centre did not answer, only whether it was visited."""
    seen = known.centre.seen_share
    return 1 - float(known.centre.visited if seen is None else seen)


def _difference(known: Known) -> float:
    """Points between what is reported and the estimate; 0 where nothing is reported."""
    centre = known.centre
    if centre.reported is None or centre.estimate is None:
        return 0.0
    return max(0.0, centre.reported - centre.estimate)


FACTORS = (
    Factor(3, lambda known: float(not known.centre.responded), N_("did not answer")),
    Factor(
        3,
        lambda known: min(1.0, _difference(known) / 20),
        N_("{points} points between the reported and the estimated score"),
        lambda known: {"points": round(_difference(known), 1)},
    ),
    Factor(
        2,
        _unseen,
        N_("{share} % of the weight not seen by a visit"),
        lambda known: {"share": round(100 * _unseen(known))},
    ),
    Factor(
        2,
        lambda known: min(1.0, known.severe / 10),
        N_("critical or high findings: {count}"),
        lambda known: {"count": known.severe},
    ),
    Factor(
        1,
        lambda known: min(1.0, known.years_unseen / 3),
        N_("surveys since the last visit: {years}"),
        lambda known: {"years": known.years_unseen},
    ),
    Factor(1, lambda known: float(known.improved_on_paper), N_("improved on paper only")),
)


def risk(known: Known) -> float:
    """How much a visit is worth, 0 to 1: the weighted mean of the factors."""
    total = sum(factor.weight for factor in FACTORS)
    return sum(factor.weight * factor.strength(known) for factor in FACTORS) / total


def reasons(known: Known) -> tuple[Message, ...]:
    """The factors that count, the strongest first."""
    strengths = [(factor.weight * factor.strength(known), factor) for factor in FACTORS]
    strongest = sorted(strengths, key=lambda weighed: -weighed[0])
    worded = tuple(
        Message(factor.reason, factor.values(known))
        for strength, factor in strongest
        if strength > 0.05
    )
    return worded or (Message(N_("no factor of risk stands out; the least seen of the rest")),)
