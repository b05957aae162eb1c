"""One decision of the auditor: its kind, its target, and what it decides."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from plut_audit.i18n import LANGUAGES, N_, translate
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import fold
from plut_audit.problems import format_location

Kind = Literal[
    "correct",
    "blank",
    "keep",
    "leave_out",
    "choose",
    "evaluator_value",
    "cause",
    "accept",
    "close",
]
KINDS: dict[Kind, str] = {
    "correct": N_("correct the value"),
    "blank": N_("count as not given"),
    "keep": N_("keep the value"),
    "leave_out": N_("leave out the response"),
    "choose": N_("choose the response"),
    "evaluator_value": N_("evaluator's value"),
    "cause": N_("cause of the finding"),
    "accept": N_("accept the finding"),
    "close": N_("close the finding"),
}
"""The kinds of decision, each with its label."""
ABOUT_VALUES: frozenset[str] = frozenset(("correct", "blank", "keep"))
ABOUT_RESPONSES: frozenset[str] = frozenset(("leave_out", "choose"))
SOURCES = {"questionnaire": N_("questionnaire"), "visit": N_("visit")}
STATES = {"proposed": N_("proposed"), "decided": N_("decided"), "rejected": N_("rejected")}
"""A row without a state is decided; one that is rejected applies to nothing and stays as a record."""


def code_of(written: str, words: Mapping[str, str], default: str = "") -> str:
    """A word in either language as its code; "" where it is none, `default` where it is blank."""
    folded = fold(written.replace("_", " "))
    if not folded:
        return default
    for code, label in words.items():
        labels = {fold(translate(label, language)) for language in LANGUAGES}
        if folded in {fold(code.replace("_", " ")), *labels}:
            return code
    return ""


@dataclass(frozen=True)
class Decision:
    """One row of a ledger; what is not needed is "".

    `cell` is an address without `$`, `indicator` the code of an indicator or of a check. `old`
    and `new` are cells as they stand in the ledger. `location` is the row's own place: file,
    sheet and first cell.
    """

    kind: Kind
    centre_id: str = ""
    source: str = ""
    question: str = ""
    indicator: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    old: CellValue = ""
    new: CellValue = ""
    reason: str = ""
    by: str = ""
    date: datetime.date | None = None
    evidence: str = ""
    until: datetime.date | None = None
    location: tuple[str, str, str] = field(default=("", "", ""), compare=False)

    @property
    def target(self) -> tuple[str, ...]:
        """What the decision is about, in the first form that it names completely."""
        if self.kind in ABOUT_VALUES and not self.cell:
            return self.centre_id, self.source, self.question
        if self.kind in ABOUT_VALUES or (self.kind in ABOUT_RESPONSES and self.file):
            return self.file, self.sheet, self.cell
        if self.kind in ABOUT_RESPONSES:
            return self.centre_id, self.source
        return self.centre_id, self.indicator

    @property
    def target_text(self) -> str:
        """The target as it is printed: a cell's place, or codes with blanks between them."""
        if self.target[:1] == (self.file,) and self.file:
            return format_location(*self.target)
        return " ".join(filter(None, self.target))

    @property
    def row(self) -> tuple[str, str, int]:
        """File, sheet and row of the ledger, to sort by."""
        file, sheet, cell = self.location
        return file, sheet, int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)

    @property
    def shown_location(self) -> str:
        """Where the decision stands in the ledger."""
        return format_location(*self.location)
