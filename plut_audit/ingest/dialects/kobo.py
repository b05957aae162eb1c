"""`kobo`: an export of KoboToolbox, XLSX or CSV, in any of its four header modes."""

from collections.abc import Sequence

from plut_audit.i18n import translations
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._names import plain_text
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.dialects._responses import answers, column, rosters_in_rows
from plut_audit.ingest.dialects._table import HeaderedTable, table_of
from plut_audit.ingest.dialects._tools import ended, texts
from plut_audit.ingest.sheets import Sheet
from plut_audit.rubric.forms.centre_choice import CENTRE, LABELS, PROVINCE

MARKS = (
    "_uuid",
    "_submission_time",
    "__version__",
    "_index",
    "_parent_index",
    "_validation_status",
)
COLUMNS = (
    *("_*", "meta/*", "rootuuid", "start", "end", "today", "audit", "deviceid", "device_id"),
    *("subscriberid", "simserial", "sim_serial", "phonenumber", "phone_number", "username"),
    *("user_name", "email"),
    # The questions of our own form by which the centre is chosen; what follows is calculated.
    *(f"*{name}" for name in (PROVINCE, CENTRE)),
    *(f"*{text.casefold()}" for label in LABELS.values() for text in translations(label).values()),
)
PARENTS = ("_parent_index", "_submission__uuid")
_REVIEWS = {
    **dict.fromkeys(("validation_status_approved", "approved", "disetujui"), "approved"),
    **dict.fromkeys(
        ("validation_status_not_approved", "not approved", "tidak disetujui", "ditolak"), "rejected"
    ),
}
"""What reviewers say, and what it means."""


def knows(sheet: Sheet, lookup: Lookup) -> bool:
    """A table with system columns of KoboToolbox, wherever they stand."""
    table = table_of(sheet, lookup)
    return table.role is not None and table.has(*MARKS)


def raw_answers(sheets: Sequence[Sheet], lookup: Lookup) -> list[RawAnswers]:
    """The submissions of each sheet, and the repeats tied to them."""
    tables = [table_of(sheet, lookup) for sheet in sheets]
    found = []
    for table in tables:
        raw = answers("kobo", table)
        raw.machine_numbers = True
        if raw.role == "roster":
            raw.parents = _parents(raw, table, tables)
        else:
            _submissions(raw, table)
            found.extend(rosters_in_rows(table, raw))
        found.append(raw)
    return found


def _submissions(raw: RawAnswers, table: HeaderedTable) -> None:
    """Keys for the repeats, and what tells an edited or unapproved submission."""
    uuids = texts(table, raw.rows, "_uuid")
    places = texts(table, raw.rows, "_index")
    raw.keys = [_key(table.sheet, place) for place in places] or uuids or raw.keys
    raw.submitted = column(table, raw.rows, table.column("_submission_time"))
    roots = texts(table, raw.rows, "meta/rootuuid", "rootuuid") or [""] * len(uuids)
    raw.origins = [root or own for root, own in zip(roots, uuids, strict=False)]
    raw.ended = ended(table, raw.rows)
    raw.reviews = [
        _REVIEWS.get(plain_text(status), status)
        for status in texts(table, raw.rows, "_validation_status")
    ]
    raw.versions = texts(table, raw.rows, "__version__", "_version_", "_version")


def _parents(raw: RawAnswers, table: HeaderedTable, tables: list[HeaderedTable]) -> list[str]:
    """The submission of each line of a repeat, by its place in the export or by its uuid."""
    mains = [one for one in tables if one.role != "roster" and one.sheet.file == table.sheet.file]
    if table.has("_parent_index") and any(one.has("_index") for one in mains):
        places = texts(table, raw.rows, "_parent_index")
        names = column(table, raw.rows, table.column("_parent_table_name"))
        sheets = [_parent(str(name), mains) for name in names]
        return [_key(sheet, place) for sheet, place in zip(sheets, places, strict=True)]
    return texts(table, raw.rows, "_submission__uuid")


def _parent(name: str, mains: list[HeaderedTable]) -> Sheet:
    """The sheet of the submissions: the one that is named, else the (first) questionnaire."""
    for table in mains:
        if table.sheet.name == name:
            return table.sheet
    return min(mains, key=lambda table: (table.role or "", table.sheet.name)).sheet


def _key(sheet: Sheet, place: str) -> str:
    return f"{sheet.file}!{sheet.name}#{place}" if place else ""
