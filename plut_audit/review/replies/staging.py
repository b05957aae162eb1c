"""A result at its stage: a draft to be replied to, or final with what was replied."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from plut_audit.ingest.sheets import Limits
from plut_audit.result import Result
from plut_audit.result.extras import RightOfReply, StageName
from plut_audit.review.decisions import DecidedSurvey


@dataclass(frozen=True)
class Staging:
    """What the stage of a report is made from: ISO date of the deadline, folder of the replies."""

    stage: StageName
    reply_by: str = ""
    folder: Path | None = None
    forced: bool = False
    limits: Limits = field(default_factory=Limits)


def staged_result(decided: DecidedSurvey, staging: Staging) -> Result:
    """The result of a survey at a stage.

    Raises `UsageError` where it is to be final, not forced, and decisions are open.
    """
    result = decided.result()
    return replace(result, replies=RightOfReply(staging.stage, staging.reply_by))
