"""Which of several responses of a centre is the latest."""

from typing import Any

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.matching.centre_names import NOWHERE, Matched, place_of
from plut_audit.ingest.registry import Centre
from plut_audit.problems import Problem


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
    """For each question the row whose answer is the latest of its centre; {} without visits."""
    if not len(answers):
        return {}
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
        file, sheet, cell = place_of(answers, rows[0], "centre_id")
        where = sorted(answers.row(row) for row in rows)
        found.append(
            Problem(
                "SUB-01",
                file,
                sheet,
                cell,
                centres[matched.centre[rows[0]]].centre_id,
                value="; ".join(where),
                values={"used": answers.row(rows[0])},
            )
        )
    return found
