"""The summary questions that the roster answers better (method, section 2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from plut_audit.ingest.answers import Answers, Array, Blank, Column
from plut_audit.problems import format_location
from plut_audit.rubric import Question, Rubric
from plut_audit.rubric.roster_summary import SUMMARY_SOURCES

DIPLOMA = ("d3", "s1", "s2", "s3")


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


@dataclass
class Summary:
    """The summary questions as the roster counts them: new columns, none of the old is changed.

    `cells` leads each counted answer (response, question) back to the roster; `differs` lists
    by response the summary questions that were answered otherwise.
    """

    columns: dict[str, Column] = field(default_factory=dict)
    cells: dict[tuple[int, str], str] = field(default_factory=dict)
    differs: dict[int, list[str]] = field(default_factory=dict)


def count_summary(
    questionnaire: Answers, roster: Answers, response: Array, rubric: Rubric
) -> Summary:
    """The summary of the questionnaire counted from the roster.

    `response` says for each row of the roster to which response it belongs (-1: to none).
    """
    summary = Summary()
    belongs = response >= 0
    if not belongs.any():
        return summary
    rows = _Roster(roster, response, belongs & _active(roster, rubric))
    listed = np.flatnonzero(np.bincount(response[belongs]))
    for name, source in SUMMARY_SOURCES.items():
        if name not in questionnaire.columns or not _countable(rows, source):
            continue
        counted = _counted(name, rows, listed, rubric, questionnaire)
        summary.columns[name] = _with_counts(
            questionnaire.columns[name], name, listed, counted, summary.differs
        )
        summary.cells |= _cells(roster, rows, name, source, listed)
    return summary


def with_summary(questionnaire: Answers, summary: Summary) -> Answers:
    """The questionnaire with the counted columns in the place of its own."""
    return replace(
        questionnaire,
        columns={**questionnaire.columns, **summary.columns},
        roster_places={**questionnaire.roster_places, **summary.cells},
    )


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
    """The summary answer of each listed response, NaN where the roster does not say."""
    if name == "consultants_active":
        return _per_response(rows.active, rows, listed)
    if name == "consultants_diploma":
        held = rows.choice("education", rubric.roster["education"], DIPLOMA)
        return _per_response(held & rows.active, rows, listed)
    if name == "consultants_certified":
        certified = _certified(rows, rubric, questionnaire)
        return _per_response(certified & rows.active, rows, listed)
    column = rows.answers.columns[SUMMARY_SOURCES[name]]
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
    position = np.searchsorted(listed, rows.response[belongs])
    return np.bincount(position, np.asarray(values, float)[belongs], len(listed))


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


def _with_counts(
    column: Column, name: str, listed: Array, counted: Array, differs: dict[int, list[str]]
) -> Column:
    """A copy of the column with what was counted; what was written otherwise goes to `differs`."""
    values, blank = column.values.copy(), column.blank.copy()
    known = ~np.isnan(counted)
    for response, value in zip(listed[known], counted[known], strict=True):
        if blank[response] == Blank.GIVEN and _differs(values[response], value):
            differs.setdefault(int(response), []).append(name)
        values[response] = value
        blank[response] = Blank.GIVEN
    # The list asked, even where nobody in it says.
    silent = listed[~known]
    blank[silent[blank[silent] == Blank.NOT_ASKED]] = Blank.UNANSWERED
    return Column(values, blank)


def _differs(written: float, counted: float) -> bool:
    """A mean may be written rounded: it differs only beyond the decimals it was written with."""
    decimals = len(f"{written:.6f}".rstrip("0").partition(".")[2])
    allowed = 0.0 if float(counted).is_integer() else 0.5 * 10.0**-decimals
    return abs(float(written) - float(counted)) > allowed + 1e-9


def _cells(
    roster: Answers, rows: _Roster, name: str, source: str, responses: Array
) -> dict[tuple[int, str], str]:
    """The cells of the roster from which each answer was counted."""
    order = np.argsort(rows.response, kind="stable")
    starts = np.searchsorted(rows.response[order], responses)
    ends = np.searchsorted(rows.response[order], responses, side="right")
    cells = {}
    for response, start, end in zip(responses, starts, ends, strict=True):
        members = order[start:end]
        raw = roster.origins[roster.origin[members[0]]]
        shown = source if source in raw.columns else next(iter(raw.columns))
        named = [raw.cell(int(roster.index[row]), shown) for row in members]
        cells[int(response), name] = format_location(raw.sheet.file, raw.sheet.name, _span(named))
    return cells


def _span(cells: list[str]) -> str:
    return cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}"
