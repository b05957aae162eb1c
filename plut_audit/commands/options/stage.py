"""At which stage a report is: a draft to be replied to, or final."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from plut_audit.commands.options.inputs import InputOptions
from plut_audit.errors import UsageError
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.result import Result
    from plut_audit.review.assignment import Assignment
    from plut_audit.review.replies import Staging


class StageWord(StrEnum):
    """The stages of a report."""

    DRAFT = "draft"
    FINAL = "final"


ReplyBy = Annotated[
    str | None,
    Option(
        metavar="DATE",
        help=N_("Day by which centres may reply: 2024-05-31 (default: that of penugasan.toml)."),
    ),
]
Replies = Annotated[
    Path | None, Option(metavar="DIR", help=N_("Folder of the reply workbooks that came back."))
]


@dataclass
class StageOptions:
    """Whether the report is a draft to be replied to, or final, and what was replied."""

    stage: Annotated[
        StageWord | None,
        Option(
            metavar="draft|final",
            help=N_(
                "draft: mark every page and write reply workbooks beside the letters; final: "
                "print the replies."
            ),
        ),
    ] = None
    reply_by: ReplyBy = None
    replies: Replies = None
    force_final: Annotated[
        bool,
        Option(
            "--force-final", help=N_("Be final although decisions are open; the report says so.")
        ),
    ] = False

    def input_paths(self) -> list[Path]:
        """The files and folders that are read."""
        return [self.replies] if self.replies else []

    def check(self) -> None:
        """Refuse options that do not go together, before anything is read."""
        final = self.stage is StageWord.FINAL
        if final and self.replies is None:
            raise UsageError(
                N_(
                    "--stage final needs --replies DIR, the folder of the reply workbooks; an empty "
                    "folder says that nobody replied."
                )
            )
        for option, given in (("--replies", self.replies), ("--force-final", self.force_final)):
            if given and not final:
                raise UsageError(N_("{option} belongs to --stage final."), option=option)
        if self.reply_by and self.stage is None:
            raise UsageError(N_("--reply-by belongs to --stage draft or final."))
        self.last_day()

    def last_day(self) -> str:
        """The day by which replies are asked for, ISO; "" for none."""
        if not self.reply_by:
            return ""
        try:
            return date.fromisoformat(self.reply_by).isoformat()
        except ValueError:
            raise UsageError(
                N_("--reply-by '{text}' is no date; write it as 2024-05-31."), text=self.reply_by
            ) from None

    def result(
        self, inputs: InputOptions, notices: "Notices", assignment: "Assignment | None" = None
    ) -> "Result":
        """The result of a survey at its stage; the assignment may name the day for replies."""
        if self.stage is None:
            return inputs.result(notices)
        from plut_audit.review.replies import staged_result

        return staged_result(inputs.read(notices), self.staging(inputs, assignment))

    def staging(self, inputs: InputOptions, assignment: "Assignment | None" = None) -> "Staging":
        """The stage as `review.replies` takes it."""
        from plut_audit.commands.options.inputs import limits
        from plut_audit.review.replies import Staging

        return Staging(
            stage="final" if self.stage is StageWord.FINAL else "draft",
            reply_by=self.last_day() or _day_of(assignment),
            folder=self.replies,
            forced=self.force_final,
            limits=limits(inputs.limit),
        )


def _day_of(assignment: "Assignment | None") -> str:
    """The day by which an assignment asks for replies, ISO; "" for none."""
    day = assignment.deadlines.replies if assignment else None
    return day.isoformat() if day else ""
