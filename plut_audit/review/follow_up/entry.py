"""The columns and words of the matrix, and one row of it."""

from dataclasses import dataclass, field
from typing import Any

from plut_audit.i18n import N_
from plut_audit.result.extras import FollowUpEntry

SHEET = N_("Follow-up")
KNOWN = {
    "centre_id": N_("Centre code"),
    "code": N_("Code"),
    "centre": N_("Centre"),
    "province": N_("Province"),
    "severity": N_("Severity"),
    "finding": N_("State"),
    "last_found": N_("Last found"),
    "title": N_("Finding"),
    "condition": N_("Condition"),
    "criterion": N_("Criterion"),
    "cause": N_("Cause"),
    "effect": N_("Effect"),
    "recommendation": N_("Recommendation"),
}
"""Columns that the program writes, in their order."""
TYPED = {
    "response": N_("Auditee's response"),
    "action": N_("Agreed action"),
    "person": N_("Person in charge"),
    "deadline": N_("Deadline"),
    "status": N_("Follow-up status"),
}
"""Columns that people fill in."""
STATUSES = {
    "open": N_("open"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "not_accepted": N_("not accepted"),
}
STATES = {
    "found": N_("found"),
    "resolved": N_("resolved, no longer found"),
    "reported_resolved": N_("reported resolved, still to be checked at a visit"),
    "not_comparable": N_("not comparable, could not be looked for"),
    "added": N_("added by hand"),
}
"""What has become of a finding: it is in the report; it is gone; only the centre says that it is
gone, so that it is still open; it could not be looked for (the centre did not answer or is not
there, or was not asked); or it never came from a report."""
ADDED = "ADD-"
"""How the code of a row begins that an auditor added."""


@dataclass
class Entry:
    """One row as it is read; `FollowUpEntry` is the same as a result carries it.

    `other` holds added columns by their heading, `shown` what the program wrote of the finding.
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
    other: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """The identity of the finding."""
        return self.centre_id, self.code

    @property
    def typed(self) -> bool:
        """Whether anybody has written anything."""
        return bool(self.other) or any(getattr(self, name) for name in TYPED)

    def stored(self, state: str, last_found: int | None) -> FollowUpEntry:
        """The entry as a result carries it, with the state of its finding."""
        return FollowUpEntry(**{**vars(self), "finding": state, "last_found": last_found})


Entries = dict[tuple[str, str], Entry]
"""The rows of a matrix by centre code and finding code."""
