"""`gforms`: the responses of a Google Form, full question texts as headers, labels as answers."""

import re
from collections.abc import Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._responses import answers, column, rosters_in_rows
from plut_audit.ingest.dialects._table import HeaderedTable, table_of
from plut_audit.ingest.dialects._tools import GOOGLE, tools
from plut_audit.ingest.sheets import CellValue, Sheet

_PADDED = re.compile(r"\s*(?:0\d/\d|\d{1,2}/0\d/)")


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
        raw.date_order = _date_order(table, raw.submitted)
        found.append(raw)
        found.extend(rosters_in_rows(table, raw))
    return found


def _date_order(table: HeaderedTable, stamps: list[CellValue]) -> str:
    """How Google writes dates: an American sheet month first without zeros, `9/6/2018 0:06:16`.

    An Indonesian one writes day first; a padded stamp under an English title may be either.
    """
    if not table.has("timestamp"):
        return "day"
    return "" if any(_PADDED.match(str(stamp)) for stamp in stamps) else "month"
