"""A filled matrix back to entries, whichever language it is in and wherever its columns are.

The workbook is read as a survey's file is, within the same limits. Every sheet that is headed like
the matrix counts, and a merged answer belongs to every row that it covers.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from plut_audit.errors import UsageError
from plut_audit.i18n import LANGUAGES, N_, translate
from plut_audit.ingest import sheets
from plut_audit.ingest.registry import normal_centre_code, normal_finding_code
from plut_audit.ingest.sheets import CellValue, Sheet, UnreadableFileError, column_letters
from plut_audit.review.follow_up.entry import (
    ADDED,
    CALCULATED,
    FORMER_STATUSES,
    KNOWN,
    SHEET,
    STATES,
    STATUSES,
    TYPED,
    Entries,
    Entry,
    current_status,
)

DEEPEST_HEADER = 20
"""Rows in which the headings are looked for."""
NEEDED = {"centre_id", "code", "response"}
"""The columns by which the matrix is known."""


def read(path: Path) -> Entries:
    """The entries of a filled workbook, of all its sheets that are headed like the matrix.

    Raises `UsageError` where the file cannot be read or has no follow-up sheet.
    """
    found = [(sheet, *header) for sheet in _sheets(path) if (header := _header(sheet.rows))]
    if not found:
        raise UsageError(
            N_(
                "'{file}' has no follow-up sheet: no row is headed '{centre}' and '{code}' and "
                "'{response}'. Use the workbook that 'plut-audit score -o FILE.xlsx' writes."
            ),
            file=path.name,
            centre=KNOWN["centre_id"],
            code=KNOWN["code"],
            response=TYPED["response"],
        )
    entries: Entries = {}
    for matrix, row, columns in found:
        for entry in _sheet_entries(matrix, row, columns):
            _add_entry(entries, entry)
    return entries


def _sheets(path: Path) -> list[Sheet]:
    """The sheets of the file, those with the follow-up's name first."""
    try:
        workbook = sheets.read(path, path.name)
    except UnreadableFileError as error:
        raise UsageError(
            N_("'{file}' cannot be read as a follow-up workbook: {error}"),
            file=path.name,
            error=error.problem.message(),
        ) from error
    names = {translate(SHEET, language) for language in LANGUAGES}
    return sorted(workbook.sheets, key=lambda sheet: sheet.name not in names)


def _header(rows: list[list[CellValue]]) -> tuple[int, dict[int, str]] | None:
    """The row of the headings and what each column is; a heading that is not known is its own."""
    names = {
        _plain(translate(title, language)): name
        for name, title in {**KNOWN, **TYPED, **CALCULATED}.items()
        for language in LANGUAGES
    }
    for number, row in enumerate(rows[:DEEPEST_HEADER]):
        columns = {column: names.get(_plain(value), "") for column, value in enumerate(row)}
        if set(columns.values()) >= NEEDED:
            return number, columns
    return None


def _plain(value: CellValue) -> str:
    return " ".join(str(value).split()).casefold()


def _sheet_entries(sheet: Sheet, header: int, columns: Mapping[int, str]) -> Iterator[Entry]:
    """The entry of each row below the headings in which anything stands."""
    merged, textual = dict(_merged_values(sheet, header)), _cells_without_value(sheet)
    for number, row in enumerate(sheet.rows[header + 1 :], header + 1):
        values = {column: value for column, value in enumerate(row) if value != ""}
        values |= textual.get(number, {}) | merged.get(number, {})
        entry = _entry(values, sheet.rows[header], columns)
        if entry.centre_id or entry.code or entry.typed:
            yield entry


def _cells_without_value(sheet: Sheet) -> dict[int, dict[int, CellValue]]:
    """By row the errors, and the formulas that no program has calculated, as they are written."""
    rows: dict[int, dict[int, CellValue]] = {}
    formulas = {cell: f"={formula}" for cell, formula in sheet.uncalculated.items()}
    for (row, column), text in {**sheet.errors, **formulas}.items():
        rows.setdefault(row, {})[column] = text
    return rows


