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
    "received": N_("Report received on"),
    "evidence": N_("Evidence of follow-up"),
    "status": N_("Follow-up status"),
    "note": N_("Reviewer's note"),
    "reviewed": N_("Reviewed on"),
}
"""Columns that people fill in; `received` is the day from which the 60 days to answer count."""
DAYS = ("deadline", "received", "reviewed")
"""Those that hold a day."""
CALCULATED = {
    "due": N_("60 days end on"),
    "age": N_("Age (days)"),
    "counts_as": N_("Status that counts"),
    "lacks": N_("Still needed"),
}
"""Columns that follow from the others and are never read."""
STATUSES = {
    "compliant": N_("in accordance with the recommendation"),
    "partly": N_("not yet in accordance"),
    "not_followed_up": N_("not yet followed up"),
    "cannot": N_("cannot be followed up"),
}
"""The four states of a recommendation: Peraturan BPK 2/2017, article 6(4)."""
FORMER_STATUSES = {
    "open": ("not_followed_up", N_("open")),
    "in_progress": ("partly", N_("in progress")),
    "done": ("compliant", N_("done")),
    "not_accepted": ("partly", N_("not accepted")),
}
"""The words of earlier versions: what each is now, and its label then."""


def current_status(code: str) -> str:
    """The state that a code of earlier versions is now; another one as it is."""
    return FORMER_STATUSES[code][0] if code in FORMER_STATUSES else code


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
    received: str = ""
    evidence: str = ""
    note: str = ""
    reviewed: str = ""
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
