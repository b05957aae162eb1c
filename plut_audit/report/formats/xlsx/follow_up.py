"""The follow-up matrix: findings with room for the auditee's answer, and what was answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plut_audit.report.formats.xlsx.book import Book, Record
from plut_audit.report.formats.xlsx.findings import Names, severity
from plut_audit.review import follow_up as matrix
from plut_audit.review.follow_up import Entry

START = 4
WIDTHS = {
    "centre_id": 10,
    "code": 9,
    "centre": 26,
    "province": 16,
    "severity": 14,
    "finding": 11,
    "last_found": 8,
    "title": 26,
    "condition": 40,
    "criterion": 32,
    "cause": 22,
    "effect": 32,
    "recommendation": 36,
    "response": 36,
    "action": 36,
    "person": 20,
    "deadline": 13,
    "status": 15,
}
COLUMNS = {**matrix.KNOWN, **matrix.TYPED}


def follow_up(book: Book, result: Record, shown: Sequence[Record], names: Names) -> None:
    """Write the sheet: the findings that are `shown`, and every entry that was ever typed."""
    entries = matrix.entries_of(result)
    added = list(dict.fromkeys(heading for entry in entries.values() for heading in entry.other))
    note = book.say(
        "Fill in the coloured columns; columns and rows of your own are kept too. The next report "
        "takes them over with --follow-up FILE. The other columns are written anew."
    )
    sheet = book.sheet("follow_up", (*WIDTHS.values(), *[20] * len(added)), note, first=START)
    sheet.freeze_panes(START, 3)
    sheet.repeat_columns(0, 2)
    sheet.fit_to_pages(2, 0)
    sheet.print_across()
    titles = [book.say(title) for title in COLUMNS.values()]
    book.head(sheet, START - 1, [*titles, *added])
    last = _rows(book, sheet, shown, result["year"], names, entries, added)
    sheet.autofilter(START - 1, 0, last, len(titles) + len(added) - 1)
    place = list(COLUMNS).index("status")
    words = [book.say(word) for word in matrix.STATUSES.values()]
    sheet.data_validation(
        START,
        place,
        last + 200,
        place,
        {"validate": "list", "source": words, "error_type": "warning"},
    )


def _rows(
    book: Book,
    sheet: Any,
    shown: Sequence[Record],
    year: int | None,
    names: Names,
    entries: matrix.Entries,
    added: list[str],
) -> int:
    """Findings, then what is gone; gives the last row."""
    row = START
    for finding in shown:
        key = (finding["centre_id"], finding["code"])
        known = _of_finding(book, finding, names, year)
        _row(book, sheet, row, known, entries.pop(key, Entry(*key)), added)
        row += 1
    # Entries of findings that are not shown are written too: nothing typed is lost.
    for entry in entries.values():
        _row(book, sheet, row, _of_entry(book, entry, names), entry, added)
        row += 1
    return max(row - 1, START)


def _of_finding(book: Book, finding: Record, names: Names, year: int | None) -> dict[str, Any]:
    name, province = names.get(finding["centre_id"], ("", ""))
    elements = ("title", "condition", "criterion", "cause", "effect", "recommendation")
    return {
        "centre_id": finding["centre_id"],
        "code": finding["code"],
        "centre": name,
        "province": province,
        "severity": severity(book, finding["severity"]),
        "finding": book.say(matrix.STATES["found"]),
        "last_found": year,
        **{element: book.pick(finding[element]) for element in elements},
    }


def _of_entry(book: Book, entry: Entry, names: Names) -> dict[str, Any]:
    """A finding that is no longer there, in the words that were kept of it."""
    name, province = names.get(entry.centre_id, ("", ""))
    return {
        **entry.shown,
        "centre_id": entry.centre_id,
        "code": entry.code,
        "centre": entry.shown.get("centre") or name,
        "province": entry.shown.get("province") or province,
        "finding": book.say(matrix.STATES.get(entry.finding, entry.finding)),
        "last_found": entry.last_found,
    }


def _row(
    book: Book, sheet: Any, row: int, known: Mapping[str, Any], entry: Entry, added: list[str]
) -> None:
    texts = {**known, **{name: getattr(entry, name) for name in matrix.TYPED}}
    names = [name for name in WIDTHS if isinstance(texts.get(name), str)]
    book.tall(sheet, row, [texts[name] for name in names], [WIDTHS[name] for name in names])
    for column, name in enumerate(matrix.KNOWN):
        style = "year" if name == "last_found" else "wrap"
        book.put(sheet, row, column, known.get(name), style)
    for column, name in enumerate(matrix.TYPED, len(matrix.KNOWN)):
        _typed(book, sheet, row, column, name, getattr(entry, name))
    for column, heading in enumerate(added, len(COLUMNS)):
        book.put(sheet, row, column, entry.other.get(heading), "typed")


def _typed(book: Book, sheet: Any, row: int, column: int, name: str, value: str) -> None:
    if name == "status" and value in matrix.STATUSES:
        value = book.say(matrix.STATUSES[value])
    if name == "deadline" and (day := _day(value)):
        sheet.write_datetime(row, column, day, book.formats["day"])
    else:
        book.put(sheet, row, column, value, "day" if name == "deadline" else "typed")


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
