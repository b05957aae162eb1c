"""The follow-up matrix (matriks tindak lanjut): what the auditee answered, carried over the years.

A finding is known again by its centre's code and its own, never by its row. Whatever an auditor
typed is kept: in the columns that are meant for it, in columns he added, in rows he added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

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
from plut_audit.review.follow_up.reading import read

__all__ = [
    "KNOWN",
    "SHEET",
    "STATES",
    "STATUSES",
    "TYPED",
    "Entries",
    "Entry",
    "carry",
    "entries_of",
    "read",
]


def carry(result: Mapping[str, Any], entries: Entries) -> dict[str, Any]:
    """The result with its follow-up: in the order of the findings, then those that are gone.

    An entry nobody wrote in is left to its finding; one whose finding is gone is always kept.
    """
    found = _found(result)
    kept = [
        _with(entry, "found", result["year"])
        for key in found
        if (entry := entries.get(key)) is not None and entry.typed
    ]
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
