"""What a rubric is made of: questions, indicators, dimensions, and the rules of an edition.

Every part refuses keys that it does not know.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from plut_audit import expressions
from plut_audit.expressions import Expression
from plut_audit.language import LANGUAGES, N_, Words, words


def same(text: str) -> Words:
    """One text that serves every language."""
    return dict.fromkeys(LANGUAGES, text)


def _in_every_language(text: object) -> object:
    """A plain string serves every language; a table must name them all."""
    return same(text) if isinstance(text, str) else text


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _TextTable(_Strict):
    id: str
    en: str


Text = Annotated[
    Words,
    BeforeValidator(lambda text: _TextTable.model_validate(_in_every_language(text)).model_dump()),
]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Mean = Literal["arithmetic", "geometric"]
Form = Literal["questionnaire", "visit"]


class Question(_Strict):
    """One question of the instrument, or of the roster."""

    name: str = ""
    section: str = ""
    type: Literal["text", "integer", "decimal", "date", "time", "select_one", "select_multiple"]
    unit: str = ""
    asked_in: Literal["questionnaire", "visit", "both"] = "questionnaire"
    required: bool = False
    valid_min: float | None = None
    valid_max: float | None = None
    only_if: str = ""
    label: Text
    hint: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    choices: dict[str, Text] = {}

    def in_form(self, form: Form) -> bool:
        """Whether the form asks it."""
        return self.asked_in in (form, "both")


class Indicator(_Strict):
    """One thing that is judged: what is measured, its goalposts, and what is said of it."""

    code: str = ""
    dimension: str = ""
    weight: float = Field(gt=0)
    kind: Literal["linear", "points"]
    value: str
    low: float | None = None
    high: float | None = None
    transform: Literal["ln"] | None = None
    points: dict[str, float] = {}
    mandatory: bool = False
    applies_if: Literal["", "visited within declared hours"] = ""
    steps: int | None = Field(default=None, gt=0)
    formerly: tuple[str, ...] = ()
    basis: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    title: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    compliant: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    effect: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    recommendation: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))

    @cached_property
    def expression(self) -> Expression:
        """What is measured, as a tree."""
        return expressions.parse(self.value)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The questions (and derived values) it is computed from; the first one leads."""
        return tuple(dict.fromkeys(expressions.names(self.expression)))

    @property
    def lead(self) -> str:
        """The question whose answer by a visit makes the indicator observed."""
        return self.names[0]


class Dimension(_Strict):
    """A group of indicators with its weight in the index (weights are relative)."""

    code: str
    weight: float = Field(gt=0)
    title: Text
    mean: Mean = "arithmetic"
    indicators: dict[str, Indicator]


class Scoring(_Strict):
    """How items become an index and a rank (method, section 4).

    `rank_on` also says on which score the classes are given.
    """

    scale: float = Field(default=100, gt=0)
    index_mean: Mean = "arithmetic"
    floor: float = Field(default=0, ge=0)
    decimals: int = Field(default=2, ge=0, le=9)
    tie_rule: Literal["min", "max", "average", "dense"] = "min"
    rank_on: Literal["printed", "unrounded"] = "printed"
    minimum_coverage: float = Field(default=0.65, ge=0, le=1)


class Band(_Strict):
    """A class and the score it begins at (`at_least`: >=) or lies above (`above`: >)."""

    name: str
    at_least: float | None = None
    above: float | None = None
    title: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))


class Cap(_Strict):
    """A weak dimension keeps the whole from a class above `name`."""

    dimension_below: float
    name: str


class Evidence(_Strict):
    """When self-report and visit agree (method, section 3)."""

    tolerance: float = Field(default=5, ge=0)
    changed_after_days: int = Field(default=90, ge=0)
    shrinkage: float = Field(default=10, gt=0)
    unverified_below: float = Field(default=0, ge=0, le=1)
    visit_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    visit_from: TimeOfDay = "09:00"
    visit_until: TimeOfDay = "15:00"


