"""What every report shows, in order, free of any format.

A section is a module of this package with `ORDER`, a number by which sections follow one
another, and `sections(result)`, which gives its `Section`s in the language in use, nothing
where it has nothing to show. The file is its registration: it is then in every report, page,
letter, text and workbook, and nothing else has to know of it.
"""

from collections.abc import Collection, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from plut_audit.report.blocks import Section
from plut_audit.report.sections.conclusions import conclusions
from plut_audit.report.sections.findings import finding_block
from plut_audit.report.sections.summary import (
    edition_line,
    fingerprint_line,
    key_figures,
    report_title,
)
from plut_audit.result import Result

__all__ = [
    "conclusions",
    "edition_line",
    "finding_block",
    "fingerprint_line",
    "key_figures",
    "report_title",
    "sections",
]


class SectionModule(Protocol):
    """What a module of this package has."""

    ORDER: int

    def sections(self, result: Result) -> Iterator[Section]:
        """Its sections."""
        ...


def sections(result: Result, *, without: Collection[str] = ()) -> Iterator[Section]:
    """All sections of a report in the language in use.

    `without` names modules whose sections a format writes in its own way.
    """
    for module in _modules(without):
        yield from module.sections(result)


def _modules(without: Collection[str]) -> list[SectionModule]:
    names = sorted({module.name for module in iter_modules(__path__)}.difference(without))
    modules = [cast(SectionModule, import_module(f"{__name__}.{name}")) for name in names]
    return sorted(modules, key=lambda module: module.ORDER)
