"""The workbook of many centres: values only, taken from the columns and written row by row."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from plut_audit.i18n import N_, _
from plut_audit.ingest.answers import Array
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW, Book
from plut_audit.report.formats.xlsx.factors import factors
from plut_audit.report.formats.xlsx.findings import finding_records, findings
from plut_audit.report.formats.xlsx.follow_up import follow_up
from plut_audit.report.formats.xlsx.layout import NOT_APPLICABLE
from plut_audit.report.formats.xlsx.limits import cell_text
from plut_audit.report.formats.xlsx.method import method
from plut_audit.report.formats.xlsx.problems import problems, systemic
from plut_audit.report.formats.xlsx.provinces import provinces
from plut_audit.report.formats.xlsx.ranking import (
    LEGEND_ROW,
    WIDTHS,
    interval_note,
    note,
    rank_text,
    titles,
)
from plut_audit.report.formats.xlsx.sections import section_sheets
from plut_audit.report.formats.xlsx.summary import summary
from plut_audit.report.table import Cell
from plut_audit.report.values import interval_text
from plut_audit.report.vocabulary import class_with_marks
from plut_audit.result import CentreRow, Result
from plut_audit.scoring.rounding import SNAP, round_scores

FIRST_ROW = FIRST_TABLE_ROW + 1
MOST_FINDINGS = 20_000
"""Findings that are written out with their five elements; CSV and JSON hold all."""


def values_only(book: Book, result: Result, most_live: int) -> None:
    """Write the workbook."""
    summary(book, result, None)
    _ranking(book, result)
    records = finding_records(result, MOST_FINDINGS)
    findings(book, result, records, None)
    follow_up(book, result, records)
    del records
    systemic(book, result)
    _scores(book, result)
    if not result.rubric.without_form:
        factors(book, result, None)
    provinces(book, result, None)
    section_sheets(book, result)
    problems(book, result)
    method(book, result, most_live)


def _ranking(book: Book, result: Result) -> None:
    widths = (*WIDTHS, *[14] * len(result.rubric.dimensions), 40)
    sheet = book.sheet("ranking", widths, note(result), first=FIRST_ROW)
    book.put(sheet, LEGEND_ROW, 0, interval_note(result), "note")
    book.head(sheet, FIRST_TABLE_ROW, titles(result.rubric))
    for row, values in enumerate(_ranking_rows(result), FIRST_ROW):
        _write(book, sheet, row, values)


def _ranking_rows(result: Result) -> Iterator[list[Cell]]:
    """The columns of `ranking.TITLES`, the dimensions, the reason."""
    centres, wording, rules = result.centres, result.wording(), result.rubric.scoring
    combined, reported, estimate = (
        _printed(result, figure.index)
        for figure in (centres.combined, centres.reported, centres.estimate)
    )
    ranked_on = centres.estimate if rules.figure == "estimate" else centres.combined
    dimensions = _printed(result, ranked_on.dimensions)
    for centre in (*result.ranking, *result.unranked):
        row = centre.row
        yield [
            rank_text(centre),
            interval_text(centre.rank_interval),
            *_names(centre),
            estimate[row],
            interval_text(centre.estimate_interval, rules.decimals),
            class_with_marks(centre),
            combined[row],
            reported[row],
            centre.seen_share,
            centre.group,
            *dimensions[row],
            wording.not_ranked(centre.not_ranked),
        ]


def _names(centre: CentreRow) -> tuple[str, str, str]:
    return centre.centre_id, centre.name, centre.province


def _printed(result: Result, values: Array) -> list[Any]:
    """Scores as they are printed, None for none and for a centre that did not answer."""
    answered = result.centres.responded.reshape(-1, *[1] * (values.ndim - 1))
    printed = round_scores(values, result.rubric.scoring.decimals)
    known = answered & ~np.isnan(values)
    scores = printed.astype(object)
    scores[~known] = None
    listed: list[Any] = scores.tolist()
    return listed


def _scores(book: Book, result: Result) -> None:
    """Centres by indicators."""
    widths = (10, 30, 18, *[8.5] * len(result.rubric.indicators))
    sheet = book.sheet("scores", widths, first=FIRST_ROW)
    heads = [_(title) for title in (N_("Code"), N_("Centre"), N_("Province"))]
    book.head(sheet, FIRST_TABLE_ROW, [*heads, *result.rubric.indicators])
    scores = np.round(result.items.score, SNAP)
    shown = scores.astype(object)
    shown[np.isnan(scores)] = NOT_APPLICABLE
    for centre, values in zip(result.centre_rows(), shown.tolist(), strict=True):
        _write(book, sheet, FIRST_ROW + centre.row, [*_names(centre), *values])


def _write(book: Book, sheet: Any, row: int, values: Sequence[Cell]) -> None:
    """A row without the detour over `Book.put`: this is where the time goes."""
    number = book.formats["number"]
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, cell_text(value))
        elif value is not None:
            sheet.write_number(row, column, value, number)
