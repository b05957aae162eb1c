"""The follow-up matrix: findings with columns for the auditee's answer, and what was answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW, Book
from plut_audit.report.formats.xlsx.findings import FindingRecord, severity_text
from plut_audit.report.formats.xlsx.limits import LAST_ROW, LONGEST_LIST
from plut_audit.report.formats.xlsx.references import in_column
from plut_audit.report.formats.xlsx.tables import Look, print_wide, table_sheet
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.vocabulary import ELEMENTS
from plut_audit.result import Result
from plut_audit.result.extras import FollowUpEntry
from plut_audit.review.follow_up import (
    CALCULATED,
    DAYS,
    KNOWN,
    STATES,
    STATUSES,
    TYPED,
    Statuses,
    age_in_days,
    current_status,
    due_on,
)
from plut_audit.review.follow_up.status import DAYS_TO_ANSWER

FROZEN = 3
PAGES = 2
FREE_ROWS = 200
"""Rows below the last one whose status is chosen from the list too."""
WIDTHS = {
    "centre_id": 8,
    "code": 8,
    "centre": 22,
    "province": 14,
    "severity": 12,
    "finding": 11,
    "last_found": 9,
    "title": 28,
    "condition": 50,
    "criterion": 58,
    "cause": 16,
    "effect": 40,
    "recommendation": 64,
    "response": 30,
    "action": 30,
    "person": 18,
    "deadline": 13,
    "received": 13,
    "evidence": 24,
    "status": 18,
    "note": 24,
    "reviewed": 13,
    "due": 13,
    "age": 8,
    "counts_as": 16,
    "lacks": 24,
}
ADDED_WIDTH = 20
WORDS = {"finding": STATES, "status": STATUSES, "counts_as": STATUSES}
Entries = Mapping[tuple[str, str], FollowUpEntry]
"""The entries by centre code and finding code."""


def follow_up(book: Book, result: Result, records: Sequence[FindingRecord]) -> None:
    """Write the sheet: the findings that are shown, and every entry that was ever typed."""
    listed = result.follow_up.entries if result.follow_up else ()
    entries = {entry.key: entry for entry in listed}
    added = list(dict.fromkeys(heading for entry in listed for heading in entry.other))
    table = _table(result, records, entries, added)
    sheet = table_sheet(book, "follow_up", table, _look(added), frozen=FROZEN)
    print_wide(sheet, PAGES)
    words = [_(word) for word in STATUSES.values()]
    if len(",".join(words)) <= LONGEST_LIST:
        column = list(WIDTHS).index("status")
        last = min(FIRST_TABLE_ROW + len(table.rows) + FREE_ROWS, LAST_ROW - 1)
        rule = {"validate": "list", "source": words, "error_type": "warning"}
        sheet.data_validation(FIRST_TABLE_ROW + 1, column, last, column, rule)


def _table(
    result: Result, records: Sequence[FindingRecord], entries: Entries, added: list[str]
) -> Table:
    note = _(
        N_(
            "Fill in the coloured columns; columns and rows of your own are kept too. The next "
            "report takes them over with --follow-up FILE. The other columns are written anew."
        )
    )
    columns = (
        *(
            Column(key, _(title), words=WORDS.get(key, {}), wraps=True)
            for key, title in {**KNOWN, **TYPED, **CALCULATED}.items()
        ),
        *(Column(f"other {heading}", heading) for heading in added),
    )
    statuses = Statuses(result)
    rows = [
        [*(known.get(key) for key in KNOWN), *_typed(entry), *_calculated(entry, statuses)]
        + [entry.other.get(heading) for heading in added]
        for known, entry in _known_and_typed(result, records, entries)
    ]
    return Table("follow_up", _(N_("Follow-up")), columns, rows, note)


def _known_and_typed(
    result: Result, records: Sequence[FindingRecord], entries: Entries
) -> Iterator[tuple[dict[str, Cell], FollowUpEntry]]:
    """Findings, then what is gone or not shown: nothing typed is lost."""
    left = dict(entries)
    for record in records:
        key = (record.row.centre_id, record.row.code)
        yield _of_finding(record, result.year), left.pop(key, FollowUpEntry(*key))
    for entry in left.values():
        yield _of_entry(result, entry), entry


def _of_finding(record: FindingRecord, year: int | None) -> dict[str, Cell]:
    finding, centre = record.row, record.row.centre
    return {
        "centre_id": centre.centre_id,
        "code": finding.code,
        "centre": centre.name,
        "province": centre.province,
        "severity": severity_text(finding.severity.word),
        "finding": "found",
        "last_found": year,
        **{name: getattr(record.text, name) for name in ("title", *ELEMENTS)},
    }


def _of_entry(result: Result, entry: FollowUpEntry) -> dict[str, Cell]:
    """A finding that is no longer there, in the words that were stored of it."""
    row = result.row_of.get(entry.centre_id)
    centre = None if row is None else result.centre(row)
    return {
        **entry.shown,
        "centre_id": entry.centre_id,
        "code": entry.code,
        "centre": entry.shown.get("centre") or (centre.name if centre else ""),
        "province": entry.shown.get("province") or (centre.province if centre else ""),
        "finding": entry.finding,
        "last_found": entry.last_found,
    }


def _typed(entry: FollowUpEntry) -> Iterator[Cell]:
    """What people typed, a day as a day where it is one."""
    for name in TYPED:
        value = current_status(entry.status) if name == "status" else getattr(entry, name)
        yield _day(value) if name in DAYS else value


def _calculated(entry: FollowUpEntry, statuses: Statuses) -> list[Cell]:
    """What follows from it; the age only where the review has ended, for there is no clock."""
    status = statuses.status(entry)
    return [due_on(entry), age_in_days(entry), status.code, _(status.lacks)]


def _day(value: str) -> Cell:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _look(added: list[str]) -> Look:
    others = [f"other {heading}" for heading in added]
    return Look(
        widths={**WIDTHS, **dict.fromkeys(others, ADDED_WIDTH)},
        styles={
            "last_found": "year",
            **dict.fromkeys([*TYPED, *others], "typed"),
            **dict.fromkeys(DAYS, "day"),
            "due": "date",
            "age": "count",
        },
        formulas={"due": _due, "age": _age},
    )


def _due(row: int, _number: int) -> str:
    """The day of receipt and the days to answer."""
    received = in_column(row, _column("received"))
    return f'IF(ISNUMBER({received}),{received}+{DAYS_TO_ANSWER.days},"")'


def _age(row: int, _number: int) -> str:
    """Days since receipt, up to the review or, as long as there is none, today."""
    received, reviewed = (in_column(row, _column(name)) for name in ("received", "reviewed"))
    until = f"IF(ISNUMBER({reviewed}),{reviewed},TODAY())"
    return f'IF(ISNUMBER({received}),{until}-{received},"")'


def _column(name: str) -> int:
    return list(WIDTHS).index(name)
