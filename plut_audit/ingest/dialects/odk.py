"""`odk`: an export of ODK Central, a CSV a table or a zip of them; groups joined by `-`."""

from collections.abc import Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._registry import Certainty
from plut_audit.ingest.dialects._responses import rosters_in_rows
from plut_audit.ingest.dialects._table import table_of
from plut_audit.ingest.dialects._tools import has_beginning, submissions
from plut_audit.ingest.sheets import Sheet

MARKS = ("meta-instanceid", "submitterid", "reviewstate")
COLUMNS = (
    *("meta-*", "key", "instanceid", "instancename", "submissiondate", "formversion"),
    *("submitterid", "submittername", "attachmentspresent", "attachmentsexpected", "status"),
    *("reviewstate", "edits"),
)
PARENTS = ("parent_key",)


def knows(sheet: Sheet, lookup: Lookup) -> Certainty:
    """A table with a `KEY` and other columns of ODK Central, wherever they stand.

    `KEY` beside the date of submission or the key of a parent is written by other tools as well.
    """
    table = table_of(sheet, lookup)
    if table.role is None:
        return Certainty.NONE
    if table.has(*MARKS):
        return Certainty.OWN_MARKS
    # With `SET-OF-…` and no mark of ODK it is another tool's.
    keyed = table.has("key") and table.has("parent_key", "submissiondate")
    shared = keyed and not has_beginning(table, "set-of-")
    return Certainty.SHARED_MARKS if shared else Certainty.NONE


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The submissions of each table, and the repeats tied to them by `PARENT_KEY`."""
    found = []
    for sheet in sheets:
        table = table_of(sheet, lookup)
        raw = submissions("odk", table, review="reviewstate", version="formversion")
        _let_joined_columns_decide(raw)
        found.append(raw)
        found.extend(rosters_in_rows(table, raw))
    return found


def _let_joined_columns_decide(raw: RawAnswers) -> None:
    """Choice columns hold 0 even where nobody was asked, so the joined column says it all."""
    for answered in raw.columns.values():
        if answered.joined:
            answered.choices = {}
