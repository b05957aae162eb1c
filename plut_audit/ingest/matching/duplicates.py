"""Which of several responses of a centre counts, and what decided it.

A response is called the latest only where a date says so: the time of submission, the day of
the form, or the year in a column of the table. A date decides only where every response has it.
Equal answers are one response; where nothing decides between different ones, all are named. What
is then used depends on what the rows say, never on their order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from plut_audit.i18n import N_, Translations, translations
from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.matching.centre_names import NOWHERE, MatchedCentres, location_of
from plut_audit.ingest.registry import Centre
from plut_audit.ingest.values import fold, read_number
from plut_audit.problems import Problem

Moment = Callable[[int], float]
"""When a response was given, by its row; NaN where it is not known."""
_YEAR_TITLES = {"year", "tahun", "thn", "period", "periode", "tahunsurvei", "tahunanggaran"}
_EPOCH_DAY = 719163
"""1 January 1970 as an ordinal."""
_MOST_NAMED = 6
"""Questions that one message lists."""


@dataclass(frozen=True)
class Several:
    """The responses of one centre, the one that counts first.

    `decided_by` names the date that decided; it is None where nothing did.
    """

    rows: tuple[int, ...]
    decided_by: Translations | None
    undecided: tuple[int, ...] = ()
    """Further rows that could as well be the latest, and say something else."""


def choose_responses(
    answers: Answers, matched: MatchedCentres, date_question: str, size: int
) -> tuple[Array, list[Several]]:
    """The row that counts of each of `size` centres, and the centres that have several."""
    rows = np.flatnonzero(matched.centre != NOWHERE)
    chosen = np.full(size, NOWHERE)
    chosen[matched.centre[rows]] = rows
    counts = np.bincount(matched.centre[rows], minlength=size)
    several = []
    dates = _dates(answers, date_question) if (counts > 1).any() else []
    for centre in np.flatnonzero(counts > 1):
        members = [int(row) for row in rows[matched.centre[rows] == centre]]
        ordered = _order(answers, members, dates)
        chosen[centre] = ordered.rows[0]
        several.append(ordered)
    return chosen, several


def _order(answers: Answers, rows: list[int], dates: list[tuple[Translations, Moment]]) -> Several:
    """The rows, latest first, and the date that put the first of them there."""
    usable = [
        (title, moment) for title, moment in dates if not any(np.isnan(moment(row)) for row in rows)
    ]
    ordered = sorted(
        rows,
        key=lambda row: ([moment(row) for _, moment in usable], _content(answers, row)),
        reverse=True,
    )
    first, rivals, decided = ordered[0], ordered[1:], None
    for title, moment in usable:
        equal = [row for row in rivals if moment(row) == moment(first)]
        if len(equal) < len(rivals):
            rivals, decided = equal, title
    different = [row for row in rivals if _answers(answers, row) != _answers(answers, first)]
    return Several(tuple(ordered), decided, tuple(different))


def _content(answers: Answers, row: int) -> tuple[int, Any]:
    """How much a row answers, and what: a rule of order that no order of rows changes."""
    given = sum(int(column.blank[row] == Blank.GIVEN) for column in answers.columns.values())
    return given, _answers(answers, row)


def _answers(answers: Answers, row: int) -> list[tuple[str, int, str]]:
    return sorted(
        (name, int(column.blank[row]), str(column.values[row]))
        for name, column in answers.columns.items()
    )


# --- the dates that can decide -------------------------------------------------------------


def _dates(answers: Answers, date_question: str) -> list[tuple[Translations, Moment]]:
    """The dates that can decide, the first one first: of a visit its day, else the submission."""
    submitted = translations(N_("the time of submission")), partial(_submission, answers)
    day = _named(date_question), partial(_day, answers, date_question)
    clock = _named("visit_time"), partial(_clock, answers)
    year = translations(N_("the year in the table")), partial(_year_in_table, answers)
    if date_question == "visit_date":
        return [day, clock, submitted, year]
    return [submitted, day, year]


def _named(question: str) -> Translations:
    return translations(N_("'{question}'"), question=question)


def _submission(answers: Answers, row: int) -> float:
    return float(answers.submitted[row])


def _day(answers: Answers, question: str, row: int) -> float:
    column = answers.columns.get(question)
    if column is None or column.blank[row] != Blank.GIVEN:
        return np.nan
    return float(column.values[row].toordinal() - _EPOCH_DAY)


def _clock(answers: Answers, row: int) -> float:
    column = answers.columns.get("visit_time")
    if column is None or column.blank[row] != Blank.GIVEN:
        return np.nan
    return float(column.values[row].hour * 60 + column.values[row].minute)


def _year_in_table(answers: Answers, row: int) -> float:
    raw = answers.origins[answers.origin[row]]
    place = _year_column(raw)
    if place is None:
        return np.nan
    cells = raw.sheet.rows[raw.rows[answers.index[row]]]
    year = read_number(cells[place]).value if place < len(cells) else None
    return float(year) if isinstance(year, float) and 1900 <= year <= 2200 else np.nan


def _year_column(raw: RawAnswers) -> int | None:
    """The column, asked by no question, whose title above the responses is the year's."""
    asked = {column.column for column in raw.columns.values()}
    first = min(raw.rows)
    for row in reversed(raw.sheet.rows[max(0, first - 5) : first]):
        for place, cell in enumerate(row):
            if place not in asked and isinstance(cell, str) and fold(cell) in _YEAR_TITLES:
                return place
    return None


