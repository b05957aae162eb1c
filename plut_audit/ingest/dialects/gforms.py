"""`gforms`: the responses of a Google Form, full question texts as headers, labels as answers."""

import re
from collections.abc import Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._responses import answers, column, rosters_in_rows
from plut_audit.ingest.dialects._table import HeaderedTable, table_of
from plut_audit.ingest.dialects._tools import GOOGLE, tools
from plut_audit.ingest.sheets import CellValue, Sheet

_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/\d{4}\b")


def knows(sheet: Sheet, lookup: Lookup) -> bool:
    """A table with Google's time stamp, wherever it stands."""
    table = table_of(sheet, lookup)
    return table.role is not None and "gforms" in tools(table)


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The responses of each sheet; ticks stay joined, rows of a grid become choices."""
    found = []
    for sheet in sheets:
        table = table_of(sheet, lookup)
        raw = answers("gforms", table)
        raw.submitted = column(table, raw.rows, table.column(*GOOGLE))
        raw.month_first = _month_first(table, raw.submitted)
        found.append(raw)
        found.extend(rosters_in_rows(table, raw))
    return found


def _month_first(table: HeaderedTable, stamps: list[CellValue]) -> bool:
    """English forms stamp `9/6/2018` for 6 September, unless some stamp shows otherwise."""
    slashed = [found for one in stamps if (found := _SLASHED.match(str(one)))]
    return table.has("timestamp") and all(int(found[1]) <= 12 for found in slashed)
