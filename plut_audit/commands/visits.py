"""`plut-audit visits`: which centres to visit next, and why."""

from pathlib import Path
from typing import Annotated

from typer import Option

from plut_audit.commands.options import Force, Manner, Reading, Seed, Showing
from plut_audit.language import N_

ABOUT = N_("Which centres to visit next, and why.")
Number = Annotated[int, Option("-n", "--number", min=1, help=N_("How many centres to visit."))]
Region = Annotated[
    str | None, Option(metavar="NAME", help=N_("Only one province, regency or city, for a route."))
]
Out = Annotated[
    list[Path] | None,
    Option("-o", "--out", metavar="FILE", help=N_("Write the plan, or the visit form, as .xlsx.")),
]


def command(
    reading: Reading, showing: Showing, manner: Manner, number: Number = 10, seed: Seed = 1,
    region: Region = None, out: Out = None, force: Force = False,
) -> int:  # fmt: skip
    """Plan the next visits from a survey or a stored result."""
    return 0
