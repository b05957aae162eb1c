"""What a result has only when it was asked for: robustness, agreement, trend, follow-up.

All of it is data; titles and sentences are made from codes and the rubric when shown. Stored
as JSON of the same shape (`result.storage`).
"""

from dataclasses import dataclass, field
from typing import Literal

from plut_audit.result.columns import FindingState

# --- robustness ----------------------------------------------------------------------------


@dataclass(frozen=True)
class AssumptionEffect:
    """Mean shift in ranks and mean change in points when one assumption varies alone.

    `inert`: it moved no score, so that nothing is known of how far ranks depend on it.
    """

    code: str
    mean_shift: float
    mean_change: float
    inert: bool


@dataclass(frozen=True)
class LeaveOut:
    """Shift in ranks without one dimension or indicator, and the centre it concerns most."""

    code: str
    mean_shift: float
    largest_shift: float
    centre_id: str | None


@dataclass(frozen=True)
class RankInterval:
    """One centre under all draws: ranks, `bottom_tenth` a chance of 0 to 1, `band` 1 the best."""

    centre_id: str
    rank: float
    median_rank: float
    rank_low: float
    rank_high: float
    bottom_tenth: float
    band: int
    arithmetic: float
    geometric: float
    arithmetic_rank: float
    geometric_rank: float


@dataclass(frozen=True)
class Robustness:
    """How far ranks depend on the method; centres in the order of their ranks.

    `donors` are the visited centres whose errors are drawn; with too few nothing is drawn.
    """

    draws: int
    seed: int
    ranked: int
    weight_spread: float
    goalpost_spread: float
    donors: int
    mean_width: float
    bands: int
    moves_most: str | None
    assumptions: tuple[AssumptionEffect, ...]
    leave_out: tuple[LeaveOut, ...]
    centres: tuple[RankInterval, ...]


# --- agreement -----------------------------------------------------------------------------


@dataclass(frozen=True)
class AgreementGroup:
    """The pairs of one group; shares in per cent, differences in points, None under too few.

    `code` is that of an indicator, a dimension, a choice (of the respondent's role or of the
    announcement), or the name of a province. `sign_p` counts centres, not pairs. `error_rate`
    is the share of pairs beyond the tolerance; `response_variance` (SRV, squared points) and
    `reliability` are those of an indicator.
    """

    code: str
    n: int
    centres: int
    changed: int
    agree: int
    overstated: int
    understated: int
    agreement: float | None = None
    overstated_percent: float | None = None
    understated_percent: float | None = None
    mean_difference: float | None = None
    mean_difference_low: float | None = None
    mean_difference_high: float | None = None
    sign_p: float | None = None
    error_rate: float | None = None
    response_variance: float | None = None
    reliability: float | None = None
    kappa_kind: Literal["cohen", "linear weighted"] | None = None
    kappa: float | None = None
    kappa_se: float | None = None
    kappa_low: float | None = None
    kappa_high: float | None = None
    ac1: float | None = None


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha of one dimension over `n` centres; see `analysis.consistency`."""

    code: str
    items: int
    n: int
    alpha: float | None


@dataclass(frozen=True)
class CountFactor:
    """A question with a number over `n` centres: what they reported and what visits counted."""

    question: str
    n: int
    reported: float
    recounted: float
    factor: float | None


@dataclass(frozen=True)
class Agreement:
    """Self-report against visit; see `analysis.agreement`."""

    pairs: int
    tolerance: float
    fewest: int
    level: float
    seed: int
    indicators: tuple[AgreementGroup, ...]
    dimensions: tuple[AgreementGroup, ...]
    provinces: tuple[AgreementGroup, ...]
    respondent_roles: tuple[AgreementGroup, ...]
    visits: tuple[AgreementGroup, ...]
    counts: tuple[CountFactor, ...]
    alpha: tuple[Alpha, ...]


# --- years ---------------------------------------------------------------------------------

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


# --- follow-up -----------------------------------------------------------------------------


@dataclass(frozen=True)
class FollowUpEntry:
    """One row of the follow-up matrix; texts are as people typed them.

    `other` holds added columns by their heading, `shown` what the program wrote of the finding.
    """

    centre_id: str
    code: str
    response: str = ""
    action: str = ""
    person: str = ""
    deadline: str = ""
    status: str = ""
    finding: str = "found"
    last_found: int | None = None
    other: dict[str, str | float | bool | None] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """The identity of the finding: centre code and finding code."""
        return self.centre_id, self.code


@dataclass(frozen=True)
class FollowUp:
    """The follow-up matrix that a result carries."""

    entries: tuple[FollowUpEntry, ...]
