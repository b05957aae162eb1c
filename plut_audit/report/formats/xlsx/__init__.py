"""The workbook an auditor works in.

Up to `MOST_LIVE` centres scores are formulas with their values stored: a changed weight,
goalpost or answer changes scores, classes and the ranking. Above it the workbook holds values
only and is written row by row.
"""

from pathlib import Path
from typing import Any

from plut_audit.report.formats.xlsx import inputs, scores
from plut_audit.report.formats.xlsx.book import Book, Record, create
from plut_audit.report.formats.xlsx.calculation import calculation
from plut_audit.report.formats.xlsx.centre import centre
from plut_audit.report.formats.xlsx.compared import compared
from plut_audit.report.formats.xlsx.extras import extras
from plut_audit.report.formats.xlsx.figures import Figures
from plut_audit.report.formats.xlsx.findings import findings, named, problems, systemic
from plut_audit.report.formats.xlsx.follow_up import follow_up
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.report.formats.xlsx.method import method
from plut_audit.report.formats.xlsx.plain import plain
from plut_audit.report.formats.xlsx.provinces import Tally, provinces
from plut_audit.report.formats.xlsx.ranking import ranking
from plut_audit.report.formats.xlsx.summary import summary
from plut_audit.rubric import Rubric

MOST_LIVE = 2000
"""Centres up to which the workbook calculates."""


def write(result: dict[str, Any], path: Path, language: str) -> None:
    """Write the workbook of a result to `path`."""
    rubric = Rubric.model_validate(result["edition"]["rubric"])
    if len(result["centres"]) > MOST_LIVE:
        plain(result, rubric, path, language, MOST_LIVE)
    else:
        book = create(language, rubric.scoring.decimals)
        _live(book, result, rubric)
        book.save(path)


def _live(book: Book, result: Record, rubric: Rubric) -> None:
    layout = Layout(book, Figures(rubric, result["centres"]), result["findings"])
    summary(book, result, rubric, layout)
    ranking(layout)
    names = {one["centre_id"]: named(one) for one in result["centres"]}
    findings(book, result["findings"], names, layout)
    follow_up(book, result, result["findings"], names)
    systemic(book, result)
    scores.heat(layout)
    if layout.size:
        centre(layout)
    compared(book, result, rubric, layout)
    tally = Tally(rubric)
    for one in result["centres"]:
        tally.add(one)
    provinces(book, result, tally, layout)
    extras(book, result)
    problems(book, result)
    method(book, result, rubric, True, MOST_LIVE)
    _calculating(layout)


def _calculating(layout: Layout) -> None:
    """The sheets behind: what may be changed, and what follows from it."""
    inputs.weights(layout)
    inputs.points(layout)
    inputs.answers(layout)
    inputs.evidence(layout)
    inputs.reported(layout)
    scores.reported_scores(layout)
    scores.conservative(layout)
    scores.lost(layout)
    calculation(layout)
