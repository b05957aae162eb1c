"""`plut-audit lke`: filled worksheets of the evaluators, read back into a ledger of decisions."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from plut_audit.atomic_write import refuse_standing
from plut_audit.commands.failures import UNREAD
from plut_audit.commands.options import (
    Force,
    Format,
    GlobalOptions,
    InputOptions,
    RowOptions,
    limits,
)
from plut_audit.errors import OutputError
from plut_audit.i18n import N_, current_language

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.ingest.sheets import Workbook
    from plut_audit.problems import Problem
    from plut_audit.result import Result
    from plut_audit.review.lke import Reading

ABOUT = N_("Evaluation worksheets (LKE) that were filled in, read back as decisions.")
SUFFIXES = (".xlsx", ".csv")


@dataclass
class WorksheetOptions:
    """Which worksheets are read, and where their decisions are written."""

    worksheets: Annotated[
        Path,
        Argument(metavar="LKE", help=N_("A filled worksheet, or a folder of them.")),
    ]
    out: Annotated[
        Path | None,
        Option("-o", "--out", metavar="FILE", help=N_("Write the ledger as .xlsx or .csv.")),
    ] = None
    force: Force = False

    def input_paths(self) -> list[Path]:
        """The files that are read."""
        return [self.worksheets]

    def check(self) -> None:
        """Refuse what cannot be written before the survey is read."""
        if self.out is None:
            return
        if self.out.suffix.lower() not in SUFFIXES:
            raise OutputError(
                N_("'{file}' cannot be written: its suffix is none of {known}."),
                file=self.out.name,
                known=", ".join(SUFFIXES),
            )
        refuse_standing(self.out, self.force)


def command(
    options: WorksheetOptions, inputs: InputOptions, display: RowOptions, general: GlobalOptions
) -> int:
    """Read worksheets back, and show and write what they decide."""
    from plut_audit.review.lke import read_worksheets

    notices = general.notices()
    result = _result(inputs, notices)
    workbooks, unread = _workbooks(options.worksheets, inputs)
    reading = read_worksheets(workbooks, result)
    reading.problems[:0] = unread
    if options.out:
        from plut_audit.review.decisions import write_rows

        write_rows(reading.rows, options.out, current_language(), options.force)
        notices.wrote(options.out)
    _show(reading, result, display)
    return UNREAD if unread else 0


def _result(inputs: InputOptions, notices: "Notices") -> "Result":
    """The result of the survey, or a stored one."""
    from plut_audit.result import Result

    if len(inputs.survey) == 1 and inputs.survey[0].suffix.lower() == ".json":
        return Result.load(inputs.survey[0])
    return inputs.result(notices)


def _workbooks(worksheets: Path, inputs: InputOptions) -> "tuple[list[Workbook], list[Problem]]":
    """The workbooks that can be read, and why the others cannot."""
    from plut_audit.ingest import sheets

    found: list[Workbook] = []
    unread: list[Problem] = []
    base = worksheets if worksheets.is_dir() else worksheets.parent
    paths = sorted(worksheets.rglob("*")) if worksheets.is_dir() else [worksheets]
    for path in paths:
        if not path.is_file() or (worksheets.is_dir() and not sheets.readable(path)):
            continue
        try:
            name = path.relative_to(base).as_posix()
            found.append(sheets.read(path, name, limits(inputs.limit)))
        except sheets.UnreadableFileError as error:
            unread.append(error.problem)
    return found, unread


def _show(reading: "Reading", result: "Result", display: RowOptions) -> None:
    from plut_audit.commands.views import lke as view
    from plut_audit.commands.views import screen
    from plut_audit.report import views

    if display.format is Format.JSON:
        screen.json_text(view.record(reading))
        return
    tables = [
        view.decisions(reading, result, display.rows()),
        views.problem_table(reading.problems),
    ]
    display.show(tables, view.headline(reading))
