"""What is wrong in a respondent's file: collected, located, never raised.

A `Problem` is data. Its `Kind`, found by its code, says how grave it is, what it is called,
what was expected and found, and how to mend it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plut_audit.i18n import Translations, translations
from plut_audit.problems.kinds import PROBLEM_KINDS, ProblemKind, Severity

__all__ = ["PROBLEM_KINDS", "Problem", "ProblemKind", "Severity", "format_location"]


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
        return PROBLEM_KINDS[self.code].severity

    @property
    def place(self) -> str:
        """`FILE › SHEET!D5`, as much of it as is known."""
        return format_location(self.file, self.sheet, self.cell)

    def message(self) -> Translations:
        """What was expected, what was found, and how to mend it, in every language."""
        kind = PROBLEM_KINDS[self.code]
        blanks = {"value": self.value, "question": self.question, **self.blanks}
        said, mend = translations(kind.message, **blanks), translations(kind.remedy, **blanks)
        return {language: f"{said[language]} {mend[language]}" for language in said}


def format_location(file: str, sheet: str = "", cell: str = "") -> str:
    """A place as it is printed everywhere: `FILE › SHEET!D5`."""
    inside = f"{sheet}!{cell}" if sheet and cell else sheet or cell
    return f"{file} › {inside}" if inside else file
