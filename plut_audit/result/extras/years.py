"""Two years compared, and several years in a row."""

from dataclasses import dataclass
from typing import Literal

from plut_audit.result.columns import FindingState

Presence = Literal["both", "new", "gone", "silent", "answered_again"]
Lost = Literal["newer_only", "older_only", "other_measure"]
"""Why an indicator cannot be compared between two editions."""


@dataclass(frozen=True)
class Change:
    """A figure in two years and the change between what is printed of them."""

    old: float | None
    new: float | None
    change: float | None


Direction = Literal["improved", "declined", "uncertain", "unknown"]
"""Whether an estimate changed for sure: `uncertain` where the interval of the change holds 0,
`unknown` where there is no interval."""


@dataclass(frozen=True)
class EstimateChange:
    """The estimate in two years with its 5 to 95 % intervals, and the change with its own.

    `interval` is that of the change; see `analysis.trends.estimate_change`.
    """

    old: float | None
    new: float | None
    change: float | None
    old_interval: tuple[float, float] | None
    new_interval: tuple[float, float] | None
    interval: tuple[float, float] | None
    direction: Direction


@dataclass(frozen=True)
class DimensionChange:
    """The combined score of a dimension, what the change of the edition adds to its change, and
    the estimate."""

    old: float | None
    new: float | None
    change: float | None
    edition_points: float | None
    estimate: Change


@dataclass(frozen=True)
class CauseOfChange:
    """What one indicator adds to the change of a centre's combined score.

    `points` is `changed_points`, what the centre changed, and `seen_points`, what was newly seen
    (or is no longer seen); see `analysis.trends.causes`.
    """

    code: str
    dimension: str
    points: float
    changed_points: float
    seen_points: float
    points_exact: float
    dimension_points: float
    old_score: float | None
    new_score: float | None
    old_value: float | str | None
    new_value: float | str | None
    old_evidence: str
    new_evidence: str


@dataclass(frozen=True)
class FiguresUnder:
    """Both years' figures under one edition."""

    combined_old: float | None
    combined_new: float | None
    reported_old: float | None
    reported_new: float | None


@dataclass(frozen=True)
class CentreChange:
    """One centre in two years.

    `changed_points` and `seen_points` are the sums over the causes; with the points of the
    edition they add up to the change of the combined score. None where there is no such change.
    """

    centre_id: str
    name: str
    province: str
    level: str
    status: Presence
    renamed_from: str | None
    estimate: EstimateChange
    combined: Change
    reported: Change
    seen_share: Change
    rank: Change
    class_old: str | None
    class_old_provisional: bool
    class_new: str | None
    class_new_provisional: bool
    dimensions: dict[str, DimensionChange]
    causes: tuple[CauseOfChange, ...]
    changed_points: float | None
    seen_points: float | None
    edition_points: float | None
    under: dict[str, FiguresUnder] | None
    improved_on_paper: bool
    equal_answers: float | None


@dataclass(frozen=True)
class FindingChange:
    """One finding and its state against the year before."""

    code: str
    centre_id: str
    severity: Literal["critical", "high", "medium", "low"]
    points_lost: float
    state: FindingState
    years_open: int


@dataclass(frozen=True)
class EditionName:
    """The edition under which a year was scored."""

    year: int | None
    id: str
    title: dict[str, str]
    sha256: str


@dataclass(frozen=True)
class Comparison:
    """Two years compared, only where the meaning held; see `analysis.trends`."""

    old: EditionName
    new: EditionName
    same_rules: bool
    renamed: dict[str, str]
    not_comparable: dict[str, Lost]
    mean_estimate: EstimateChange
    mean_combined: Change
    by_class_old: dict[str, int]
    by_provisional_class_old: dict[str, int]
    by_class_new: dict[str, int]
    by_provisional_class_new: dict[str, int]
    directions: dict[Direction, int]
    centre_states: dict[str, int]
    finding_states: dict[str, int]
    centres: tuple[CentreChange, ...]
    findings: tuple[FindingChange, ...]
    improved_on_paper: tuple[str, ...]
    duplicates: tuple[str, ...]


@dataclass(frozen=True)
class YearSummary:
    """The key figures of one year of a trend."""

    year: int | None
    centres: int
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
    findings: dict[str, int]


@dataclass(frozen=True)
class CentreSeries:
    """One centre over the years, a value a year, None where there is none."""

    centre_id: str
    name: str
    responded: tuple[bool | None, ...]
    visited: tuple[bool | None, ...]
    estimate: tuple[float | None, ...]
    estimate_interval: tuple[tuple[float, float] | None, ...]
    combined: tuple[float | None, ...]
    reported: tuple[float | None, ...]
    seen_share: tuple[float | None, ...]
    rank: tuple[float | None, ...]
    class_name: tuple[str | None, ...]
    class_provisional: tuple[bool | None, ...]


@dataclass(frozen=True)
class Trend:
    """Several years, oldest first, and the last two compared."""

    years: tuple[int | None, ...]
    editions: tuple[EditionName, ...]
    summary: tuple[YearSummary, ...]
    centres: tuple[CentreSeries, ...]
    comparison: Comparison | None
