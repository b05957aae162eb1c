"""One centre over several sheets or files: responses that answer different questions are one.

A sheet or a file for each section is usual. Which rows belong to one centre is known once its
name was matched; the answers of the further rows are then taken into the first one, each with
the cell it stands in.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from plut_audit.ingest.answers.table import Answers, Array, Blank
from plut_audit.rubric import Question

_SAID = (Blank.GIVEN, Blank.DONT_KNOW, Blank.INVALID)


def join_sections(
    answers: Answers, centre: Array, nowhere: int, questions: Mapping[str, Question]
) -> Array:
    """The centre of each row, `nowhere` for the rows whose answers were taken into another.

    Rows are joined where they stand on different sheets and no question is answered in both;
    what names or dates the response (its first section) may stand in each. `answers` is
    changed in place.
    """
    centre = centre.copy()
    identity = _identity(questions)
    rows = np.flatnonzero(centre != nowhere)
    order = rows[np.argsort(centre[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(centre[order], prepend=nowhere - 1))
    for group in np.split(order, starts[1:]):
        if len(group) > 1:
            for row in _absorbed(answers, [int(row) for row in group], identity):
                centre[row] = nowhere
    return centre


def _identity(questions: Mapping[str, Question]) -> set[str]:
    """The questions that say whose response it is and when it was given."""
    first = questions["centre_id"].section if "centre_id" in questions else ""
    named = {name for name, question in questions.items() if first and question.section == first}
    return named | {"centre_id", "centre_name", "survey_date", "visit_date"}


def _absorbed(answers: Answers, rows: Sequence[int], identity: set[str]) -> list[int]:
    """The rows of one centre that were taken into the first of them."""
    said = {row: _said(answers, row) for row in rows}
    # A row that answers nothing itself adds to one that does, never the other way round.
    whole, *others = sorted(rows, key=lambda row: not said[row] - identity)
    sheets = {_sheet(answers, whole)}
    absorbed = []
    for row in others:
        own = said[row] - identity
        adds = bool(own or said[row] - said[whole])
        if _sheet(answers, row) in sheets or not adds or own & said[whole]:
            continue
        # A sheet that only says who answers and when asks nothing of the centre.
        asked = _asked(answers, row) - _asked(answers, whole) if own else set()
        for name in said[row] - said[whole] | asked:
            _take(answers, whole, row, name)
        said[whole] |= said[row]
        sheets.add(_sheet(answers, row))
        absorbed.append(row)
    return absorbed


def _sheet(answers: Answers, row: int) -> tuple[str, str, int]:
    raw = answers.origins[answers.origin[row]]
    return raw.sheet.file, raw.sheet.name, id(raw.sheet)


def _said(answers: Answers, row: int) -> set[str]:
    """The questions that a row answers, readably or not."""
    return {name for name, column in answers.columns.items() if column.blank[row] in _SAID}


def _asked(answers: Answers, row: int) -> set[str]:
    """The questions that the sheet of a row asks."""
    return {
        name for name, column in answers.columns.items() if column.blank[row] != Blank.NOT_ASKED
    }


def _take(answers: Answers, whole: int, row: int, name: str) -> None:
    column = answers.columns[name]
    column.values[whole], column.blank[whole] = column.values[row], column.blank[row]
    answers.other_rows[whole, name] = row
