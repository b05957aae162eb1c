"""`rubric.toml`: the rules of an edition, every number that a year may want to change."""

from typing import Literal

from pydantic import Field

from plut_audit.i18n import LANGUAGES
from plut_audit.rubric.fields import LARGEST, Mean, Number, Strict, Text, TimeOfDay, Weight


class Scoring(Strict):
    """How items become an index and a rank (method, section 4).

    `rank_on` also says on which score the classes are given.
    """

    scale: Weight = 100
    index_mean: Mean = "arithmetic"
    floor: float = Field(default=0, ge=0, le=LARGEST)
    decimals: int = Field(default=2, ge=0, le=9)
    tie_rule: Literal["min", "max", "average", "dense"] = "min"
    rank_on: Literal["printed", "unrounded"] = "printed"
    minimum_coverage: float = Field(default=0.65, ge=0, le=1)


class Band(Strict):
    """A class and the score it begins at (`at_least`: >=) or lies above (`above`: >)."""

    name: str
    at_least: Number | None = None
    above: Number | None = None
    title: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))


class Cap(Strict):
    """A weak dimension keeps the whole from a class above `name`."""

    dimension_below: Number
    name: str


class EvidenceRules(Strict):
    """When self-report and visit agree (method, section 3)."""

    tolerance: float = Field(default=5, ge=0, le=LARGEST)
    changed_after_days: int = Field(default=90, ge=0, le=36_525)
    shrinkage: Weight = 10
    unverified_below: float = Field(default=0, ge=0, le=1)
    visit_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    visit_from: TimeOfDay = "09:00"
    visit_until: TimeOfDay = "15:00"


class Severities(Strict):
    """Points from which a finding is low, medium, high, and what each weighs (section 5)."""

    gap_low: Number = 10
    gap_medium: Number = 25
    gap_high: Number = 50
    overstated_high: Number = 50
    priority: dict[Literal["critical", "high", "medium", "low"], Weight] = {
        "critical": 8,
        "high": 4,
        "medium": 2,
        "low": 1,
    }
    systemic_share: float = Field(default=0.30, gt=0, le=1)
    systemic_minimum: int = Field(default=5, gt=0)


class Award(Strict):
    """Who is shortlisted for an award, in each class of owner: places, and the least class."""

    places: int = Field(default=3, gt=0)
    least_class: str


class Step(Strict):
    """A step up of the institutional form: from `at` to `to`, with the scores it `needs`."""

    indicator: str
    at: tuple[str, ...]
    to: str
    needs: dict[str, float]


class DerivedValue(Strict):
    """A value that follows from an answer: a number or a list per choice, else `otherwise`."""

    depends_on: str
    values: dict[str, Number | tuple[str, ...]] = {}
    otherwise: Number | tuple[str, ...]


class Rules(Strict):
    """`rubric.toml`: what is not a question and not an indicator."""

    id: str = Field(min_length=1)
    title: Text
    description: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    sources: tuple[Text, ...] = ()
    columns: dict[str, str] = {}
    scoring: Scoring = Scoring()
    bands: tuple[Band, ...] = ()
    cap: Cap | None = None
    evidence: EvidenceRules = EvidenceRules()
    award: Award | None = None
    ladder: tuple[Step, ...] = ()
    severities: Severities = Severities()
    derived: dict[str, DerivedValue] = {}
