"""Rows that answer something, and rows that only name a centre: a list filled in beforehand.

Absence is no answer: a row with nothing but what identifies it (the centre, the day, the
respondent or the visitor) is neither a response nor a visit nor a consultant.
"""

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric

IDENTIFYING = frozenset(
    (
        "centre_id",
        "centre_name",
        "level",
        "province",
        "regency",
        "survey_date",
        "respondent_role",
        "visit_date",
        "visit_time",
        "announced",
    )
)
"""Questions that say whose row it is and when it was begun."""
_ANSWERED = (Blank.GIVEN, Blank.DONT_KNOW, Blank.INVALID)


def answering_rows(answers: Answers, rubric: Rubric) -> Array:
    """Whether each row answers anything but who it is; every row of a table of units does."""
    if rubric.without_form:
        return np.ones(len(answers), bool)
    answering = np.zeros(len(answers), bool)
    for name, column in answers.columns.items():
        if name not in IDENTIFYING:
            answering |= np.isin(column.blank, _ANSWERED)
    return answering


def absent_rows(answers: Answers, counted: Array) -> list[Problem]:
    """SUB-05 once a sheet: how many of its rows name a centre and answer nothing.

    The one response of a form that nobody filled in says nothing at all; SUB-09 names the form.
    """
    says = np.zeros(len(answers), bool)
    for column in answers.columns.values():
        says |= np.isin(column.blank, _ANSWERED)
    rows_of: dict[int, list[int]] = {}
    for row in np.flatnonzero(~counted & says):
        rows_of.setdefault(int(answers.origin[row]), []).append(int(row))
    problems = []
    for number, rows in rows_of.items():
        sheet = answers.origins[number].sheet
        blanks = {"count": len(rows), "first": answers.row(rows[0])}
        problems.append(Problem("SUB-05", sheet.file, sheet.name, values=blanks))
    return problems
