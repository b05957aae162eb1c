"""The sheets an auditor may change: weights and goalposts, points tables, answers, evidence."""

from typing import Any

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import Book, Record
from plut_audit.report.formats.xlsx.figures import NOT_APPLICABLE
from plut_audit.report.formats.xlsx.layout import (
    CODE,
    DIMENSIONS,
    FIRST,
    HEAD,
    ITEM,
    NAME,
    PROVINCE,
    RULES,
    Layout,
)
from plut_audit.rubric import Indicator, Rubric

MATRIX_WIDTHS = (10, 30, 16)
OBSERVED, REPORTED, NOTHING = "O", "R", "-"
"""Marks of the evidence sheet."""


# --- weights and goalposts -----------------------------------------------------------------


def weights(layout: Layout) -> None:
    """Weights, goalposts, classes and rules; the coloured cells may be changed."""
    book = layout.book
    note = book.say("Change a coloured cell and scores, classes and ranks follow.")
    sheet = book.sheet("weights", (12, 60, 14, 14, 14, 16, 16, 12), note, first=0)
    _dimensions(layout, sheet)
    _indicators(layout, sheet)
    _bands(layout, sheet)
    _rules(layout, sheet)


def _dimensions(layout: Layout, sheet: Any) -> None:
    book = layout.book
    titles = (N_("Code"), N_("Dimension"), N_("Mean"), N_("Weight"))
    book.head(sheet, DIMENSIONS - 1, [book.say(title) for title in titles])
    for number, part in enumerate(layout.rubric.dimensions):
        row = DIMENSIONS + number
        book.put(sheet, row, 0, part.code, "bold")
        book.put(sheet, row, 1, book.pick(part.title))
        book.put(sheet, row, 2, book.say(MEANS[part.mean]))
        book.put(sheet, row, 3, part.weight, "input")


MEANS = {"arithmetic": N_("arithmetic"), "geometric": N_("geometric")}
ITEM_TITLES = (
    N_("Code"),
    N_("Indicator"),
    N_("Dimension"),
    N_("Weight"),
    N_("Low goalpost"),
    N_("High goalpost"),
    N_("Scoring"),
    N_("Mandatory"),
)


def _indicators(layout: Layout, sheet: Any) -> None:
    book = layout.book
    book.head(sheet, layout.items_at - 1, [book.say(title) for title in ITEM_TITLES])
    for place, code, item, _ in layout.items():
        row = layout.items_at + place
        for column, value in enumerate((code, book.pick(item.title), item.dimension)):
            book.put(sheet, row, column, value)
        book.put(sheet, row, 3, item.weight, "input")
        if item.kind == "linear":
            book.put(sheet, row, 4, item.low, "input")
            book.put(sheet, row, 5, item.high, "input")
        book.put(sheet, row, 6, _scoring(layout, item), "aside")
        book.put(sheet, row, 7, book.say("yes") if item.mandatory else "")


def _scoring(layout: Layout, item: Indicator) -> str:
    if item.kind == "points":
        return layout.book.say("points table")
    return layout.book.say("logarithmic") if item.transform else layout.book.say("linear")


def _bands(layout: Layout, sheet: Any) -> None:
    book = layout.book
    titles = (N_("Class"), N_("Meaning"), N_("Rule"), N_("Score"))
    book.head(sheet, layout.bands_at - 1, [book.say(title) for title in titles])
    for number, band in enumerate(layout.rubric.bands):
        row = layout.bands_at + number
        book.put(sheet, row, 0, band.name, "bold")
        book.put(sheet, row, 1, book.pick(band.title))
        limit = band.above if band.above is not None else band.at_least
        if limit is not None:
            book.put(
                sheet, row, 2, book.say("above") if band.above is not None else book.say("at least")
            )
            book.put(sheet, row, 3, limit, "input")
        else:
            book.put(sheet, row, 2, book.say("below the others"))


RULE_TITLES = {
    "scale": N_("Full marks"),
    "floor": N_("Floor of a geometric mean"),
    "minimum_coverage": N_("Share of a dimension's weight that must be answered for a rank"),
    "cap": N_("A dimension under this score holds the class down to {name}"),
    "unverified_below": N_("Share of the weight that a visit must have seen for a verified class"),
    "tolerance": N_("Points by which self-report and visit may differ"),
    "shrinkage": N_("Visits that weigh as much as the mean of the dimension"),
}


def _rules(layout: Layout, sheet: Any) -> None:
    book, rubric = layout.book, layout.rubric
    book.head(sheet, layout.rules_at - 1, ["", book.say("Rule"), "", book.say("Value")])
    values = {
        "scale": rubric.scoring.scale,
        "floor": rubric.scoring.floor,
        "minimum_coverage": rubric.scoring.minimum_coverage,
        "cap": rubric.cap.dimension_below if rubric.cap else None,
        "unverified_below": rubric.evidence.unverified_below,
        "tolerance": rubric.evidence.tolerance,
        "shrinkage": rubric.evidence.shrinkage,
    }
    for number, name in enumerate(RULES):
        row = layout.rules_at + number
        cap = rubric.cap.name if rubric.cap else "–"
        book.put(sheet, row, 1, book.say(RULE_TITLES[name], name=cap))
        book.put(sheet, row, 3, values[name], "input")


