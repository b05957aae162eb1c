"""The follow-up matrix."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FollowUpEntry:
    """One row of the follow-up matrix; texts are as people typed them.

    `received` is the day on which the centre received the report, `reviewed` that of the review
    of its evidence. `other` holds added columns by their heading, `shown` what the program wrote of the finding.
    """

    centre_id: str
    code: str
    response: str = ""
    action: str = ""
    person: str = ""
    deadline: str = ""
    status: str = ""
    finding: str = "found"
    last_found: int | None = None
    other: dict[str, str | float | bool | None] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    received: str = ""
    evidence: str = ""
    note: str = ""
    reviewed: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The identity of the finding: centre code and finding code."""
        return self.centre_id, self.code


@dataclass(frozen=True)
class FollowUp:
    """The follow-up matrix that a result carries."""

    entries: tuple[FollowUpEntry, ...]
