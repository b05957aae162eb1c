"""Audit of Indonesia's PLUT-KUMKM service centres; this module is the Python API.

import plut_audit
result = plut_audit.audit("survey/2024")      # or plut_audit.load("result.json")
result.centres_frame()                        # pandas data frames, see plut_audit.result.frames
"""

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plut_audit.result import Result

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "load"]


def audit(
    *survey: str | Path,
    rubric: str | Path | None = None,
    year: int | None = None,
    centres: str | Path | None = None,
    crosswalk: str | Path | None = None,
    aliases: str | Path | None = None,
    decisions: str | Path | None = None,
    only_approved: bool = False,
) -> "Result":
    """Read, score and rank one survey year.

    `survey` is a folder or files; the other arguments are the options of `plut-audit score`.
    Raises `plut_audit.errors.AuditError` where nothing can be read or the rubric cannot be used;
    what is wrong inside the files is in `Result.problems`.
    """
    from plut_audit import rubric as rubrics
    from plut_audit.audit import Options
    from plut_audit.review.decisions import audit_survey

    options = Options(
        year=year,
        centres=_path(centres),
        crosswalk=_path(crosswalk),
        aliases=_path(aliases),
        decisions=_path(decisions),
        only_approved=only_approved,
    )
    chosen = rubrics.load(rubric or rubrics.DEFAULT_EDITION)
    return audit_survey([Path(path) for path in survey], chosen, options)


def load(path: str | Path) -> "Result":
    """A stored result; `plut_audit.errors.ResultError` where the file is none."""
    from plut_audit.result import Result

    return Result.load(Path(path))


def _path(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)


class _Package(ModuleType):
    """Keeps `plut_audit.audit` the function when the module of that name is imported.

    The import system binds a submodule to its name in the package. Here that name is the API's;
    the module is reached by `from plut_audit.audit import ...`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "audit" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
