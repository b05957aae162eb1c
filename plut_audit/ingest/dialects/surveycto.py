"""`surveycto`: an export of SurveyCTO, wide (repeats as `_1`, `_2`) or long (a child file)."""

from collections.abc import Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._registry import Certainty
from plut_audit.ingest.dialects._responses import rosters_in_rows
from plut_audit.ingest.dialects._table import table_of
from plut_audit.ingest.dialects._tools import has_beginning, submissions
from plut_audit.ingest.sheets import Sheet

MARKS = ("formdef_version",)
COLUMNS = (
    *("set-of-*", "key", "instanceid", "submissiondate", "completiondate", "starttime", "endtime"),
    *("duration", "comments", "caseid", "devicephonenum", "device_info", "text_audit"),
    *("formdef_id", "review_status", "review_quality", "review_comments", "review_corrections"),
)
PARENTS = ("parent_key",)


def knows(sheet: Sheet, lookup: Lookup) -> Certainty:
    """A table with `formdef_version` or `SET-OF-…` columns, wherever they stand.

    ODK Briefcase names its repeats `SET-OF-…` as well.
    """
    table = table_of(sheet, lookup)
    if table.role is None:
        return Certainty.NONE
    if table.has(*MARKS):
        return Certainty.OWN_MARKS
    return Certainty.SHARED_MARKS if has_beginning(table, "set-of-") else Certainty.NONE


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The submissions of each table, the repeats in their rows or tied by `PARENT_KEY`."""
    found = []
    for sheet in sheets:
        table = table_of(sheet, lookup)
        raw = submissions("surveycto", table, review="review_status", version="formdef_version")
        found.append(raw)
        found.extend(rosters_in_rows(table, raw))
    return found
