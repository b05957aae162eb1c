"""`plut-audit compare`: two results or two surveys."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from plut_audit.commands.options import (
    DisplayOptions,
    Format,
    GlobalOptions,
    OutputOptions,
    RubricName,
    result_of,
)
from plut_audit.commands.options.protection import reading
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.result import Result
    from plut_audit.result.extras import Comparison

ABOUT = N_("Two years: scores, ranks, and findings that are new, persisting or resolved.")
Old = Annotated[Path, Argument(metavar="OLD", help=N_("Result or survey of the earlier year."))]
New = Annotated[Path, Argument(metavar="NEW", help=N_("Result or survey of the later year."))]
SCHEMA = "plut-audit/comparison/2"


def command(
    old: Old,
    new: New,
    display: DisplayOptions,
    output: OutputOptions,
    general: GlobalOptions,
    rubric: RubricName = None,
) -> int:
    """Compare two years; what is written is the later year with the comparison that is shown."""
    notices = general.notices()
    with reading(old, new):
        output.check()
        assignment = output.read_assignment([new])
        result, comparison = _compared(old, new, output, rubric, notices)
        output.write(result, notices, assignment)
    show(comparison, result, display)
    return display.code(_open_severities(comparison))


def _compared(
    old: Path, new: Path, output: OutputOptions, rubric: str | None, notices: "Notices"
) -> tuple["Result", "Comparison"]:
    """The later year with its history, and the comparison; with warnings where years differ."""
    from plut_audit.analysis import trends

    before, after = (result_of(path, rubric, notices) for path in (old, new))
    if output.asked:
        trends.check_order(before, after)
    for caution in trends.cautions(before, after):
        notices.warn(caution.text, **caution.values)
    return trends.continue_with_comparison(before, after)


def show(comparison: "Comparison", result: "Result", display: DisplayOptions) -> None:
    """Show the comparison on standard output; `result` is the later year."""
    from plut_audit.commands.views import comparison as view
    from plut_audit.commands.views import screen

    if display.format is Format.JSON:
        screen.json_text({"schema": SCHEMA, **asdict(comparison)})
        return
    tables = view.tables(
        comparison, result.rubric, display.rows(), display.province, display.least_severe
    )
    display.show(tables, view.headline(comparison))


def _open_severities(comparison: "Comparison") -> set[str]:
    """The severities of what is open now."""
    return {
        finding.severity
        for finding in comparison.findings
        if finding.state in ("new", "persisting", "reported_resolved")
    }
