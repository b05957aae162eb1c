"""The centre that each response means, and what is not certain about it."""

from collections.abc import Iterator
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


@dataclass(frozen=True)
class Written:
    """How a response names its centre."""

    code: str
    name: str
    level: str
    province: str
    regency: str


def written(answers: Answers, rubric: Rubric) -> list[Written]:
    """How each response names its centre; "" for what it does not say."""
    columns = [
        _texts(answers, name, rubric)
        for name in ("centre_id", "centre_name", "level", "province", "regency")
    ]
    if not rubric.without_form:
        columns[0] = _codes(answers, columns[0])
    return [Written(*texts) for texts in zip(*columns, strict=True)]


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
        normal_centre_code(cell) if isinstance(cell := raw_cell(answers, row), float) else text
        for row, text in enumerate(texts)
    ]


def raw_cell(answers: Answers, response: int, question: str = "centre_id") -> CellValue:
    """An answer as its cell holds it; "" where the form did not ask."""
    raw = answers.origins[answers.origin[response]]
    column = raw.columns.get(question)
    return column.values[answers.index[response]] if column else ""


@dataclass
class Matched:
    """The centre of each response as a position in the centres, -1 where none is settled."""

    centre: Array
    problems: list[Problem]


def centres_of(
    registry: Registry, parts: list[list[Written]], year: int | None, rubric: Rubric
) -> tuple[tuple[Centre, ...], Registry]:
    """The centres of the survey: who should answer, and who answered all the same."""
    if not registry.known:
        rows = (
            (one.code, one.name, one.level, one.province, one.regency)
            for part in parts
            for one in part
        )
        if rubric.without_form:
            registry = registry_of_units(rows)
        else:
            registry = registry_without_file(rows, registry.aliases)
        return registry.centres, registry
    due = {centre.centre_id for centre in registry.active(year)}
    answered = {_match(registry, one).centre_id for part in parts for one in set(part)}
    wanted = due | answered
    return tuple(one for one in registry.centres if one.centre_id in wanted), registry


def _match(registry: Registry, one: Written) -> Match:
    return registry.match(one.code, one.name, one.level, one.province, one.regency)


def match(
    answers: Answers, names: list[Written], registry: Registry, centres: tuple[Centre, ...]
) -> Matched:
    """The centre that each response means; what is not certain is a problem, not a guess."""
    places = {centre.centre_id: place for place, centre in enumerate(centres)}
    found = np.full(len(answers), NOWHERE)
    problems: list[Problem] = []
    for response, one in enumerate(names):
        settled = _match(registry, one)
        found[response] = places.get(settled.centre_id, NOWHERE)
        if settled.problem:
            problems.append(_matching_problem(answers, response, one, settled))
        elif registry.known and one.level and settled.centre_id:
            problems += _level_problem(answers, response, one, registry)
    return Matched(found, problems)


def _matching_problem(answers: Answers, response: int, one: Written, settled: Match) -> Problem:
    question = (
        "centre_id"
        if one.code and (settled.problem in ("CEN-03", "CEN-04", "CEN-10") or not one.name)
        else "centre_name"
    )
    file, sheet, cell = place_of(answers, response, question)
    shown = one.code if question == "centre_id" else one.name or one.code
    return Problem(
        str(settled.problem), file, sheet, cell, settled.centre_id, question, shown, settled.blanks
    )


def _level_problem(
    answers: Answers, response: int, one: Written, registry: Registry
) -> Iterator[Problem]:
    centre = registry.get(_match(registry, one).centre_id)
    if centre and centre.level and centre.level != one.level:
        file, sheet, cell = place_of(answers, response, "level")
        blanks = {"registered": centre.level}
        yield Problem("CEN-06", file, sheet, cell, centre.centre_id, "level", one.level, blanks)


def place_of(answers: Answers, response: int, question: str) -> tuple[str, str, str]:
    raw = answers.origins[answers.origin[response]]
    for name in (question, "centre_id", "centre_name"):
        if name in raw.columns:
            return raw.sheet.file, raw.sheet.name, raw.cell(int(answers.index[response]), name)
    return raw.sheet.file, raw.sheet.name, ""
