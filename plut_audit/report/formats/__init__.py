"""A result to a file. A module is named after the suffix it writes.

Each has `write(result, path, language)`. Its file's name is its registration: `score -o
report.html` finds `formats/html`, and nothing else needs to know of it. A file that is named
like a working paper (`lke.xlsx`) is written by that one; see `report.working_papers`.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from plut_audit.atomic_write import atomic_path
from plut_audit.errors import OutputError
from plut_audit.i18n import N_, current_language, language_set_to
from plut_audit.report import working_papers
from plut_audit.result import Result


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


def write(
    result: Result,
    path: Path,
    language: str | None = None,
    force: bool = False,
    paper: str = "",
) -> None:
    """Write a result in the form that the name and the suffix of `path` ask for, or as `paper`.

    The file is whole or what was there before is untouched. Without `language` the one in use
    is written; it stays in use. Raises `OutputError` for a suffix no module writes, for a file
    that exists and no `force`, and where the system refuses.
    """
    suffix = checked_suffix(path, paper)
    written = working_papers.paper_of(path, paper)
    module = (
        working_papers.paper_module(written) if written else import_module(f"{__name__}.{suffix}")
    )
    language = language or current_language()
    with atomic_path(path, force) as temporary, language_set_to(language):
        module.write(result, temporary, language)
