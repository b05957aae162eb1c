"""Five shades of equally many values, so that close values differ in colour."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from plut_audit.i18n import format_number

GROUPS = 5


@dataclass(frozen=True)
class Shades:
    """The printed values in order; values that are printed alike have one shade."""

    values: tuple[float, ...]
    decimals: int

    @classmethod
    def of(cls, values: Iterable[float | None], decimals: int) -> "Shades":
        """The shades of values printed with so many decimals."""
        printed = sorted(round(value, decimals) for value in values if value is not None)
        return cls(tuple(printed), decimals)

    @property
    def _limits(self) -> list[float]:
        """The least value of each group but the first."""
        return [self.values[len(self.values) * group // GROUPS] for group in range(1, GROUPS)]

    def shade(self, value: float | None) -> int:
        """1 (the lowest fifth of the values) to 5; 0 for no value."""
        if value is None or not self.values:
            return 0
        return 1 + bisect_right(self._limits, round(value, self.decimals))

    def legend(self) -> list[tuple[int, str]]:
        """The shades that occur, each with the values that it stands for."""
        members: dict[int, list[float]] = {}
        for value in self.values:
            members.setdefault(self.shade(value), []).append(value)
        return [(shade, self._range(found)) for shade, found in members.items()]

    def _range(self, found: list[float]) -> str:
        low, high = (format_number(end, self.decimals) for end in (found[0], found[-1]))
        return low if low == high else f"{low}–{high}"
