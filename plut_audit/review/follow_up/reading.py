"""A filled matrix back to entries, whichever language it is in and wherever its columns are."""

import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plut_audit.errors import UsageError
from plut_audit.i18n import LANGUAGES, N_, translate
from plut_audit.review.follow_up.entry import (
    ADDED,
    KNOWN,
    SHEET,
    STATES,
    STATUSES,
    TYPED,
    Entries,
    Entry,
)

DEEPEST_HEADER = 20
"""Rows in which the headings are looked for."""


def read(path: Path) -> Entries:
    """The entries of a filled workbook, whichever language it is in and wherever its columns are.

    Raises `UsageError` where the file is no workbook or has no follow-up sheet.
    """
    for rows in _sheets(path):
        if (found := _header(rows)) is not None:
            return _entries(rows, *found)
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


Rows = list[list[Any]]


def _sheets(path: Path) -> Iterator[Rows]:
    """The cells of each sheet, those with the follow-up's name first."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            # It warns of bars in cells that it would not write again; nothing is written here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, data_only=True)
            formulas = openpyxl.load_workbook(path)
    except Exception as error:  # what a broken file raises has many names
        raise UsageError(
            N_("'{file}' cannot be read as a follow-up workbook: {error}"),
            file=path.name,
            error=str(error) or type(error).__name__,
        ) from error
    names = {translate(SHEET, language) for language in LANGUAGES}
    for sheet in sorted(book.worksheets, key=lambda sheet: sheet.title not in names):
        written = formulas[sheet.title]
        # A formula that no program has calculated is kept as its text.
        yield [
            [
                value if value is not None else written.cell(row, column).value
                for column, value in enumerate(values, 1)
            ]
            for row, values in enumerate(sheet.iter_rows(values_only=True), 1)
        ]


def _header(rows: Rows) -> tuple[int, dict[int, str]] | None:
    """The row of the headings and what each column is; a heading that is not known is its own."""
    names = {
        _plain(translate(title, language)): name
        for name, title in {**KNOWN, **TYPED}.items()
        for language in LANGUAGES
    }
    for number, row in enumerate(rows[:DEEPEST_HEADER]):
        columns = {place: names.get(_plain(value), "") for place, value in enumerate(row)}
        if {"centre_id", "code", "response"} <= set(columns.values()):
            return number, columns
    return None


def _plain(value: Any) -> str:
    return " ".join(str(value or "").split()).casefold()


def _entries(rows: Rows, header: int, columns: Mapping[int, str]) -> Entries:
    found: Entries = {}
    for row in rows[header + 1 :]:
        entry = _entry(row, rows[header], columns)
        if not entry.centre_id and not entry.code and not entry.typed:
            continue
        if not entry.code:
            entry.code = _free_code(found, entry.centre_id)
        if entry.key in found:
            _add_to(found[entry.key], entry)
        else:
            found[entry.key] = entry
    return found


def _free_code(found: Entries, centre_id: str) -> str:
    """A code for a row that an auditor added."""
    number = 1
    while (centre_id, f"{ADDED}{number}") in found:
        number += 1
    return f"{ADDED}{number}"


def _entry(row: list[Any], headings: list[Any], columns: Mapping[int, str]) -> Entry:
    entry = Entry("", "")
    for place, value in enumerate(row):
        name = columns.get(place, "")
        if value is None or value == "":
            continue
        if name in ("centre_id", "code", "response", "action", "person"):
            setattr(
                entry, name, _text(value).strip() if name in ("centre_id", "code") else _text(value)
            )
        elif name == "deadline":
            entry.deadline = _text(value)
        elif name in ("status", "finding"):
            setattr(entry, name, _code_of(value, STATUSES if name == "status" else STATES))
        elif name == "last_found":
            entry.last_found = int(value) if str(value).isdigit() else None
        elif name:
            entry.shown[name] = _text(value)
        else:
            entry.other[_heading(headings, place)] = _text(value)
    return entry


def _heading(headings: list[Any], place: int) -> str:
    """An added column's heading; one without is called by its letter."""
    from openpyxl.utils import get_column_letter

    heading = headings[place] if place < len(headings) else None
    return str(heading).strip() if heading not in (None, "") else get_column_letter(place + 1)


def _text(value: Any) -> str:
    """A cell as text; a day without its midnight."""
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.min.time()
            else value.isoformat(" ")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _code_of(value: Any, table: Mapping[str, str]) -> str:
    """A word of either language as its code; another text stays as it was typed."""
    wish = _plain(value)
    for code, word in table.items():
        if wish in {code, *(_plain(translate(word, language)) for language in LANGUAGES)}:
            return code
    return str(value)


def _add_to(entry: Entry, twin: Entry) -> None:
    """A second row of one finding: what it says otherwise is added below."""
    for name in TYPED:
        mine, other = getattr(entry, name), getattr(twin, name)
        if other and other != mine:
            setattr(entry, name, f"{mine}\n{other}" if mine else other)
    for heading, value in twin.other.items():
        mine = entry.other.get(heading)
        entry.other[heading] = value if mine in (None, value) else f"{mine}\n{value}"
