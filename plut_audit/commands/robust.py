"""`plut-audit robust`: how far ranks depend on the method."""

from typing import Annotated, Any

from typer import Option

from plut_audit.commands.options import (
    SEED,
    DisplayOptions,
    Format,
    GlobalOptions,
    InputOptions,
    OutputOptions,
    Seed,
)
from plut_audit.i18n import N_

ABOUT = N_("Sensitivity of ranks to the method.")
Draws = Annotated[int, Option("-n", "--draws", help=N_("Number of random simulations."))]


def command(
    reading: InputOptions,
    showing: DisplayOptions,
    writing: OutputOptions,
    manner: GlobalOptions,
    draws: Draws = 1000,
    seed: Seed = SEED,
) -> int:
    """Score one survey year under other defensible rubrics."""
    from plut_audit import report
    from plut_audit.analysis import robustness
    from plut_audit.analysis.agreement import agreement

    notices = manner.notices()
    audited = reading.audit(notices)
    found = {
        "robustness": robustness.analyse_robustness(audited, max(draws, 1), seed),
        "agreement": agreement(audited),
    }
    if writing.asked:
        writing.write({**report.result_of(audited), **found}, notices)
    show(found, showing)
    return 0


def show(found: dict[str, Any], showing: DisplayOptions) -> None:
    """Show rank intervals, assumptions and agreement on standard output."""
    from plut_audit.commands.views import robustness as view
    from plut_audit.commands.views import screen

    if showing.format is Format.JSON:
        screen.json_text(found)
        return
    tables = view.tables(found["robustness"], found["agreement"], showing.rows())
    screen.show(tables, showing.format, view.headline(found["robustness"]))
