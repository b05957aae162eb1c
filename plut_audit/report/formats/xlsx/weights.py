"""The sheet of weights, goalposts, classes and rules; the coloured cells may be changed."""

from typing import Any

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.class_forms import FORM_TITLES, class_forms
from plut_audit.report.formats.xlsx.layout import (
    FIRST_DIMENSION,
    FIRST_FORM,
    HIGH_VALUE,
    LOW_VALUE,
    RULES,
    VALUE,
    Layout,
)
from plut_audit.rubric import Band, Indicator, Rubric

WIDTHS = (12, 60, 14, 14, 14, 16, 16, 12)
SCORING, MANDATORY = 6, 7
"""Columns of the indicators after their goalposts."""
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
RULE_TITLES = {
    "scale": N_("Full marks"),
    "floor": N_("Floor of a geometric mean"),
    "minimum_coverage": N_("Share of a dimension's weight that must be answered for a rank"),
    "cap": N_("A dimension under this score caps the class at {name}"),
    "provisional_below": N_(
        "Share of the weight that a visit must have seen for a class that is not provisional"
    ),
    "tolerance": N_("Points by which self-report and visit may differ"),
    "random_centres": N_("Centres chosen at random from which only their visits make the factors"),
    "prior_pairs": N_("Pairs that the factor of the dimension weighs beside those of an indicator"),
    "visit_only_centres": N_("Centres from which what only a visit can see is carried over"),
}


def weights(layout: Layout) -> None:
    """Write the sheet."""
    note = _(N_("Change a coloured cell and scores, classes and ranks follow."))
    sheet = layout.book.sheet("weights", WIDTHS, note, first=0)
    _dimensions(layout, sheet)
    _indicators(layout, sheet)
    _bands(layout, sheet)
    _rules(layout, sheet)


def _dimensions(layout: Layout, sheet: Any) -> None:
    book = layout.book
    titles = (N_("Code"), N_("Dimension"), N_("Mean"), N_("Weight"))
    book.head(sheet, FIRST_DIMENSION - 1, [_(title) for title in titles])
    for row, dimension in enumerate(layout.rubric.dimensions, FIRST_DIMENSION):
        book.put(sheet, row, 0, dimension.code, "bold")
        book.put(sheet, row, 1, localized(dimension.title))
        book.put(sheet, row, 2, _(MEANS[dimension.mean]))
        book.put(sheet, row, VALUE, dimension.weight, "input")


def _indicators(layout: Layout, sheet: Any) -> None:
    book = layout.book
    book.head(sheet, layout.items_at - 1, [_(title) for title in ITEM_TITLES])
    for row, (_number, code, indicator, _column) in enumerate(layout.items, layout.items_at):
        names = (code, localized(indicator.title), indicator.dimension)
        for column, value in enumerate(names):
            book.put(sheet, row, column, value)
        book.put(sheet, row, VALUE, indicator.weight, "input")
        if indicator.kind == "linear":
            book.put(sheet, row, LOW_VALUE, indicator.low, "input")
            book.put(sheet, row, HIGH_VALUE, indicator.high, "input")
        book.put(sheet, row, SCORING, _scoring(indicator), "aside")
        book.put(sheet, row, MANDATORY, _("yes") if indicator.mandatory else "")


def _scoring(indicator: Indicator) -> str:
    if indicator.kind == "points":
        return _(N_("points table"))
    return _(N_("logarithmic")) if indicator.transform else _(N_("linear"))


def _bands(layout: Layout, sheet: Any) -> None:
    book = layout.book
    titles = (N_("Class"), N_("Meaning"), N_("Rule"), N_("Score"))
    printed = [_(title) for title in FORM_TITLES]
    book.head(sheet, layout.bands_at - 1, [*(_(title) for title in titles), *printed])
    forms = class_forms(layout.result)
    for row, band in enumerate(layout.rubric.bands, layout.bands_at):
        for column, text in enumerate(forms[band.name], FIRST_FORM):
            book.put(sheet, row, column, text, "aside")
        rule, limit = _threshold(band)
        book.put(sheet, row, 0, band.name, "bold")
        book.put(sheet, row, 1, localized(band.title))
        book.put(sheet, row, 2, rule)
        if limit is not None:
            book.put(sheet, row, VALUE, limit, "input")


def _threshold(band: Band) -> tuple[str, float | None]:
    """How a class begins, in words, and at which score."""
    if band.above is not None:
        return _(N_("above")), band.above
    if band.at_least is not None:
        return _(N_("at least")), band.at_least
    return _(N_("below the others")), None


def _rules(layout: Layout, sheet: Any) -> None:
    book = layout.book
    book.head(sheet, layout.rules_at - 1, ["", _(N_("Rule")), "", _(N_("Value"))])
    values = _rule_values(layout.rubric)
    cap = layout.rubric.cap.name if layout.rubric.cap else "–"
    for row, name in enumerate(RULES, layout.rules_at):
        book.put(sheet, row, 1, _(RULE_TITLES[name], name=cap))
        book.put(sheet, row, VALUE, values[name], "input")


def _rule_values(rubric: Rubric) -> dict[str, float | None]:
    return {
        "scale": rubric.scoring.scale,
        "floor": rubric.scoring.floor,
        "minimum_coverage": rubric.scoring.minimum_coverage,
        "cap": rubric.cap.dimension_below if rubric.cap else None,
        "provisional_below": rubric.evidence.provisional_below,
        "tolerance": rubric.evidence.tolerance,
        "random_centres": rubric.estimation.random_centres,
        "prior_pairs": rubric.estimation.prior_pairs,
        "visit_only_centres": rubric.estimation.visit_only_centres,
    }
