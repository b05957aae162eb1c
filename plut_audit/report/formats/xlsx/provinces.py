"""The provinces: how many centres, how many seen, their mean and their classes."""

from collections import Counter
from typing import Any

import numpy as np

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import Book, Record, cell, quote
from plut_audit.report.formats.xlsx.columns import RESPONDED, VISITED, Columns
from plut_audit.report.formats.xlsx.findings import START as FINDINGS_START
from plut_audit.report.formats.xlsx.findings import severity as severity_text
from plut_audit.report.formats.xlsx.layout import PROVINCE, Layout
from plut_audit.report.formats.xlsx.summary import put
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import round_scores

START = 4
GRAVE = ("critical", "high")


class Tally:
    """What is counted of each province, one centre after another."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.counts: dict[str, Counter[str]] = {}
        self.sums: Counter[str] = Counter()

    def add(self, centre: Record) -> None:
        """Count a centre."""
        counts = self.counts.setdefault(centre["province"], Counter())
        counts["centres"] += 1
        counts["responded"] += bool(centre["responded"])
        counts["visited"] += bool(centre["visited"])
        counts["ranked"] += bool(centre["ranked"])
        if centre["ranked"]:
            counts["class " + (centre["class"] or "")] += 1
            self.sums[centre["province"]] += centre["verified_exact"]

    def mean(self, province: str) -> float | None:
        """The mean verified score of its ranked centres, as printed."""
        ranked = self.counts[province]["ranked"]
        if not ranked:
            return None
        mean = np.array([self.sums[province] / ranked])
        return float(round_scores(mean, self.rubric.scoring.decimals)[0])


def provinces(book: Book, result: Record, tally: Tally, layout: Layout | None) -> None:
    """Write the sheet; with a layout it follows by formula."""
    bands = [band.name for band in tally.rubric.bands]
    sheet = book.sheet("provinces", (30, *[12] * 5, *[8] * len(bands), 14, 14), first=START)
    titles = [
        book.say(title)
        for title in (
            N_("Province"),
            N_("Centres"),
            N_("Answered"),
            N_("Visited"),
            N_("Ranked"),
            N_("Mean verified"),
        )
    ]
    titles += [book.say("Class {name}", name=name) for name in bands]
    grave = [severity_text(book, level) for level in GRAVE] if layout else []
    book.head(sheet, START - 1, [*titles, *grave])
    last = START + max(len(tally.counts), 1) - 1
    sheet.autofilter(START - 1, 0, last, len(titles) + len(grave) - 1)
    found = _grave(result) if layout else Counter()
    for row, province in enumerate(sorted(tally.counts), START):
        _province(book, sheet, row, province, tally, layout)
        for column, level in enumerate(GRAVE if layout else (), len(titles)):
            text = _grave_formula(book, result, row, level)
            put(book, sheet, row, column, text, found[province, level], "count")
    bar = {
        "type": "data_bar",
        "bar_solid": True,
        "bar_color": "#9DB7C6",
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": tally.rubric.scoring.scale,
    }
    sheet.conditional_format(START, 5, last, 5, bar)


def _province(
    book: Book, sheet: Any, row: int, province: str, tally: Tally, layout: Layout | None
) -> None:
    counts = tally.counts[province]
    book.put(sheet, row, 0, province, "bold")
    keys = ("centres", "responded", "visited", "ranked")
    for column, key in enumerate(keys, 1):
        put(book, sheet, row, column, _count_formula(layout, row, key), counts[key], "count")
    put(book, sheet, row, 5, _mean_formula(layout, row), tally.mean(province), "number")
    for column, band in enumerate(tally.rubric.bands, 6):
        text = ""
        if layout:
            classes = layout.down("calculation", Columns(layout).after("class"))
            text = f"SUMPRODUCT({_here(layout, row)}*({classes}={quote(band.name)}))"
        put(book, sheet, row, column, text, counts["class " + band.name], "count")


def _here(layout: Layout, row: int) -> str:
    """1 for each centre of the province of a row."""
    return f"({layout.down('calculation', PROVINCE)}=$A{row + 1})"


def _count_formula(layout: Layout | None, row: int, key: str) -> str:
    if layout is None:
        return ""
    if key == "centres":
        return f"SUMPRODUCT(--{_here(layout, row)})"
    columns = {
        "responded": RESPONDED,
        "visited": VISITED,
        "ranked": Columns(layout).after("ranked"),
    }
    return f"SUMPRODUCT({_here(layout, row)}*{layout.down('calculation', columns[key])})"


def _mean_formula(layout: Layout | None, row: int) -> str:
    if layout is None:
        return ""
    columns = Columns(layout)
    ranked = layout.down("calculation", columns.after("ranked"))
    exact = layout.down("calculation", columns.exact("verified"))
    added = f"SUMPRODUCT({_here(layout, row)}*{ranked},{exact})"
    decimals = layout.rubric.scoring.decimals
    count = cell(row, 4)
    return f'IF({count}=0,"",ROUND(ROUND({added}/{count},9),{decimals}))'


def _grave(result: Record) -> Counter[tuple[str, str]]:
    province_of = {centre["centre_id"]: centre["province"] for centre in result["centres"]}
    return Counter(
        (province_of.get(one["centre_id"], ""), one["severity"]) for one in result["findings"]
    )


def _grave_formula(book: Book, result: Record, row: int, level: str) -> str:
    last = FINDINGS_START + max(len(result["findings"]), 1) - 1
    places, levels = (book.column("findings", FINDINGS_START, last, column) for column in (4, 0))
    return f"SUMPRODUCT(({places}=$A{row + 1})*({levels}={quote(severity_text(book, level))}))"
