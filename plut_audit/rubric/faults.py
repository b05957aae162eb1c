"""Everything that is wrong with a rubric, gathered and located before anything is raised.

Each fault reads `file: table: what, and what would be right`, in the reader's language.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plut_audit.i18n import N_, _
from plut_audit.rubric import expressions, model, rules
from plut_audit.rubric.model import Indicator, Question, Rubric
from plut_audit.rubric.rule_faults import Fault, rule_text_faults

ModelType = TypeVar("ModelType", bound=BaseModel)
_KINDS_OF_FAULT = {
    "missing": N_("is missing"),
    "extra_forbidden": N_("is an unknown key"),
    "greater_than": N_("must be greater than {gt}"),
    "greater_than_equal": N_("must be at least {ge}"),
    "less_than_equal": N_("must be at most {le}"),
    "literal_error": N_("must be one of {expected}"),
    "float_parsing": N_("must be a number"),
    "float_type": N_("must be a number"),
    "int_parsing": N_("must be a whole number"),
    "int_type": N_("must be a whole number"),
    "bool_type": N_("must be true or false"),
    "bool_parsing": N_("must be true or false"),
    "string_type": N_("must be text in quotes"),
    "dict_type": N_("must be a table"),
    "model_type": N_("must be a table"),
    "tuple_type": N_("must be a list"),
    "string_pattern_mismatch": N_("must be a time such as 09:00"),
}
_INDICATOR = re.compile(r"\w+-\d+")
_TABLES: tuple[type[BaseModel], ...] = (
    model.Indicator,
    model.Question,
    model.Dimension,
    rules.Band,
    rules.Cap,
    rules.DerivedValue,
    rules.Scoring,
    rules.EvidenceRules,
    rules.Calendar,
    rules.Break,
    rules.Estimation,
    rules.Severities,
    rules.Award,
    rules.Step,
)
_SILENT = {"indicators", "questions", "float", "tuple[str, ...]"}
"""Parts of a place that the reader did not write: they are pydantic's or follow from the file."""


