"""The workbook of many centres: values only, each centre read once and written at once."""

from pathlib import Path
from typing import Any

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import Book, Record, create
from plut_audit.report.formats.xlsx.extras import extras
from plut_audit.report.formats.xlsx.figures import NOT_APPLICABLE
from plut_audit.report.formats.xlsx.findings import findings, named, problems, systemic
from plut_audit.report.formats.xlsx.follow_up import follow_up
from plut_audit.report.formats.xlsx.method import method
from plut_audit.report.formats.xlsx.provinces import Tally, provinces
from plut_audit.report.formats.xlsx.ranking import TITLES, class_text, rank_text
from plut_audit.report.formats.xlsx.summary import summary
from plut_audit.rubric import Rubric

START = 4
MOST_FINDINGS = 20_000
"""Findings that are written out with their five elements; CSV and JSON hold all."""


def plain(result: Record, rubric: Rubric, path: Path, language: str, most: int) -> None:
    """Write the workbook."""
    book = create(language, rubric.scoring.decimals, constant_memory=True)
    summary(book, result, rubric, None)
    ranking = _ranking_sheet(book, rubric)
    heat = _heat_sheet(book, rubric)
    tally, rows, names = Tally(rubric), [], {}
    for number, centre in enumerate(result["centres"]):
        tally.add(centre)
        names[centre["centre_id"]] = named(centre)
        rows.append((not centre["ranked"], centre["rank"] or 0, _ranking_row(book, rubric, centre)))
        _write(heat, START + number, _heat_row(rubric, centre), book)
    rows.sort(key=lambda row: row[:2])
    for number, (_, _, values) in enumerate(rows):
        _write(ranking, START + number, values, book)
    del rows
    # Their records are made when they are asked for; two sheets ask for these.
    gravest = result["findings"][:MOST_FINDINGS]
    findings(book, gravest, names, None, len(result["findings"]))
    follow_up(book, result, gravest, names)
    del gravest
    systemic(book, result)
    provinces(book, result, tally, None)
    extras(book, result)
    problems(book, result)
    method(book, result, rubric, False, most)
    book.save(path)


def _ranking_sheet(book: Book, rubric: Rubric) -> Any:
    parts = [book.pick(part.title) for part in rubric.dimensions]
    widths = (8, 10, 38, 24, 11, 9, 11, 13, *[13] * len(parts), 9, 40)
    sheet = book.sheet("ranking", widths, first=START)
    titles = [*(book.say(title) for title in TITLES), *parts]
    book.head(sheet, START - 1, [*titles, book.say("Share seen"), book.say("Not ranked because")])
    return sheet


def _ranking_row(book: Book, rubric: Rubric, centre: Record) -> tuple[Any, ...]:
    return (
        rank_text(centre),
        centre["centre_id"],
        centre["name"],
        centre["province"],
        centre["verified"],
        class_text(centre),
        centre["claimed"],
        centre["conservative"],
        *(centre["dimensions"][part.code]["verified"] for part in rubric.dimensions),
        centre["verified_share"],
        book.pick(centre["not_ranked_because"]),
    )


def _heat_sheet(book: Book, rubric: Rubric) -> Any:
    sheet = book.sheet("scores", (10, 30, 18, *[8.5] * len(rubric.indicators)), first=START)
    titles = [book.say(title) for title in (N_("Code"), N_("Centre"), N_("Province"))]
    book.head(sheet, START - 1, [*titles, *rubric.indicators])
    return sheet


def _heat_row(rubric: Rubric, centre: Record) -> list[Any]:
    scores = (centre["items"][code]["score"] for code in rubric.indicators)
    shown = [NOT_APPLICABLE if score is None else score for score in scores]
    return [centre["centre_id"], centre["name"], centre["province"], *shown]


def _write(sheet: Any, row: int, values: Any, book: Book) -> None:
    """A row without the detour over `Book.put`: this is where the time goes."""
    number = book.formats["number"]
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        elif value is not None:
            sheet.write_number(row, column, value, number)
