"""The workbook an auditor works in.

Up to `MOST_LIVE` centres scores are formulas with their values stored: a changed weight,
goalpost or answer changes scores, classes and the ranking. Above it the workbook holds values
only and is written row by row.
"""

from pathlib import Path

from plut_audit.i18n import language_set_to
from plut_audit.report.formats.xlsx import estimate, inputs, pairs, scores
from plut_audit.report.formats.xlsx.book import Book, create
from plut_audit.report.formats.xlsx.calculation import calculation
from plut_audit.report.formats.xlsx.centre import centre
from plut_audit.report.formats.xlsx.compared import compared
from plut_audit.report.formats.xlsx.factors import factors
from plut_audit.report.formats.xlsx.findings import finding_records, findings
from plut_audit.report.formats.xlsx.follow_up import follow_up
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.report.formats.xlsx.many_centres import values_only
from plut_audit.report.formats.xlsx.method import method
from plut_audit.report.formats.xlsx.problems import problems, systemic
from plut_audit.report.formats.xlsx.provinces import provinces
from plut_audit.report.formats.xlsx.ranking import ranking
from plut_audit.report.formats.xlsx.read_first import read_first, write_contents
from plut_audit.report.formats.xlsx.sections import section_sheets
from plut_audit.report.formats.xlsx.summary import summary
from plut_audit.report.formats.xlsx.weights import weights
from plut_audit.report.sections import report_title
from plut_audit.report.stage import page_mark
from plut_audit.result import Result

MOST_LIVE = 2000
"""Centres up to which the workbook calculates."""


def write(result: Result, path: Path, language: str) -> None:
    """Write the workbook of a result to `path`."""
    many = len(result.centres) > MOST_LIVE
    with language_set_to(language):
        decimals = result.rubric.scoring.decimals
        book = create(decimals, constant_memory=many, title=report_title(result))
        book.page_mark = page_mark(result)
        first = read_first(book)
        if many:
            values_only(book, result, MOST_LIVE)
        else:
            _live(book, result)
        write_contents(book, first, result)
        book.save(path)


def _live(book: Book, result: Result) -> None:
    layout = Layout(book, result)
    records = finding_records(result)
    summary(book, result, layout)
    ranking(layout)
    findings(book, result, records, layout)
    follow_up(book, result, records)
    systemic(book, result)
    scores.scores(layout)
    if layout.size:
        centre(layout, records)
    compared(layout)
    if not layout.rubric.without_form:
        factors(book, result, layout)
    provinces(book, result, layout)
    section_sheets(book, result)
    problems(book, result)
    method(book, result)
    _calculating(layout)


def _calculating(layout: Layout) -> None:
    """The sheets behind: what may be changed, and what follows from it."""
    weights(layout)
    inputs.points(layout)
    inputs.answers(layout)
    inputs.evidence(layout)
    inputs.reported(layout)
    scores.reported_scores(layout)
    if not layout.rubric.without_form:
        pairs.pairs(layout)
    estimate.estimate(layout)
    scores.lost(layout)
    calculation(layout)
