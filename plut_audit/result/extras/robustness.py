"""How far ranks depend on the method."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AssumptionEffect:
    """Mean shift in ranks and mean change in points when one assumption varies alone.

    `inert`: it moved no score, so that nothing is known of how far ranks depend on it.
    """

    code: str
    mean_shift: float
    mean_change: float
    inert: bool


@dataclass(frozen=True)
class LeaveOut:
    """Shift in ranks without one dimension or indicator, and the centre it concerns most."""

    code: str
    mean_shift: float
    largest_shift: float
    centre_id: str | None


@dataclass(frozen=True)
class RankInterval:
    """One centre under all draws: ranks, `bottom_tenth` a chance of 0 to 1, `band` 1 the best."""

    centre_id: str
    rank: float
    median_rank: float
    rank_low: float
    rank_high: float
    bottom_tenth: float
    band: int
    arithmetic: float
    geometric: float
    arithmetic_rank: float
    geometric_rank: float


@dataclass(frozen=True)
class Robustness:
    """How far ranks depend on the method; centres in the order of their ranks.

    `donors` are the visited centres whose errors are drawn; with too few nothing is drawn.
    """

    draws: int
    seed: int
    ranked: int
    weight_spread: float
    goalpost_spread: float
    donors: int
    mean_width: float
    bands: int
    moves_most: str | None
    assumptions: tuple[AssumptionEffect, ...]
    leave_out: tuple[LeaveOut, ...]
    centres: tuple[RankInterval, ...]
