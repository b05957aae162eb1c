"""The rubric: what is asked, how it is scored, what is said when it falls short.

An edition is a folder of TOML files: `rubric.toml` (the rules), `questions.toml` (the
instrument), `roster.toml` (the list of consultants) and one file a dimension. Every number a
year may want to change is here and none is in the code. A user's own rubric is such a folder
too; it may leave out the questions, then each name in an indicator is a column of numbers.
"""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from plut_audit.errors import RubricError
from plut_audit.i18n import N_
from plut_audit.rubric.fields import Form, Mean, Text
from plut_audit.rubric.loader import read_rubric
from plut_audit.rubric.model import Dimension, Indicator, Question, Rubric
from plut_audit.rubric.nearest import nearest_names
from plut_audit.rubric.rules import (
    Award,
    Band,
    Break,
    Calendar,
    Cap,
    DerivedValue,
    Estimation,
    EvidenceRules,
    Scoring,
    Severities,
    Step,
)

__all__ = [
    "DEFAULT_EDITION",
    "Award",
    "Band",
    "Break",
    "Calendar",
    "Cap",
    "DerivedValue",
    "Dimension",
    "Estimation",
    "EvidenceRules",
    "Form",
    "Indicator",
    "Mean",
    "Question",
    "Rubric",
    "Scoring",
    "Severities",
    "Step",
    "Text",
    "editions",
    "load",
    "read_rubric",
]

DEFAULT_EDITION = "bappenas-2023"


def editions() -> dict[str, Traversable]:
    """The editions that come with the program, by id."""
    folder = resources.files("plut_audit.rubric") / "editions"
    folders = (entry for entry in folder.iterdir() if (entry / "rubric.toml").is_file())
    return {entry.name: entry for entry in sorted(folders, key=lambda entry: entry.name)}


def load(edition: str | Path = DEFAULT_EDITION) -> Rubric:
    """An edition by its id, or a user's rubric by its folder; `RubricError` with every fault."""
    known = editions()
    if str(edition) in known:
        return read_rubric(known[str(edition)])
    folder = Path(edition)
    if not (folder / "rubric.toml").is_file():
        near = nearest_names(str(edition), known)
        raise RubricError(
            N_(
                "There is no rubric '{edition}'; did you mean '{near}'? It is neither an edition "
                "({known}) nor a folder with a rubric.toml."
            )
            if near
            else N_(
                "There is no rubric '{edition}': it is neither an edition ({known}) nor a folder with "
                "a rubric.toml. 'plut-audit rubric new DIR' writes one to start from."
            ),
            edition=str(edition),
            known=", ".join(known),
            near=near[0] if near else "",
        )
    return read_rubric(folder)
