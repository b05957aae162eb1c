"""`plut-audit robust`: how far ranks depend on the method."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from typer import Option

from plut_audit.commands.options import (
    SEED,
    Format,
    GlobalOptions,
    InputOptions,
    OutputOptions,
    RowOptions,
    Seed,
)
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.result import Result

ABOUT = N_("Sensitivity of ranks to the method.")
Draws = Annotated[
    int, Option("-n", "--draws", min=1, max=100_000, help=N_("Number of random simulations."))
]


def command(
    inputs: InputOptions,
    display: RowOptions,
    output: OutputOptions,
    general: GlobalOptions,
    draws: Draws = 1000,
    seed: Seed = SEED,
) -> int:
    """Score one survey year under other defensible rubrics."""
    from plut_audit.analysis.agreement import agreement
    from plut_audit.analysis.robustness import analyse_robustness

    notices = general.notices()
    assignment = output.read_assignment(inputs.survey)
    scored = inputs.result(notices)
    result = scored.with_parts(analyse_robustness(scored, draws, seed), agreement(scored))
    output.write(result, notices, assignment)
    show(result, display)
    return 0


def show(result: "Result", display: RowOptions) -> None:
    """Show rank intervals, assumptions and agreement on standard output."""
    from plut_audit.commands.views import robustness as view
    from plut_audit.commands.views import screen

    robustness, agreement = result.robustness, result.agreement
    if robustness is None or agreement is None:
        return
    if display.format is Format.JSON:
        screen.json_text({"robustness": asdict(robustness), "agreement": asdict(agreement)})
        return
    display.show(view.tables(result, display.rows()), view.headline(robustness))
