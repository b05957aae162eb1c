"""The columns of the sheet that adds up."""

from dataclasses import dataclass

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.layout import Layout

RESPONDED, VISITED, LEVEL, START = 3, 4, 5, 6
FIGURES = ("verified", "claimed", "conservative")
FIGURE_TITLES = {
    "verified": N_("Verified"),
    "claimed": N_("Claimed"),
    "conservative": N_("Conservative"),
}
SOURCES = {"verified": "scores", "claimed": "reported_scores", "conservative": "conservative"}
"""The sheet of item scores under each figure."""


@dataclass(frozen=True)
class Columns:
    """The columns of the sheet; each figure has its dimensions and then its index."""

    layout: Layout

    @property
    def width(self) -> int:
        """Columns of one figure."""
        return len(self.layout.rubric.dimensions) + 1

    def exact(self, figure: str, number: int = -1) -> int:
        """A dimension of a figure, unrounded; the index without a number."""
        return START + FIGURES.index(figure) * self.width + number % self.width

    def printed(self, figure: str, number: int = -1) -> int:
        """The same as it is printed."""
        return self.exact(figure, number) + len(FIGURES) * self.width

    @property
    def coverage(self) -> int:
        """The first dimension's coverage."""
        return START + 2 * len(FIGURES) * self.width

    @property
    def applicable(self) -> int:
        """The first dimension's weight of indicators that apply."""
        return self.coverage + self.width - 1

    @property
    def present(self) -> int:
        """The weight of the dimensions that have an indicator; then what follows from it."""
        return self.applicable + self.width - 1

    def after(self, name: str) -> int:
        """A column after the weights, by its name."""
        return self.present + 1 + list(AFTER).index(name)


AFTER = {
    "ranked": N_("Ranked"),
    "key": N_("Score to rank on"),
    "rank": N_("Rank"),
    "tied": N_("Tied"),
    "class": N_("Class"),
    "capped": N_("Held down"),
    "share": N_("Share seen"),
    "unverified": N_("Unverified"),
    "order": N_("Order"),
    "label": N_("Label"),
    "reason": N_("Not ranked because"),
}
