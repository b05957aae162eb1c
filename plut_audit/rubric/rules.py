"""`rubric.toml`: the rules of an edition, every number that a year may want to change."""

from typing import Annotated, Literal

from pydantic import Field

from plut_audit.i18n import LANGUAGES
from plut_audit.rubric.fields import LARGEST, Mean, Number, Strict, Text, TimeOfDay, Weight


class Scoring(Strict):
    """How items become an index and a rank (method, section 4).

    `figure` is the score that is ranked; `rank_on` also says on which form of it the classes
    are given.
    """

    scale: Weight = 100
    index_mean: Mean = "arithmetic"
    floor: float = Field(default=0, ge=0, le=LARGEST)
    decimals: int = Field(default=2, ge=0, le=9)
    figure: Literal["estimate", "combined"] = "estimate"
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
    """A weak dimension, or a critical finding, keeps the whole from a class above `name`."""

    dimension_below: Number
    critical: bool = True
    name: str


class EvidenceRules(Strict):
    """When self-report and visit agree, and what a class rests on (method, sections 3 and 4).

    Where the visit saw less than `provisional_below` of what it can see (a share of weight),
    the class is given on the estimate and is provisional.
    """

    tolerance: float = Field(default=5, ge=0, le=LARGEST)
    changed_after_days: int = Field(default=90, ge=0, le=36_525)
    provisional_below: float = Field(default=0, ge=0, le=1)


class Break(Strict):
    """The usual break of some days of the week (Monday is 0), where a centre posts none."""

    days: tuple[Annotated[int, Field(ge=0, le=6)], ...]
    begins: TimeOfDay
    ends: TimeOfDay


class Calendar(Strict):
    """When a centre should be open (method, section 3).

    `country` and `holidays` are those of the package of that name ("" for no holidays at all).
    A gap of at most `longest_break` minutes between two sessions of a day counts as a break.
    The usual hours stand in for posted hours that cannot be read.
    """

    country: str = ""
    holidays: tuple[str, ...] = ("public",)
    longest_break: int = Field(default=120, ge=0, le=1440)
    usual_days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = (0, 1, 2, 3, 4)
    usual_from: TimeOfDay = "09:00"
    usual_until: TimeOfDay = "15:00"
    breaks: tuple[Break, ...] = ()


class Estimation(Strict):
    """How the result of a full visit is estimated where nobody saw it (method, section 4).

    - `random_centres`: the visits chosen at random are the evidence alone from so many on;
    - `prior_pairs`: pairs that an indicator's dimension weighs beside its own;
    - `visit_only_centres`: centres from which what only a visit can see is carried over;
    - `donors`: visited centres without which there is no interval; a donor has pairs in
      `donor_share` of what a visit can see;
    - `draws`, `seed`: of the interval, which holds `level` of them;
    - `apart`: share of the draws in which one centre has to be ahead of another to be
      distinguished from it.
    """

    random_centres: int = Field(default=10, ge=1)
    prior_pairs: float = Field(default=10, ge=0, le=LARGEST)
    visit_only_centres: int = Field(default=5, ge=1)
    donors: int = Field(default=5, ge=3)
    donor_share: float = Field(default=0.5, ge=0, le=1)
    draws: int = Field(default=1000, ge=1, le=100_000)
    seed: int = Field(default=20240301, ge=0)
    level: float = Field(default=0.9, gt=0, lt=1)
    apart: float = Field(default=0.95, gt=0.5, le=1)


class Severities(Strict):
    """From when a finding is a gap, medium, high, and what each severity weighs (section 5).

    `gap` and `overstated_high` are points of an item, `medium` and `high` points lost of the
    index. `systemic_share` is a share of the ranked centres of the country,
    `systemic_province` of a province with at least `systemic_minimum` of them.
    """

    gap: Number = 10
    medium: Number = 1.0
    high: Number = 2.5
    overstated_high: Number = 50
    priority: dict[Literal["critical", "high", "medium", "low"], Weight] = {
        "critical": 8,
        "high": 4,
        "medium": 2,
        "low": 1,
    }
    systemic_share: float = Field(default=0.30, gt=0, le=1)
    systemic_province: float = Field(default=0.50, gt=0, le=1)
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
    calendar: Calendar = Calendar()
    estimation: Estimation = Estimation()
    award: Award | None = None
    ladder: tuple[Step, ...] = ()
    severities: Severities = Severities()
    derived: dict[str, DerivedValue] = {}
