"""`plut-audit compare`: two results or two folders."""

from pathlib import Path
from typing import Annotated

from typer import Argument

from plut_audit.commands.options import Manner, Showing
from plut_audit.language import N_

ABOUT = N_("Two years: scores, ranks, and findings that are new, persisting or resolved.")
Old = Annotated[Path, Argument(metavar="OLD", help=N_("Result or survey of the earlier year."))]
New = Annotated[Path, Argument(metavar="NEW", help=N_("Result or survey of the later year."))]


def command(old: Old, new: New, showing: Showing, manner: Manner) -> int:
    """Compare two years."""
    return 0
