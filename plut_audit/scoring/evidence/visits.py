"""The visit: when it arrived, and how long after the survey (method, section 3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank, Column
from plut_audit.ingest.hours import Hours
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Rubric, expressions
from plut_audit.scoring.evidence.opening import Openings
from plut_audit.scoring.evidence.sources import align


@dataclass
class Arrivals:
    """The facts of each centre's visit, a row a centre.

    - `visited` bool; `day` object (`date` or None); `minute` float from midnight, NaN unknown;
    - `announced` int8: 1 yes, 0 no, -1 not known; `selection` object: the code, "" unknown;
    - `declared` object: `Hours`, or None where the posted hours are missing or not readable;
    - `within` bool: it arrived while the centre should have been open;
    - `outside` object: why not ("unknown_time", "outside_hours", "holiday", "break"), else "";
    - `holiday` object: the name of the day off, else ""; `photograph` object: as written.
    """

    visited: Array
    day: Array
    minute: Array
    announced: Array
    selection: Array
    declared: Array
    within: Array
    outside: Array
    holiday: Array
    photograph: Array


def arrivals_of(survey: Survey, rubric: Rubric) -> Arrivals:
    """When each visit arrived, and whether the centre should have been open then."""
    rows = _arrival_rows(survey, rubric)
    clock = _objects(survey.visits, "visit_time", rows)
    arrivals = Arrivals(
        visited=rows != NOWHERE,
        day=_objects(survey.visits, "visit_date", rows),
        minute=np.array([np.nan if at is None else at.hour * 60 + at.minute for at in clock]),
        announced=_announced(survey, rubric, rows),
        selection=_codes(survey, rubric, "selection"),
        declared=_posted_hours(survey, rubric),
        within=np.zeros(len(rows), bool),
        outside=np.full(len(rows), "", object),
        holiday=np.full(len(rows), "", object),
        photograph=_objects(survey.visits, "photo_front", rows, ""),
    )
    openings = Openings(rubric.calendar)
    for centre in np.flatnonzero(arrivals.visited):
        _judge(arrivals, int(centre), openings)
    return arrivals


def _judge(arrivals: Arrivals, centre: int, openings: Openings) -> None:
    """Whether the centre should have been open on arrival."""
    day, minute = arrivals.day[centre], arrivals.minute[centre]
    arrivals.holiday[centre] = "" if day is None else openings.holiday(day)
    if day is None or np.isnan(minute):
        arrivals.outside[centre] = "unknown_time"
    else:
        declared: Hours | None = arrivals.declared[centre]
        arrivals.outside[centre] = openings.outside(declared, day, int(minute))
    arrivals.within[centre] = arrivals.outside[centre] == ""


def _arrival_rows(survey: Survey, rubric: Rubric) -> Array:
    """The row of the visit that says in which state each centre was found."""
    if not survey.visit:
        return np.full(len(survey.centres), NOWHERE)
    newest = survey.visit.get("visit_date", next(iter(survey.visit.values())))
    for indicator in rubric.indicators.values():
        if rubric.visit_only(indicator):
            rows = survey.visit[indicator.lead]
            return np.where(rows == NOWHERE, newest, rows)
    return newest


def _objects(answers: Answers, name: str, rows: Array, otherwise: Any = None) -> Array:
    """The answers of a question with values of any type; `otherwise` where there is none."""
    result = np.full(len(rows), otherwise, object)
    column = answers.columns.get(name)
    if column is not None:
        here = align(column, rows)
        given = here.blank == Blank.GIVEN
        result[given] = here.values[given]
    return result


def _announced(survey: Survey, rubric: Rubric, rows: Array) -> Array:
    column = survey.visits.columns.get("announced")
    choices = list(rubric.questions["announced"].choices) if column is not None else []
    if column is None or "yes" not in choices:
        return np.full(len(rows), -1, np.int8)
    here = align(column, rows)
    answer = np.where(here.values == choices.index("yes"), 1, 0)
    return np.where(here.blank == Blank.GIVEN, answer, -1).astype(np.int8)


def _codes(survey: Survey, rubric: Rubric, name: str) -> Array:
    """The latest choice of a question of the visit, as its code; "" where there is none."""
    codes = np.full(len(survey.centres), "", object)
    if name in survey.visit and (choices := list(rubric.questions[name].choices)):
        here: Column = align(survey.visits.columns[name], survey.visit[name])
        given = here.blank == Blank.GIVEN
        codes[given] = np.array(choices, object)[here.values[given].astype(int)]
    return codes


def _posted_hours(survey: Survey, rubric: Rubric) -> Array:
    """The posted hours of each centre, None where they could not be read."""
    for indicator in rubric.indicators.values():
        for call in expressions.calls(indicator.expression):
            if call.function == "weekly_hours":
                return _objects(survey.questionnaire, call.name, survey.response)
    return np.full(len(survey.centres), None, object)


def long_between(survey: Survey, rows: Array, rubric: Rubric) -> Array:
    """Whether survey and visit lie so far apart that the centre may have changed."""
    surveyed = _days(survey.questionnaire, "survey_date", survey.response)
    visited = _days(survey.visits, "visit_date", rows)
    return np.asarray(np.abs(surveyed - visited) > rubric.evidence.changed_after_days)


def _days(answers: Answers, name: str, rows: Array) -> Array:
    """Day numbers of a date, NaN where it is not known."""
    days: list[date | None] = list(_objects(answers, name, rows))
    return np.array([np.nan if day is None else day.toordinal() for day in days])
