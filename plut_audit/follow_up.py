"""The follow-up matrix (matriks tindak lanjut): what the auditee answered, carried over the years.

A finding is known again by its centre's code and its own, never by its row. Whatever an auditor
typed is kept: in the columns that are meant for it, in columns he added, in rows he added.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plut_audit.errors import UsageError
from plut_audit.language import LANGUAGES, N_, render

SHEET = N_("Follow-up")
KNOWN = {
    "centre_id": N_("Centre code"), "code": N_("Code"), "centre": N_("Centre"),
    "province": N_("Province"), "severity": N_("Severity"), "finding": N_("State"),
    "last_found": N_("Last found"), "title": N_("Finding"), "condition": N_("Condition"),
    "criterion": N_("Criterion"), "cause": N_("Cause"), "effect": N_("Effect"),
    "recommendation": N_("Recommendation"),
}  # fmt: skip
"""Columns that the program writes, in their order."""
TYPED = {
    "response": N_("Auditee's response"), "action": N_("Agreed action"),
    "person": N_("Person in charge"), "deadline": N_("Deadline"), "status": N_("Follow-up status"),
}  # fmt: skip
"""Columns that people fill in."""
STATUSES = {
    "open": N_("open"), "in_progress": N_("in progress"), "done": N_("done"),
    "not_accepted": N_("not accepted"),
}  # fmt: skip
STATES = {
    "found": N_("found"),
    "resolved": N_("resolved, no longer found"),
    "added": N_("added by hand"),
}
"""What has become of a finding: it is in the report, it is gone, or it never came from one."""
DEEPEST_HEADER = 20
ADDED = "ADD-"


@dataclass
class Entry:
    """What stands in one row.

    `other` holds added columns by their heading, `shown` what the program said of the finding.
    """

    centre_id: str
    code: str
    response: str = ""
    action: str = ""
    person: str = ""
    deadline: str = ""
    status: str = ""
    finding: str = "found"
    last_found: int | None = None
    other: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """The identity of the finding."""
        return self.centre_id, self.code

    @property
    def typed(self) -> bool:
        """Whether anybody has written anything."""
        return bool(self.other) or any(getattr(self, name) for name in TYPED)


Entries = dict[tuple[str, str], Entry]


# --- reading a filled one ------------------------------------------------------------------


def read(path: Path) -> Entries:
    """The entries of a filled workbook, whichever language it is in and wherever its columns are.

    Raises `UsageError` where the file is no workbook or has no follow-up sheet.
    """
    for rows in _sheets(path):
        if (found := _header(rows)) is not None:
            return _entries(rows, *found)
    raise UsageError(
        N_("'{file}' has no follow-up sheet: no row is headed '{centre}' and '{code}' and "
           "'{response}'. Use the workbook that 'plut-audit score -o FILE.xlsx' writes."),
        file=path.name, centre=KNOWN["centre_id"], code=KNOWN["code"], response=TYPED["response"],
    )  # fmt: skip


Rows = list[list[Any]]


def _sheets(path: Path) -> Iterator[Rows]:
    """The cells of each sheet, those with the follow-up's name first."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
    except Exception as error:  # what a broken file raises has many names
        raise UsageError(
            N_("'{file}' cannot be read as a follow-up workbook: {error}"),
            file=path.name, error=str(error) or type(error).__name__,
        ) from error  # fmt: skip
    names = {render(SHEET, language) for language in LANGUAGES}
    for sheet in sorted(book.worksheets, key=lambda sheet: sheet.title not in names):
        written = formulas[sheet.title]
        # A formula that no program has calculated is kept as its text.
        yield [
            [value if value is not None else written.cell(row, column).value
             for column, value in enumerate(values, 1)]
            for row, values in enumerate(sheet.iter_rows(values_only=True), 1)
        ]  # fmt: skip


def _header(rows: Rows) -> tuple[int, dict[int, str]] | None:
    """The row of the headings and what each column is; a heading that is not known is its own."""
    names = {
        _plain(render(title, language)): name
        for name, title in {**KNOWN, **TYPED}.items() for language in LANGUAGES
    }  # fmt: skip
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
        if wish in {code, *(_plain(render(word, language)) for language in LANGUAGES)}:
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


# --- carrying it on ------------------------------------------------------------------------


def carry(result: Mapping[str, Any], entries: Entries) -> dict[str, Any]:
    """The result with its follow-up: in the order of the findings, then those that are gone.

    An entry nobody wrote in is left to its finding; one whose finding is gone is always kept.
    """
    found = _found(result)
    kept = [
        _with(entry, "found", result["year"])
        for key in found if (entry := entries.get(key)) is not None and entry.typed
    ]  # fmt: skip
    gone = [entry for key, entry in entries.items() if key not in found]
    for entry in sorted(gone, key=lambda entry: entry.key):
        state = "added" if entry.code.startswith(ADDED) else "resolved"
        kept.append(_with(entry, state, entry.last_found))
    return {**result, "follow_up": kept}


def _found(result: Mapping[str, Any]) -> dict[tuple[str, str], None]:
    findings: Sequence[Mapping[str, Any]] = result["findings"]
    return {(finding["centre_id"], finding["code"]): None for finding in findings}


def _with(entry: Entry, state: str, year: int | None) -> dict[str, Any]:
    return {**asdict(entry), "finding": state, "last_found": year}


def entries_of(result: Mapping[str, Any]) -> Entries:
    """The entries that a result carries."""
    names = {one.name for one in fields(Entry)}
    kept = (
        Entry(**{name: value for name, value in one.items() if name in names})
        for one in result.get("follow_up", ())
    )
    return {entry.key: entry for entry in kept}
