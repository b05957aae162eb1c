"""The axes of a chart: which numbers are written on them, and where a value lies between the ends."""

import math
from dataclasses import dataclass

from plut_audit.i18n import format_plain_number

_STEPS = (1, 2, 5, 10)
"""A step between two numbers on an axis is one of these times a power of ten."""


@dataclass(frozen=True)
class Tick:
    """A number on an axis; `at` is in per cent of the chart, from the left or from the top."""

    at: float
    text: str


@dataclass(frozen=True)
class Axis:
    """The values from `low` to `high`; `downwards` where the first lies left or on top."""

    title: str
    low: float
    high: float
    step: float
    downwards: bool = True

    def at(self, value: float) -> float:
        """Where a value lies, in per cent of the chart."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(100 * (share if self.downwards else 1 - share), 2)

    @property
    def ticks(self) -> list[Tick]:
        """The multiples of the step, and the low end where it is none."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        values = [number * self.step for number in range(first, last + 1)]
        if values[:1] != [self.low] and self.low == 1:
            values = [self.low, *values]
        return [Tick(self.at(value), format_plain_number(value)) for value in values]


def step_of(width: float, most: int) -> float:
    """The smallest round step that gives at most `most` numbers over a width above 0."""
    power = 10.0 ** math.floor(math.log10(width / most))
    return next(power * factor for factor in _STEPS if width / (power * factor) <= most + 1e-9)


def rank_axis(title: str, last: int, most: int) -> Axis:
    """Ranks 1 to `last`: whole numbers only."""
    return Axis(title, 1, max(last, 2), max(1.0, step_of(max(last, 2), most)))


def score_axis(title: str, lowest: float, scale: float, vertical: bool) -> Axis:
    """Scores up to full marks, from the fifth of the scale in which the lowest lies."""
    step = scale / 5
    low = step * min(4, math.floor(lowest / step))
    return Axis(title, low, scale, step if low < 2 * step else step / 2, downwards=not vertical)
