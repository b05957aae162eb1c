"""Responses and visits dated in another year than the one that is audited."""

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.matching.centre_names import location_of
from plut_audit.problems import Problem


def dates_of_other_years(
    answers: Answers, counted: Array, question: str, year: int | None
) -> list[Problem]:
    """VAL-15 once a sheet: how many of its counted rows are dated in another year, the first first.

    `question` is the date of the form, `year` the audit year; without either nothing is said.
    """
    column = answers.columns.get(question)
    if column is None or year is None:
        return []
    rows_of: dict[int, list[int]] = {}
    for row in np.flatnonzero(counted & (column.blank == Blank.GIVEN)):
        if column.values[row].year != year:
            rows_of.setdefault(int(answers.origin[row]), []).append(int(row))
    return [
        Problem(
            "VAL-15",
            *location_of(answers, rows[0], question),
            question=question,
            value=column.values[rows[0]].isoformat(),
            values={"count": len(rows), "year": year},
        )
        for rows in rows_of.values()
    ]
