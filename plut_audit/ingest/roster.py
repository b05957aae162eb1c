"""The consultant roster to the summary questions that it answers better (method, section 2).

Where a response came with a list of its consultants, the numbers of the summary are counted
from the active ones. What the respondent wrote in the summary is only compared: where it
differs, the roster is used and the finding CHK-06 says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank, Column
from plut_audit.ingest.matching import NOWHERE
from plut_audit.problems import format_location
from plut_audit.rubric import Question, Rubric

DIPLOMA = ("d3", "s1", "s2", "s3")
# Which column of the roster each summary question is counted from.
SOURCES = {
    "consultants_active": "active",
    "consultant_fields": "field",
    "consultants_certified": "certified",
    "consultants_diploma": "education",
    "consultant_experience": "experience_years",
    "consultant_training": "training_hours",
}


@dataclass
class _Roster:
    """The rows of the roster that belong to a response, with what is needed of each."""

    answers: Answers
    response: Array
    active: Array

    def choice(self, name: str, question: Question, codes: Iterable[str]) -> Array:
        """Whether a row's choice is one of `codes`."""
        column = self.answers.columns[name]
        order = list(question.choices)
        wanted = np.isin(column.values, [order.index(code) for code in codes if code in order])
        return np.asarray((column.blank == Blank.GIVEN) & wanted)

    def asked(self, name: str) -> bool:
        """Whether any roster had the column."""
        return name in self.answers.columns and bool(
            (self.answers.columns[name].blank != Blank.NOT_ASKED).any()
        )


def fill(
    questionnaire: Answers, roster: Answers, response: Array, rubric: Rubric
) -> dict[int, list[str]]:
    """Put the roster's numbers into the summary columns of the questionnaire.

    `response` says for each row of the roster to which response it belongs (-1: to none).
    Returns the summary questions that were answered otherwise, by response.
    """
    belongs = response >= 0
    rows = _Roster(roster, response, belongs & _active(roster, rubric))
    listed = np.flatnonzero(np.bincount(response[belongs]))
    differing: dict[int, list[str]] = {}
    for name, source in SOURCES.items():
        if name not in questionnaire.columns or not _countable(rows, source):
            continue
        counted = _counted(name, rows, listed, rubric, questionnaire)
        _replace(questionnaire.columns[name], name, listed, counted, differing)
        _remember_places(questionnaire, roster, rows, name, source, listed)
    return differing


def _countable(rows: _Roster, source: str) -> bool:
    return source == "active" or rows.asked(source)


def _active(roster: Answers, rubric: Rubric) -> Array:
    """Rows of active consultants; without such a column every row is one."""
    column = roster.columns.get("active")
    if column is None or (column.blank == Blank.NOT_ASKED).all():
        return np.ones(len(roster), bool)
    yes = list(rubric.roster["active"].choices).index("yes")
    no_column = column.blank == Blank.NOT_ASKED
    return np.asarray(no_column | ((column.blank == Blank.GIVEN) & (column.values == yes)))


def _counted(
    name: str, rows: _Roster, listed: Array, rubric: Rubric, questionnaire: Answers
) -> Array:
    """The summary answer of each listed response, NaN where the roster does not tell it."""
    if name == "consultants_active":
        return _per_response(rows.active, rows, listed)
    if name == "consultants_diploma":
        held = rows.choice("education", rubric.roster["education"], DIPLOMA)
        return _per_response(held & rows.active, rows, listed)
    if name == "consultants_certified":
        certified = _certified(rows, rubric, questionnaire)
        return _per_response(certified & rows.active, rows, listed)
    column = rows.answers.columns[SOURCES[name]]
    given = rows.active & (column.blank == Blank.GIVEN)
    if name == "consultant_fields":
        return _fields(column, given, rows, listed, rubric)
    added = _per_response(np.where(given, column.values, 0), rows, listed)
    counted = _per_response(given, rows, listed)
    mean = np.divide(added, counted, out=np.full(len(listed), np.nan), where=counted > 0)
    return np.asarray(mean)


def _per_response(values: Array, rows: _Roster, listed: Array) -> Array:
    """The sum of a column of the roster over the rows of each listed response."""
    belongs = rows.response >= 0
    format_location = np.searchsorted(listed, rows.response[belongs])
    return np.bincount(format_location, np.asarray(values, float)[belongs], len(listed))


