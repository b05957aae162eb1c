"""What visits found: the facts of each arrival, and the verification factors made from all."""

from dataclasses import dataclass
from typing import Literal

Outside = Literal["", "unknown_time", "outside_hours", "holiday", "break"]
"""Why a centre need not have been open on arrival; "" where it should have been."""


@dataclass(frozen=True)
class Arrival:
    """One visit's arrival; "" or None for what is not known.

    `declared` holds the posted hours as they were read, `holiday` the name of a day off.
    """

    date: str | None
    time: str | None
    announced: bool | None
    selection: str
    declared: str | None
    outside: Outside
    holiday: str
    photograph: str


@dataclass(frozen=True)
class Factor:
    """A verification factor and the number of pairs it rests on; None without any."""

    factor: float | None
    pairs: int


@dataclass(frozen=True)
class VerificationFactors:
    """What visits found over what was reported (WHO Data Quality Review, module 3).

    `indicators` and `dimensions` are by code. `low` and `high` bound the overall factor, None
    under 4 centres. `random_only`: only visits to centres that were chosen at random were used.
    `donors`: centres whose errors were drawn for the intervals, 0 for no intervals.
    """

    overall: Factor
    low: float | None
    high: float | None
    centres: int
    random_only: bool
    donors: int
    dimensions: dict[str, Factor]
    indicators: dict[str, Factor]


Arrivals = tuple[Arrival | None, ...]
"""The arrival of each centre's visit, None where there was none."""
