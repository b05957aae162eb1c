"""Working papers of the auditors: forms of a result that the name of a file asks for.

A package beside this one is a paper: it has `SUFFIX` and `write(result, path, language)`. A file
whose name begins with the paper's (`lke.xlsx`, `lke-2024.xlsx`) is written by it; `--as` names a
paper, or the ordinary report, whatever the file is called.
"""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from plut_audit.result import Result

REPORT = "report"
"""Stands for the ordinary report of a suffix."""
_NAME = re.compile(r"[a-z]+", re.IGNORECASE)


class Paper(Protocol):
    """What the module of a working paper offers."""

    SUFFIXES: tuple[str, ...]
    """The suffixes in which it is written, without the dot."""

    @staticmethod
    def write(result: Result, path: Path, language: str) -> None:
        """Write the paper to `path`."""


def papers() -> list[str]:
    """The names of the working papers, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__) if module.name[0] != "_")


def paper_module(name: str) -> Paper:
    """The module of a paper."""
    return cast(Paper, import_module(f"{__name__}.{name}"))


def paper_of(path: Path, named: str = "") -> str:
    """The paper that a file is: the one that is `named`, else that of its name; "" for none."""
    if named:
        return "" if named == REPORT else named
    first = _NAME.match(path.stem)
    name = first.group().lower() if first else ""
    suffix = path.suffix.lower().lstrip(".")
    return name if name in papers() and suffix in paper_module(name).SUFFIXES else ""
