"""What the dialects of survey tools have in common: their own columns, and submissions by key."""

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._responses import answers, column
from plut_audit.ingest.dialects._table import HeaderedTable
from plut_audit.ingest.sheets import CellValue


def has_beginning(table: HeaderedTable, beginning: str) -> bool:
    """Whether there is a column whose header begins so."""
    return any(header.startswith(beginning) for header in table.headers.values())


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
