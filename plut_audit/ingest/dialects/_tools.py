"""The marks that survey tools leave in a table, and the columns that belong to the tools."""

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._names import plain_text
from plut_audit.ingest.dialects._responses import answers, column
from plut_audit.ingest.dialects._table import HeaderedTable
from plut_audit.ingest.sheets import CellValue

KOBO = ("_uuid", "_submission_time", "__version__", "_index", "_parent_index", "_validation_status")
ODK = ("meta-instanceid", "submitterid", "reviewstate")
SURVEYCTO = ("formdef_version",)
GOOGLE = ("timestamp", "cap waktu", "stempel waktu")

_NAMES = """
start end today deviceid device_id subscriberid simserial sim_serial phonenumber phone_number
username user_name email audit caseid starttime endtime duration comments devicephonenum
device_info text_audit key parent_key instanceid instancename submissiondate completiondate
formdef_version formdef_id formversion submitterid submittername attachmentspresent
attachmentsexpected status reviewstate edits review_status review_quality review_comments
review_corrections timestamp score skor email_address no nomor number rootuuid
"""
_TITLES = (
    "Cap waktu",
    "Stempel waktu",
    "Email Address",
    "Alamat email",
    "Alamat surel",
    "Nama pengguna",
    "Total score",
    "Skor total",
    "No urut",
    "Nomor urut",
)
_OF_TOOLS = {*_NAMES.split(), *map(plain_text, _TITLES)}
_SCORES = ("[score]", "[skor]", "[feedback]", "[masukan]")


def tools(table: HeaderedTable) -> list[str]:
    """The dialects of the survey tools whose marks the table bears."""
    child = table.has("parent_key") and table.has("key")
    of_surveycto = table.has(*SURVEYCTO) or any(
        header.startswith("set-of-") for header in table.headers.values()
    )
    of_odk = table.has(*ODK) or (
        table.has("key") and not of_surveycto and (child or table.has("submissiondate"))
    )
    marks = {
        "kobo": table.has(*KOBO),
        "odk": of_odk,
        "gforms": table.has(*GOOGLE),
        "surveycto": of_surveycto,
    }
    return [name for name, marked in marks.items() if marked]


def of_a_tool(header: str) -> bool:
    """Whether a (normalised) header is a tool's own: no question, and nothing to report."""
    return (
        header in _OF_TOOLS
        or header.startswith(("_", "meta/", "meta-", "set-of-"))
        or header.endswith(_SCORES)
    )


def texts(table: HeaderedTable, rows: list[int], *headers: str) -> list[str]:
    """A tool's column as texts: `7.0` is `7`, and a uuid goes without its `uuid:`.

    Empty where the table has no such column.
    """
    place = table.column(*headers)
    return [] if place is None else [_text(cell) for cell in column(table, rows, place)]


def _text(cell: CellValue) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removeprefix("uuid:")


def ended(table: HeaderedTable, rows: list[int]) -> list[CellValue]:
    """When the form of each submission was ended; an edit ends it anew."""
    place = table.column("completiondate", "end", "endtime")
    return [] if place is None else column(table, rows, place)


def submissions(dialect: str, table: HeaderedTable, review: str, version: str) -> RawAnswers:
    """The submissions of a tool that knows them by their `KEY`, the same in every export.

    `review` and `version` name the columns of the review and of the form's version; a repeat
    is tied to its submission by `PARENT_KEY`.
    """
    raw = answers(dialect, table)
    raw.machine_numbers = True
    if keys := texts(table, raw.rows, "key"):
        raw.keys = raw.origins = keys
    if raw.role == "roster":
        raw.parents = texts(table, raw.rows, "parent_key")
    raw.reviews = [said.casefold() for said in texts(table, raw.rows, review)]
    raw.submitted = column(table, raw.rows, table.column("submissiondate"))
    raw.edits = texts(table, raw.rows, "edits")
    raw.ended = ended(table, raw.rows)
    raw.versions = texts(table, raw.rows, version)
    return raw
