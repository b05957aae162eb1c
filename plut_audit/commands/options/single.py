"""Single options that several commands or groups take, each declared once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from plut_audit.i18n import LANGUAGES, N_


class Format(StrEnum):
    """How results are shown on standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class TableName(StrEnum):
    """The tables of all commands by their keys; each command has some of them."""

    RANKING = "ranking"
    NOT_RANKED = "not_ranked"
    FINDINGS = "findings"
    SYSTEMIC = "systemic"
    DECISIONS = "decisions"
    PROBLEMS = "problems"
    PROBLEMS_BY_KIND = "problems_by_kind"
    CONTRADICTIONS = "contradictions"
    REQUIRED_BLANKS = "required_blanks"
    DID_NOT_ANSWER = "did_not_answer"
    CHANGES = "changes"
    PRESENCE_CHANGES = "presence_changes"
    FINDING_CHANGES = "finding_changes"
    SUSPECTED = "suspected"
    NOT_COMPARABLE = "not_comparable"
    RANK_INTERVALS = "rank_intervals"
    ASSUMPTIONS = "assumptions"
    LEAVE_OUT = "leave_out"
    AGREEMENT = "agreement_dimensions"
    VISITS = "visits"
    WORKSHEETS = "worksheets"
    RECEIVED = "received"


Lang = Annotated[
    str | None,
    Option("--lang", metavar="|".join(LANGUAGES), help=N_("Language of messages and reports.")),
]
RubricName = Annotated[
    str | None,
    Option(
        "--rubric",
        metavar="ID|DIR",
        help=N_("Edition of the rubric, or the folder of your own (bappenas-2023)."),
    ),
]
ResultPath = Annotated[Path, Argument(metavar="RESULT", help=N_("A stored result, result.json."))]
Force = Annotated[bool, Option("--force", help=N_("Replace files that exist."))]
Seed = Annotated[int, Option("--seed", min=0, help=N_("Seed of the random simulation."))]

Centres = Annotated[
    Path | None, Option(metavar="FILE", help=N_("Registry of the centres that should answer."))
]
Crosswalk = Annotated[
    Path | None, Option(metavar="FILE", help=N_("Which column answers which question."))
]
Aliases = Annotated[
    Path | None, Option(metavar="FILE", help=N_("Which written name means which centre."))
]
Decisions = Annotated[
    Path | None, Option(metavar="FILE", help=N_("Ledger of the auditor's decisions."))
]
Previous = Annotated[
    Path | None, Option(metavar="RESULT", help=N_("The stored result of the year before."))
]
FollowUpFile = Annotated[
    Path | None, Option(metavar="FILE", help=N_("A filled-in follow-up matrix to continue."))
]
AssignmentFile = Annotated[
    Path | None,
    Option(
        metavar="FILE",
        help=N_("Assignment for report and visit records (penugasan.toml of the survey)."),
    ),
]
OnlyApproved = Annotated[
    bool, Option("--only-approved", help=N_("Only submissions approved in review."))
]
LimitTexts = Annotated[
    list[str] | None,
    Option(metavar="NAME=NUMBER", help=N_("Raise a limit, for a larger legitimate file.")),
]
Form = Annotated[
    Format, Option("--format", metavar="table|json|csv|md", help=N_("Format of the output."))
]
SEED = 20240301
"""The seed unless another is given, so that a second run prints the same."""
