"""A row of the ledger of decisions as it is made from a worksheet."""

import datetime
from dataclasses import dataclass

from plut_audit.ingest.sheets import CellValue

KIND = "evaluator_value"


@dataclass(frozen=True)
class JudgedValue:
    """The evaluator's value of an indicator of a centre; `new` is a number, a choice or a word.

    `evidence` is the cell of the worksheet in which it was typed. A row that is `proposed`
    decides nothing until somebody changes its state.
    """

    centre_id: str
    indicator: str
    old: str | float
    new: str | float
    reason: str
    by: str
    date: datetime.date | None
    evidence: str
    state: str

    @property
    def target(self) -> tuple[str, str]:
        """What it is about."""
        return self.centre_id, self.indicator

    def value(self, name: str) -> CellValue:
        """The value of a column of the ledger."""
        if name == "kind":
            return KIND
        if name == "date":
            return self.date.isoformat() if self.date else ""
        found: CellValue = getattr(self, name, "")
        return found
