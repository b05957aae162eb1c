"""What falls short in many centres, and what is wrong in the files: each a table on its sheet."""

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.problems import Problem
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.report.formats.xlsx.limits import MOST_ROWS
from plut_audit.report.formats.xlsx.tables import Look, table_sheet
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.views.findings import scope_name
from plut_audit.report.vocabulary import SEVERITIES
from plut_audit.result import Result
from plut_audit.result.rows import EXACT

SHARE_DECIMALS = 4
"""Decimals of a share of centres, as in the stored result."""
SYSTEMIC_LOOK = Look(
    widths={"code": 10, "title": 48, "scope": 26, "centres": 10, "points_lost": 14, "ids": 70},
    styles={"code": "bold", "share": "percent", "points_lost": "number"},
)
PROBLEM_LOOK = Look(
    widths={
        "code": 10,
        "severity": 12,
        "file": 36,
        "sheet": 20,
        "cell": 9,
        "centre_id": 10,
        "question": 24,
        "value": 30,
        "message": 70,
    },
    styles={"code": "bold"},
)


def systemic(book: Book, result: Result) -> None:
    """Findings that so many centres share that they are no single centre's."""
    note = _(
        N_("Findings that a large share of the ranked centres has: a matter for those above them.")
    )
    columns = (
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Finding")), wraps=True),
        Column("scope", _(N_("Where"))),
        Column("share", _(N_("Share")), 0),
        Column("centres", _(N_("Centres")), 0),
        Column("points_lost", _(N_("Points lost")), result.rubric.scoring.decimals),
        Column("ids", _(N_("Centre codes")), wraps=True),
    )
    rows: list[list[Cell]] = [
        [
            finding.code,
            localized(result.rubric.indicators[finding.code].title),
            scope_name(finding),
            round(finding.share, SHARE_DECIMALS),
            len(finding.centres),
            round(finding.points_lost, EXACT),
            ", ".join(finding.centres),
        ]
        for finding in result.systemic
    ]
    table = Table("systemic", _(N_("Systemic findings")), columns, rows, note)
    table_sheet(book, "systemic", table, SYSTEMIC_LOOK)


def problems(book: Book, result: Result) -> None:
    """Everything that is wrong in the files, with its cell."""
    columns = (
        Column("code", _(N_("Code"))),
        Column("severity", _(N_("Severity")), words=SEVERITIES),
        Column("file", _(N_("File")), wraps=True),
        Column("sheet", _(N_("Sheet")), wraps=True),
        Column("cell", _(N_("Cell")), wraps=True),
        Column("centre_id", _(N_("Centre code")), wraps=True),
        Column("question", _(N_("Question")), wraps=True),
        Column("value", _(N_("Value")), wraps=True),
        Column("message", _(N_("Problem")), wraps=True),
    )
    count = len(result.problems)
    rows = [_problem_row(problem) for problem in result.problems[:MOST_ROWS]]
    note = _(N_("{count} problems in the files."), count=format_number(count, 0))
    table = Table("problems", _(N_("Problems in the files")), columns, rows, note)
    table_sheet(book, "problems", table, PROBLEM_LOOK, total=count)


def _problem_row(problem: Problem) -> list[Cell]:
    return [
        problem.code,
        problem.severity,
        problem.file,
        problem.sheet,
        problem.cell,
        problem.centre_id,
        problem.question,
        problem.value,
        localized(problem.message()),
    ]
