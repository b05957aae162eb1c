"""The sheet that adds up: dimensions, index, coverage, class, rank and order by formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plut_audit.exports.xlsx.book import cell, quote
from plut_audit.exports.xlsx.figures import order
from plut_audit.exports.xlsx.inputs import OBSERVED
from plut_audit.exports.xlsx.layout import CODE, FIRST, HEAD, NAME, PROVINCE, Layout
from plut_audit.language import N_
from plut_audit.rubric import Band, Mean
from plut_audit.scores.standing import SNAP
from plut_audit.scores.weights import Figure

RESPONDED, VISITED, LEVEL, START = 3, 4, 5, 6
FIGURES = ("verified", "claimed", "conservative")
FIGURE_TITLES = {
    "verified": N_("Verified"), "claimed": N_("Claimed"), "conservative": N_("Conservative"),
}  # fmt: skip
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
    "ranked": N_("Ranked"), "key": N_("Score to rank on"), "rank": N_("Rank"), "tied": N_("Tied"),
    "class": N_("Class"), "capped": N_("Held down"), "share": N_("Share seen"),
    "unverified": N_("Unverified"), "order": N_("Order"), "label": N_("Label"),
    "reason": N_("Not ranked because"),
}  # fmt: skip


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
            CODE: centre["centre_id"], NAME: centre["name"], PROVINCE: centre["province"],
            LEVEL: centre["level"], RESPONDED: int(centre["responded"]),
            VISITED: int(centre["visited"]),
        }  # fmt: skip
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
        text = f'IF(OR(${_letter(RESPONDED)}{row + 1}=0,{exact}=""),"",{shown})'
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
            self.put(row, self.columns.coverage + number, f"IF({whole}=0,\"\",{answered}/{whole})",
                     self.figures.coverage[place, number], "percent")  # fmt: skip
            present.append((f"({whole}>0)*{self.layout.dimension_weight(number)}",
                            (stored > 0) * self.rubric.dimensions[number].weight))  # fmt: skip
        self.put(row, self.columns.present, "+".join(text for text, _ in present),
                 float(sum(value for _, value in present)))  # fmt: skip

    def _standing(self, row: int, place: int) -> None:
        centre = self.figures.centres[place]
        formulas = standing_formulas(self.layout, row)
        stored = {
            "ranked": int(centre["ranked"]), "key": self._key(place), "rank": centre["rank"] or "",
            "tied": int(centre["tied"]), "class": centre["class"] or "",
            "capped": int(bool(centre["ranked"] and self.figures.capped[place])),
            "share": self.figures.verified_share[place],
            "unverified": int(self._unverified(place)), "order": self.order[place],
            "label": label(centre),
            "reason": self.layout.book.pick(centre["not_ranked_because"]),
        }  # fmt: skip
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


def rounded(number: str, decimals: int) -> str:
    """Snapped to 9 decimals, then half up: scores are never negative, so ROUND is half up."""
    return f"ROUND(ROUND({number},{SNAP}),{decimals})"


def mean(layout: Layout, scores: str, weights: str, rule: Mean, count: int) -> str:
    """A weighted mean over the indicators that apply; empty where none does."""
    total = f"SUMPRODUCT(ISNUMBER({scores})*{weights})"
    if rule == "arithmetic":
        return f'IF({total}=0,"",SUMPRODUCT({weights},{scores})/{total})'
    places = range(1, count + 1)
    cells, by = ([f"INDEX({part},1,{one})" for one in places] for part in (scores, weights))
    return spelled_out(cells, by, rule, layout.rule("floor"))


def spelled_out(cells: list[str], weights: list[str], rule: Mean, floor: str) -> str:
    """A weighted mean of cells that are not side by side; a text among them is left out."""
    pairs = list(zip(cells, weights, strict=True))
    total = "+".join(f"ISNUMBER({one})*{weight}" for one, weight in pairs)
    if rule == "arithmetic":
        added = "+".join(f"N({one})*{weight}" for one, weight in pairs)
        return f'IF({total}=0,"",({added})/({total}))'
    powers = "*".join(f"IF(ISNUMBER({one}),MAX({one},{floor})^{weight},1)" for one, weight in pairs)
    return f'IF({total}=0,"",({powers})^(1/({total})))'


def standing_formulas(layout: Layout, row: int) -> dict[str, str]:
    """Who is ranked, in which place and class, and in which order they stand."""
    columns = Columns(layout)
    own = {name: cell(row, columns.after(name)) for name in AFTER}
    shares = [cell(row, columns.coverage + number) for number in range(columns.width - 1)]
    enough = layout.rule("minimum_coverage")
    thin = [f"AND(ISNUMBER({share}),{share}<{enough}-1E-12)" for share in shares]
    verified = cell(row, columns.exact("verified"))
    answered = cell(row, RESPONDED)
    shown = cell(row, columns.printed("verified"))
    on = shown if layout.rubric.scoring.rank_on == "printed" else f"ROUND({verified},{SNAP})"
    keys = layout.down("calculation", columns.after("key"))
    rank = _rank(layout.rubric.scoring.tie_rule, own["key"], keys)
    unverified = f"{own['share']}<{layout.rule('unverified_below')}"
    return {
        "ranked": f"IF(AND({answered}=1,{verified}<>\"\",NOT(OR({','.join(thin)}))),1,0)",
        "key": f"IF({own['ranked']}=1,{on},-1)",
        "rank": f"IF({own['ranked']}=1,{rank},\"\")",
        "tied": f"IF({own['ranked']}=1,IF(SUMPRODUCT(--({keys}={own['key']}))>1,1,0),0)",
        "class": f"IF({own['ranked']}=1,{_class(layout, row, on)},\"\")",
        "capped": _capped(layout, row, own["ranked"], on),
        "share": _share(layout, row),
        "unverified": f"IF({own['share']}=\"\",0,IF({unverified},1,0))",
        "order": f"SUMPRODUCT(--({keys}>{own['key']}))+{_before(layout, row, own['key'])}",
        "label": f"{cell(row, CODE)}&\" · \"&{cell(row, NAME)}",
        "reason": _reason(layout, answered, own["ranked"], thin),
    }  # fmt: skip


def _rank(rule: str, own: str, keys: str) -> str:
    above, same = f"SUMPRODUCT(--({keys}>{own}))", f"SUMPRODUCT(--({keys}={own}))"
    return {
        "min": f"{above}+1",
        "max": f"{above}+{same}",
        "average": f"{above}+({same}+1)/2",
        "dense": f"SUMPRODUCT(({keys}>{own})/COUNTIF({keys},{keys}))+1",
    }[rule]


def _before(layout: Layout, row: int, own: str) -> str:
    """How many with the same score come no later by their code."""
    column = Columns(layout).after("key")
    stretch = f"{_letter(column)}${FIRST + 1}:{_letter(column)}{row + 1}"
    return f"SUMPRODUCT(--({stretch}={own}))"


def _place(layout: Layout, shown: str) -> str:
    """The number of the class, the best is 1."""
    bands = layout.rubric.bands
    text = str(len(bands))
    for number in reversed(range(len(bands))):
        if sign := _sign(bands[number]):
            text = f"IF({shown}{sign}{layout.band(number)},{number + 1},{text})"
        else:
            text = str(number + 1)
    return text


def _sign(band: Band) -> str:
    return ">" if band.above is not None else ">=" if band.at_least is not None else ""


def _limit(layout: Layout) -> int:
    cap = layout.rubric.cap
    return [band.name for band in layout.rubric.bands].index(cap.name) + 1 if cap else 0


def _weakest(layout: Layout, row: int) -> str:
    """The lowest dimension, as ranks are given: as printed, or unrounded."""
    columns, printed = Columns(layout), layout.rubric.scoring.rank_on == "printed"
    column = columns.printed if printed else columns.exact
    first, last = column("verified", 0), column("verified") - 1
    return f"ROUND(MIN({cell(row, first)}:{cell(row, last)}),{SNAP})"


def _class(layout: Layout, row: int, shown: str) -> str:
    if not layout.rubric.bands:
        return '""'
    names = layout.book.column("weights", layout.bands_at,
                               layout.bands_at + len(layout.rubric.bands) - 1, 0)  # fmt: skip
    place = _place(layout, shown)
    if layout.rubric.cap:
        weak = f"{_weakest(layout, row)}<{layout.rule('cap')}"
        place = f"IF({weak},MAX({place},{_limit(layout)}),{place})"
    return f"INDEX({names},{place})"


def _capped(layout: Layout, row: int, ranked: str, shown: str) -> str:
    if not layout.rubric.cap or not layout.rubric.bands:
        return "0"
    weak = f"{_weakest(layout, row)}<{layout.rule('cap')}"
    return f"IF({ranked}=1,IF(AND({weak},{_place(layout, shown)}<{_limit(layout)}),1,0),0)"


def _share(layout: Layout, row: int) -> str:
    """The weight a visit has seen over the weight that applies, over the dimensions."""
    columns, parts = Columns(layout), []
    for number, _, first, last in layout.dimensions():
        marks = layout.along("evidence", row, first, last)
        scores, weights = layout.along("scores", row, first, last), layout.item_weights(first, last)
        seen = f"SUMPRODUCT(({marks}={quote(OBSERVED)})*ISNUMBER({scores})*{weights})"
        whole = cell(row, columns.applicable + number)
        parts.append(f"IF({whole}=0,0,{layout.dimension_weight(number)}*{seen}/{whole})")
    present = cell(row, columns.present)
    return f'IF({present}=0,"",({"+".join(parts)})/{present})'


def _reason(layout: Layout, answered: str, ranked: str, thin: list[str]) -> str:
    """The same words as the result's: no answer, or which dimensions have too few."""
    book = layout.book
    silent = quote(book.say("did not answer the questionnaire"))
    share = round(100 * layout.rubric.scoring.minimum_coverage)
    few = book.say("fewer than {share} % answered: {parts}", share=share, parts="")
    names = [quote(", " + book.pick(part.title)) for part in layout.rubric.dimensions]
    listed = "&".join(f'IF({one},{name},"")' for one, name in zip(thin, names, strict=True))
    return f'IF({answered}=0,{silent},IF({ranked}=1,"",{quote(few)}&MID({listed},3,500)))'


def _letter(column: int) -> str:
    return cell(0, column).rstrip("1")
