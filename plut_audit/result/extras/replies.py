"""The right of reply, as a result carries it: the stage of the report and what centres replied."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

StageName = Literal["draft", "final"]
Answer = Literal["", "agree", "disagree"]
Outcome = Literal["", "open", "accepted", "not_accepted"]


@dataclass(frozen=True)
class Reply:
    """What a centre replied to a finding (`code`) or to an answer (`question`); the other is "".

    Texts are as people typed them; `location` is the reply's cell, `FILE › SHEET!G7`. `outcome`
    is what became of it: "" where there was nothing to decide, `open` until it is decided.
    `comment` is what the team says of it.
    """

    centre_id: str
    code: str = ""
    question: str = ""
    answer: Answer = ""
    value: str = ""
    explanation: str = ""
    evidence: str = ""
    location: str = ""
    outcome: Outcome = ""
    comment: str = ""


@dataclass(frozen=True)
class ReceivedReply:
    """A reply workbook that was read; `replied_on` is the ISO date typed in it, "" for none."""

    centre_id: str
    file: str
    filled_in_by: str = ""
    replied_on: str = ""


@dataclass(frozen=True)
class RightOfReply:
    """The stage of the report; for a final one what was replied, and what is still open.

    `reply_by` is the ISO date by which replies were asked for, "" where none was set. `late` are
    centres whose typed date is after it, `missing` those without a reply. `open_decisions` is not
    0 only where the report was forced to be final.
    """

    stage: StageName
    reply_by: str = ""
    open_decisions: int = 0
    received: tuple[ReceivedReply, ...] = ()
    late: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()

    @cached_property
    def by_target(self) -> dict[tuple[str, str], list[Reply]]:
        """The replies by centre and code of the finding, or question."""
        listed: dict[tuple[str, str], list[Reply]] = {}
        for reply in self.replies:
            listed.setdefault((reply.centre_id, reply.code or reply.question), []).append(reply)
        return listed
