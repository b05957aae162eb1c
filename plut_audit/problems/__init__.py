"""What is wrong in a respondent's file: collected, located, never raised.

A `Problem` is data. Its `Kind`, found by its code, says how grave it is, what it is called,
what was expected and found, and how to mend it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plut_audit.i18n import Words, words
from plut_audit.problems.kinds import KINDS, Kind, Severity

__all__ = ["KINDS", "Kind", "Problem", "Severity", "place"]


@dataclass(frozen=True)
class Problem:
    """One problem at its place; `blanks` fill the message of its kind."""

    code: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    centre_id: str = ""
    question: str = ""
    value: str = ""
    blanks: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return KINDS[self.code].severity

    @property
    def place(self) -> str:
        """`FILE › SHEET!D5`, as much of it as is known."""
        return place(self.file, self.sheet, self.cell)

    def message(self) -> Words:
        """What was expected, what was found, and how to mend it, in every language."""
        kind = KINDS[self.code]
        blanks = {"value": self.value, "question": self.question, **self.blanks}
        said, mend = words(kind.message, **blanks), words(kind.mend, **blanks)
        return {language: f"{said[language]} {mend[language]}" for language in said}


def place(file: str, sheet: str = "", cell: str = "") -> str:
    """A place as it is printed everywhere: `FILE › SHEET!D5`."""
    inside = f"{sheet}!{cell}" if sheet and cell else sheet or cell
    return f"{file} › {inside}" if inside else file
