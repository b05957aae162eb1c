"""The findings of a year with the state and age that the year before gives them."""

from dataclasses import replace

import numpy as np

from plut_audit.analysis.trends.recurrence import Recurrence
from plut_audit.ingest.answers import Array
from plut_audit.result import FindingColumns, Result
from plut_audit.result.columns import FINDING_COLUMNS, objects
from plut_audit.result.wording import DUPLICATE_ANSWERS
from plut_audit.scoring.findings.checks import BY_CODE
from plut_audit.scoring.rounding import SNAP


def without_history(result: Result) -> Result:
    """The result as the audit of its year alone gives it."""
    findings = result.findings
    codes = np.array([code != DUPLICATE_ANSWERS for code in findings.codes], bool)
    alone = findings.take(np.flatnonzero(codes[findings.code]))
    fresh = replace(
        alone,
        years_open=np.ones(len(alone), int),
        state=np.full(len(alone), "", object),
    )
    return replace(result, findings=_ordered(fresh), trend=None)


def with_duplicates(result: Result, duplicates: Array) -> Result:
    """The result with a finding for each centre that handed in the answers of the year before."""
    rows = np.flatnonzero(duplicates)
    if not len(rows):
        return result
    findings, check = result.findings, BY_CODE[DUPLICATE_ANSWERS]
    codes = dict.fromkeys([*findings.codes, DUPLICATE_ANSWERS])
    size = len(rows)
    columns = {
        "code": np.full(size, list(codes).index(DUPLICATE_ANSWERS)),
        "centre": rows,
        "kinds": np.full(size, check.kind.value),
        "severity": np.full(size, check.severity.value),
        "points_lost": np.zeros(size),
        "priority": np.zeros(size),
        "years_open": np.ones(size, int),
        "state": np.full(size, "", object),
        "questions": objects(() for _ in rows),
        "cells": objects(_reported_cells(result, int(row)) for row in rows),
    }
    joined = {
        name: np.concatenate([getattr(findings, name), columns[name]]) for name in FINDING_COLUMNS
    }
    return replace(result, findings=FindingColumns(tuple(codes), **joined))


def _reported_cells(result: Result, row: int) -> tuple[str, ...]:
    """The cells of all indicators' answers, each once."""
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
