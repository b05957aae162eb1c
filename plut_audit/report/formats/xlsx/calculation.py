"""The sheet that adds up: dimensions, index, coverage, class, rank and order by formula."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.columns import (
    AFTER,
    FIGURE_TITLES,
    FIGURES,
    FIRST_FIGURE,
    INDEX,
    LEVEL,
    RESPONDED,
    SOURCES,
    VALUES,
    VISITED,
    Columns,
)
from plut_audit.report.formats.xlsx.inputs import was_seen
from plut_audit.report.formats.xlsx.layout import (
    CODE,
    FIRST,
    HEAD,
    NAME,
    PROVINCE,
    WEIGHT,
    DimensionSpan,
    Layout,
)
from plut_audit.report.formats.xlsx.means import dimension_mean, mean_of_cells, rounded
from plut_audit.report.formats.xlsx.rank_formulas import BELOW, standing_formulas
from plut_audit.report.formats.xlsx.references import across, cell, in_column
from plut_audit.report.formats.xlsx.tables import print_wide
from plut_audit.report.table import Cell
from plut_audit.report.values import interval_text
from plut_audit.report.vocabulary import class_with_marks
from plut_audit.result import CentreRow
from plut_audit.scoring.ranking import NotRanked
from plut_audit.scoring.rounding import SNAP, comparable_scores, round_scores
from plut_audit.scoring.weights import Figure

FACT_WIDTHS = (10, 30, 18, 9, 9, 12)
PAGES = 3
STYLES = {
    **dict.fromkeys(("low", "high", "key", "basis"), "number"),
    **dict.fromkeys(("interval", "ranks", "group", "class", "printed class"), "centred"),
    "share": "percent",
    "rank": "rank",
}
"""Styles of the columns after the weights that are not plain text."""
LONGEST_LABEL = 200
"""Characters of a name in the drop-down; Excel takes 255 for a choice."""


def calculation(layout: Layout) -> None:
    """Write the sheet."""
    columns = Columns(layout)
    note = _(N_("How item scores become the ranking. 1 is yes, 0 is no."))
    figures = [9.5] * (columns.last - FIRST_FIGURE)
    sheet = layout.book.sheet("calculation", (*FACT_WIDTHS, *figures, 40), note, first=0)
    sheet.freeze_panes(FIRST, PROVINCE)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(CODE, NAME)
    print_wide(sheet, PAGES)
    layout.book.head(sheet, HEAD, list(_titles(layout)))
    sheet.autofilter(HEAD, 0, layout.last, columns.last)
    writer = _Writer(layout, sheet)
    for centre in layout.centres:
        writer.centre(centre)


def _titles(layout: Layout) -> Iterator[str]:
    codes = [dimension.code for dimension in layout.rubric.dimensions]
    facts = (N_("Code"), N_("Centre"), N_("Province"), N_("Answered"), N_("Visited"), N_("Level"))
    yield from (_(title) for title in facts)
    for suffix in (_(N_("unrounded")), ""):
        for title in FIGURE_TITLES.values():
            yield from (f"{_(title)} {code} {suffix}".strip() for code in codes)
            yield f"{_(title)} {suffix}".strip()
    for title in (N_("Coverage {part}"), N_("Weight {part}"), N_("Seen {part}")):
        yield from (_(title, part=code) for code in codes)
    yield _(N_("Weight of dimensions"))
    yield from (_(title) for title in AFTER.values())


class _Writer:
    """Writes one centre's row after another."""

    def __init__(self, layout: Layout, sheet: Any) -> None:
        self.layout, self.sheet, self.stored = layout, sheet, layout.stored
        self.columns, self.rubric = Columns(layout), layout.rubric
        self.wording = layout.result.wording()
        decimals = self.rubric.scoring.decimals
        self.printed = {
            name: Figure(
                round_scores(figure.index, decimals), round_scores(figure.dimensions, decimals)
            )
            for name, figure in self.stored.figures.items()
        }
        comparable = {
            name: comparable_scores(figure.index, self.rubric)
            for name, figure in self.stored.figures.items()
        }
        self.keys = comparable[self.rubric.scoring.figure]
        provisional = layout.result.centres.class_provisional
        self.basis = np.where(provisional, comparable["estimate"], comparable["combined"])

    def put(self, row: int, column: int, text: str, value: Cell, style: str = "number") -> None:
        """A formula with its value; NaN is stored as empty."""
        shown = "" if isinstance(value, float) and np.isnan(value) else value
        self.layout.book.formula(self.sheet, row, column, text, shown, style)

    def centre(self, centre: CentreRow) -> None:
        """Everything of one centre."""
        row = FIRST + centre.row
        facts: dict[int, Cell] = {
            CODE: centre.centre_id,
            NAME: centre.name,
            PROVINCE: centre.province,
            LEVEL: centre.level,
            RESPONDED: int(centre.responded),
            VISITED: int(centre.visited),
        }
        for column, value in facts.items():
            self.layout.book.put(self.sheet, row, column, value)
        for figure in FIGURES:
            self._figure(row, centre, figure)
        self._weights(row, centre)
        self._standing(row, centre)

    def _figure(self, row: int, centre: CentreRow, figure: str) -> None:
        exact = self.stored.figures[figure]
        for span in self.layout.dimensions:
            scores = self.layout.along(SOURCES[figure], row, span)
            text, column = dimension_mean(self.layout, scores, span), span.number
            value = float(exact.dimensions[centre.row, column])
            self.put(row, self.columns.exact(figure, column), text, value)
            printed = float(self.printed[figure].dimensions[centre.row, column])
            self._printed(row, figure, column, printed, centre.responded)
        value = float(exact.index[centre.row])
        self.put(row, self.columns.exact(figure), self._index(row, figure), value)
        printed = float(self.printed[figure].index[centre.row])
        self._printed(row, figure, INDEX, printed, centre.responded)

    def _index(self, row: int, figure: str) -> str:
        numbers = range(len(self.rubric.dimensions))
        cells = [cell(row, self.columns.exact(figure, number)) for number in numbers]
        weights = [self.layout.dimension_weight(number) for number in numbers]
        rule = self.rubric.scoring.index_mean
        return mean_of_cells(cells, weights, rule, self.layout.rule("floor"))

    def _printed(self, row: int, figure: str, number: int, value: float, answered: bool) -> None:
        exact = cell(row, self.columns.exact(figure, number))
        printed = rounded(exact, self.rubric.scoring.decimals)
        text = f'IF(OR({in_column(row, RESPONDED)}=0,{exact}=""),"",{printed})'
        self.put(row, self.columns.printed(figure, number), text, value if answered else "")

    def _weights(self, row: int, centre: CentreRow) -> None:
        """Coverage and the weights that apply, by dimension and over them."""
        formulas, present = [], 0.0
        for span in self.layout.dimensions:
            weight = self._dimension_weights(row, centre, span)
            total = cell(row, self.columns.applicable + span.number)
            formulas.append(f"({total}>0)*{self.layout.dimension_weight(span.number)}")
            present += (weight > 0) * span.dimension.weight
        self.put(row, self.columns.present, "+".join(formulas), present)

    def _dimension_weights(self, row: int, centre: CentreRow, span: DimensionSpan) -> float:
        """Gives the weight of the dimension's indicators that apply."""
        scores = self.layout.along("scores", row, span)
        values = self.layout.along("answers", row, span)
        weights = self.layout.item_weights(span)
        applicable = self.stored.applicable[centre.row, span.items]
        weight = float(applicable @ self.stored.weights.item[span.items])
        total = self.columns.applicable + span.number
        self.put(row, total, f"SUMPRODUCT(ISNUMBER({scores})*{weights})", weight)
        answered = f'SUMPRODUCT(ISNUMBER({scores})*({values}<>"")*{weights})'
        text = f'IF({cell(row, total)}=0,"",{answered}/{cell(row, total)})'
        coverage = float(self.stored.coverage[centre.row, span.number])
        self.put(row, self.columns.coverage + span.number, text, coverage, "percent")
        self._seen(row, centre, span)
        return weight

    def _seen(self, row: int, centre: CentreRow, span: DimensionSpan) -> None:
        """The weight that a visit saw over the weight that it can see."""
        layout = self.layout
        marks, scores = (layout.along(key, row, span) for key in ("evidence", "scores"))
        weights = across(WEIGHT, span.first, span.last, row_fixed=True)
        weights = f"{layout.book.quoted('evidence')}!{weights}"
        visible = f"SUMPRODUCT(ISNUMBER({scores})*{weights})"
        seen = f"SUMPRODUCT({was_seen(marks)}*{weights})"
        share = float(self.stored.seen_by_dimension[centre.row, span.number])
        text = f'IF({visible}=0,"",{seen}/MAX({visible},1E-300))'
        self.put(row, self.columns.seen + span.number, text, share, "percent")

    def _key(self, centre: CentreRow) -> float:
        """What the list is ordered by; see `rank_formulas`."""
        if centre.ranked:
            return float(self.keys[centre.row])
        printed = float(getattr(centre, self.rubric.scoring.figure) or 0)
        return round(printed - BELOW * self.rubric.scoring.scale, SNAP)

    def _values(self, row: int, centre: CentreRow) -> None:
        """What no formula follows: the draws behind the intervals, and critical findings."""
        ends = centre.estimate_interval or (None, None)
        values: dict[str, Cell] = {
            "low": ends[0],
            "high": ends[1],
            "interval": interval_text(centre.estimate_interval, self.rubric.scoring.decimals),
            "ranks": interval_text(centre.rank_interval),
            "group": centre.group,
            "critical": int(self.stored.critical[centre.row]),
        }
        for name in VALUES:
            style = STYLES.get(name, "text")
            self.layout.book.put(self.sheet, row, self.columns.after(name), values[name], style)

    def _standing(self, row: int, centre: CentreRow) -> None:
        self._values(row, centre)
        basis = float(self.basis[centre.row])
        answered = centre.responded or self.rubric.scoring.rank_on != "printed"
        stored: dict[str, Cell] = {
            "ranked": int(centre.ranked),
            "key": self._key(centre),
            "rank": centre.rank,
            "tied": int(centre.tied),
            "class": centre.class_name,
            "printed class": class_with_marks(centre),
            "basis": basis if answered else "",
            "capped": int(centre.ranked and centre.class_capped),
            "share": float(self.stored.seen_share[centre.row]),
            "provisional": int(centre.ranked and centre.class_provisional),
            "order": int(self.layout.order[centre.row]),
            "label": label(centre),
            "reason": self._reason(centre.not_ranked),
        }
        for name, text in standing_formulas(self.layout, row).items():
            column = self.columns.after(name)
            self.put(row, column, text, stored[name], STYLES.get(name, "text"))

    def _reason(self, reason: NotRanked | None) -> str:
        return self.wording.not_ranked(reason)


def label(centre: CentreRow) -> str:
    """How the drop-down names a centre."""
    return f"{centre.centre_id} · {centre.name[:LONGEST_LABEL]}"
