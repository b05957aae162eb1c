"""`plut-audit compare`: two results or two surveys."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument

from plut_audit.commands.options import (
    DisplayOptions,
    Format,
    GlobalOptions,
    OutputOptions,
    RubricName,
    result_of,
)
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices

ABOUT = N_("Two years: scores, ranks, and findings that are new, persisting or resolved.")
Old = Annotated[Path, Argument(metavar="OLD", help=N_("Result or survey of the earlier year."))]
New = Annotated[Path, Argument(metavar="NEW", help=N_("Result or survey of the later year."))]


def command(
    old: Old,
    new: New,
    showing: DisplayOptions,
    writing: OutputOptions,
    manner: GlobalOptions,
    rubric: RubricName = None,
) -> int:
    """Compare two years."""
    from plut_audit.analysis import trends

    notices = manner.notices()
    before, after = (result_of(path, rubric, notices) for path in (old, new))
    comparison = trends.compare(before, after)
    write(before, after, writing, notices)
    show(comparison, showing)
    return showing.code(_severities(comparison))


def show(comparison: dict[str, Any], showing: DisplayOptions) -> None:
    """Show the comparison on standard output."""
    from plut_audit.commands.views import comparison as view
    from plut_audit.commands.views import screen

    if showing.format is Format.JSON:
        screen.json_text(comparison, whole=True)
        return
    severity = showing.severity.place if showing.severity else None
    tables = view.tables(comparison, showing.rows(), showing.province, severity)
    screen.show(tables, showing.format, view.headline(comparison))


def write(
    before: dict[str, Any], after: dict[str, Any], writing: OutputOptions, notices: "Notices"
) -> None:
    """Write the later year's result, which then tells of the earlier one."""
    from plut_audit.analysis import trends

    if writing.asked:
        writing.write(trends.with_history([before, after])[-1], notices)


def _severities(comparison: dict[str, Any]) -> set[str]:
    """The severities of what is open now."""
    return {
        one["severity"] for one in comparison["findings"] if one["status"] in ("new", "persisting")
    }
