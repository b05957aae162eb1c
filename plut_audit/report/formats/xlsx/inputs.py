"""The sheets of answers that an auditor may change: points tables, answers, evidence."""

from collections.abc import Callable
from typing import Any

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.layout import (
    CHOICE,
    CHOICE_LABEL,
    CODE,
    DIMENSION_TITLES,
    FIRST,
    FIRST_CHOICE,
    FIRST_ITEM,
    HEAD,
    LABELS,
    NAME,
    NOT_APPLICABLE,
    POINTS,
    PROVINCE,
    VALUE,
    WEIGHT,
    Layout,
)
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.tables import print_wide
from plut_audit.report.table import Cell
from plut_audit.result import Evidence, ItemRow
from plut_audit.rubric import Indicator, Rubric

MATRIX_WIDTHS = (10, 30, 16)
ITEM_WIDTH = 8
PAGES = 2
"""Pages side by side on which a matrix is printed."""
OBSERVED, CHANGED, REPORTED, NOTHING = "O", "C", "R", "-"
"""Marks of the evidence sheet; `CHANGED`: seen, but too long after the questionnaire to compare."""
DECIDED, DECIDED_SEEN = "E", "EO"
"""The evaluator decided the value; and a visit saw another one."""
EVIDENCE_MARKS = {
    Evidence.OBSERVED: OBSERVED,
    Evidence.REPORTED: REPORTED,
    Evidence.NONE: NOTHING,
    Evidence.NOT_APPLICABLE: NOT_APPLICABLE,
    Evidence.EVALUATOR: DECIDED,
}


def points(layout: Layout) -> None:
    """The points of each choice."""
    book = layout.book
    note = _(N_("The points of each answer. Change a coloured cell and scores follow."))
    sheet = book.sheet("points", (12, 44, 22, 48, 10), note, first=FIRST_CHOICE)
    titles = (N_("Code"), N_("Indicator"), N_("Choice"), N_("Meaning"), N_("Points"))
    book.head(sheet, FIRST_CHOICE - 1, [_(title) for title in titles])
    for code, (first, _last) in layout.points_rows.items():
        indicator = layout.rubric.indicators[code]
        labels = choice_labels(layout.rubric, indicator)
        for row, (choice, worth) in enumerate(indicator.points.items(), first):
            book.put(sheet, row, 0, code)
            book.put(sheet, row, 1, localized(indicator.title))
            book.put(sheet, row, CHOICE, choice)
            book.put(sheet, row, CHOICE_LABEL, labels.get(choice, choice))
            book.put(sheet, row, POINTS, worth, "input")


def choice_labels(rubric: Rubric, indicator: Indicator) -> dict[str, str]:
    """The words of an indicator's choices."""
    question = rubric.questions.get(indicator.lead)
    choices = question.choices if question else {}
    return {code: localized(label) for code, label in choices.items()}


def answers(layout: Layout) -> None:
    """The value that counts of each indicator: what was seen, else what was reported."""
    note = _(
        N_(
            "The value that counts: what the evaluator decided, else what the visit saw, else what "
            "was reported. Empty: not answered, 0 points. {mark}: does not apply. Change a value and scores follow."
        ),
        mark=NOT_APPLICABLE,
    )
    sheet = _value_sheet(layout, "answers", note, used_value)
    _choices(layout, sheet)


def used_value(layout: Layout, item: ItemRow) -> Cell:
    """The value that counts; a mark where the indicator does not."""
    return item.used if layout.stored.applicable[item.row, item.column] else NOT_APPLICABLE


def reported(layout: Layout) -> None:
    """The value of self-report, for the reported figure."""
    note = _(
        N_(
            "What the questionnaire says. Empty: not answered, 0 points. {mark}: does not apply "
            "or was not asked."
        ),
        mark=NOT_APPLICABLE,
    )
    sheet = _value_sheet(layout, "reported", note, reported_value)
    _choices(layout, sheet)


def reported_value(layout: Layout, item: ItemRow) -> Cell:
    """The value of self-report; a mark where the questionnaire did not ask."""
    return item.reported if layout.stored.on_paper[item.row, item.column] else NOT_APPLICABLE


