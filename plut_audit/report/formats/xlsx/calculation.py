"""The sheet that adds up: dimensions, index, coverage, class, rank and order by formula."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import cell, letters
from plut_audit.report.formats.xlsx.columns import (
    AFTER,
    FIGURE_TITLES,
    FIGURES,
    LEVEL,
    RESPONDED,
    SOURCES,
    START,
    VISITED,
    Columns,
)
from plut_audit.report.formats.xlsx.figures import order
from plut_audit.report.formats.xlsx.layout import CODE, FIRST, HEAD, NAME, PROVINCE, Layout
from plut_audit.report.formats.xlsx.means import mean, rounded, spelled_out
from plut_audit.report.formats.xlsx.rank_formulas import standing_formulas
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.weights import Figure


def calculation(layout: Layout) -> None:
    """Write the sheet."""
    book, columns = layout.book, Columns(layout)
    note = book.say("How item scores become the ranking. 1 is yes, 0 is no.")
    widths = (10, 30, 18, 9, 9, 12, *[9.5] * (columns.after("reason") - START), 40)
    sheet = book.sheet("calculation", widths, note, first=0)
    sheet.freeze_panes(FIRST, PROVINCE)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(CODE, NAME)
    sheet.fit_to_pages(3, 0)
    sheet.print_across()
    book.head(sheet, HEAD, list(_titles(layout)))
    sheet.autofilter(HEAD, 0, layout.last, columns.after("reason"))
    writer = _Writer(layout, sheet)
    for place in range(layout.size):
        writer.row(place)


def _titles(layout: Layout) -> Sequence[str]:
    book, parts = layout.book, [part.code for part in layout.rubric.dimensions]
    titles = [N_("Code"), N_("Centre"), N_("Province"), N_("Answered"), N_("Visited"), N_("Level")]
    said = [book.say(title) for title in titles]
    for suffix in (book.say("unrounded"), ""):
        for figure in FIGURES:
            name = book.say(FIGURE_TITLES[figure])
            said += [f"{name} {part} {suffix}".strip() for part in parts]
            said.append(f"{name} {suffix}".strip())
    said += [book.say("Coverage {part}", part=part) for part in parts]
    said += [book.say("Weight {part}", part=part) for part in parts]
    return [*said, book.say("Weight of dimensions"), *(book.say(title) for title in AFTER.values())]


class _Writer:
    """Writes one centre's row after another."""

    def __init__(self, layout: Layout, sheet: Any) -> None:
        self.layout, self.sheet = layout, sheet
        self.columns, self.figures, self.rubric = Columns(layout), layout.figures, layout.rubric
        self.dimensions = list(layout.dimensions())
        self.order = order(self.figures.centres)
        self.by_figure = {name: getattr(self.figures, name) for name in FIGURES}
        self.shown = {
            name: Figure(self.figures.shown(one.index), self.figures.shown(one.dimensions))
            for name, one in self.by_figure.items()
        }

    def put(self, row: int, column: int, text: str, value: Any, style: str = "number") -> None:
        """A formula with its value; NaN is stored as empty."""
        shown = "" if isinstance(value, float) and np.isnan(value) else value
        if isinstance(shown, np.generic):
            shown = shown.item()
        self.layout.book.formula(self.sheet, row, column, text, shown, style)

    def row(self, place: int) -> None:
        """Everything of one centre."""
        row, centre, book = FIRST + place, self.figures.centres[place], self.layout.book
        facts = {
            CODE: centre["centre_id"],
            NAME: centre["name"],
            PROVINCE: centre["province"],
            LEVEL: centre["level"],
            RESPONDED: int(centre["responded"]),
            VISITED: int(centre["visited"]),
        }
        for column, value in facts.items():
            book.put(self.sheet, row, column, value)
        for figure in FIGURES:
            self._figure(row, place, figure)
        self._weights(row, place)
        self._standing(row, place)

    def _figure(self, row: int, place: int, figure: str) -> None:
        exact, shown, source = self.by_figure[figure], self.shown[figure], SOURCES[figure]
        answered = bool(self.figures.centres[place]["responded"])
        for number, part, first, last in self.dimensions:
            scores = self.layout.along(source, row, first, last)
            weights = self.layout.item_weights(first, last)
            text = mean(self.layout, scores, weights, part.mean, last - first + 1)
            self.put(row, self.columns.exact(figure, number), text, exact.dimensions[place, number])
            self._printed(row, figure, number, shown.dimensions[place, number], answered)
        start, end = self.columns.exact(figure, 0), self.columns.exact(figure) - 1
        text = self._index(row, start, end)
        self.put(row, self.columns.exact(figure), text, exact.index[place])
        self._printed(row, figure, -1, shown.index[place], answered)

    def _index(self, row: int, start: int, end: int) -> str:
        cells = [cell(row, column) for column in range(start, end + 1)]
        weights = [self.layout.dimension_weight(number) for number in range(len(cells))]
        rule = self.rubric.scoring.index_mean
        return spelled_out(cells, weights, rule, self.layout.rule("floor"))

    def _printed(self, row: int, figure: str, number: int, value: float, answered: bool) -> None:
        exact = cell(row, self.columns.exact(figure, number))
        shown = rounded(exact, self.rubric.scoring.decimals)
        text = f'IF(OR(${letters(RESPONDED)}{row + 1}=0,{exact}=""),"",{shown})'
        self.put(row, self.columns.printed(figure, number), text, value if answered else "")

    def _weights(self, row: int, place: int) -> None:
        present = []
        for number, _, first, last in self.dimensions:
            scores = self.layout.along("scores", row, first, last)
            marks = self.layout.along("answers", row, first, last)
            weights = self.layout.item_weights(first, last)
            applies = f"SUMPRODUCT(ISNUMBER({scores})*{weights})"
            whole = cell(row, self.columns.applicable + number)
            answered = f'SUMPRODUCT(ISNUMBER({scores})*({marks}<>"")*{weights})'
            item_weight = self.figures.weights.item[first - 3 : last - 2]
            stored = float(self.figures.applicable[place, first - 3 : last - 2] @ item_weight)
            self.put(row, self.columns.applicable + number, applies, stored)
            self.put(
                row,
                self.columns.coverage + number,
                f'IF({whole}=0,"",{answered}/{whole})',
                self.figures.coverage[place, number],
                "percent",
            )
            present.append(
                (
                    f"({whole}>0)*{self.layout.dimension_weight(number)}",
                    (stored > 0) * self.rubric.dimensions[number].weight,
                )
            )
        self.put(
            row,
            self.columns.present,
            "+".join(text for text, _ in present),
            float(sum(value for _, value in present)),
        )

    def _standing(self, row: int, place: int) -> None:
        centre = self.figures.centres[place]
        formulas = standing_formulas(self.layout, row)
        stored = {
            "ranked": int(centre["ranked"]),
            "key": self._key(place),
            "rank": centre["rank"] or "",
            "tied": int(centre["tied"]),
            "class": centre["class"] or "",
            "capped": int(bool(centre["ranked"] and self.figures.capped[place])),
            "share": self.figures.verified_share[place],
            "unverified": int(self._unverified(place)),
            "order": self.order[place],
            "label": label(centre),
            "reason": self.layout.book.pick(centre["not_ranked_because"]),
        }
        styles = {"share": "percent", "rank": "rank", "class": "centred", "key": "number"}
        for name, text in formulas.items():
            self.put(row, self.columns.after(name), text, stored[name], styles.get(name, "text"))

    def _key(self, place: int) -> float:
        if not self.figures.centres[place]["ranked"]:
            return -1.0
        if self.rubric.scoring.rank_on == "printed":
            return float(self.shown["verified"].index[place])
        return float(np.round(self.figures.verified.index[place], SNAP))

    def _unverified(self, place: int) -> bool:
        return bool(self.figures.verified_share[place] < self.rubric.evidence.unverified_below)


def label(centre: Any) -> str:
    """How the drop-down names a centre."""
    return f"{centre['centre_id']} · {centre['name']}"