class Faults:
    """The faults found so far, each one line."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._files: dict[str, str] = {}

    def add(self, place: str, message: str, /, **blanks: object) -> None:
        """Note one fault at its place."""
        file = f"{self._files[place]}: " if place in self._files else ""
        self.found.append(f"{file}{place}: {_(message, **blanks)}")

    def extend(self, faults: Iterator[tuple[str, str, dict[str, object]]]) -> None:
        """Note many."""
        for place, message, blanks in faults:
            self.add(place, message, **blanks)

    def table(self, name: str, content: bytes) -> dict[str, Any] | None:
        """The TOML of a file; a syntax error is noted with its line."""
        try:
            table = tomllib.loads(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add(name, N_("is not UTF-8 text; save it as UTF-8"))
            return None
        except tomllib.TOMLDecodeError as error:
            self.add(name, N_("not valid TOML: {error}"), error=str(error))
            return None
        self._files |= dict.fromkeys(_described(table), name)
        return table

    def model(
        self, kind: type[ModelType], name: str, table: dict[str, Any] | None
    ) -> ModelType | None:
        """The table as a model, or None with all its faults noted."""
        if table is None:
            return None
        try:
            return kind.model_validate(table)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self.found.append(_fault(kind, name, detail))
            return None


def _described(table: dict[str, Any]) -> Iterator[str]:
    """The dimension, indicators and questions that a file describes."""
    if "code" in table:
        yield str(table["code"])
        yield from (key for key, value in table.items() if isinstance(value, dict))
    if isinstance(questions := table.get("questions"), dict):
        yield from questions


def _fault(kind: type[BaseModel], name: str, detail: ErrorDetails) -> str:
    *table, key = [str(part) for part in detail["loc"] if part not in _SILENT] or [""]
    place = ": ".join([name, *table])
    message = _KINDS_OF_FAULT.get(detail["type"])
    what = _(message, **detail.get("ctx", {})) if message else detail["msg"]
    hint = _hint(kind, key) if detail["type"] == "extra_forbidden" else ""
    return f"{place}: '{key}' {what}{hint}"


def _hint(kind: type[BaseModel], key: str) -> str:
    """The known key that an unknown one was probably meant to be."""
    if _INDICATOR.fullmatch(key):
        return _("; the name of an indicator begins with the code of its dimension")
    known = {key for part in (kind, *_TABLES) for key in part.model_fields}
    for close in difflib.get_close_matches(key, sorted(known), 1, 0.7):
        return _("; did you mean '{key}'?", key=close)
    return ""


def cross_faults(rubric: Rubric) -> Iterator[Fault]:
    """What only shows when the files are seen together."""
    seen: set[str] = set()
    for part in rubric.dimensions:
        if not part.indicators:
            yield (
                part.code,
                N_("no indicator: write one as a table [{code}-01]"),
                {
                    "code": part.code,
                },
            )
        if part.code in seen:
            yield part.code, N_("two files describe this dimension"), {}
        seen.add(part.code)
        for item in part.indicators.values():
            yield from _indicator_faults(rubric, item)
    for question in [*rubric.questions.values(), *rubric.roster.values()]:
        yield from _question_faults(rubric, question)
    yield from _rule_faults(rubric)


def _indicator_faults(rubric: Rubric, item: Indicator) -> Iterator[Fault]:
    try:
        used = item.names
    except expressions.ExpressionError as error:
        yield (
            item.code,
            N_(
                "'value' cannot be understood at '{part}'; it can hold names, numbers, + - * / and "
                "{functions}"
            ),
            {"part": str(error), "functions": ", ".join(expressions.FUNCTIONS)},
        )
        return
    for name in used:
        if name not in rubric.questions and name not in rubric.derived:
            message = N_("'value' names '{name}', which no question and no derived value is")
            yield item.code, message, {"name": name}
    for key, text in item.rules.items():
        yield from rule_text_faults(rubric, item.code, key, text)
    yield from _linear_faults(item) if item.kind == "linear" else _points_faults(rubric, item)


def _linear_faults(item: Indicator) -> Iterator[Fault]:
    if item.low is None or item.high is None or item.low == item.high:
        message = N_("a linear indicator needs two different goalposts, 'low' and 'high'")
        yield item.code, message, {}
    elif item.transform == "ln" and min(item.low, item.high) <= 0:
        yield item.code, N_("goalposts under 'ln' must be greater than 0"), {}
    if item.points:
        yield item.code, N_("'points' belong to kind 'points' only"), {}


def _points_faults(rubric: Rubric, item: Indicator) -> Iterator[Fault]:
    if item.low is not None or item.high is not None:
        yield item.code, N_("'low' and 'high' belong to kind 'linear' only"), {}
    if not item.points:
        yield item.code, N_("an indicator of kind 'points' needs a table 'points'"), {}
    asked = rubric.questions.get(item.lead)
    if asked is None or not asked.choices or not item.points:
        return
    for choice in sorted(asked.choices.keys() ^ item.points.keys()):
        yield (
            item.code,
            N_("'points' and the choices of '{question}' differ in '{choice}'"),
            {
                "question": item.lead,
                "choice": choice,
            },
        )


def _question_faults(rubric: Rubric, question: Question) -> Iterator[Fault]:
    if question.type.startswith("select") != bool(question.choices):
        message = N_("choices belong to select_one and select_multiple, and only there")
        yield question.name, message, {}
    if rubric.sections and question.section and question.section not in rubric.sections:
        yield (
            question.name,
            N_("'section' names '{name}', which is not among [sections]"),
            {
                "name": question.section,
            },
        )
    low, high = question.valid_min, question.valid_max
    if low is not None and high is not None and low > high:
        yield question.name, N_("'valid_min' is greater than 'valid_max'"), {}
    for key in ("only_if", "visit_only_if"):
        if text := str(getattr(question, key)):
            yield from rule_text_faults(rubric, question.name, key, text)
    for written, choice in question.aliases.items():
        if choice not in question.choices:
            message = N_("'aliases' gives '{written}' the choice '{choice}', which is none")
            yield question.name, message, {"written": written, "choice": choice}


def _rule_faults(rubric: Rubric) -> Iterator[Fault]:
    names = {band.name for band in rubric.bands}
    for band in rubric.bands[:-1]:
        if (band.at_least is None) == (band.above is None):
            yield f"rubric.toml: {band.name}", N_("a band needs either 'at_least' or 'above'"), {}
    if rubric.cap and rubric.cap.name not in names:
        yield "rubric.toml: cap", N_("'{name}' is the name of no band"), {"name": rubric.cap.name}
    yield from _honour_faults(rubric, names)
    for name, derived in rubric.derived.items():
        if derived.depends_on not in rubric.questions:
            yield (
                f"rubric.toml: {name}",
                N_("'depends_on' names '{name}', which is no question"),
                {
                    "name": derived.depends_on,
                },
            )


def _honour_faults(rubric: Rubric, names: set[str]) -> Iterator[Fault]:
    if rubric.award and rubric.award.least_class not in names:
        name = rubric.award.least_class
        yield "rubric.toml: award", N_("'{name}' is the name of no band"), {"name": name}
    for step in rubric.ladder:
        for code in (step.indicator, *step.needs):
            if code not in rubric.indicators:
                yield "rubric.toml: ladder", N_("'{name}' is no indicator"), {"name": code}
