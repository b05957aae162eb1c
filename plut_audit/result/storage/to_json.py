"""The columns of a result to the records of the stored file."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np

from plut_audit.i18n import Message
from plut_audit.problems import Problem
from plut_audit.result import Result
from plut_audit.result.rows import EXACT, FindingRow
from plut_audit.result.storage.centre_to_json import centre_record, ends
from plut_audit.result.storage.records import (
    SCHEMA,
    EditionJson,
    FindingJson,
    InputJson,
    ProblemJson,
    SummaryJson,
    SystemicJson,
)
from plut_audit.scoring.findings.systemic import Systemic

LISTS = ("centres", "findings", "systemic", "decisions", "problems")
"""The keys of the long lists, whose records the fingerprint takes each by itself."""
EXTRAS = ("robustness", "agreement", "trend", "follow_up", "replies")


def head_records(result: Result) -> dict[str, object]:
    """Everything but the long lists, by key, in the order of the file."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "plut-audit", "version": result.tool_version},
        "edition": edition_record(result),
        "year": result.year,
        **({"stage": result.stage} if result.stage else {}),
        "options": asdict(result.options),
        "inputs": [_input(file) for file in result.inputs],
        "cells": asdict(result.cell_figures),
        "summary": summary_record(result),
        "verification": asdict(result.verification),
    }


def edition_record(result: Result) -> EditionJson:
    """The rubric, whole."""
    rubric = result.rubric
    return {
        "id": rubric.id,
        "title": rubric.title,
        "sha256": rubric.sha256,
        "rubric": rubric.model_dump(mode="json", exclude_defaults=True),
    }


def _input(file: Any) -> InputJson:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "dialect": file.dialect,
        "role": file.role,
        "sheets": list(file.sheets),
        "rows": file.rows,
    }


def summary_record(result: Result) -> SummaryJson:
    """The key figures."""
    interval = ends(result.summary.mean_estimate_interval)
    record: SummaryJson = {**result.summary.record(), "mean_estimate_interval": interval}  # type: ignore[typeddict-item]
    return record


def list_records(result: Result) -> Iterator[tuple[str, Iterator[Any]]]:
    """The long lists, each record made when it is asked for."""
    yield "centres", (centre_record(centre) for centre in result.centre_rows())
    yield "findings", (finding_record(finding) for finding in result.finding_rows())
    yield "systemic", (_systemic(systemic) for systemic in result.systemic)
    if result.decisions:
        yield "decisions", (asdict(decision) for decision in result.decisions)
    yield "problems", (problem_record(problem) for problem in result.problems)


def extra_records(result: Result) -> Iterator[tuple[str, dict[str, object]]]:
    """Robustness, agreement, trend, follow-up and replies, those that the result has."""
    for name in EXTRAS:
        if (extra := getattr(result, name)) is not None:
            yield name, asdict(extra)


# --- findings and problems -----------------------------------------------------------------


def finding_record(finding: FindingRow) -> FindingJson:
    """One finding."""
    record: FindingJson = {
        "code": finding.code,
        "centre_id": finding.centre_id,
        "kinds": finding.kinds,
        "severity": finding.severity.word,
        "binding": finding.binding,
        "points_lost": finding.points_lost,
        "priority": finding.priority,
        "years_open": finding.years_open,
        "state": finding.state,
        "cells": finding.cells,
    }
    if questions := finding.result.findings.questions[finding.row]:
        record["questions"] = list(questions)
    return record


def _systemic(systemic: Systemic) -> SystemicJson:
    return {
        "code": systemic.code,
        "scope": systemic.scope,
        "share": round(systemic.share, 4),
        "centres": list(systemic.centres),
        "points_lost": round(systemic.points_lost, EXACT),
    }


def problem_record(problem: Problem) -> ProblemJson:
    """A problem as it is stored."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "centre_id": problem.centre_id,
        "question": problem.question,
        "value": problem.value,
        "values": {name: encoded(value) for name, value in problem.values.items()},
    }


def encoded(value: object) -> Any:
    """A value of a message as JSON: dates and nested messages keep their kind."""
    if isinstance(value, Message):
        values = {name: encoded(inner) for name, inner in value.values.items()}
        return {"message": value.text, "values": values}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, np.generic):
        return value.item()
    return value if isinstance(value, str | int | float) or value is None else str(value)