def evidence(layout: Layout) -> None:
    """Where each value comes from."""
    note = _(
        N_(
            "Where the value comes from: {seen} seen by the visit, {changed} seen so long after "
            "the questionnaire that both may be right, {reported} reported only, {none} neither, "
            "{decided} decided by the evaluator, {decided_seen} decided and seen otherwise."
        ),
        seen=OBSERVED,
        changed=CHANGED,
        reported=REPORTED,
        none=NOTHING,
        decided=DECIDED,
        decided_seen=DECIDED_SEEN,
    )
    sheet = _value_sheet(layout, "evidence", note, evidence_mark)
    layout.book.put(sheet, WEIGHT, LABELS, _(N_("Weight a visit can see")), "note")
    for item in layout.items:
        if layout.stored.observable[item.number]:
            text = layout.book.at("weights", layout.items_at + item.number, VALUE)
            layout.book.formula(sheet, WEIGHT, item.column, text, item.indicator.weight, "small")
        else:
            layout.book.put(sheet, WEIGHT, item.column, 0, "small")


def evidence_mark(layout: Layout, item: ItemRow) -> str:
    """O, C, R, E, EO, - or n/a."""
    if not layout.stored.applicable[item.row, item.column]:
        return NOT_APPLICABLE
    if item.evidence == Evidence.OBSERVED and item.changed:
        return CHANGED
    if item.evidence == Evidence.EVALUATOR and item.observed_score is not None:
        return DECIDED_SEEN
    return EVIDENCE_MARKS[item.evidence]


def was_seen(marks: str) -> str:
    """1 for each mark that says that a visit saw it."""
    return _any_of(marks, OBSERVED, CHANGED, DECIDED_SEEN)


def observed_counts(marks: str) -> str:
    """1 for each mark that says that what a visit saw is what counts."""
    return _any_of(marks, OBSERVED, CHANGED)


def was_settled(marks: str) -> str:
    """1 for each mark that says that nothing is to be estimated: seen, or decided."""
    return _any_of(marks, OBSERVED, CHANGED, DECIDED, DECIDED_SEEN)


def _any_of(marks: str, *known: str) -> str:
    return "(" + "+".join(f"({marks}={quote(mark)})" for mark in known) + ")"


def _value_sheet(
    layout: Layout, key: str, note: str, value: Callable[[Layout, ItemRow], Cell]
) -> Any:
    """A matrix of values that may be changed."""
    sheet = matrix_sheet(layout, key, note)
    for row, centre in enumerate(layout.centres, FIRST):
        for item in centre.items.values():
            layout.book.put(sheet, row, FIRST_ITEM + item.column, value(layout, item), "input")
    return sheet


def _choices(layout: Layout, sheet: Any) -> None:
    """A list of the choices where an answer is one."""
    for code in layout.points_rows:
        column = layout.item_column[code]
        rule = {
            "validate": "list",
            "source": "=" + layout.choices(code, CHOICE),
            "error_type": "warning",
        }
        sheet.data_validation(FIRST, column, layout.last, column, rule)


def matrix_sheet(layout: Layout, key: str, note: str) -> Any:
    """A sheet of centres by indicators: dimension above, codes, then the centres."""
    book = layout.book
    widths = (*MATRIX_WIDTHS, *[ITEM_WIDTH] * len(layout.rubric.indicators))
    sheet = book.sheet(key, widths, note, first=0)
    sheet.freeze_panes(FIRST, FIRST_ITEM)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(CODE, NAME)
    print_wide(sheet, PAGES)
    titles = [_(N_("Code")), _(N_("Centre")), _(N_("Province"))]
    book.head(sheet, HEAD, [*titles, *layout.rubric.indicators])
    for span in layout.dimensions:
        book.put(sheet, DIMENSION_TITLES, span.first, localized(span.dimension.title), "bold")
    for row, centre in enumerate(layout.centres, FIRST):
        book.put(sheet, row, CODE, centre.centre_id)
        book.put(sheet, row, NAME, centre.name)
        book.put(sheet, row, PROVINCE, centre.province)
    sheet.autofilter(HEAD, 0, layout.last, layout.last_item)
    return sheet
