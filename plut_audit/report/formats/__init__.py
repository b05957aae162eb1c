"""A result to a file. A module is named after the suffix it writes.

Each has `write(result, path, language)`. Its file's name is its registration: `score -o
report.html` finds `formats/html`, and nothing else needs to know of it. A format whose reports
an office signs says so with `SIGNED = True`; its `write` takes the assignment as well. One that
needs a program beside Python has `check_ready()`, which raises where that is missing. A file that
is named like a working paper (`lke.xlsx`) is written by that one; see `report.working_papers`.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from plut_audit.atomic_write import atomic_path
from plut_audit.errors import OutputError
from plut_audit.i18n import N_, current_language, language_set_to
from plut_audit.report import working_papers
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment


def suffixes() -> list[str]:
    """The suffixes that can be written, without the dot, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__) if module.name[0] != "_")


def checked_suffix(path: Path, paper: str = "") -> str:
    """The suffix of `path` without the dot; `OutputError` where no module writes it.

    `paper` names a working paper that it is to be.
    """
    suffix = path.suffix.lower().lstrip(".")
    written = working_papers.paper_of(path, paper)
    known = working_papers.paper_module(written).SUFFIXES if written else suffixes()
    if suffix not in known:
        raise OutputError(
            N_("'{file}' cannot be written: its suffix is none of {known}."),
            file=path.name,
            known=", ".join(f".{name}" for name in known),
        )
    return suffix


def check_writable(path: Path, paper: str = "") -> None:
    """Raise `OutputError` where the suffix of a path is unknown, or what writes it is missing."""
    module = _format(path, paper)
    if hasattr(module, "check_ready"):
        module.check_ready()


def is_signed(path: Path, paper: str = "") -> bool:
    """Whether the report that a path names is one that an office signs."""
    return bool(getattr(_format(path, paper), "SIGNED", False))


def _format(path: Path, paper: str) -> Any:
    """The module that writes what a path, or `paper`, names."""
    suffix = checked_suffix(path, paper)
    written = working_papers.paper_of(path, paper)
    if written:
        return working_papers.paper_module(written)
    return import_module(f"{__name__}.{suffix}")


def write(
    result: Result,
    path: Path,
    language: str | None = None,
    force: bool = False,
    paper: str = "",
    assignment: Assignment | None = None,
) -> None:
    """Write a result in the form that the name and the suffix of `path` ask for, or as `paper`.

    The file is whole or what was there before is untouched. Without `language` the one in use
    is written; it stays in use. Without `assignment` a signed report has visible blanks.
    Raises `OutputError` for a suffix no module writes, for a file that exists and no `force`,
    and where the system refuses.
    """
    module = _format(path, paper)
    language = language or current_language()
    further = [assignment or Assignment()] if is_signed(path, paper) else []
    with atomic_path(path, force) as temporary, language_set_to(language):
        module.write(result, temporary, language, *further)
