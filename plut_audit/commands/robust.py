"""`plut-audit robust`: how far ranks depend on the method."""

from typing import Annotated

from typer import Option

from plut_audit.commands.options import Format, Manner, Reading, Seed, Showing, Writing
from plut_audit.language import N_

ABOUT = N_("How far ranks depend on the method.")
Draws = Annotated[int, Option("-n", "--draws", min=1, help=N_("Number of random draws."))]


def command(
    reading: Reading, showing: Showing, writing: Writing, manner: Manner, draws: Draws = 1000,
    seed: Seed = 1,
) -> int:  # fmt: skip
    """Score one survey year under other defensible rubrics."""
    from plut_audit import agreement, report, robustness
    from plut_audit.console import screen, years

    notices = manner.notices()
    audited = reading.audit(notices)
    found = {"robustness": robustness.robust(audited, draws, seed),
             "agreement": agreement.agreement(audited)}  # fmt: skip
    if showing.format is Format.JSON:
        screen.json_text(found)
    else:
        screen.show(years.robustness(audited, found, showing.rows()), showing.format)
    if writing.asked:
        writing.write({**report.result_of(audited), **found}, notices)
    return 0
