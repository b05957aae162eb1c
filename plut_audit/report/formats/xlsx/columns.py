"""The columns of the sheet that adds up."""

from dataclasses import dataclass

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.layout import Layout

RESPONDED, VISITED, LEVEL, FIRST_FIGURE = 3, 4, 5, 6
FIGURES = ("estimate", "combined", "reported")
FIGURE_TITLES = {
    "estimate": N_("Estimate"),
    "combined": N_("Combined"),
    "reported": N_("Reported"),
}
SOURCES = {"combined": "scores", "reported": "reported_scores", "estimate": "estimate"}
"""The sheet of item scores under each figure."""
INDEX = -1
"""Stands for the index among the dimensions of a figure."""


@dataclass(frozen=True)
class Columns:
    """The columns of the sheet; each figure has its dimensions and then its index."""

    layout: Layout

    @property
    def width(self) -> int:
        """Columns of one figure."""
        return len(self.layout.rubric.dimensions) + 1

    def exact(self, figure: str, number: int = INDEX) -> int:
        """A dimension of a figure, unrounded; the index without a number."""
        return FIRST_FIGURE + FIGURES.index(figure) * self.width + number % self.width

    def printed(self, figure: str, number: int = INDEX) -> int:
        """The same as it is printed."""
        return self.exact(figure, number) + len(FIGURES) * self.width

    @property
    def coverage(self) -> int:
        """The first dimension's coverage."""
        return FIRST_FIGURE + 2 * len(FIGURES) * self.width

    @property
    def applicable(self) -> int:
        """The first dimension's weight of indicators that apply."""
        return self.coverage + self.width - 1

    @property
    def seen(self) -> int:
        """The first dimension's share seen."""
        return self.applicable + self.width - 1

    @property
    def present(self) -> int:
        """The weight of the dimensions that have an indicator; then what follows from it."""
        return self.seen + self.width - 1

    def after(self, name: str) -> int:
        """A column after the weights, by its name."""
        return self.present + 1 + list(AFTER).index(name)

    @property
    def last(self) -> int:
        """The last column."""
        return self.present + len(AFTER)


AFTER = {
    "low": N_("Estimate, low"),
    "high": N_("Estimate, high"),
    "interval": N_("Interval"),
    "ranks": N_("Rank interval"),
    "group": N_("Group"),
    "critical": N_("Critical finding"),
    "share": N_("Share seen"),
    "ranked": N_("Ranked"),
    "key": N_("Key of the order"),
    "rank": N_("Rank"),
    "tied": N_("Tied"),
    "provisional": N_("Provisional"),
    "basis": N_("Score of the class"),
    "capped": N_("Capped"),
    "class": N_("Class"),
    "printed class": N_("Class as printed"),
    "order": N_("Order"),
    "label": N_("Label"),
    "reason": N_("Not ranked because"),
}
"""The columns after the weights; those of `VALUES` are values and no formulas."""
VALUES = ("low", "high", "interval", "ranks", "group", "critical")