def _fields(column: Column, given: Array, rows: _Roster, listed: Array, rubric: Rubric) -> Array:
    """The fields of the active consultants as the bits of the summary question."""
    summary = list(rubric.questions["consultant_fields"].choices)
    bits = np.zeros(len(listed))
    for position, code in enumerate(rubric.roster["field"].choices):
        holds = _per_response(given & (column.values == position), rows, listed) > 0
        bits += holds * float(1 << summary.index(code))
    return np.where(bits > 0, bits, np.nan)


def _certified(rows: _Roster, rubric: Rubric, questionnaire: Answers) -> Array:
    """Certified, and valid on the day of the survey; no date counts as valid."""
    yes = rows.choice("certified", rubric.roster["certified"], ("yes",))
    until = rows.answers.columns.get("certificate_valid_until")
    surveyed = questionnaire.columns.get("survey_date")
    if until is None or surveyed is None:
        return yes
    expired = np.zeros(len(yes), bool)
    for row in np.flatnonzero(yes & (until.blank == Blank.GIVEN) & (rows.response >= 0)):
        response = rows.response[row]
        if surveyed.blank[response] == Blank.GIVEN:
            expired[row] = until.values[row] < surveyed.values[response]
    return yes & ~expired


def _replace(
    column: Column, name: str, listed: Array, counted: Array, differing: dict[int, list[str]]
) -> None:
    told = ~np.isnan(counted)
    for response, value in zip(listed[told], counted[told], strict=True):
        if column.blank[response] == Blank.GIVEN and _differs(column.values[response], value):
            differing.setdefault(int(response), []).append(name)
        column.values[response] = value
        column.blank[response] = Blank.GIVEN
    # The list asked, even where nobody in it tells.
    untold = listed[~told]
    column.blank[untold[column.blank[untold] == Blank.NOT_ASKED]] = Blank.UNANSWERED


def _differs(written: float, counted: float) -> bool:
    """A mean may be written rounded: it differs only beyond the decimals it was written with."""
    decimals = len(f"{written:.6f}".rstrip("0").partition(".")[2])
    allowed = 0.0 if float(counted).is_integer() else 0.5 * 10.0**-decimals
    return abs(float(written) - float(counted)) > allowed + 1e-9


def _remember_places(
    questionnaire: Answers,
    roster: Answers,
    rows: _Roster,
    name: str,
    source: str,
    responses: Array,
) -> None:
    """A counted answer leads back to the roster's cells it was counted from."""
    order = np.argsort(rows.response, kind="stable")
    bounds = np.searchsorted(rows.response[order], responses)
    ends = np.searchsorted(rows.response[order], responses, side="right")
    for response, start, end in zip(responses, bounds, ends, strict=True):
        members = order[start:end]
        raw = roster.origins[roster.origin[members[0]]]
        shown = source if source in raw.columns else next(iter(raw.columns))
        cells = [raw.cell(int(roster.index[row]), shown) for row in members]
        questionnaire.roster_places[int(response), name] = format_location(
            raw.sheet.file, raw.sheet.name, _span(cells)
        )


def _span(cells: list[str]) -> str:
    return cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}"


def owners(roster: Answers, questionnaire: Answers, named: Array, response: Array) -> Array:
    """The response that each row of the roster belongs to: by its parent, else by its centre."""
    keys = {(raw.sheet.file, key): row for raw, row, key in _keyed(questionnaire) if key} | {
        ("", key): row for _, row, key in _keyed(questionnaire) if key
    }
    owner = np.full(len(roster), NOWHERE)
    for row in range(len(roster)):
        raw = roster.origins[roster.origin[row]]
        parent = raw.parents[roster.index[row]] if raw.parents else ""
        if parent:
            owner[row] = keys.get((raw.sheet.file, parent), keys.get(("", parent), NOWHERE))
        elif named[row] != NOWHERE:
            owner[row] = response[named[row]]
    return owner


def _keyed(answers: Answers) -> Iterator[tuple[Any, int, str]]:
    for row in range(len(answers)):
        raw = answers.origins[answers.origin[row]]
        yield raw, row, raw.keys[answers.index[row]] if raw.keys else ""
