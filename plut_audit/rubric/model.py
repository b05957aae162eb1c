"""What a rubric is made of: questions, indicators, dimensions, and the whole.

Every part refuses keys that it does not know.
"""

from functools import cached_property
from typing import Literal

from pydantic import Field

from plut_audit.i18n import LANGUAGES, N_, translations
from plut_audit.rubric import expressions
from plut_audit.rubric.expressions import Expression
from plut_audit.rubric.fields import Form, Mean, Number, Strict, Text, Weight
from plut_audit.rubric.rules import Rules


class Question(Strict):
    """One question of the instrument, or of the roster.

    `only_if` and `visit_only_if` are rules. Where `only_if` is false the question is skipped and
    its indicator is at the low end; where `visit_only_if` is false the visit form does not ask
    it (the gate was locked). `part` says who fills it in. `aliases` gives an answer of an older
    form (its code or its label) today's choice, `short_forms` lists official short forms of each
    choice (`SK Kadis`), `at_most` names a question of which it counts a part, `formerly` the names and labels that the
    question itself had.
    """

    name: str = ""
    section: str = ""
    type: Literal[
        "text",
        "integer",
        "decimal",
        "date",
        "time",
        "select_one",
        "select_multiple",
        "geopoint",
        "image",
    ]
    unit: str = ""
    asked_in: Literal["questionnaire", "visit", "both"] = "questionnaire"
    required: bool = False
    valid_min: Number | None = None
    valid_max: Number | None = None
    at_most: str = ""
    only_if: str = ""
    visit_only_if: str = ""
    part: Literal["", "manager", "dinas"] = ""
    aliases: dict[str, str] = {}
    short_forms: dict[str, tuple[str, ...]] = {}
    formerly: tuple[str, ...] = ()
    label: Text
    hint: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    choices: dict[str, Text] = {}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of its choices in their order: what a `select_one` keeps is a place in it."""
        return tuple(self.choices)

    def in_form(self, form: Form) -> bool:
        """Whether the form asks it."""
        return self.asked_in in (form, "both")


class Indicator(Strict):
    """One thing that is judged: what is measured, its goalposts, and what is said of it.

    The rules (`expressions.parse_rule`) are looked up in the answers of each centre:

    - `applies_if`: where it is false the indicator does not apply; where the answer that it
      looks at is missing the indicator applies and counts as unanswered;
    - `low_if`: where it is true and a visit did not answer, the visit saw the low end;
    - `no_evidence_if`: where it is true the visit's answer shows nothing and is left out;
    - `binding_if`: where it is true the criterion bound the centre, whatever `basis_kind` says.

    `same_source`: all its questions have to come from one source, for they speak of one month.
    `title` is the state asked for, `finding` says what is wrong where it is missing.
    """

    code: str = ""
    dimension: str = ""
    weight: Weight
    kind: Literal["linear", "points"]
    value: str
    low: Number | None = None
    high: Number | None = None
    transform: Literal["ln"] | None = None
    points: dict[str, Number] = {}
    mandatory: bool = False
    applies_if: str = ""
    low_if: str = ""
    no_evidence_if: str = ""
    same_source: bool = False
    basis_kind: Literal["binding", "standard", "own"] = "own"
    binding_if: str = ""
    steps: int | None = Field(default=None, gt=0, le=10**9)
    formerly: tuple[str, ...] = ()
    basis: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    title: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    finding: Text = Field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
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
    def rules(self) -> dict[str, str]:
        """Its rules by their key, the blank ones left out."""
        keys = ("applies_if", "low_if", "no_evidence_if", "binding_if")
        return {key: text for key in keys if (text := str(getattr(self, key)))}

    @property
    def lead(self) -> str:
        """The question whose answer by a visit makes the indicator observed."""
        return self.names[0]


class Dimension(Strict):
    """A group of indicators with its weight in the index (weights are relative)."""

    code: str
    weight: Weight
    title: Text
    mean: Mean = "arithmetic"
    indicators: dict[str, Indicator]


class Instrument(Strict):
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
        return {
            code: indicator
            for dimension in self.dimensions
            for code, indicator in dimension.indicators.items()
        }

    def dimension(self, code: str) -> Dimension:
        """The dimension with this code."""
        return next(dimension for dimension in self.dimensions if dimension.code == code)

    def asked_in(self, form: Form) -> dict[str, Question]:
        """The questions of one form, in its order, each section closed by its remark."""
        return self._forms[form]

    @cached_property
    def bounded(self) -> tuple[tuple[str, str], ...]:
        """Pairs of questions: the answer to the first cannot be more than that to the second."""
        pairs = ((name, question.at_most) for name, question in self.questions.items())
        return tuple(pair for pair in pairs if all(pair))

    @cached_property
    def _forms(self) -> dict[Form, dict[str, Question]]:
        return {"questionnaire": self._form("questionnaire"), "visit": self._form("visit")}

    def _form(self, form: Form) -> dict[str, Question]:
        asked = {
            name: question for name, question in self.questions.items() if question.in_form(form)
        }
        used = {question.section for question in asked.values()}
        for section in self.sections:
            if section in used:
                remark = self.remark(section)
                asked[remark.name] = remark
        order = list(self.sections)
        return dict(sorted(asked.items(), key=lambda pair: _position(order, pair[1].section)))

    def remark(self, section: str) -> Question:
        """The open question that closes a section; a finding takes its cause from it."""
        label = translations(N_("Remarks: {section}"), section=self.sections[section])
        name = f"remark_{section.lower()}"
        return Question(name=name, section=section, type="text", asked_in="both", label=label)

    def visit_only(self, indicator: Indicator) -> bool:
        """Whether only a visit can answer the indicator's lead question."""
        lead = self.questions.get(indicator.lead)
        return lead is not None and lead.asked_in == "visit"

    def observable(self, indicator: Indicator) -> bool:
        """Whether a visit can observe the indicator: its form asks the lead question."""
        lead = self.questions.get(indicator.lead)
        return not self.without_form and lead is not None and lead.in_form("visit")


def _position(order: list[str], section: str) -> int:
    return order.index(section) if section in order else len(order)