class Severities(_Strict):
    """Points from which a finding is low, medium, high, and what each weighs (section 5)."""

    gap_low: float = 10
    gap_medium: float = 25
    gap_high: float = 50
    overstated_high: float = 50
    priority: dict[Literal["critical", "high", "medium", "low"], float] = {
        "critical": 8, "high": 4, "medium": 2, "low": 1,
    }  # fmt: skip
    systemic_share: float = Field(default=0.30, gt=0, le=1)
    systemic_minimum: int = 5


class Award(_Strict):
    """Who is shortlisted for an award, in each class of owner: places, and the least class."""

    places: int = Field(default=3, gt=0)
    least_class: str


class Step(_Strict):
    """A step up of the institutional form: from `at` to `to`, with the scores it `needs`."""

    indicator: str
    at: tuple[str, ...]
    to: str
    needs: dict[str, float]


class Derived(_Strict):
    """A value that follows from an answer: a number or a list per choice, else `otherwise`."""

    depends_on: str
    values: dict[str, float | tuple[str, ...]] = {}
    otherwise: float | tuple[str, ...]


class Rules(_Strict):
    """`rubric.toml`: what is not a question and not an indicator."""

    id: str
    title: Text
    description: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    sources: tuple[Text, ...] = ()
    columns: dict[str, str] = {}
    scoring: Scoring = Scoring()
    bands: tuple[Band, ...] = ()
    cap: Cap | None = None
    evidence: Evidence = Evidence()
    award: Award | None = None
    ladder: tuple[Step, ...] = ()
    severities: Severities = Severities()
    derived: dict[str, Derived] = {}


class Instrument(_Strict):
    """`questions.toml` or `roster.toml`."""

    sections: dict[str, Text] = {}
    questions: dict[str, Question] = {}


class Rubric(Rules):
    """A whole edition. `sha256` is the hash of its files, line ends aside.

    `without_form`: it brings no questions of its own, so any table of units will do, a column a
    name, written by a program rather than by respondents.
    """

    sections: dict[str, Text] = {}
    questions: dict[str, Question]
    roster: dict[str, Question] = {}
    dimensions: tuple[Dimension, ...]
    without_form: bool = False
    sha256: str = ""

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by code, in the order of the dimensions."""
        return {code: item for part in self.dimensions for code, item in part.indicators.items()}

    def dimension(self, code: str) -> Dimension:
        """The dimension with this code."""
        return next(part for part in self.dimensions if part.code == code)

    def asked_in(self, form: Form) -> dict[str, Question]:
        """The questions of one form, in its order, each section closed by its remark."""
        return self._forms[form]

    @cached_property
    def _forms(self) -> dict[Form, dict[str, Question]]:
        return {"questionnaire": self._form("questionnaire"), "visit": self._form("visit")}

    def _form(self, form: Form) -> dict[str, Question]:
        asked = {name: one for name, one in self.questions.items() if one.in_form(form)}
        used = {question.section for question in asked.values()}
        for section in self.sections:
            if section in used:
                remark = self.remark(section)
                asked[remark.name] = remark
        order = list(self.sections)
        return dict(sorted(asked.items(), key=lambda one: _place(order, one[1].section)))

    def remark(self, section: str) -> Question:
        """The open question that closes a section; a finding takes its cause from it."""
        label = words(N_("Remarks: {section}"), section=self.sections[section])
        name = f"remark_{section.lower()}"
        return Question(name=name, section=section, type="text", asked_in="both", label=label)

    def visit_only(self, indicator: Indicator) -> bool:
        """Whether only a visit can answer the indicator's lead question."""
        lead = self.questions.get(indicator.lead)
        return lead is not None and lead.asked_in == "visit"


def _place(order: list[str], section: str) -> int:
    return order.index(section) if section in order else len(order)
