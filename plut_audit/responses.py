"""Which answers count for which centre (method, section 2).

Of several responses of a centre the latest submission counts; of several visits each question
takes its latest answer. Ties are settled by what was written, never by the order of rows or
files, so that reordering changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from plut_audit.answers import Answers, Array, Blank
from plut_audit.centres import Centre, Match, Registry, registry_of_units, registry_without_file
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric

NOWHERE = -1


@dataclass
class Survey:
    """The answers that count, by centre.

    `response` is the row of the questionnaire that counts for each centre, `visit` for each
    question of the visit form the row that answered it last; -1 where there is none.
    """

    centres: tuple[Centre, ...]
    questionnaire: Answers
    response: Array
    visits: Answers
    visit: dict[str, Array]

    @property
    def responded(self) -> Array:
        """Whether each centre answered the questionnaire."""
        return np.asarray(self.response != NOWHERE)

    @property
    def visited(self) -> Array:
        """Whether each centre was visited."""
        if not self.visit:
            return np.zeros(len(self.centres), bool)
        return np.asarray(np.any([rows != NOWHERE for rows in self.visit.values()], axis=0))


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
        "centre_id" if settled.problem in ("CEN-03", "CEN-04") and one.code else "centre_name"
    )
    file, sheet, cell = _place(answers, response, question)
    shown = one.code if question == "centre_id" else one.name or one.code
    return Problem(
        str(settled.problem), file, sheet, cell, settled.centre_id, question, shown, settled.blanks
    )


def _level_problem(
    answers: Answers, response: int, one: Written, registry: Registry
) -> Iterator[Problem]:
    centre = registry.get(_match(registry, one).centre_id)
    if centre and centre.level and centre.level != one.level:
        file, sheet, cell = _place(answers, response, "level")
        blanks = {"registered": centre.level}
        yield Problem("CEN-06", file, sheet, cell, centre.centre_id, "level", one.level, blanks)


def _place(answers: Answers, response: int, question: str) -> tuple[str, str, str]:
    raw = answers.origins[answers.origin[response]]
    for name in (question, "centre_id", "centre_name"):
        if name in raw.columns:
            return raw.sheet.file, raw.sheet.name, raw.cell(int(answers.index[response]), name)
    return raw.sheet.file, raw.sheet.name, ""


# --- which response counts -----------------------------------------------------------------


def latest(
    answers: Answers, matched: Matched, date_question: str, size: int
) -> tuple[Array, list[list[int]]]:
    """The latest row of each centre, and the rows of each centre that has several, latest first."""
    rows = np.flatnonzero(matched.centre != NOWHERE)
    result = np.full(size, NOWHERE)
    result[matched.centre[rows]] = rows
    counts = np.bincount(matched.centre[rows], minlength=size)
    several = []
    for centre in np.flatnonzero(counts > 1):
        members = rows[matched.centre[rows] == centre]
        ordered = sorted(
            members, key=lambda row: _recency(answers, int(row), date_question), reverse=True
        )
        result[centre] = ordered[0]
        several.append([int(row) for row in ordered])
    return result, several


def _recency(answers: Answers, row: int, date_question: str) -> tuple[Any, ...]:
    """What makes a response later: submission, else its date; then its time and what it says."""
    day = _seconds(answers, row, date_question)
    submitted = float(answers.submitted[row])
    moment = day if np.isnan(submitted) else submitted
    clock = answers.columns.get("visit_time")
    arrival = (
        str(clock.values[row]) if clock is not None and clock.blank[row] == Blank.GIVEN else ""
    )
    if date_question == "visit_date":
        moment = day if day > -np.inf else submitted
    given = sum(int(column.blank[row] == Blank.GIVEN) for column in answers.columns.values())
    said = sorted(
        (name, int(column.blank[row]), str(column.values[row]))
        for name, column in answers.columns.items()
    )
    return moment, arrival, day, given, said


def _seconds(answers: Answers, row: int, question: str) -> float:
    column = answers.columns.get(question)
    if column is None or column.blank[row] != Blank.GIVEN:
        return -np.inf
    return float(column.values[row].toordinal() * 86400 - _EPOCH)


_EPOCH = 719163 * 86400  # 1 January 1970 as an ordinal, in seconds


def latest_by_question(
    answers: Answers, newest: Array, several: list[list[int]], matched: Matched
) -> dict[str, Array]:
    """For each question the row whose answer is the latest of its centre."""
    result = {name: newest.copy() for name in answers.columns}
    for rows in several:
        centre = matched.centre[rows[0]]
        for name, column in answers.columns.items():
            answered = [row for row in rows if column.blank[row] == Blank.GIVEN]
            if answered:
                result[name][centre] = answered[0]
    return result


def duplicates(
    answers: Answers, several: list[list[int]], matched: Matched, centres: tuple[Centre, ...]
) -> list[Problem]:
    """A problem for each centre that answered several times, with all its rows."""
    found = []
    for rows in several:
        file, sheet, cell = _place(answers, rows[0], "centre_id")
        where = sorted(answers.row(row) for row in rows)
        found.append(
            Problem("SUB-01", file, sheet, cell, centres[matched.centre[rows[0]]].centre_id,
                    value="; ".join(where), blanks={"used": answers.row(rows[0])})
        )  # fmt: skip
    return found


def roster_responses(
    roster: Answers, questionnaire: Answers, names: Mapping[str, Array], response: Array
) -> Array:
    """The response that each row of the roster belongs to: by its parent, else by its centre."""
    keys = {
        (raw.sheet.file, key): row
        for raw, row, key in _keyed(questionnaire)
        if key
    } | {("", key): row for _, row, key in _keyed(questionnaire) if key}  # fmt: skip
    owner = np.full(len(roster), NOWHERE)
    for row in range(len(roster)):
        raw = roster.origins[roster.origin[row]]
        parent = raw.parents[roster.index[row]] if raw.parents else ""
        if parent:
            owner[row] = keys.get((raw.sheet.file, parent), keys.get(("", parent), NOWHERE))
        elif names["centre"][row] != NOWHERE:
            owner[row] = response[names["centre"][row]]
    return owner


def _keyed(answers: Answers) -> Iterator[tuple[Any, int, str]]:
    for row in range(len(answers)):
        raw = answers.origins[answers.origin[row]]
        yield raw, row, raw.keys[answers.index[row]] if raw.keys else ""
