"""Self-report against visit."""

from dataclasses import dataclass
from typing import Literal


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
