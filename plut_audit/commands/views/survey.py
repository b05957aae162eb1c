"""A survey that was read and not scored: its problems, and who did not answer."""

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

import numpy as np

from plut_audit.audit import ReadSurvey
from plut_audit.i18n import N_, _, localized
from plut_audit.problems import Problem
from plut_audit.report.table import Table
from plut_audit.report.views import silent_centres
from plut_audit.report.views.selection import provinces_like
from plut_audit.result.storage.records import ProblemJson
from plut_audit.result.storage.to_json import problem_record
from plut_audit.scoring.findings import Severity

LEVELS = {"error": Severity.HIGH, "warning": Severity.MEDIUM, "notice": Severity.LOW}
"""What a problem weighs under `--severity` and `--fail-on`, which know severities of findings."""


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
