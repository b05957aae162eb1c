"""One centre over several sheets or files: responses that answer different questions are one.

A sheet or a file for each section is usual. Which rows belong to one centre is known once its
name was matched; the answers of the further rows are then taken into the first one, each with
the cell it stands in.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from plut_audit.ingest.answers.table import Answers, Array, Blank
from plut_audit.rubric import Question

_NAMING = frozenset(("centre_id", "centre_name"))
"""What a list of visits filled in beforehand says."""
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
    for group in _by_centre(centre, nowhere):
        for row in _absorbed(answers, group, identity):
            centre[row] = nowhere
    return centre


def join_visits(
    answers: Answers, centre: Array, nowhere: int, questions: Mapping[str, Question]
) -> Array:
    """As `join_sections`, for the rows of one visit: those of a centre and a day.

    A row without a day belongs to the only visit of its centre; beside several it stays a row
    of its own.
    """
    centre = centre.copy()
    identity = _identity(questions)
    for group in _by_centre(centre, nowhere):
        for visit in _by_day(answers, group):
            for row in _absorbed(answers, visit, identity, _NAMING):
                centre[row] = nowhere
    return centre


def _by_centre(centre: Array, nowhere: int) -> Iterator[list[int]]:
    """The rows of each centre that has several."""
    rows = np.flatnonzero(centre != nowhere)
    order = rows[np.argsort(centre[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(centre[order], prepend=nowhere - 1))
    for group in np.split(order, starts[1:]):
        if len(group) > 1:
            yield [int(row) for row in group]


def _by_day(answers: Answers, rows: Sequence[int]) -> list[list[int]]:
    """The rows of a centre by the day of the visit."""
    column = answers.columns.get("visit_date")
    days: dict[object, list[int]] = {}
    undated: list[int] = []
    for row in rows:
        if column is not None and column.blank[row] == Blank.GIVEN:
            days.setdefault(column.values[row], []).append(row)
        else:
            undated.append(row)
    groups = list(days.values())
    if len(groups) < 2:
        return [[row for group in groups for row in group] + undated]
    return groups


def _identity(questions: Mapping[str, Question]) -> set[str]:
    """The questions that say whose response it is and when it was given."""
    first = questions["centre_id"].section if "centre_id" in questions else ""
    named = {name for name, question in questions.items() if first and question.section == first}
    return named | {"centre_id", "centre_name", "survey_date", "visit_date"}


def _absorbed(
    answers: Answers,
    rows: Sequence[int],
    identity: set[str],
    adding_nothing: frozenset[str] = frozenset(),
) -> list[int]:
    """The rows of one centre that were taken into the first of them.

    A row that says nothing but questions of `adding_nothing` is left as it is.
    """
    said = {row: _said(answers, row) for row in rows}
    # A row that answers nothing itself adds to one that does, never the other way round.
    whole, *others = sorted(rows, key=lambda row: not said[row] - identity)
    sheets = {_sheet(answers, whole)}
    absorbed = []
    for row in others:
        own = said[row] - identity
        adds = bool(own or said[row] - said[whole] - adding_nothing)
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
