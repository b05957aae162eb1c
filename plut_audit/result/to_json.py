"""The columns of a result to the records of the stored file."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np

from plut_audit.i18n import Message
from plut_audit.ingest.answers import Blank
from plut_audit.problems import Problem
from plut_audit.result import Result
from plut_audit.result.answers import SourceAnswers, instrument
from plut_audit.result.records import (
    SCHEMA,
    AnswersJson,
    ArrivalJson,
    CentreJson,
    DimensionJson,
    EditionJson,
    FindingJson,
    InputJson,
    ItemJson,
    ProblemJson,
    SummaryJson,
    SystemicJson,
)
from plut_audit.result.rows import EXACT, CentreRow, DimensionRow, FindingRow, ItemRow
from plut_audit.scoring.findings.systemic import Systemic

EXTRAS = ("robustness", "agreement", "trend", "follow_up")


def head_records(result: Result) -> dict[str, Any]:
    """Everything but the long lists, by key, in the order of the file."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "plut-audit", "version": result.tool_version},
        "edition": edition_record(result),
        "year": result.year,
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
    record: SummaryJson = asdict(result.summary)  # type: ignore[assignment]
    return record


def list_records(result: Result) -> Iterator[tuple[str, Iterator[Any]]]:
    """The long lists, each record made when it is asked for."""
    yield "centres", (centre_record(centre) for centre in result.centre_rows())
    yield "findings", (finding_record(finding) for finding in result.finding_rows())
    yield "systemic", (_systemic(systemic) for systemic in result.systemic)
    yield "problems", (problem_record(problem) for problem in result.problems)


def extra_records(result: Result) -> Iterator[tuple[str, dict[str, Any]]]:
    """Robustness, agreement, trend and follow-up, those that the result has."""
    for name in EXTRAS:
        if (extra := getattr(result, name)) is not None:
            yield name, asdict(extra)


# --- one centre ----------------------------------------------------------------------------


def centre_record(centre: CentreRow) -> CentreJson:
    """Everything that is known of one centre."""
    reason = centre.not_ranked
    return {
        "centre_id": centre.centre_id,
        "name": centre.name,
        "province": centre.province,
        "regency": centre.regency,
        "level": centre.level,  # type: ignore[typeddict-item]
        "responded": centre.responded,
        "visited": centre.visited,
        "ranked": centre.ranked,
        "not_ranked_because": None
        if reason is None
        else {"code": reason.code, "dimensions": list(reason.dimensions)},
        "rank": centre.rank,
        "rank_interval": centre.rank_interval,
        "tied": centre.tied,
        "group": centre.group,
        "seen_rank": centre.seen_rank,
        "reported": centre.reported,
        "combined": centre.combined,
        "combined_exact": centre.combined_exact,
        "estimate": centre.estimate,
        "estimate_exact": centre.estimate_exact,
        "estimate_interval": centre.estimate_interval,
        "reweighted": centre.reweighted,
        "upper": centre.upper,
        "class": centre.class_name,
        "class_provisional": centre.class_provisional,
        "class_capped": centre.class_capped,
        "seen_share": centre.seen_share,
        "dimensions": {code: _dimension(row) for code, row in centre.dimensions.items()},
        "items": {code: item_record(item) for code, item in centre.items.items()},
        "answers": _answers(centre),
        "survey_date": centre.survey_date,
        "visit_date": centre.visit_date,
        "respondent_role": _text(centre.answer("respondent_role", visit=False)),
        "announced": _text(centre.answer("announced", visit=True)),
        "arrival": _arrival(centre),
        "response_cells": centre.result.cells.of_responses(centre.row),
    }


def _dimension(row: DimensionRow) -> DimensionJson:
    return {
        "reported": row.reported,
        "combined": row.combined,
        "estimate": row.estimate,
        "coverage": row.coverage,
        "seen_share": row.seen_share,
    }


def _arrival(centre: CentreRow) -> ArrivalJson | None:
    record: ArrivalJson | None = centre.arrival and asdict(centre.arrival)  # type: ignore[assignment]
    return record


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def item_record(item: ItemRow) -> ItemJson:
    """One indicator of one centre."""
    record: ItemJson = {
        "reported": item.reported,
        "observed": item.observed,
        "used": item.used,
        "score": item.score,
        "reported_score": item.reported_score,
        "observed_score": item.observed_score,
        "estimated_score": item.estimated_score,
        "evidence": item.evidence.word,
        "blank": item.blank,
        "binding": item.binding,
        "points_lost": item.points_lost,
        "cells": {"reported": item.cells(visit=False), "observed": item.cells(visit=True)},
    }
    items, at = item.result.items, (item.row, item.column)
    if items.changed[at]:
        record["changed"] = True
    if not item.asked:
        record["not_asked"] = True
    if items.low_by_rule[at]:
        record["low_by_rule"] = True
    if items.no_evidence[at]:
        record["no_evidence"] = True
    return record


def _answers(centre: CentreRow) -> AnswersJson:
    answers = centre.result.answers
    return {
        "reported": _given(centre, visit=False),
        "observed": _given(centre, visit=True),
        "reported_blank": _blanks(centre, answers.reported),
        "observed_blank": _blanks(centre, answers.observed),
    }


def _given(centre: CentreRow, visit: bool) -> dict[str, Any]:
    return dict(centre.answers(visit))


def _blanks(centre: CentreRow, source: SourceAnswers) -> dict[str, str]:
    """Why a question has no answer; plainly unanswered ones are left out."""
    if not source.present[centre.row]:
        return {}
    blanks = {
        name: source.blank(centre.row, name)
        for name in instrument(centre.result.rubric)
        if name in source
    }
    plain = (Blank.GIVEN, Blank.UNANSWERED)
    return {name: blank.name.lower() for name, blank in blanks.items() if blank not in plain}


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
