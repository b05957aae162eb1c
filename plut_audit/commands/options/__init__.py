"""The options of the commands, in groups, each declared once.

A command takes the groups that mean something to it (`inputs: InputOptions`); `flat` makes of
it the function of single options that typer reads.
"""

from plut_audit.commands.options.inputs import (
    GlobalOptions,
    InputOptions,
    edition,
    limits,
    result_of,
)
from plut_audit.commands.options.outputs import (
    DisplayOptions,
    Level,
    OutputOptions,
    RowOptions,
)
from plut_audit.commands.options.single import (
    SEED,
    Aliases,
    Centres,
    Crosswalk,
    Decisions,
    Force,
    Form,
    Format,
    Lang,
    LimitTexts,
    OnlyApproved,
    ResultPath,
    RubricName,
    Seed,
)

__all__ = [
    "SEED",
    "Aliases",
    "Centres",
    "Crosswalk",
    "Decisions",
    "DisplayOptions",
    "Force",
    "Form",
    "Format",
    "GlobalOptions",
    "InputOptions",
    "Lang",
    "Level",
    "LimitTexts",
    "OnlyApproved",
    "OutputOptions",
    "ResultPath",
    "RowOptions",
    "RubricName",
    "Seed",
    "edition",
    "limits",
    "result_of",
]
