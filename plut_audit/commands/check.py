"""`plut-audit check`: only read, and say every problem with its cell."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from plut_audit.commands.options import (
    DisplayOptions,
    Force,
    Format,
    GlobalOptions,
    InputOptions,
    limits,
)
from plut_audit.commands.score import exit_code
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.audit import Audit

ABOUT = N_("Only read: every problem with its cell, and who did not answer.")
Annotate = Annotated[
    Path | None,
    Option(
        metavar="DIR",
        help=N_(
            "Write copies of the workbooks with the cells in question "
            "marked. The originals are not touched."
        ),
    ),
]
KeepMetadata = Annotated[
    bool, Option("--keep-metadata", help=N_("Keep the names of authors in the copies."))
]


def command(
    reading: InputOptions,
    showing: DisplayOptions,
    manner: GlobalOptions,
    annotate: Annotate = None,
    keep_metadata: KeepMetadata = False,
    force: Force = False,
) -> int:
    """Read one survey year and say what is wrong in its files."""
    notices = manner.notices()
    audited = reading.audit(notices)
    if annotate:
        from plut_audit.report.annotate import write_copies

        copies = write_copies(
            audited.problems, reading.survey, annotate, keep_metadata, force, limits(reading.limit)
        )
        notices.note(
            N_("{count} marked copies in {folder}"), count=len(copies), folder=str(annotate)
        )
    show(audited, showing)
    return exit_code(audited, showing, notices, of_problems=True)


def show(audited: "Audit", showing: DisplayOptions) -> None:
    """Show the problems, their count by code, and who did not answer."""
    from plut_audit.commands.views import cells, findings, ranking, screen

    severity = showing.severity.place if showing.severity else None
    met = findings.problems_of(audited, showing.province, severity)
    if showing.format is Format.JSON:
        screen.json_text(findings.problems_record(audited, met))
        return
    tables = [
        findings.problems(met, showing.top or None),
        findings.problems_by_code(met),
        ranking.silent(audited, showing.province),
    ]
    headline = f"{ranking.headline(audited)}\n{cells.cells_line(audited.cells)}"
    screen.show(tables, showing.format, headline)
