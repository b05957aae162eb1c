"""Where both sources speak: what was reported beside what was seen."""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import Book, Record, cell, quote
from plut_audit.report.formats.xlsx.inputs import choice_labels
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.rounding import SNAP

START = 4
TITLES = (
    N_("Centre code"),
    N_("Centre"),
    N_("Code"),
    N_("Indicator"),
    N_("Reported"),
    N_("Observed"),
    N_("Score reported"),
    N_("Score observed"),
    N_("Difference"),
    N_("Verdict"),
)
VERDICTS = {
    "agrees": N_("agrees"),
    "overstated": N_("▲ overstated"),
    "understated": N_("▼ understated"),
    "changed": N_("changed since"),
}
Pair = tuple[Record, str, Indicator, Record]


def compared(book: Book, result: Record, rubric: Rubric, layout: Layout | None) -> None:
    """Every indicator that was both reported and seen."""
    note = book.say("Self-report and visit are never averaged: where both speak, the visit counts.")
    sheet = book.sheet("compared", (10, 32, 9, 40, 20, 20, 11, 11, 11, 18), note, first=START)
    sheet.freeze_panes(START, 4)
    book.head(sheet, START - 1, [book.say(title) for title in TITLES])
    row = START
    for pair in pairs(result, rubric):
        _pair(book, sheet, row, pair, rubric, layout)
        row += 1
    last = max(row - 1, START)
    sheet.autofilter(START - 1, 0, last, len(TITLES) - 1)
    style = book.file.add_format({"bg_color": "#F6CE9A", "bold": True})
    rule = {
        "type": "cell",
        "criteria": "==",
        "value": quote(book.say(VERDICTS["overstated"])),
        "format": style,
    }
    sheet.conditional_format(START, 9, last, 9, rule)


def pairs(result: Record, rubric: Rubric) -> Iterator[Pair]:
    """Centre, code, indicator and item where both sources speak."""
    for centre in result["centres"]:
        for code, item in rubric.indicators.items():
            found = centre["items"][code]
            if found["reported_score"] is not None and found["observed_score"] is not None:
                yield centre, code, item, found


def _pair(
    book: Book, sheet: Any, row: int, pair: Pair, rubric: Rubric, layout: Layout | None
) -> None:
    centre, code, item, found = pair
    labels = choice_labels(book, rubric, item)
    for column, value in enumerate((centre["centre_id"], centre["name"], code)):
        book.put(sheet, row, column, value)
    book.put(sheet, row, 3, book.pick(item.title), "wrap")
    for column, key in ((4, "reported"), (5, "observed")):
        value = found[key]
        book.put(
            sheet,
            row,
            column,
            labels.get(value, value) if isinstance(value, str) else value,
            "value",
        )
    difference = round(found["reported_score"] - found["observed_score"], SNAP)
    said = book.say(VERDICTS[verdict(difference, found, item, rubric)])
    if layout is None:
        values = (found["reported_score"], found["observed_score"], difference)
        for column, value in enumerate(values, 6):
            book.put(sheet, row, column, value, "number")
        book.put(sheet, row, 9, said)
        return
    at, column = layout.row_of[centre["centre_id"]], layout.item_column[code]
    book.formula(sheet, row, 6, book.at("reported_scores", at, column), found["reported_score"])
    book.formula(sheet, row, 7, book.at("scores", at, column), found["observed_score"])
    left, right, gap = cell(row, 6), cell(row, 7), cell(row, 8)
    book.formula(sheet, row, 8, f"ROUND({left}-{right},{SNAP})", difference)
    tolerance = "0" if item.kind == "points" else layout.rule("tolerance")
    words = {key: quote(book.say(word)) for key, word in VERDICTS.items()}
    text = (
        f"IF({gap}>{tolerance},{words['overstated']},"
        f"IF({gap}<-{tolerance},{words['understated']},{words['agrees']}))"
    )
    book.formula(sheet, row, 9, words["changed"] if found.get("changed") else text, said, "text")


def verdict(difference: float, item: Record, rules: Indicator, rubric: Rubric) -> str:
    """Agreement within the tolerance (method, section 3)."""
    if item.get("changed"):
        return "changed"
    tolerance = 0 if rules.kind == "points" else rubric.evidence.tolerance
    if difference > tolerance:
        return "overstated"
    return "understated" if difference < -tolerance else "agrees"
