"""Sections that a result has only when they were asked for: trend, robustness, agreement."""

from collections.abc import Iterator
from typing import Any

from plut_audit.language import N_, say
from plut_audit.report.blocks import Block, Facts, Heading, Section, Table, shown
from plut_audit.report.digest import Digest

Record = dict[str, Any]
TITLES = {
    "trend": N_("Trend"), "robustness": N_("Robustness"), "agreement": N_("Agreement"),
}  # fmt: skip


def extras(result: Record, taken: Digest) -> Iterator[Section]:
    """One section for each of them that the result has."""
    for key, title in TITLES.items():
        if result.get(key):
            yield Section(key, say(title), list(blocks(result[key])))


def blocks(part: Record) -> Iterator[Block]:
    """The single values as facts, then each list of records as a table."""
    if single := [(label(key), printed(value)) for key, value in part.items() if _is_single(value)]:
        yield Facts(single)
    for value in part.values():
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            yield _table(value)
        elif isinstance(value, dict) and not _is_text(value):
            yield from blocks(value)


def _table(records: list[Record]) -> Table:
    keys = [key for key, value in records[0].items() if _is_single(value)]
    numeric = {key for key in keys if any(isinstance(row.get(key), float) for row in records)}
    heads = tuple(Heading(label(key), 3 if key in numeric else None) for key in keys)
    return Table(heads, [[row.get(key) for key in keys] for row in records])


def label(key: str) -> str:
    """A key of the result as words."""
    return say(LABELS[key]) if key in LABELS else key.replace("_", " ")


def printed(value: Any) -> str:
    """A single value in words."""
    return shown(value, 3 if isinstance(value, float) else None)


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"id", "en"}


def _is_single(value: Any) -> bool:
    return not isinstance(value, list | dict) or _is_text(value)


LABELS: dict[str, str] = {"centre_id": N_("Code"), "code": N_("Code"), "n": N_("Centres")}