# --- points tables -------------------------------------------------------------------------


def points(layout: Layout) -> None:
    """The points of each choice."""
    book = layout.book
    note = book.say("The points of each answer. Change a coloured cell and scores follow.")
    sheet = book.sheet("points", (12, 44, 22, 48, 10), note, first=4)
    titles = (N_("Code"), N_("Indicator"), N_("Choice"), N_("Meaning"), N_("Points"))
    book.head(sheet, 3, [book.say(title) for title in titles])
    for _, code, item, _ in layout.items():
        if item.kind == "points":
            labels = choice_labels(book, layout.rubric, item)
            for number, (choice, worth) in enumerate(item.points.items()):
                row = layout.points_rows[code][0] + number
                values = (code, book.pick(item.title), choice, labels.get(choice, choice))
                for column, value in enumerate(values):
                    book.put(sheet, row, column, value)
                book.put(sheet, row, 4, worth, "input")


def choice_labels(book: Book, rubric: Rubric, item: Indicator) -> dict[str, str]:
    """The words of an indicator's choices."""
    question = rubric.questions.get(item.lead)
    choices = question.choices if question else {}
    return {code: book.pick(label) for code, label in choices.items()}


# --- answers -------------------------------------------------------------------------------


def answers(layout: Layout) -> None:
    """The value that counts of each indicator: what was seen, else what was reported."""
    book = layout.book
    note = book.say(
        "The value that counts: what the visit saw, else what was reported. Empty: not answered, "
        "0 points. {mark}: does not apply. Change a value and scores follow.",
        mark=NOT_APPLICABLE,
    )
    sheet = matrix_sheet(layout, "answers", note)
    for place, centre in enumerate(layout.figures.centres):
        for code, column in layout.item_column.items():
            item = centre["items"][code]
            value = NOT_APPLICABLE if item["score"] is None else item["used"]
            book.put(sheet, FIRST + place, column, value, "input")
    _choices(layout, sheet)


def reported(layout: Layout) -> None:
    """The value of self-report, for the claimed figure."""
    note = layout.book.say(
        "What the questionnaire says. Empty: not answered, 0 points. {mark}: does not apply or "
        "was not asked.",
        mark=NOT_APPLICABLE,
    )
    sheet = matrix_sheet(layout, "reported", note)
    for place, centre in enumerate(layout.figures.centres):
        for number, code, _, column in layout.items():
            asked = layout.figures.on_paper[place, number]
            value = centre["items"][code]["reported"] if asked else NOT_APPLICABLE
            layout.book.put(sheet, FIRST + place, column, value, "input")
    _choices(layout, sheet)


def evidence(layout: Layout) -> None:
    """Where each value comes from."""
    note = layout.book.say(
        "Where the value comes from: {seen} seen by the visit, {told} reported only, {none} "
        "neither.",
        seen=OBSERVED,
        told=REPORTED,
        none=NOTHING,
    )
    sheet = matrix_sheet(layout, "evidence", note)
    for place, centre in enumerate(layout.figures.centres):
        for code, column in layout.item_column.items():
            mark = evidence_mark(centre["items"][code])
            layout.book.put(sheet, FIRST + place, column, mark, "input")


def evidence_mark(item: Record) -> str:
    """O, R, - or n/a."""
    if item["score"] is None:
        return NOT_APPLICABLE
    marks = {"observed": OBSERVED, "reported": REPORTED}
    return marks.get(item["evidence"], NOTHING)


def _choices(layout: Layout, sheet: Any) -> None:
    """A list of the choices where an answer is one."""
    for code, (first, last) in layout.points_rows.items():
        column = layout.item_column[code]
        source = "=" + layout.book.column("points", first, last, 2)
        sheet.data_validation(
            FIRST,
            column,
            layout.last,
            column,
            {"validate": "list", "source": source, "error_type": "warning"},
        )


def matrix_sheet(layout: Layout, key: str, note: str) -> Any:
    """A sheet of centres by indicators: dimension above, codes, then the centres."""
    book = layout.book
    widths = (*MATRIX_WIDTHS, *[8] * len(layout.rubric.indicators))
    sheet = book.sheet(key, widths, note, first=0)
    sheet.freeze_panes(FIRST, ITEM)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(CODE, NAME)
    sheet.fit_to_pages(2, 0)
    sheet.print_across()
    titles = [book.say("Code"), book.say("Centre"), book.say("Province")]
    book.head(sheet, HEAD, [*titles, *layout.rubric.indicators])
    for _, part, first, _ in layout.dimensions():
        book.put(sheet, 2, first, book.pick(part.title), "bold")
    for place, centre in enumerate(layout.figures.centres):
        book.put(sheet, FIRST + place, CODE, centre["centre_id"])
        book.put(sheet, FIRST + place, NAME, centre["name"])
        book.put(sheet, FIRST + place, PROVINCE, centre["province"])
    sheet.autofilter(HEAD, 0, layout.last, ITEM + len(layout.rubric.indicators) - 1)
    return sheet
