"""Where both sources have an answer: what was reported beside what was seen."""

from collections.abc import Iterator
from typing import NamedTuple

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW
from plut_audit.report.formats.xlsx.inputs import choice_labels
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.references import cell
from plut_audit.report.formats.xlsx.styles import WEAK
from plut_audit.report.formats.xlsx.tables import Look, table_sheet
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import CentreRow, ItemRow, Result
from plut_audit.scoring.rounding import SNAP

FROZEN = 4
WIDTHS = {
    "centre_id": 10,
    "centre": 32,
    "code": 9,
    "indicator": 40,
    "reported": 20,
    "observed": 20,
    "reported_score": 11,
    "observed_score": 11,
    "difference": 11,
    "verdict": 18,
}
COLUMNS = list(WIDTHS)
VERDICTS = {
    "agrees": N_("agrees"),
    "overstated": N_("▲ overstated"),
    "understated": N_("▼ understated"),
    "changed": N_("changed since"),
}


class Pair(NamedTuple):
    """An indicator of a centre that was both reported and seen."""

    centre: CentreRow
    item: ItemRow


def compared(layout: Layout) -> None:
    """Every indicator that was both reported and seen; scores and verdict by formula."""
    pairs = list(_pairs(layout))
    table = _table(layout.result, pairs)
    sheet = table_sheet(layout.book, "compared", table, _look(layout, pairs), frozen=FROZEN)
    column, first = COLUMNS.index("verdict"), FIRST_TABLE_ROW + 1
    rule = {
        "type": "cell",
        "criteria": "==",
        "value": quote(_(VERDICTS["overstated"])),
        "format": layout.book.file.add_format(WEAK),
    }
    last = FIRST_TABLE_ROW + max(len(pairs), 1)
    sheet.conditional_format(first, column, last, column, rule)


def _pairs(layout: Layout) -> Iterator[Pair]:
    for centre in layout.centres:
        for item in centre.items.values():
            if item.reported_score is not None and item.observed_score is not None:
                yield Pair(centre, item)


def _table(result: Result, pairs: list[Pair]) -> Table:
    decimals = result.rubric.scoring.decimals
    labels = {
        code: choice_labels(result.rubric, indicator)
        for code, indicator in result.rubric.indicators.items()
    }
    columns = (
        Column("centre_id", _(N_("Centre code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("code", _(N_("Code"))),
        Column("indicator", _(N_("Indicator")), wraps=True),
        Column("reported", _(N_("Reported"))),
        Column("observed", _(N_("Observed"))),
        Column("reported_score", _(N_("Score reported")), decimals),
        Column("observed_score", _(N_("Score observed")), decimals),
        Column("difference", _(N_("Difference")), decimals),
        Column("verdict", _(N_("Verdict")), words=VERDICTS),
    )
    note = _(N_("Self-report and visit are never averaged: where both exist, the visit counts."))
    rows = [_row(pair, labels[pair.item.code]) for pair in pairs]
    return Table("compared", _(N_("Reported and observed")), columns, rows, note)


def _row(pair: Pair, labels: dict[str, str]) -> list[Cell]:
    centre, item = pair
    difference = _difference(item)
    return [
        centre.centre_id,
        centre.name,
        item.code,
        localized(item.indicator.title),
        *(
            labels.get(value, value) if isinstance(value, str) else value
            for value in (item.reported, item.observed)
        ),
        item.reported_score,
        item.observed_score,
        difference,
        verdict(difference, item),
    ]


def _difference(item: ItemRow) -> float:
    return round((item.reported_score or 0.0) - (item.observed_score or 0.0), SNAP)


def verdict(difference: float, item: ItemRow) -> str:
    """Agreement within the tolerance (method, section 3)."""
    if item.changed:
        return "changed"
    points = item.indicator.kind == "points"
    tolerance = 0.0 if points else item.result.rubric.evidence.tolerance
    if difference > tolerance:
        return "overstated"
    return "understated" if difference < -tolerance else "agrees"


def _look(layout: Layout, pairs: list[Pair]) -> Look:
    """The scores are those of the other sheets; the verdict follows from them."""

    def at(key: str, number: int) -> str:
        centre, item = pairs[number]
        return layout.book.at(key, layout.row(centre.row), layout.item_column[item.code])

    def observed_score(_row: int, number: int) -> str:
        item = pairs[number].item
        if item.evaluator is None:
            return at("scores", number)
        return str(item.observed_score)  # the sheet of scores has the evaluator's

    def own(key: str, row: int) -> str:
        return cell(row, COLUMNS.index(key))

    def difference(row: int, _number: int) -> str:
        return f"ROUND({own('reported_score', row)}-{own('observed_score', row)},{SNAP})"

    def judged(row: int, number: int) -> str:
        words = {key: quote(_(text)) for key, text in VERDICTS.items()}
        if pairs[number].item.changed:
            return words["changed"]
        points, gap = pairs[number].item.indicator.kind == "points", own("difference", row)
        tolerance = "0" if points else layout.rule("tolerance")
        less = f"IF({gap}<-{tolerance},{words['understated']},{words['agrees']})"
        return f"IF({gap}>{tolerance},{words['overstated']},{less})"

    return Look(
        WIDTHS,
        {"reported": "value", "observed": "value", **dict.fromkeys(COLUMNS[6:9], "number")},
        {
            "reported_score": lambda _row, number: at("reported_scores", number),
            "observed_score": observed_score,
            "difference": difference,
            "verdict": judged,
        },
    )
