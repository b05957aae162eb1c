"""Decisions on findings: their cause, and whether they are accepted or closed."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from plut_audit.audit import Audit
from plut_audit.ingest.answers import Blank
from plut_audit.problems import Problem
from plut_audit.review.decisions.decision import Decision
from plut_audit.review.decisions.problems import decision_problem

ABOUT_FINDINGS = frozenset(("cause", "accept", "close"))


def on_findings(
    audited: Audit, decisions: Iterable[Decision]
) -> tuple[dict[Decision, bool], list[Problem]]:
    """The decisions whose finding is there, with whether they have expired, and the problems."""
    found, centres = audited.findings, audited.survey.centres
    there = {
        (centres[int(centre)].centre_id, found.codes[int(code)])
        for centre, code in zip(found.centre, found.code, strict=True)
    }
    last, problems = last_day(audited), list[Problem]()
    applied: dict[Decision, bool] = {}
    for decision in decisions:
        if decision.kind not in ABOUT_FINDINGS:
            continue
        if decision.target not in there:
            problems.append(decision_problem("DEC-05", decision))
            continue
        expired = bool(decision.until and last and decision.until < last)
        applied[decision] = expired
        if expired:
            days = {"until": decision.until, "last": last}
            problems.append(decision_problem("DEC-11", decision, **days))
    return applied, problems


def last_day(audited: Audit) -> date | None:
    """The latest day of the survey and its visits, by which an acceptance has ended or not.

    The clock is not asked: the same files give the same result on every day.
    """
    survey = audited.survey
    days: list[date] = []
    for answers, question in ((survey.questionnaire, "survey_date"), (survey.visits, "visit_date")):
        column = answers.columns.get(question)
        if column is not None:
            days += column.values[np.flatnonzero(column.blank == Blank.GIVEN)].tolist()
    return max(days, default=None)
