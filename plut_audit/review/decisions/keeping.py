"""Values that the auditor keeps: checks and notices that doubt them are silent there."""

from collections.abc import Iterable, Sequence

import numpy as np

from plut_audit.audit import Silence
from plut_audit.ingest.answers import Answers, Array
from plut_audit.problems import Problem, format_location
from plut_audit.review.decisions.applying import Applied
from plut_audit.scoring.findings import FindingKind, Findings
from plut_audit.scoring.findings.checks import Context, all_checks

Kept = dict[str, set[str]]
"""By the location of a kept value the codes of the checks that it silences, none for all."""


def kept_locations(applied: Applied) -> Kept:
    """The cells whose values are kept."""
    kept: Kept = {}
    for decision, locations in applied.locations.items():
        for location in locations if decision.kind == "keep" else ():
            codes = kept.setdefault(format_location(*location), set())
            codes |= {decision.indicator} if decision.indicator else set()
    return kept


def without_kept(problems: Iterable[Problem], kept: Kept) -> list[Problem]:
    """The problems without those that only doubt a kept value; what was not read stays named."""
    return [
        problem
        for problem in problems
        if problem.severity == "error" or not _silences(kept, problem.location, problem.code)
    ]


def _silences(kept: Kept, location: str, code: str) -> bool:
    return location in kept and (not kept[location] or code in kept[location])


def silence(kept: Kept) -> Silence | None:
    """Which findings of checks are about a kept value; None where no value is kept."""
    if not kept:
        return None

    def silenced(context: Context, findings: Findings) -> Array:
        checks = all_checks()
        of_code = [checks.get(code) for code in findings.codes]
        result = np.zeros(len(findings), bool)
        for row in np.flatnonzero(findings.kinds == FindingKind.CONSISTENCY):
            check, centre = of_code[int(findings.code[row])], int(findings.centre[row])
            if check is not None:
                cells = _cells(context, centre, check.questions_at(context, centre))
                result[row] = any(_silences(kept, cell, check.code) for cell in cells)
        return result

    return silenced


def _cells(context: Context, centre: int, questions: Sequence[str]) -> list[str]:
    """The places of a centre's answers to questions, in both forms."""
    survey = context.survey
    rows: list[tuple[Answers, int, str]] = [
        (survey.questionnaire, int(survey.response[centre]), name) for name in questions
    ]
    rows += [
        (survey.visits, int(survey.visit[name][centre]), name)
        for name in questions
        if name in survey.visit
    ]
    return [answers.cell(row, name) for answers, row, name in rows if row >= 0]
