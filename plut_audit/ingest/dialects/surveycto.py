"""`surveycto`: an export of SurveyCTO, wide (repeats as `_1`, `_2`) or long (a child file)."""

from collections.abc import Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._responses import rosters_in_rows
from plut_audit.ingest.dialects._table import table_of
from plut_audit.ingest.dialects._tools import submissions, tools
from plut_audit.ingest.sheets import Sheet


def knows(sheet: Sheet, lookup: Lookup) -> bool:
    """A table with `formdef_version` or `SET-OF-…` columns, wherever they stand."""
    table = table_of(sheet, lookup)
    return table.role is not None and "surveycto" in tools(table)


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The submissions of each table, the repeats in their rows or tied by `PARENT_KEY`."""
    found = []
    for sheet in sheets:
        table = table_of(sheet, lookup)
        raw = submissions("surveycto", table, review="review_status", version="formdef_version")
        found.append(raw)
        found.extend(rosters_in_rows(table, raw))
    return found
