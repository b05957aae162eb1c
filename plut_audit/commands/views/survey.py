"""A survey that was read and not scored: its problems, and who did not answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

import numpy as np

from plut_audit.audit import ReadSurvey
from plut_audit.i18n import N_, _, localized
from plut_audit.problems import Problem
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.views import silent_centres
from plut_audit.report.views.selection import provinces_like, rows_left_out
from plut_audit.result.storage.records import ProblemJson
from plut_audit.result.storage.to_json import problem_record
from plut_audit.scoring.findings import Severity

LEVELS = {"error": Severity.CRITICAL, "warning": Severity.MEDIUM, "notice": Severity.LOW}
"""What a problem weighs under `--severity` and `--fail-on`, which know severities of findings."""
CONTRADICTION, BLANK = "VAL-17", "VAL-22"
"""Kinds of problems that have a list of their own."""


class ProblemsJson(TypedDict):
    """What `check --format json` prints."""

    problems: list[ProblemJson]
    by_code: dict[str, int]
    silent: list[str]


def headline(read: ReadSurvey) -> str:
    """`96 of 100 centres answered, 41 visited`, with the year and the edition."""
    survey = read.matched.survey
    reached = _(
        N_("{responded} of {centres} centres answered, {visited} visited"),
        responded=int(survey.responded.sum()),
        centres=len(survey.centres),
        visited=int(survey.visited.sum()),
    )
    year = str(read.matched.year or "")
    return " · ".join(filter(None, [reached, year, localized(read.rubric.title)]))


def chosen_problems(
    read: ReadSurvey,
    problems: Sequence[Problem],
    province: str | None = None,
    severity: Severity | None = None,
) -> list[Problem]:
    """The problems at least this severe of a province's centres; without one, of all files."""
    limit = Severity.LOW if severity is None else severity
    severe = [problem for problem in problems if LEVELS[problem.severity] <= limit]
    if province is None:
        return severe
    ids = {read.matched.survey.centres[row].centre_id for row in _inside(read, province)}
    return [problem for problem in severe if problem.centre_id in ids]


def _inside(read: ReadSurvey, province: str | None) -> list[int]:
    """The rows of a province's centres, of all for None."""
    names = [centre.province for centre in read.matched.survey.centres]
    matching = set(names) if province is None else provinces_like(names, province)
    return [row for row, name in enumerate(names) if name in matching]


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without a list of their own, errors first, then by file, sheet and cell."""
    order = list(LEVELS)
    listed = [problem for problem in problems if problem.code not in (CONTRADICTION, BLANK)]
    return sorted(listed, key=lambda problem: order.index(problem.severity))


def without_notices(problems: Sequence[Problem]) -> tuple[list[Problem], int]:
    """The errors and warnings in their order, and how many notices there are beside them."""
    listed = in_order(problems)
    severe = [problem for problem in listed if problem.severity != "notice"]
    return severe, len(listed) - len(severe)


def with_note(table: Table, notices: int) -> Table:
    """The table of problems, with one line for the notices that it leaves out."""
    if not notices:
        return table
    line = _(
        N_("{count} notices of what was read are counted by kind below; --verbose lists them."),
        count=notices,
    )
    return replace(table, note="\n".join(filter(None, [table.note, line])))


def contradictions(problems: Sequence[Problem], top: int | None = None) -> Table:
    """The answers that cannot all be true, a row a pair of cells."""
    rows: list[list[Cell]] = []
    seen: set[str] = set()
    for problem in problems:
        if problem.code == CONTRADICTION and problem.location not in seen:
            other = str(problem.values.get("other", ""))
            seen.add(other)
            centre = problem.centre_id
            rows.append([centre, f"{problem.location}\n{other}", localized(problem.message())])
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("place", _(N_("Location")), under="message", wraps=True, width=30),
        Column("message", _(N_("What is wrong, and how to fix it")), wraps=True, width=60),
    )
    return Table(
        "contradictions",
        _(N_("Cannot all be true")),
        columns,
        rows[:top],
        rows_left_out(len(rows[:top]), len(rows)),
        _(N_("No answers contradict each other.")),
    )


def required_blanks(read: ReadSurvey, problems: Sequence[Problem], top: int | None = None) -> Table:
    """The required questions that were left blank, a row a centre and file."""
    blank: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code == BLANK:
            blank.setdefault((problem.centre_id, problem.file), []).append(problem)
    names = {centre.centre_id: centre.name for centre in read.matched.survey.centres}
    rows: list[list[Cell]] = [
        [
            centre,
            names.get(centre, ""),
            len(found),
            "; ".join(f"{_asked(problem)} ({problem.cell or problem.sheet})" for problem in found),
            file,
        ]
        for (centre, file), found in blank.items()
    ]
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), under="questions", wraps=True, width=20),
        Column("count", _(N_("Count")), 0, width=7),
        Column("questions", _(N_("Questions")), wraps=True, width=60),
        Column("file", _(N_("File")), under="questions", wraps=True, width=20),
    )
    return Table(
        "required_blanks",
        _(N_("Blank but required")),
        columns,
        rows[:top],
        rows_left_out(len(rows[:top]), len(rows)),
        _(N_("Every required question was answered.")),
    )


def _asked(problem: Problem) -> str:
    """The question of a problem as its message names it."""
    named = problem.values.get("question")
    return localized(named) if isinstance(named, Mapping) else problem.question


def did_not_answer(read: ReadSurvey, province: str | None = None) -> Table:
    """Which centres of the registry did not answer; none where there is no registry."""
    survey = read.matched.survey
    rows = [row for row in _inside(read, province) if not survey.responded[row]]
    centres = [survey.centres[row] for row in rows] if read.matched.registry.known else []
    return silent_centres([(centre.centre_id, centre.name, centre.province) for centre in centres])


def problems_record(read: ReadSurvey, problems: Sequence[Problem]) -> ProblemsJson:
    """The problems as JSON: each one, their count by code, and who did not answer."""
    survey = read.matched.survey
    silent = np.flatnonzero(~survey.responded & read.matched.registry.known)
    return {
        "problems": [problem_record(problem) for problem in problems],
        "by_code": dict(sorted(Counter(problem.code for problem in problems).items())),
        "silent": [survey.centres[row].centre_id for row in silent],
    }
