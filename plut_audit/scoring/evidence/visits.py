"""The visit: how long after the survey, and whether the centre should have been open."""

from datetime import date, time
from typing import Any

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Indicator, Rubric, expressions
from plut_audit.scoring.evidence.sources import align


def long_between(survey: Survey, rows: Array, rubric: Rubric) -> Array:
    """Whether survey and visit lie so far apart that the centre may have changed."""
    surveyed = _days(survey.questionnaire, "survey_date", survey.response)
    visited = _days(survey.visits, "visit_date", rows)
    return np.asarray(np.abs(surveyed - visited) > rubric.evidence.changed_after_days)


def _days(answers: Answers, name: str, rows: Array) -> Array:
    """Day numbers of a date, NaN where it is not known."""
    days = np.full(len(rows), np.nan)
    if name in answers.columns:
        column = align(answers.columns[name], rows)
        for centre in np.flatnonzero(column.blank == Blank.GIVEN):
            days[centre] = column.values[centre].toordinal()
    return days


def visit_applies(survey: Survey, item: Indicator, rubric: Rubric) -> Array:
    """Where an indicator that only a visit can answer applies.

    Under `visited within declared hours`: the arrival lies in the posted hours of that
    weekday or, where these cannot be read, in the rubric's usual hours.
    """
    applies = np.zeros(len(survey.centres), bool)
    if not survey.visit:
        return applies
    rows = survey.visit[item.lead]
    rows = np.where(rows == NOWHERE, survey.visit["visit_date"], rows)
    if not item.applies_if:
        return np.asarray(rows != NOWHERE)
    posted = _posted_hours(survey, rubric)
    for centre in np.flatnonzero(rows != NOWHERE):
        day, arrival = _arrival(survey.visits, int(rows[centre]))
        if day is not None and arrival is not None:
            applies[centre] = _within_hours(posted[centre], day, arrival, rubric)
    return applies


def _posted_hours(survey: Survey, rubric: Rubric) -> Array:
    """The posted hours of each centre, None where they could not be read."""
    hours = np.full(len(survey.centres), None, object)
    for item in rubric.indicators.values():
        for call in expressions.calls(item.expression):
            if call.function == "weekly_hours" and call.name in survey.questionnaire.columns:
                column = align(survey.questionnaire.columns[call.name], survey.response)
                return np.where(column.blank == Blank.GIVEN, column.values, hours)
    return hours


def _arrival(visits: Answers, row: int) -> tuple[date | None, time | None]:
    day, clock = visits.columns["visit_date"], visits.columns["visit_time"]
    return (
        day.values[row] if day.blank[row] == Blank.GIVEN else None,
        clock.values[row] if clock.blank[row] == Blank.GIVEN else None,
    )


def _within_hours(posted: Any, day: date, arrival: time, rubric: Rubric) -> bool:
    if posted is not None:
        return bool(posted.covers(day.weekday(), arrival.hour * 60 + arrival.minute))
    rules = rubric.evidence
    usual = time.fromisoformat(rules.visit_from) <= arrival <= time.fromisoformat(rules.visit_until)
    return usual and day.weekday() in rules.visit_days