# --- visits, question by question ----------------------------------------------------------


def latest_by_question(
    answers: Answers, newest: Array, several: list[Several], matched: MatchedCentres
) -> dict[str, Array]:
    """For each question the row whose answer is the latest of its centre; {} without visits."""
    if not len(answers):
        return {}
    result = {name: newest.copy() for name in answers.columns}
    for responses in several:
        centre = matched.centre[responses.rows[0]]
        for name, column in answers.columns.items():
            answered = [row for row in responses.rows if column.blank[row] == Blank.GIVEN]
            if answered:
                result[name][centre] = answered[0]
    return result


# --- what is said of them ------------------------------------------------------------------


def duplicate_responses(
    answers: Answers, several: list[Several], matched: MatchedCentres, centres: tuple[Centre, ...]
) -> Iterator[Problem]:
    """A problem for each centre that answered several times, with all its rows."""
    for responses in several:
        code = "SUB-01" if responses.decided_by else "SUB-07"
        code = "SUB-06" if responses.undecided else code
        yield _problem(code, answers, responses, matched, centres)


def undecided_visits(
    answers: Answers, several: list[Several], matched: MatchedCentres, centres: tuple[Centre, ...]
) -> Iterator[Problem]:
    """A problem for each centre whose visits differ and are not put in order by a date."""
    for responses in several:
        if responses.undecided and _differing(answers, responses):
            yield _problem("SUB-06", answers, responses, matched, centres)


def _problem(
    code: str,
    answers: Answers,
    responses: Several,
    matched: MatchedCentres,
    centres: tuple[Centre, ...],
) -> Problem:
    used = responses.rows[0]
    file, sheet, cell = location_of(answers, used, "centre_id")
    differing = _differing(answers, responses)
    more = " …" if len(differing) > _MOST_NAMED else ""
    return Problem(
        code,
        file,
        sheet,
        cell,
        centres[matched.centre[used]].centre_id,
        value="; ".join(sorted(answers.row(row) for row in responses.rows)),
        values={
            "used": answers.row(used),
            "date": responses.decided_by or "–",
            "questions": ", ".join(differing[:_MOST_NAMED]) + more,
        },
    )


def _differing(answers: Answers, responses: Several) -> list[str]:
    """The questions that the rows between which nothing decides answer differently."""
    rows = [responses.rows[0], *responses.undecided]
    return [
        name
        for name, column in answers.columns.items()
        if len({str(column.values[r]) for r in rows if column.blank[r] == Blank.GIVEN}) > 1
    ]
