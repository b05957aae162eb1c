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
    AssignmentFile,
    Centres,
    Crosswalk,
    Decisions,
    FollowUpFile,
    Force,
    Form,
    Format,
    Lang,
    LimitTexts,
    OnlyApproved,
    Previous,
    ResultPath,
    RubricName,
    Seed,
)
from plut_audit.commands.options.stage import Replies, ReplyBy, StageOptions

__all__ = [
    "SEED",
    "Aliases",
    "AssignmentFile",
    "Centres",
    "Crosswalk",
    "Decisions",
    "DisplayOptions",
    "FollowUpFile",
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
    "Previous",
    "Replies",
    "ReplyBy",
    "ResultPath",
    "RowOptions",
    "RubricName",
    "Seed",
    "StageOptions",
    "edition",
    "limits",
    "result_of",
]
