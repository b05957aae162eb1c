"""The findings in their five elements; points lost by formula where the workbook calculates."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW, Book
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.report.formats.xlsx.references import cell
from plut_audit.report.formats.xlsx.tables import Look, print_wide, table_sheet
from plut_audit.report.reply_text import labels, reply_elements
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import cells_text
from plut_audit.report.vocabulary import BASES, ELEMENTS, SEVERITIES, STATES, basis_of
from plut_audit.result import FindingRow, Result
from plut_audit.result.decision_words import FindingText

FIRST_ROW = FIRST_TABLE_ROW + 1
SEVERITY_MARKS = {"critical": "●●●●", "high": "●●●", "medium": "●●", "low": "●"}
"""Dots beside the word, so that severity shows without colour."""
_COLOURS = {"critical": "#D9730D", "high": "#F0A868", "medium": "#F6CE9A", "low": "#FBEBD6"}
FROZEN = 5
"""Columns that stay in sight: up to the centre's name."""
PAGES = 2
WIDTHS = {
    "severity": 12,
    "basis": 11,
    "code": 8,
    "centre_id": 8,
    "centre": 22,
    "province": 14,
    "title": 30,
    "points_lost": 13,
    "condition": 52,
    "criterion": 60,
    "cause": 16,
    "effect": 42,
    "recommendation": 66,
    "cells": 36,
    "years_open": 9,
    "state": 11,
    "key": 12,
}
COLUMNS = list(WIDTHS)
"""The keys of the columns, in their order; `key` is hidden and found by the centre's sheet.

A final report has reply and comment before it.
"""
REPLY_WIDTHS = {"reply": 40, "comment": 40}


@dataclass(frozen=True)
class FindingRecord:
    """A finding with its words, made once for every sheet that shows them."""

    row: FindingRow
    text: FindingText


def finding_records(result: Result, most: int | None = None) -> list[FindingRecord]:
    """The findings, the most severe first, at most so many."""
    wording, count = result.wording(), len(result.findings)
    rows = range(count if most is None else min(most, count))
    return [FindingRecord(FindingRow(result, row), wording.finding(row)) for row in rows]


def findings(
    book: Book, result: Result, records: Sequence[FindingRecord], layout: Layout | None
) -> None:
    """Write the sheet; with a layout points follow by formula and codes lead to their scores."""
    look = _look(records, layout)
    table = findings_table(result, records)
    sheet = table_sheet(
        book, "findings", table, look, frozen=FROZEN, hidden=1, total=len(result.findings)
    )
    print_wide(sheet, PAGES)
    _paint_severity(book, sheet, FIRST_ROW, FIRST_ROW + max(len(records), 1) - 1)


def findings_table(result: Result, records: Sequence[FindingRecord]) -> Table:
    """The findings that are shown, a row each."""
    columns = (
        Column("severity", _(N_("Severity"))),
        Column("basis", _(N_("Basis")), words=BASES, wraps=True),
        Column("code", _(N_("Code"))),
        Column("centre_id", _(N_("Centre code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("province", _(N_("Province")), wraps=True),
        Column("title", _(N_("Finding")), wraps=True),
        Column("points_lost", _(N_("Points lost")), result.rubric.scoring.decimals),
        *(Column(key, _(title), wraps=True) for key, title in ELEMENTS.items()),
        Column("cells", _(N_("Cells")), wraps=True),
        Column("years_open", _(N_("Years open")), 0),
        Column("state", _(N_("Status")), words=STATES),
        *(Column(key, title, wraps=True) for key, title in labels(result).items()),
        Column("key", "key"),
    )
    total = format_number(len(result.findings), 0)
    note = _(
        N_(
            "{count} findings, the most severe first. Basis: a finding rests on a rule that bound "
            "the centre, a suggestion on a standard, a check on answers to be confirmed."
        ),
        count=total,
    )
    return Table("findings", _(N_("Findings")), columns, list(_rows(records)), note)


def _rows(records: Sequence[FindingRecord]) -> Iterator[list[Cell]]:
    found: Counter[str] = Counter()
    for record in records:
        finding, centre = record.row, record.row.centre
        found[centre.centre_id] += 1
        yield [
            severity_text(finding.severity.word),
            basis_of(finding),
            finding.code,
            centre.centre_id,
            centre.name,
            centre.province,
            record.text.title,
            finding.points_lost,
            *(getattr(record.text, element) for element in ELEMENTS),
            cells_text(finding.cells, "\n"),
            finding.years_open,
            finding.state,
            *reply_elements(finding).values(),
            finding_key(centre.centre_id, found[centre.centre_id]),
        ]


def finding_key(centre_id: str, number: int) -> str:
    """How the sheet of a centre finds its findings, the `number`th from 1."""
    return f"{centre_id}|{number}"


def severity_text(severity: str) -> str:
    """The word with its dots."""
    return f"{SEVERITY_MARKS[severity]} {_(SEVERITIES[severity])}"


def _look(records: Sequence[FindingRecord], layout: Layout | None) -> Look:
    styles = {"severity": "bold", "points_lost": "number"}
    if layout is None:
        return Look(WIDTHS | REPLY_WIDTHS, styles)

    def position(number: int) -> tuple[int, int | None]:
        """The row of the finding's centre and the column of its indicator, None for a check."""
        finding = records[number].row
        centre = layout.row(int(finding.result.findings.centre[finding.row]))
        return centre, layout.item_column.get(finding.code)

    def score(_row: int, number: int) -> str:
        row, column = position(number)
        return f"{layout.book.quoted('scores')}!{cell(row, column or 0)}"

    def points_lost(_row: int, number: int) -> str:
        row, column = position(number)
        return "" if column is None else layout.book.at("lost", row, column)

    return Look(WIDTHS | REPLY_WIDTHS, styles, {"points_lost": points_lost}, {"centre_id": score})


def findings_column(layout: Layout, key: str, count: int) -> str:
    """A column of the sheet over so many findings, as formulas refer to it."""
    last = FIRST_ROW + max(count, 1) - 1
    more = len(labels(layout.result)) if key == "key" else 0
    return layout.book.column("findings", FIRST_ROW, last, COLUMNS.index(key) + more)


def _paint_severity(book: Book, sheet: Any, first: int, last: int) -> None:
    """The first column by severity."""
    for severity, colour in _COLOURS.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{severity_text(severity)}"',
            "format": book.file.add_format({"bg_color": colour}),
        }
        sheet.conditional_format(first, 0, last, 0, rule)
