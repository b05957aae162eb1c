"""The findings of a year with the state and age that the year before gives them."""

from dataclasses import replace

import numpy as np

from plut_audit.analysis.trends.recurrence import Recurrence
from plut_audit.ingest.answers import Array
from plut_audit.result import FindingColumns, Result
from plut_audit.result.columns import FINDING_COLUMNS, objects
from plut_audit.scoring.findings.checks import Check, TwoYears, all_checks
from plut_audit.scoring.rounding import SNAP


def without_history(result: Result) -> Result:
    """The result as the audit of its year alone gives it."""
    findings = result.findings
    made_later = {check.code for check in all_checks().values() if check.needs_year_before}
    codes = np.array([code not in made_later for code in findings.codes], bool)
    alone = findings.take(np.flatnonzero(codes[findings.code]))
    fresh = replace(
        alone,
        years_open=np.ones(len(alone), int),
        state=np.full(len(alone), "", object),
    )
    return replace(result, findings=_ordered(fresh), trend=None)


def with_checks(result: Result, years: TwoYears) -> Result:
    """The result with the findings of the checks that need the year before."""
    for check in all_checks().values():
        if check.holds_after and all(name in result.answers.reported for name in check.questions):
            result = _with_check(result, check, np.flatnonzero(check.holds_after(years)))
    return result


def _with_check(result: Result, check: Check, rows: Array) -> Result:
    """The result with a finding of a check for the centres in `rows`."""
    if not len(rows):
        return result
    findings = result.findings
    codes = dict.fromkeys([*findings.codes, check.code])
    size = len(rows)
    columns = {
        "code": np.full(size, list(codes).index(check.code)),
        "centre": rows,
        "kinds": np.full(size, check.kind.value),
        "severity": np.full(size, check.severity.value),
        "points_lost": np.zeros(size),
        "priority": np.zeros(size),
        "binding": np.zeros(size, bool),
        "years_open": np.ones(size, int),
        "state": np.full(size, "", object),
        "questions": objects(check.questions for _ in rows),
        "cells": objects(_cells(result, check, int(row)) for row in rows),
    }
    joined = {
        name: np.concatenate([getattr(findings, name), columns[name]]) for name in FINDING_COLUMNS
    }
    return replace(result, findings=FindingColumns(tuple(codes), **joined))


def _cells(result: Result, check: Check, row: int) -> tuple[str, ...] | None:
    """The cells of all indicators' answers, each once; None where the check names its questions."""
    if check.questions:
        return None
    items = result.centre(row).items.values()
    return tuple(dict.fromkeys(cell for item in items for cell in item.cells(visit=False)))


def with_state(result: Result, states: Recurrence) -> Result:
    """The result with the state and age of its findings, in their total order."""
    findings = replace(result.findings, state=states.state, years_open=states.years_open)
    return replace(result, findings=_ordered(findings))


def _ordered(findings: FindingColumns) -> FindingColumns:
    """Severity, priority downwards, years open downwards, centre code, finding code."""
    alphabetical = np.argsort(np.argsort(np.array(findings.codes, str)))
    keys = (
        alphabetical[findings.code],
        findings.centre,
        -findings.years_open,
        -np.round(findings.priority, SNAP),
        findings.severity,
    )
    return findings.take(np.lexsort(keys))
