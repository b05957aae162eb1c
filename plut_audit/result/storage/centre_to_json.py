"""One centre of a result to its record."""

from dataclasses import asdict
from typing import Any

from plut_audit.ingest.answers import Blank
from plut_audit.result.answers import SourceAnswers, instrument
from plut_audit.result.rows import CentreRow, DimensionRow, ItemRow
from plut_audit.result.storage.centre_records import (
    AnswersJson,
    ArrivalJson,
    CentreJson,
    DimensionJson,
    ItemJson,
    NotRankedJson,
)


def centre_record(centre: CentreRow) -> CentreJson:
    """Everything that is known of one centre."""
    return {
        "centre_id": centre.centre_id,
        "name": centre.name,
        "province": centre.province,
        "regency": centre.regency,
        "level": centre.level,  # type: ignore[typeddict-item]
        "responded": centre.responded,
        "visited": centre.visited,
        "ranked": centre.ranked,
        "not_ranked_because": _reason(centre),
        "rank": centre.rank,
        "rank_interval": ends(centre.rank_interval),
        "tied": centre.tied,
        "group": centre.group,
        "seen_rank": centre.seen_rank,
        "reported": centre.reported,
        "combined": centre.combined,
        "combined_exact": centre.combined_exact,
        "estimate": centre.estimate,
        "estimate_exact": centre.estimate_exact,
        "estimate_interval": ends(centre.estimate_interval),
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


def _reason(centre: CentreRow) -> NotRankedJson | None:
    reason = centre.not_ranked
    if reason is None:
        return None
    return {"code": reason.code, "dimensions": list(reason.dimensions)}


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
    if item.evaluator is not None:
        record["evaluator"] = item.evaluator
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


def ends(interval: tuple[float, float] | None) -> list[float] | None:
    """The ends of an interval as they are stored."""
    return None if interval is None else list(interval)
