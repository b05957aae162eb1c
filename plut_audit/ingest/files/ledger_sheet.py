"""The sheet of a ledger of decisions: known by its headings, in English names or Indonesian labels.

What its rows mean is the business of `review.decisions`; here it is only distinguished from a survey.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from plut_audit.i18n import LANGUAGES, N_, translate
from plut_audit.ingest.sheets import Sheet, Workbook
from plut_audit.ingest.values import fold

LABELS = {
    "kind": N_("Decision"),
    "centre_id": N_("Centre code"),
    "source": N_("Source of the answer"),
    "question": N_("Question"),
    "indicator": N_("Indicator"),
    "file": N_("File"),
    "sheet": N_("Sheet"),
    "cell": N_("Cell"),
    "old": N_("Value as read"),
    "new": N_("Decided value"),
    "reason": N_("Reason"),
    "by": N_("Decided by (role or initials)"),
    "date": N_("Date of the decision"),
    "evidence": N_("Evidence of the decision"),
    "until": N_("Accepted until"),
    "state": N_("State of the decision"),
    "comment": N_("Team's comment"),
    "note": N_("What is in question"),
}
"""The columns of a ledger by name, in their order, each with its label.

`comment` is printed beside a reply; `note` is what the template says of a row; neither decides
anything."""
NEEDED = "kind"
TELLING = ("old", "new", "reason", "by", "until", "state")
"""A ledger has the needed column and two of these, which no form has together with it."""
_NAMES = ("keputusan", "decisions")
_DEEPEST_HEADER = 20


def header_of(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """The row of the headings and the name of each column ("" for one that is not known).

    None where the sheet is no ledger.
    """
    for number, row in enumerate(sheet.rows[:_DEEPEST_HEADER]):
        columns = {place: _names().get(fold(str(cell)), "") for place, cell in enumerate(row)}
        names = set(columns.values())
        if NEEDED in names and len(names.intersection(TELLING)) > 1:
            return number, columns
    return None


@cache
def _names() -> Mapping[str, str]:
    labels = {
        fold(translate(label, language)): name
        for name, label in LABELS.items()
        for language in LANGUAGES
    }
    return {**labels, **{fold(name): name for name in LABELS}}


def is_ledger(sheet: Sheet) -> bool:
    """Whether the sheet is headed like a ledger of decisions."""
    return header_of(sheet) is not None


def is_named_ledger(shown_as: str) -> bool:
    """Whether a file is called as a ledger is: `keputusan` or `decisions`, whatever its suffix."""
    return PurePosixPath(shown_as).stem.casefold() in _NAMES


def with_rows(workbook: Workbook) -> list[Sheet]:
    """The sheets of a ledger on which anything stands below the headings."""
    return [sheet for sheet in workbook.sheets if is_ledger(sheet) and filled_rows(sheet)]


def filled_rows(sheet: Sheet) -> int:
    """How many rows below the headings hold anything."""
    header = header_of(sheet)
    if header is None:
        return 0
    broken = {row for row, _ in (*sheet.errors, *sheet.uncalculated)}
    return sum(
        row in broken or any(str(cell).strip() for cell in cells)
        for row, cells in enumerate(sheet.rows)
        if row > header[0]
    )
