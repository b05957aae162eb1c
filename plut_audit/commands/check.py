"""`plut-audit check`: only read, and list every problem with its cell."""

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
from plut_audit.i18n import N_, current_language

if TYPE_CHECKING:
    from plut_audit.audit import ReadSurvey
    from plut_audit.problems import Problem

ABOUT = N_(
    "Only read: every problem with its cell, and the centres that did not answer. Under --severity "
    "and --fail-on an error weighs as critical, a warning as medium, a notice as low."
)
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
Template = Annotated[
    Path | None,
    Option(
        "--decisions-template",
        metavar="FILE",
        help=N_("Write a ledger of decisions with a row for each problem and contested answer."),
    ),
]
KeepMetadata = Annotated[
    bool, Option("--keep-metadata", help=N_("Keep the names of authors in the copies."))
]


def command(
    inputs: InputOptions,
    display: DisplayOptions,
    general: GlobalOptions,
    annotate: Annotate = None,
    keep_metadata: KeepMetadata = False,
    decisions_template: Template = None,
    force: Force = False,
) -> int:
    """Read one survey year and list what is wrong in its files; nothing is scored."""
    notices = general.notices()
    decided = inputs.read(notices)
    read = decided.read
    problems = [*decided.problems(), *read.required_blanks()]
    if annotate:
        from plut_audit.report.annotate import write_copies

        copies = write_copies(
            problems, inputs.survey, annotate, keep_metadata, force, limits(inputs.limit)
        )
        notices.note(
            N_("{count} marked copies in {folder}"), count=len(copies), folder=str(annotate)
        )
    if decisions_template:
        from plut_audit.review.decisions import write_template

        count = write_template(decided, decisions_template, current_language(), force)
        notices.note(
            N_("{count} rows to decide in {file}"), count=count, file=str(decisions_template)
        )
    show(read, problems, display, general.verbose)
    return exit_code(problems, _levels(problems), display, notices)


def show(
    read: "ReadSurvey", problems: list["Problem"], display: DisplayOptions, verbose: bool = False
) -> None:
    """Show the problems, what is blank or contradicts itself, and who did not answer.

    On a terminal notices are counted by kind; `verbose` lists them.
    """
    from plut_audit.commands.views import screen
    from plut_audit.commands.views import survey as view
    from plut_audit.commands.views.cells import cells_line
    from plut_audit.report import views

    chosen = view.chosen_problems(read, problems, display.province, display.least_severe)
    if display.format is Format.JSON:
        screen.json_text(view.problems_record(read, chosen))
        return
    top = display.top or None
    brief = display.format is Format.TABLE and not verbose
    listed, notices = view.without_notices(chosen) if brief else (view.in_order(chosen), 0)
    tables = [
        view.with_note(views.problem_table(listed, top), notices),
        view.contradictions(chosen, top),
        view.required_blanks(read, chosen, top),
        views.problems_by_kind(chosen),
        view.did_not_answer(read, display.province),
    ]
    headline = f"{view.headline(read)}\n{cells_line(read.typed.cells)}"
    display.show(tables, headline)


def _levels(problems: list["Problem"]) -> set[str]:
    """The severities of findings that the problems weigh as."""
    from plut_audit.commands.views.survey import LEVELS

    return {LEVELS[problem.severity].word for problem in problems}
