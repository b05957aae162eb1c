"""What a result says of the whole year: its files, the settings of the run, and the key figures."""

from dataclasses import asdict, dataclass, field
from typing import Literal

Role = Literal[
    "questionnaire",
    "visit",
    "roster",
    "centres",
    "decisions",
    "reply",
    "crosswalk",
    "aliases",
    "other",
]
"""`other`: nothing was taken from the file, or it could not be read; a problem says which."""


@dataclass(frozen=True)
class InputFile:
    """A file that was read, and what it was used for."""

    file: str
    sha256: str
    dialect: str
    role: Role
    sheets: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class RunOptions:
    """The settings of the run beside its files; `limits` holds those that were moved, by name."""

    year: int | None = None
    only_approved: bool = False
    limits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CellFigures:
    """The filled cells of all files by what became of them; `filled` is the sum of the rest."""

    filled: int
    read: int
    headers: int
    not_asked: int
    passed_over: int


@dataclass(frozen=True)
class DecisionCounts:
    """How many decisions raised and lowered a score; the means are without all of them."""

    raised: int
    lowered: int
    mean_combined_without: float | None
    mean_estimate_without: float | None


@dataclass(frozen=True)
class Summary:
    """The key figures; means and classes are over the ranked centres.

    `by_dimension` holds the means of the estimate. Provisional classes are counted apart.
    `sample`: the registry says that its centres are invented.
    """

    centres: int
    registry_known: bool
    responded: int
    visited: int
    ranked: int
    mean_estimate: float | None
    mean_estimate_interval: tuple[float, float] | None
    mean_combined: float | None
    verification_factor: float | None
    by_class: dict[str, int]
    by_provisional_class: dict[str, int]
    by_dimension: dict[str, float | None]
    decisions: DecisionCounts | None = None
    sample: bool = False

    def record(self) -> dict[str, object]:
        """The figures by name; `decisions` and `sample` only where there are any."""
        record = asdict(self)
        if self.decisions is None:
            del record["decisions"]
        if not self.sample:
            record.pop("sample")
        return record
