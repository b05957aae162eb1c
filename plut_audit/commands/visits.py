"""`plut-audit visits`: which centres to visit next, and why."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from plut_audit.commands.options import (
    SEED,
    DisplayOptions,
    Format,
    GlobalOptions,
    InputOptions,
    Seed,
    result_of,
)
from plut_audit.i18n import N_, current_language

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices

ABOUT = N_("Which centres to visit next, and why.")


@dataclass
class Planning:
    """How many visits are planned, where, and what is written of the plan."""

    number: Annotated[int, Option("-n", "--number", help=N_("How many centres to visit."))] = 10
    seed: Seed = SEED
    region: Annotated[
        str | None,
        Option(
            metavar="NAME", help=N_("Only one province, regency or city, for a tour of visits.")
        ),
    ] = None
    previous: Annotated[
        Path | None, Option(metavar="RESULT", help=N_("The stored result of the year before."))
    ] = None
    out: Annotated[
        Path | None, Option("-o", "--out", metavar="FILE", help=N_("Write the plan as .xlsx."))
    ] = None
    form: Annotated[
        Path | None,
        Option(
            metavar="FILE", help=N_("Write the visit form as .xlsx with the centres filled in.")
        ),
    ] = None
    force: Annotated[bool, Option("--force", help=N_("Replace files that exist."))] = False


def command(
    reading: InputOptions, planning: Planning, showing: DisplayOptions, manner: GlobalOptions
) -> int:
    """Plan the next visits from a survey or a stored result."""
    from plut_audit.analysis import visit_plan

    notices = manner.notices()
    result = _result(reading, planning, notices)
    plan = visit_plan.plan(result, planning.number, seed=planning.seed, region=planning.region)
    write(plan, result, planning, notices)
    show(plan, result, showing)
    return 0


def _result(reading: InputOptions, planning: Planning, notices: "Notices") -> dict[str, Any]:
    """The result of the survey, or a stored one; with the year before where it is given."""
    from plut_audit import report
    from plut_audit.analysis import trends

    stored = len(reading.survey) == 1 and reading.survey[0].suffix.lower() == ".json"
    if stored:
        result = result_of(reading.survey[0], None, notices)
    else:
        result = report.result_of(reading.audit(notices))
    if planning.previous is None:
        return result
    return trends.with_history([report.load(planning.previous), result])[-1]


def show(plan: list[dict[str, Any]], result: dict[str, Any], showing: DisplayOptions) -> None:
    """Show the plan on standard output."""
    from plut_audit.commands.views import screen
    from plut_audit.commands.views import visits as view

    if showing.format is Format.JSON:
        screen.json_text(plan)
    else:
        screen.show([view.plan(plan)], showing.format, view.headline(plan, result))


def write(
    plan: list[dict[str, Any]], result: dict[str, Any], planning: Planning, notices: "Notices"
) -> None:
    """Write the plan and the visit form, where they are asked for."""
    from plut_audit.analysis import visit_plan
    from plut_audit.rubric import Rubric

    if planning.out:
        visit_plan.write_plan(plan, planning.out, current_language(), planning.force)
        notices.wrote(planning.out)
    if planning.form:
        rubric = Rubric.model_validate(result["edition"]["rubric"])
        visit_plan.write_form(plan, rubric, planning.form, current_language(), planning.force)
        notices.wrote(planning.form)
