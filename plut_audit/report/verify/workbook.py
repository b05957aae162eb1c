"""The stored values of a workbook against those that the result gives."""

import math
from collections.abc import Iterator
from pathlib import Path

from plut_audit.i18n import LANGUAGES, N_, Message, translate
from plut_audit.ingest import sheets
from plut_audit.ingest.sheets import Limits, Sheet, UnreadableFileError, Workbook, address
from plut_audit.report.formats.xlsx.book import SHEETS
from plut_audit.report.verify.expected import (
    Expected,
    fingerprint_difference,
    no_report,
    unreadable_report,
)

TOLERANCE = 1e-9
"""What a spreadsheet program may change of a number by calculating it anew."""
METHOD, FOLLOW_UP = (SHEETS[key] for key in ("method", "follow_up"))
_FEWEST_SHEETS = 3
_MOST_LETTERS = 120


def workbook_differences(
    path: Path, expected: Expected, limits: Limits | None = None
) -> tuple[list[Message], list[Message]]:
    """What differs, the fingerprint and the first cell; and notices of what was filled in.

    Notices: cells of the follow-up sheet that are meant to be filled in.
    """
    try:
        found = sheets.read(path, path.name, limits)
    except UnreadableFileError as failure:
        return [unreadable_report(path.name, failure)], []
    language = _language(found)
    if not language:
        return [no_report(path.name)], []
    wanted, cell = _nearest(found, expected, language)
    differences = [
        fingerprint_difference(path.name, _fingerprint(found, language), expected.result),
        _version(path.name, found, wanted, language),
        cell,
    ]
    notices = [_filled_in(found, wanted, language), None if cell else _recalculated(found, wanted)]
    return (
        [difference for difference in differences if difference],
        [notice for notice in notices if notice],
    )


def _nearest(found: Workbook, expected: Expected, language: str) -> tuple[Workbook, Message | None]:
    """The workbook that `score` or `export` gives, and the first cell that differs from it."""
    wanted = expected.content("xlsx", language, sheets.read)
    cell = _first_cell(found, wanted, language)
    if cell:
        exported = expected.as_stored.content("xlsx", language, sheets.read)
        if _first_cell(found, exported, language) is None:
            return exported, None
    return wanted, cell


def _language(book: Workbook) -> str:
    """The language of the sheets' names; "" where they are none of ours."""
    names = {sheet.name for sheet in book.sheets}

    def known(language: str) -> int:
        return len(names & {translate(name, language) for name in SHEETS.values()})

    best = max(LANGUAGES, key=known)
    return best if known(best) >= _FEWEST_SHEETS else ""


# --- the sheet of the method ---------------------------------------------------------------


def _fact(book: Workbook, title: str, language: str) -> str:
    """What stands beside a title on the sheet of the method."""
    for sheet in book.sheets:
        if sheet.name == translate(METHOD, language):
            for row in sheet.rows:
                if len(row) > 1 and row[0] == translate(title, language):
                    return str(row[1])
    return ""


def _fingerprint(book: Workbook, language: str) -> str:
    return _fact(book, N_("Fingerprint"), language)


def _version(file: str, found: Workbook, wanted: Workbook, language: str) -> Message | None:
    """That another version of the program made the workbook."""
    title = N_("Made with")
    made, now = (_fact(book, title, language) for book in (found, wanted))
    if made == now:
        return None
    return Message(
        N_("'{file}' was made with {made}; the result is made with {now}."),
        {"file": file, "made": made or "–", "now": now},
    )


# --- cells ---------------------------------------------------------------------------------


def _first_cell(found: Workbook, wanted: Workbook, language: str) -> Message | None:
    """The first cell that differs, in the order of the result's sheets."""
    by_name = {sheet.name: sheet for sheet in found.sheets}
    for sheet in wanted.sheets:
        other = by_name.pop(sheet.name, None)
        if other is None:
            text = N_("The sheet '{sheet}' is missing from '{file}'.")
            return Message(text, {"sheet": sheet.name, "file": found.file})
        for row, column in _unequal(other, sheet):
            if not _may_be_filled(sheet, row, column, language):
                return _cell(found.file, other, sheet, row, column)
    for name in by_name:
        text = N_("The sheet '{sheet}' of '{file}' is not of the result.")
        return Message(text, {"sheet": name, "file": found.file})
    return None


def _unequal(
    found: Sheet, wanted: Sheet, tolerance: float = TOLERANCE
) -> Iterator[tuple[int, int]]:
    """The positions of cells that differ, row by row."""
    for row in range(max(len(found.rows), len(wanted.rows))):
        pair = [sheet.rows[row] if row < len(sheet.rows) else [] for sheet in (found, wanted)]
        if pair[0] == pair[1]:
            continue
        for column in range(max(map(len, pair))):
            if not _equal(_at(found, row, column), _at(wanted, row, column), tolerance):
                yield row, column


def _at(sheet: Sheet, row: int, column: int) -> object:
    """What a cell holds; the error that stands in it; "" beyond the sheet."""
    if (row, column) in sheet.errors:
        return sheet.errors[row, column]
    if row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return ""
    return sheet.rows[row][column]


def _equal(found: object, wanted: object, tolerance: float) -> bool:
    if isinstance(found, float) and isinstance(wanted, float):
        return math.isclose(found, wanted, rel_tol=tolerance, abs_tol=tolerance)
    return type(found) is type(wanted) and found == wanted


def _cell(file: str, found: Sheet, wanted: Sheet, row: int, column: int) -> Message:
    text = N_("'{file}' › {sheet}!{cell}: {found} in the workbook, {wanted} from the result.")
    values: dict[str, object] = {
        "file": file,
        "sheet": wanted.name,
        "cell": address(row, column),
        "found": _shown(_at(found, row, column)),
        "wanted": _shown(_at(wanted, row, column)),
    }
    return Message(text, values)


def _shown(value: object) -> str:
    text = f"{value:.12g}" if isinstance(value, float) else str(value)
    if text == "":
        return "–"
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"


def _recalculated(found: Workbook, wanted: Workbook) -> Message | None:
    """The numbers that differ by so little that they print alike; None without any."""
    pairs = zip(found.sheets, wanted.sheets, strict=False)
    cells = [
        f"{sheet.name}!{address(row, column)}"
        for other, sheet in pairs
        for row, column in _unequal(other, sheet, 0)
        if _at(sheet, row, column) != ""
    ]
    if not cells:
        return None
    text = N_(
        "'{file}': {count} numbers differ by less than 0.000000001, as calculating anew can make "
        "them; the first is {cell}."
    )
    return Message(text, {"file": found.file, "count": len(cells), "cell": cells[0]})


# --- what is meant to be filled in ---------------------------------------------------------


def _may_be_filled(wanted: Sheet, row: int, column: int, language: str) -> bool:
    """Whether a cell is empty in the report and on the sheet that the auditee fills in."""
    follow_up = wanted.name == translate(FOLLOW_UP, language)
    return follow_up and _at(wanted, row, column) == ""


def _filled_in(found: Workbook, wanted: Workbook, language: str) -> Message | None:
    name = translate(FOLLOW_UP, language)
    pair = [
        next((sheet for sheet in book.sheets if sheet.name == name), None)
        for book in (found, wanted)
    ]
    if pair[0] is None or pair[1] is None:
        return None
    other, sheet = pair[0], pair[1]
    count = sum(_at(sheet, row, column) == "" for row, column in _unequal(other, sheet))
    text = N_("{count} cells of the sheet '{sheet}' were filled in and are not compared.")
    return Message(text, {"count": count, "sheet": name}) if count else None
