"""A result to a file. A module is named after the suffix it writes.

Each has `write(result, path, language)`. Its file's name is its registration: `score -o
report.html` finds `formats/html`, and nothing else needs to know of it. A format whose reports
an office signs says so with `SIGNED = True`; its `write` takes the assignment as well. One that
needs a program beside Python has `check_ready()`, which raises where that is missing.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from plut_audit.atomic_write import atomic_path
from plut_audit.errors import OutputError
from plut_audit.i18n import N_, current_language, language_set_to
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment


def suffixes() -> list[str]:
    """The suffixes that can be written, without the dot, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__) if module.name[0] != "_")


def checked_suffix(path: Path) -> str:
    """The suffix of `path` without the dot; `OutputError` where no module writes it."""
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in suffixes():
        raise OutputError(
            N_("'{file}' cannot be written: its suffix is none of {known}."),
            file=path.name,
            known=", ".join(f".{known}" for known in suffixes()),
        )
    return suffix


def check_writable(path: Path) -> None:
    """Raise `OutputError` where the suffix of a path is unknown, or what writes it is missing."""
    module = _format(path)
    if hasattr(module, "check_ready"):
        module.check_ready()


def is_signed(path: Path) -> bool:
    """Whether the report that the suffix names is one that an office signs."""
    return bool(getattr(_format(path), "SIGNED", False))


def _format(path: Path) -> Any:
    """The module that writes the suffix of a path."""
    return import_module(f"{__name__}.{checked_suffix(path)}")


def write(
    result: Result,
    path: Path,
    language: str | None = None,
    force: bool = False,
    assignment: Assignment | None = None,
) -> None:
    """Write a result in the form that the suffix of `path` names.

    The file is whole or what was there before is untouched. Without `language` the one in use
    is written; it stays in use. Without `assignment` a signed report has visible blanks.
    Raises `OutputError` for a suffix no module writes, for a file that exists and no `force`,
    and where the system refuses.
    """
    module = _format(path)
    language = language or current_language()
    further = [assignment or Assignment()] if is_signed(path) else []
    with atomic_path(path, force) as temporary, language_set_to(language):
        module.write(result, temporary, language, *further)
