"""`plain`: a table that people fill in, a response a row. The project's Excel template is one."""

from collections.abc import Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._registry import Certainty
from plut_audit.ingest.dialects._responses import answers, rosters_in_rows
from plut_audit.ingest.dialects._table import table_of
from plut_audit.ingest.sheets import Sheet

COLUMNS = ("no", "nomor", "number", "no urut", "nomor urut")
"""Columns that count the rows."""


def knows(sheet: Sheet, lookup: Lookup) -> Certainty:
    """A table that answers questions: what is left where no other dialect knows the sheet."""
    table = table_of(sheet, lookup)
    return Certainty.NONE if table.role is None else Certainty.REMAINDER


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The answers of each sheet; a roster names its centre in each row."""
    found = []
    for sheet in sheets:
        table = table_of(sheet, lookup)
        raw = answers("plain", table)
        found.append(raw)
        if raw.role != "roster":
            found.extend(rosters_in_rows(table, raw))
    return found
