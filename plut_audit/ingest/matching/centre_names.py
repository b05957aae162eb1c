"""The centre that each response means, and what is not certain about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.registry import (
    Centre,
    Match,
    Registry,
    normal_centre_code,
    registry_of_units,
    registry_without_file,
)
from plut_audit.ingest.sheets import CellValue
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric

NOWHERE = -1
"""The row of a centre that did not answer, or the centre of a row that names none."""
_REFERRING = ("centre_id", "centre_name", "level", "province", "regency")


@dataclass(frozen=True)
class CentreReference:
    """How a response names its centre; "" for what it does not say."""

    code: str
    name: str
    level: str
    province: str
    regency: str

    @property
    def is_blank(self) -> bool:
        """Whether neither code nor name is written."""
        return not self.code and not self.name


def centre_references(answers: Answers, rubric: Rubric) -> list[CentreReference]:
    """How each response names its centre."""
    columns = [_texts(answers, name, rubric) for name in _REFERRING]
    if not rubric.without_form:
        columns[0] = _codes(answers, columns[0])
    return [CentreReference(*texts) for texts in zip(*columns, strict=True)]


def _texts(answers: Answers, name: str, rubric: Rubric) -> list[str]:
    column = answers.columns.get(name)
    if column is None:
        return [""] * len(answers)
    given = column.blank == Blank.GIVEN
    if column.values.dtype == object:
        return [
            str(value) if here else "" for value, here in zip(column.values, given, strict=True)
        ]
    order = [*rubric.questions[name].choices, ""]
    return [order[value] if here else "" for value, here in zip(column.values, given, strict=True)]


def _codes(answers: Answers, texts: list[str]) -> list[str]:
    """The codes with what a number has lost: a cell with the number 33.1 says 33.10."""
    return [
        normal_centre_code(cell) if isinstance(cell := _raw_code(answers, row), float) else text
        for row, text in enumerate(texts)
    ]


def _raw_code(answers: Answers, response: int) -> CellValue:
    """The code of a response's centre as its cell holds it."""
    raw = answers.origins[answers.origin[response]]
    column = raw.columns.get("centre_id")
    return column.values[answers.index[response]] if column else ""


# --- which centres there are ---------------------------------------------------------------


def surveyed_centres(
    registry: Registry, references: Iterable[CentreReference], year: int | None, rubric: Rubric
) -> tuple[tuple[Centre, ...], Registry]:
    """The centres of the survey: who should answer, and who answered all the same."""
    references = list(references)
    if not registry.known:
        rows = ((r.code, r.name, r.level, r.province, r.regency) for r in references)
        if rubric.without_form:
            registry = registry_of_units(rows)
        else:
            registry = registry_without_file(rows, registry.aliases)
        return registry.centres, registry
    due = {centre.centre_id for centre in registry.active(year)}
    answered = {_match(registry, reference).centre_id for reference in set(references)}
    return tuple(c for c in registry.centres if c.centre_id in due | answered), registry


def _match(registry: Registry, reference: CentreReference) -> Match:
    return registry.match(
        reference.code, reference.name, reference.level, reference.province, reference.regency
    )


# --- which centre each response means ------------------------------------------------------


@dataclass
class MatchedCentres:
    """The centre of each response as a position in the centres, -1 where none is settled."""

    centre: Array
    problems: list[Problem]


def match_centres(
    answers: Answers,
    references: list[CentreReference],
    registry: Registry,
    centres: tuple[Centre, ...],
    counted: Array | None = None,
) -> MatchedCentres:
    """The centre that each response means; what is not certain is a problem, not a guess.

    `counted` says which rows are responses at all; the others belong to no centre.
    """
    positions = {centre.centre_id: position for position, centre in enumerate(centres)}
    matched = MatchedCentres(np.full(len(answers), NOWHERE), [])
    for response, reference in enumerate(references):
        if counted is not None and not counted[response]:
            continue
        match = _match(registry, reference)
        matched.centre[response] = positions.get(match.centre_id, NOWHERE)
        if match.problem:
            matched.problems.append(_matching_problem(answers, response, reference, match))
        elif registry.known and reference.level and match.centre_id:
            matched.problems += _level_problem(answers, response, reference, registry)
    return matched


def _matching_problem(
    answers: Answers, response: int, reference: CentreReference, match: Match
) -> Problem:
    about_code = match.problem in ("CEN-03", "CEN-04", "CEN-10") or not reference.name
    question = "centre_id" if reference.code and about_code else "centre_name"
    file, sheet, cell = location_of(answers, response, question)
    value = reference.code if question == "centre_id" else reference.name or reference.code
    return Problem(
        str(match.problem), file, sheet, cell, match.centre_id, question, value, match.blanks
    )


def _level_problem(
    answers: Answers, response: int, reference: CentreReference, registry: Registry
) -> Iterator[Problem]:
    centre = registry.get(_match(registry, reference).centre_id)
    if centre and centre.level and centre.level != reference.level:
        file, sheet, cell = location_of(answers, response, "level")
        blanks = {"registered": centre.level}
        yield Problem(
            "CEN-06", file, sheet, cell, centre.centre_id, "level", reference.level, blanks
        )


def location_of(answers: Answers, response: int, question: str) -> tuple[str, str, str]:
    """File, sheet and cell of an answer, else of what names the response's centre."""
    raw = answers.origins[answers.origin[response]]
    for name in (question, "centre_id", "centre_name"):
        if name in raw.columns:
            return raw.sheet.file, raw.sheet.name, raw.cell(int(answers.index[response]), name)
    return raw.sheet.file, raw.sheet.name, ""
