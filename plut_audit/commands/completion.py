"""`plut-audit completion`: the script that has a shell complete commands and options."""

import os
import sys
from enum import StrEnum
from typing import Annotated

from typer import Argument

from plut_audit.commands.options import GlobalOptions
from plut_audit.i18n import N_

ABOUT = N_("The script that has a shell complete commands, options and file names.")
PROGRAM = "plut-audit"
VARIABLE = "_PLUT_AUDIT_COMPLETE"
"""Set by the script when the shell asks what a word may become."""


class Shell(StrEnum):
    """The shells for which there is a script."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"
    PWSH = "pwsh"


Name = Annotated[
    Shell,
    Argument(metavar="|".join(Shell), help=N_("The shell.")),
]


def command(shell: Name, general: GlobalOptions) -> int:
    """Print the script of a shell; it belongs into that shell's settings."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell.value)
    sys.stdout.write(f"{script}\n")
    return 0


def prepare() -> None:
    """Make the answers to a shell known to typer, where a shell asks."""
    if VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
