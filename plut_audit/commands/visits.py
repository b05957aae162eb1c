"""`plut-audit visits`: which centres to visit next, and why."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from plut_audit.atomic_write import refuse_standing
from plut_audit.commands.options import (
    SEED,
    Force,
    Format,
    GlobalOptions,
    InputOptions,
    Previous,
    RowOptions,
    Seed,
)
from plut_audit.i18n import N_, current_language

if TYPE_CHECKING:
    from plut_audit.analysis.visit_plan import PlannedVisit
    from plut_audit.commands.views.notices import Notices
    from plut_audit.result import Result

ABOUT = N_("Which centres to visit next, and why.")


@dataclass
class PlanOptions:
    """How many visits are planned, where, and what is written of the plan."""

    number: Annotated[
        int, Option("-n", "--number", min=1, max=1_000_000, help=N_("How many centres to visit."))
    ] = 10
    seed: Seed = SEED
    region: Annotated[
        str | None,
        Option(
            metavar="NAME", help=N_("Only one province, regency or city, for a tour of visits.")
        ),
    ] = None
    previous: Previous = None
    out: Annotated[
        Path | None, Option("-o", "--out", metavar="FILE", help=N_("Write the plan as .xlsx."))
    ] = None
    form: Annotated[
        Path | None,
        Option(
            metavar="FILE", help=N_("Write the visit form as .xlsx with the centres filled in.")
        ),
    ] = None
    force: Force = False

    def input_paths(self) -> list[Path]:
        """The files that are read beside the survey."""
        return [self.previous] if self.previous else []

    def check(self) -> None:
        """Refuse what cannot be written before the survey is read."""
        for path in (self.out, self.form):
            if path:
                refuse_standing(path, self.force)


def command(
    inputs: InputOptions, options: PlanOptions, display: RowOptions, general: GlobalOptions
) -> int:
    """Plan the next visits from a survey or a stored result."""
    from plut_audit.analysis import visit_plan

    notices = general.notices()
    result = _result(inputs, options.previous, notices)
    visits = visit_plan.plan(result, options.number, seed=options.seed, region=options.region)
    write(visits, result, options, notices)
    show(visits, result, display)
    return 0


def _result(inputs: InputOptions, previous: Path | None, notices: "Notices") -> "Result":
    """The result of the survey, or a stored one; with the year before where it is given."""
    from plut_audit.analysis import trends
    from plut_audit.result import Result

    if len(inputs.survey) == 1 and inputs.survey[0].suffix.lower() == ".json":
        result = Result.load(inputs.survey[0])
    else:
        result = inputs.result(notices)
    if previous is None:
        return result
    return trends.with_history([Result.load(previous), result])[-1]


def show(visits: list["PlannedVisit"], result: "Result", display: RowOptions) -> None:
    """Show the plan on standard output."""
    from plut_audit.commands.views import screen
    from plut_audit.commands.views import visits as view

    if display.format is Format.JSON:
        screen.json_text([visit.record() for visit in visits])
    else:
        display.show([view.plan(visits)], view.headline(visits, result))


def write(
    visits: list["PlannedVisit"], result: "Result", options: PlanOptions, notices: "Notices"
) -> None:
    """Write the plan and the visit form, where they are asked for."""
    from plut_audit.analysis import visit_plan

    language = current_language()
    if options.out:
        visit_plan.write_plan(visits, options.out, language, options.force)
        notices.wrote(options.out)
    if options.form:
        visit_plan.write_form(visits, result.rubric, options.form, language, options.force)
        notices.wrote(options.form)