def _merged_values(sheet: Sheet, header: int) -> Iterator[tuple[int, dict[int, CellValue]]]:
    """By row what the merged ranges put into its cells: the value of each one's first cell.

    Rows below the last value of the sheet are left out, however far a range reaches.
    """
    rows: dict[int, dict[int, CellValue]] = {}
    for (first, left), (last, _) in sheet.merged:
        if not (header < first < len(sheet.rows) and left < len(sheet.rows[first])):
            continue
        value = sheet.rows[first][left]
        for row in range(first, min(last + 1, len(sheet.rows))) if value != "" else ():
            rows.setdefault(row, {}).update({left: value})
    yield from rows.items()


def _entry(
    values: Mapping[int, CellValue], headings: list[CellValue], columns: Mapping[int, str]
) -> Entry:
    """One row as an entry; its codes in their normal form."""
    entry = Entry("", "")
    for column, value in values.items():
        match columns.get(column, ""):
            case "":
                entry.other[_heading(headings, column)] = _text(value)
            case name if name in CALCULATED:
                pass
            case name if name in _READERS:
                setattr(entry, name, _READERS[name](value))
            case name:
                entry.shown[name] = _text(value)
    return entry


def _year(value: CellValue) -> int | None:
    written = _text(value).strip()
    return int(written) if written.isdecimal() and len(written) == 4 else None


def _heading(headings: list[CellValue], column: int) -> str:
    """An added column's heading; one without is called by its letter."""
    heading = headings[column] if column < len(headings) else ""
    return str(heading).strip() or column_letters(column)


def _text(value: CellValue) -> str:
    """A cell as text; a day without its midnight."""
    if isinstance(value, datetime):
        midnight = value.time() == datetime.min.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _status(value: CellValue) -> str:
    """One of the four states, in the words of today or of earlier versions."""
    former = {code: label for code, (_now, label) in FORMER_STATUSES.items()}
    return current_status(_code_of(value, {**STATUSES, **former}))


def _code_of(value: CellValue, table: Mapping[str, str]) -> str:
    """A word of either language as its code; another text stays as it was typed."""
    written = _plain(value)
    for code, word in table.items():
        if written in {code, *(_plain(translate(word, language)) for language in LANGUAGES)}:
            return code
    return str(value)


_READERS: dict[str, Callable[[CellValue], object]] = {
    "centre_id": normal_centre_code,
    "code": normal_finding_code,
    **dict.fromkeys(TYPED, _text),
    "status": _status,
    "finding": lambda value: _code_of(value, STATES),
    "last_found": _year,
}
"""How a cell of these columns is read; the others are kept as text."""


def _add_entry(entries: Entries, entry: Entry) -> None:
    """Add a row to the entries: to the one of its finding where there is one already."""
    if not entry.code:
        entry.code = _free_code(entries, entry.centre_id)
    if entry.key in entries:
        _join(entries[entry.key], entry)
    else:
        entries[entry.key] = entry


def _free_code(entries: Entries, centre_id: str) -> str:
    """A code for a row that an auditor added."""
    number = 1
    while (centre_id, f"{ADDED}{number}") in entries:
        number += 1
    return f"{ADDED}{number}"


def _join(entry: Entry, second: Entry) -> None:
    """A second row of one finding: what it says otherwise is added below."""
    for name in TYPED:
        setattr(entry, name, _both(getattr(entry, name), getattr(second, name)))
    for heading, value in second.other.items():
        entry.other[heading] = _both(entry.other.get(heading, ""), value)
    for name, value in second.shown.items():
        entry.shown.setdefault(name, value)


def _both(texts: str, text: str) -> str:
    """Two texts below each other, each once."""
    if not text or text == texts or text in texts.split("\n"):
        return texts
    return f"{texts}\n{text}" if texts else text
