"""The auditor's decisions, as a result carries them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DecisionEntry:
    """One decision that was applied, with what it did.

    `target` is the place of a cell, or codes with blanks between them; `old` is the value as it
    was read. `effect` is what the combined index of its centre gained by it, beside the decisions
    before it in the list, so that the effects of a centre add up; None where it can have none.
    `locations` are the cells that it is about, `FILE › SHEET!D5`. Dates are ISO, "" for none;
    `expired` says that an acceptance has ended, so that its finding is open again.
    """

    kind: str
    target: str
    centre_id: str = ""
    question: str = ""
    indicator: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""
    evidence: str = ""
    until: str = ""
    effect: float | None = None
    expired: bool = False
    locations: tuple[str, ...] = ()
