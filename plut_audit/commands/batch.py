"""`plut-audit batch`: every year of a survey; one bad file stops nothing."""

from pathlib import Path
from typing import Annotated

from typer import Argument

from plut_audit.commands.options import Manner
from plut_audit.language import N_

ABOUT = N_("Every year (sub-folder) of a survey; one bad file stops nothing.")
Folder = Annotated[Path, Argument(metavar="DIR", help=N_("Folder with a sub-folder a year."))]


def command(folder: Folder, manner: Manner) -> int:
    """Score every year."""
    return 0
