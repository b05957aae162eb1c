"""The dialects that there are, and which of them knows a sheet.

A dialect is a module of this folder without an underscore before its name; the file is its
registration. It declares the marks of its tool itself: `knows` looks for its `MARKS`, `COLUMNS`
names the further columns that the tool adds, `PARENTS` those that tie a roster to its submission.
"""

import pkgutil
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from plut_audit.ingest.sheets import Sheet

if TYPE_CHECKING:
    from plut_audit.ingest.dialects import RawAnswers
    from plut_audit.ingest.dialects._questions import Lookup


class Certainty(IntEnum):
    """How surely a sheet is laid out as a dialect says; the dialect that is surest reads it."""

    NONE = 0
    REMAINDER = 1
    """Any table that answers questions, whoever made it."""
    SHARED_MARKS = 2
    """Columns that several tools write."""
    OWN_MARKS = 3
    """Columns that only this tool writes."""


class Dialect(Protocol):
    """What a module of this folder offers; the columns of its tool may be left out."""

    def knows(self, sheet: Sheet, lookup: "Lookup") -> Certainty | bool:
        """How surely the sheet is laid out in this way; True stands for `OWN_MARKS`."""
        ...

    def raw_answers(self, sheets: Sequence[Sheet], lookup: "Lookup") -> "list[RawAnswers]":
        """The answers of the sheets of one workbook that this dialect knows."""
        ...


def dialects() -> dict[str, Dialect]:
    """The dialects by name: the modules of this folder whose names have no underscore in front."""
    from plut_audit.ingest import dialects as package

    return _dialects_in(tuple(package.__path__))


@cache
def _dialects_in(folders: tuple[str, ...]) -> dict[str, Dialect]:
    modules = pkgutil.iter_modules(folders)
    names = sorted(module.name for module in modules if module.name[0] != "_")
    package = __name__.rpartition(".")[0]
    return {name: cast(Dialect, import_module(f"{package}.{name}")) for name in names}


def dialects_of(sheet: Sheet, lookup: "Lookup") -> list[str]:
    """The dialects that know a sheet most surely: none, one, or several that bear its marks."""
    known = {name: _certainty(module, sheet, lookup) for name, module in dialects().items()}
    surest = max(known.values(), default=Certainty.NONE)
    return [name for name, certainty in known.items() if surest and certainty == surest]


def _certainty(module: Dialect, sheet: Sheet, lookup: "Lookup") -> Certainty:
    certainty = module.knows(sheet, lookup)
    if isinstance(certainty, bool):
        return Certainty.OWN_MARKS if certainty else Certainty.NONE
    return certainty


def is_column_of_a_tool(header: str) -> bool:
    """Whether a (normalised) header is a tool's own: no question, and nothing to report.

    A dialect's columns are normalised headers; `*` before or behind one stands for any text.
    """
    exact, beginnings, ends = _patterns(_declared("MARKS", "COLUMNS", "PARENTS"))
    return header in exact or header.startswith(beginnings) or header.endswith(ends)


@cache
def _patterns(
    columns: frozenset[str],
) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole headers, beginnings and ends."""
    beginnings = tuple(sorted(name[:-1] for name in columns if name.endswith("*")))
    ends = tuple(sorted(name[1:] for name in columns if name.startswith("*")))
    return frozenset(name for name in columns if "*" not in name), beginnings, ends


def parent_columns() -> frozenset[str]:
    """The (normalised) headers by which tools tie a roster to its submission."""
    return _declared("PARENTS")


def _declared(*names: str) -> frozenset[str]:
    from plut_audit.ingest import dialects as package

    return _declared_in(names, tuple(package.__path__))


@cache
def _declared_in(names: tuple[str, ...], folders: tuple[str, ...]) -> frozenset[str]:
    modules = _dialects_in(folders).values()
    return frozenset(
        header for module in modules for name in names for header in getattr(module, name, ())
    )
