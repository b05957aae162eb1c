"""Proposed rows added to a ledger: what stands in it stays as it is, and no row comes twice."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import atomic_path
from plut_audit.errors import OutputError
from plut_audit.i18n import N_, translate
from plut_audit.ingest import sheets
from plut_audit.ingest.files.ledger_sheet import LABELS, header_of
from plut_audit.ingest.sheets import CellValue, Sheet, UnreadableFileError
from plut_audit.review.decisions.reading import as_text
from plut_audit.review.decisions.template import blank_ledger
from plut_audit.review.replies.proposals import Proposal, tokens_in

SUFFIXES = (".xlsx", ".csv")
Row = Mapping[str, CellValue]
# A spreadsheet takes such a text for a formula; a plain number is none.
_FORMULA = re.compile(r"^\s*[=+\-@]")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)*$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def check_suffix(path: Path) -> None:
    """Raise `OutputError` where a ledger of this name cannot be written."""
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(
            N_("'{file}' cannot be a ledger of decisions: name it .xlsx or .csv."), file=path.name
        )


def add_proposals(path: Path, proposals: Sequence[Proposal], language: str) -> int:
    """Append the proposals that a ledger does not have; gives how many.

    A ledger that is not there is made; where there is nothing to add nothing is written. Raises
    `OutputError` where the file is there and is no ledger, or cannot be written.
    """
    check_suffix(path)
    sheet = _ledger_sheet(path) if path.exists() else None
    known = {token for cell in _texts(sheet) for token in tokens_in(cell)}
    rows = [one.values(language) for one in proposals if one.token not in known]
    if not rows and sheet is not None:
        return 0
    source = path.read_bytes() if sheet else blank_ledger(path.suffix.lower(), language)
    add = _add_to_csv if path.suffix.lower() == ".csv" else _add_to_workbook
    content = add(source, path.name, sheet, rows, language)
    with atomic_path(path, force=True) as beside:
        beside.write_bytes(content)
    return len(rows)


def _ledger_sheet(path: Path) -> Sheet:
    """The sheet of a ledger that rows are added to."""
    try:
        book = sheets.read(path, path.name)
    except UnreadableFileError as unreadable:
        raise OutputError(
            N_("'{file}' is there and cannot be read: {message}"),
            file=path.name,
            message=unreadable.problem.message(),
        ) from unreadable
    for sheet in book.sheets:
        if header_of(sheet):
            return sheet
    raise OutputError(
        N_("'{file}' is there and is no ledger of decisions; name another file."), file=path.name
    )


def _texts(sheet: Sheet | None) -> list[str]:
    return [str(cell) for row in (sheet.rows if sheet else ()) for cell in row]


def _columns(sheet: Sheet | None) -> tuple[int, dict[str, int], int]:
    """Row of the headings, the place of each known column, and the first free column."""
    header = header_of(sheet) if sheet else (0, dict(enumerate(LABELS)))
    if header is None:
        raise ValueError("no ledger")
    number, columns = header
    place = {name: column for column, name in reversed(list(columns.items())) if name}
    return number, place, max(columns, default=-1) + 1


# --- a workbook ----------------------------------------------------------------------------


def _add_to_workbook(
    source: bytes, file: str, sheet: Sheet | None, rows: Sequence[Row], language: str
) -> bytes:
    """The workbook with rows below the last one; its other sheets and formats stay."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(source))
    page = book[sheet.name] if sheet else book.worksheets[0]
    number, place, free = _columns(sheet)
    for name in (name for name in LABELS if name not in place):
        page.cell(number + 1, free + 1, translate(LABELS[name], language))
        place[name], free = free, free + 1
    first = max(len(sheet.rows) if sheet else 1, number + 1)
    for step, row in enumerate(rows, 1):
        for name, value in row.items():
            if value != "":
                _put(page.cell(first + step, place[name] + 1), value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(cell: Any, value: CellValue) -> None:
    """A value as it is; a text is never taken for a formula."""
    from openpyxl.styles import Alignment

    cell.value = _CONTROL.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


# --- a text --------------------------------------------------------------------------------


def _add_to_csv(
    source: bytes, file: str, sheet: Sheet | None, rows: Sequence[Row], language: str
) -> bytes:
    """The text with lines added, separated as its headings are."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OutputError(
            N_("'{file}' is not in UTF-8; save it so, or as a workbook, and run again."), file=file
        ) from error
    number, place, free = _columns(sheet)
    if missing := [name for name in LABELS if name not in place and any(name in r for r in rows)]:
        raise OutputError(
            N_("'{file}' lacks the columns {columns}; add their headings and run again."),
            file=file,
            columns=", ".join(translate(LABELS[name], language) for name in missing),
        )
    head = text.splitlines()[number] if text else ""
    separator = max(",;\t", key=head.count)
    added = io.StringIO()
    writer = csv.writer(added, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        line = [""] * free
        for name, value in row.items():
            line[place[name]] = _safe(as_text(value))
        writer.writerow(line)
    ended = text if not text or text.endswith("\n") else text + "\r\n"
    return (ended + added.getvalue()).encode("utf-8-sig")


def _safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text.strip()) else text
