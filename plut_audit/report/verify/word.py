"""The tables and sentences of a Word report against those that the result gives."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from plut_audit.i18n import LANGUAGES, N_, Message
from plut_audit.ingest.sheets import Limits, UnreadableFileError
from plut_audit.report.verify.document import Document, WordTable, read_document
from plut_audit.report.verify.expected import (
    Expected,
    fingerprint_difference,
    no_report,
    unreadable_report,
)

_FINGERPRINT = re.compile(r"\b[0-9a-f]{4}(?:-[0-9a-f]{4}){3}\b")
_VERSION = re.compile(r"plut-audit (\S+)")
_LIKE = 0.6
"""How alike two sentences are at least where one may be a changed copy of the other."""
_MOST_LETTERS = 200


def word_differences(
    path: Path, expected: Expected, limits: Limits | None = None
) -> tuple[list[Message], list[Message]]:
    """What differs, the fingerprint and the first figure; and notices of what was added.

    Notices: sentences that the report does not print, such as those an office adds in Word.
    """
    try:
        found = read_document(path, path.name, limits or Limits())
    except UnreadableFileError as failure:
        return [unreadable_report(path.name, failure)], []
    wanted = _wanted(found, expected)
    if wanted is None:
        return [no_report(path.name)], []
    fingerprints = sorted(_fingerprints(found))
    others = [text for text in fingerprints if text != expected.result.fingerprint]
    shown = ", ".join(others or fingerprints)
    differences = [
        fingerprint_difference(path.name, shown, expected.result),
        _version(path.name, found, wanted),
        next(_table_differences(path.name, found, wanted), None),
        _sentence_difference(path.name, found, wanted),
    ]
    added = _added(path.name, found, wanted)
    return [difference for difference in differences if difference], [added] if added else []


def _wanted(found: Document, expected: Expected) -> Document | None:
    """The report in the language that has most sentences in common; None without any."""
    best, most = None, 0
    for language in LANGUAGES:
        made = expected.content("docx", language, read_document)
        common = len(set(made.paragraphs) & set(found.paragraphs) - {""})
        if common > most:
            best, most = made, common
    return best


def _fingerprints(document: Document) -> set[str]:
    return {match[0] for text in document.paragraphs for match in _FINGERPRINT.finditer(text)}


def _version(file: str, found: Document, wanted: Document) -> Message | None:
    """That another version of the program made the report."""
    made, now = (
        next((match[0] for text in document.texts() if (match := _VERSION.match(text))), "–")
        for document in (found, wanted)
    )
    if made == now:
        return None
    return Message(
        N_("'{file}' was made with {made}; the result is made with {now}."),
        {"file": file, "made": made, "now": now},
    )


# --- tables --------------------------------------------------------------------------------


def _table_differences(file: str, found: Document, wanted: Document) -> Iterator[Message]:
    """The tables side by side: what is missing, and each cell that differs."""
    for other, table in _aligned(found.tables, wanted.tables):
        if other is None:
            text = N_("'{file}': a table under '{heading}' is missing ({head}).")
            values: dict[str, object] = {"file": file, "heading": table.heading}
            yield Message(text, {**values, "head": _shown(", ".join(table.rows[0]))})
        else:
            yield from _cell_differences(file, other, table)
    if len(found.tables) > len(wanted.tables):
        text = N_("'{file}' has {count} tables that are not of the result.")
        more = len(found.tables) - len(wanted.tables)
        yield Message(text, {"file": file, "count": more})


def _aligned(
    found: list[WordTable], wanted: list[WordTable]
) -> Iterator[tuple[WordTable | None, WordTable]]:
    """Each table of the result with that of the report, None where it is missing."""
    if len(found) == len(wanted):
        yield from zip(found, wanted, strict=True)
        return
    keys = [[table.key for table in tables] for tables in (found, wanted)]
    partner = {
        block.b + step: found[block.a + step]
        for block in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    for number, table in enumerate(wanted):
        yield partner.get(number), table


def _cell_differences(file: str, found: WordTable, wanted: WordTable) -> Iterator[Message]:
    for row in range(max(len(found.rows), len(wanted.rows))):
        width = max(len(table.row(row)) for table in (found, wanted))
        for column in range(width):
            pair = found.cell(row, column), wanted.cell(row, column)
            if pair[0] != pair[1]:
                yield _cell(file, wanted, row, column, pair)


def _cell(file: str, table: WordTable, row: int, column: int, pair: tuple[str, str]) -> Message:
    text = N_(
        "'{file}', table under '{heading}', row {row} ({label}), column '{column}': '{found}' in the "
        "report, '{wanted}' from the result."
    )
    values: dict[str, object] = {
        "file": file,
        "heading": table.heading,
        "row": row + 1,
        "label": _shown(table.label(row)),
        "column": table.cell(0, column) if row and len(table.row(0)) > 2 else str(column + 1),
        "found": _shown(pair[0]),
        "wanted": _shown(pair[1]),
    }
    return Message(text, values)


# --- sentences -----------------------------------------------------------------------------


def _sentence_difference(file: str, found: Document, wanted: Document) -> Message | None:
    """The first sentence of the result that the report does not have."""
    missing = Counter(wanted.paragraphs) - Counter(found.paragraphs)
    if not missing:
        return None
    sentence = next(text for text in wanted.paragraphs if text in missing)
    more = list(Counter(found.paragraphs) - Counter(wanted.paragraphs))
    values: dict[str, object] = {"file": file, "wanted": _shown(sentence)}
    if like := get_close_matches(sentence, more, 1, _LIKE):
        text = N_("'{file}': '{found}' in the report, '{wanted}' from the result.")
        return Message(text, {**values, "found": _shown(like[0])})
    return Message(N_("'{file}': the report lacks '{wanted}'."), values)


def _added(file: str, found: Document, wanted: Document) -> Message | None:
    more = (Counter(found.paragraphs) - Counter(wanted.paragraphs)).total()
    less = (Counter(wanted.paragraphs) - Counter(found.paragraphs)).total()
    if more <= less:
        return None
    text = N_("'{file}' has {count} paragraphs that are not of the result and are not compared.")
    return Message(text, {"file": file, "count": more - less})


def _shown(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"
