"""Rows of the ledger of decisions, as they are made from a worksheet, and their file."""

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import atomic_path
from plut_audit.i18n import N_, translate

TITLE = N_("Decision")
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
    "note": N_("What is in question"),
}
"""The columns of a ledger by name, in their order, each with its label."""
KIND = N_("evaluator's value")
STATES = {"proposed": N_("proposed"), "decided": N_("decided")}
_WIDTHS = {"note": 60, "reason": 40, "evidence": 30, "indicator": 12, "centre_id": 12}


@dataclass(frozen=True)
class LedgerRow:
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
    note: str = ""

    @property
    def target(self) -> tuple[str, str]:
        """What it is about."""
        return self.centre_id, self.indicator

    def value(self, name: str, language: str) -> str | float | datetime.date | None:
        """The value of a column of the ledger, its words in a language."""
        if name == "kind":
            return translate(KIND, language)
        if name == "state":
            return translate(STATES[self.state], language)
        found: str | float | datetime.date | None = getattr(self, name, "")
        return found


def write_ledger(rows: Sequence[LedgerRow], path: Path, language: str, force: bool = False) -> None:
    """Write the ledger as a workbook or a CSV, by the suffix; the file is whole or not there."""
    with atomic_path(path, force) as beside:
        if path.suffix.lower() == ".csv":
            beside.write_text(_csv(rows, language), encoding="utf-8-sig", newline="")
        else:
            from plut_audit.rubric.forms.workbook import workbook_bytes

            beside.write_bytes(workbook_bytes(lambda book: _fill(book, rows, language)))


def _csv(rows: Sequence[LedgerRow], language: str) -> str:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(translate(label, language) for label in LABELS.values())
    for row in rows:
        writer.writerow(row.value(name, language) for name in LABELS)
    return target.getvalue()


def _fill(book: Any, rows: Sequence[LedgerRow], language: str) -> None:
    from plut_audit.rubric.forms.workbook import Styles, set_up_print

    styles, title = Styles(book), translate(TITLE, language)
    page = book.add_worksheet(title)
    page.freeze_panes(1, 1)
    set_up_print(page, title, wide=True)
    page.repeat_rows(0)
    for column, (name, label) in enumerate(LABELS.items()):
        page.set_column(column, column, _WIDTHS.get(name, 16))
        page.write_string(0, column, translate(label, language), styles.heading())
        for number, row in enumerate(rows, 1):
            _put(page, number, column, row.value(name, language), styles)
    page.autofilter(0, 0, max(len(rows), 1), len(LABELS) - 1)


def _put(
    page: Any, row: int, column: int, value: str | float | datetime.date | None, styles: Any
) -> None:
    if isinstance(value, datetime.date):
        page.write_datetime(row, column, value, styles(num_format="yyyy-mm-dd", align="left"))
    elif isinstance(value, float):
        page.write_number(row, column, value, styles())
    elif value:
        page.write_string(row, column, value, styles())
