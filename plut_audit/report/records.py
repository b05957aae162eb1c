"""The records of a stored result: one centre, one finding."""

from typing import Any

import numpy as np

from plut_audit.answers import Answers, Blank
from plut_audit.audit import Audit
from plut_audit.findings import Kind, Severity
from plut_audit.findings.said import Sources, plain
from plut_audit.findings.wording import five_elements
from plut_audit.responses import NOWHERE
from plut_audit.rubric import Indicator
from plut_audit.scores import SNAP, Figure, printed

Record = dict[str, Any]
EXACT = 12
"""Decimals of points lost, so that they add up to 1e-9."""


def centre_record(audit: Audit, row: int) -> Record:
    """Everything that is known of one centre."""
    centre, standing, survey = audit.survey.centres[row], audit.standing, audit.survey
    responded = bool(survey.responded[row])
    return {
        "centre_id": centre.centre_id, "name": centre.name, "province": centre.province,
        "regency": centre.regency, "level": centre.level,
        "responded": responded, "visited": bool(survey.visited[row]),
        "ranked": bool(standing.ranked[row]),
        "not_ranked_because": standing.reasons.get(row),
        "rank": _rank(standing.rank[row]), "tied": bool(standing.tied[row]),
        **_figures(audit, row, responded),
        "class": str(standing.class_name[row]) if responded and standing.ranked[row] else None,
        "class_capped": responded and bool(standing.capped[row]),
        "class_unverified": responded and bool(standing.unverified[row]),
        "verified_share": _share(audit.scores.verified_share[row]) if responded else None,
        "dimensions": {
            part.code: _dimension(audit, row, place, responded)
            for place, part in enumerate(audit.rubric.dimensions)
        },
        **_circumstances(audit, row),
        "items": {
            code: _item(audit, row, place, item)
            for place, (code, item) in enumerate(audit.rubric.indicators.items())
        },
        "answers": {
            "reported": _answers(audit, row, visit=False),
            "observed": _answers(audit, row, visit=True),
        },
    }  # fmt: skip


def _rank(rank: float) -> int | float | None:
    if not rank:
        return None
    return int(rank) if float(rank).is_integer() else float(rank)


def _share(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _figures(audit: Audit, row: int, responded: bool) -> Record:
    scores = audit.scores
    verified = scores.verified.index[row]
    return {
        "claimed": _printed(audit, scores.claimed, row, responded),
        "verified": _printed(audit, scores.verified, row, responded),
        "verified_exact": _exact(verified) if responded else None,
        "conservative": _printed(audit, scores.conservative, row, responded),
        "reweighted": _printed(audit, scores.reweighted, row, responded),
        "upper": _printed(audit, scores.upper, row, responded),
    }


def _exact(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), EXACT)


def _printed(
    audit: Audit, figure: Figure, row: int, responded: bool, dimension: int | None = None
) -> float | None:
    value = figure.index[row] if dimension is None else figure.dimensions[row, dimension]
    if not responded or np.isnan(value):
        return None
    return float(printed(np.array([value]), audit.rubric.scoring.decimals)[0])


def _dimension(audit: Audit, row: int, place: int, responded: bool) -> Record:
    scores = audit.scores
    figures = {name: _printed(audit, getattr(scores, name), row, responded, place)
               for name in ("claimed", "verified", "conservative")}  # fmt: skip
    return {**figures, "coverage": _share(scores.coverage[row, place]) if responded else None}


def _circumstances(audit: Audit, row: int) -> Record:
    """When and by whom it was answered and visited."""
    return {
        "survey_date": _answer(audit, row, "survey_date", visit=False),
        "visit_date": _answer(audit, row, "visit_date", visit=True),
        "respondent_role": _answer(audit, row, "respondent_role", visit=False),
        "announced": _answer(audit, row, "announced", visit=True),
    }


def _source(audit: Audit, row: int, name: str, visit: bool) -> tuple[Answers, int]:
    survey = audit.survey
    if not visit:
        return survey.questionnaire, int(survey.response[row])
    rows = survey.visit.get(name)
    return survey.visits, NOWHERE if rows is None else int(rows[row])


def _answer(audit: Audit, row: int, name: str, visit: bool) -> Any:
    answers, response = _source(audit, row, name, visit)
    if response == NOWHERE or name not in answers.columns or name not in audit.rubric.questions:
        return None
    return plain(answers.columns[name], response, audit.rubric.questions[name])


def _answers(audit: Audit, row: int, visit: bool) -> Record:
    """Every answer that was given, by question."""
    form = audit.rubric.questions
    given = {name: _answer(audit, row, name, visit) for name in form}
    return {name: value for name, value in given.items() if value is not None}


BLANK_NAMES = {
    Blank.UNANSWERED: "unanswered", Blank.DONT_KNOW: "dont_know",
    Blank.INVALID: "invalid", Blank.NOT_ASKED: "not_asked",
}  # fmt: skip


def _item(audit: Audit, row: int, place: int, item: Indicator) -> Record:
    items, evidence = audit.scores.items, audit.evidence
    reported, observed = bool(items.has_reported[row, place]), bool(items.has_observed[row, place])
    applicable = bool(items.applicable[row, place])
    values = {
        "reported": _value(audit, row, place, item, "reported") if reported else None,
        "observed": _value(audit, row, place, item, "observed") if observed else None,
    }
    sources = Sources(audit.survey, audit.rubric, row)
    blank = None if reported or observed else _blank(audit, row, place, item)
    return {
        **values,
        "used": values["observed"] if observed else values["reported"],
        "score": _points(items.used[row, place]) if applicable else None,
        "reported_score": _points(items.reported[row, place]) if reported else None,
        "observed_score": _points(items.observed[row, place]) if observed else None,
        "evidence": _evidence(applicable or blank == "not_asked", reported, observed),
        "blank": blank,
        "changed": bool(evidence.changed[row, place]) and reported and observed,
        "points_lost": round(float(audit.scores.points_lost[row, place]), EXACT),
        "cells": {
            "reported": sources.cells_of(item.names, visit=False),
            "observed": sources.cells_of(item.names, visit=True),
        },
    }


def _evidence(applicable: bool, reported: bool, observed: bool) -> str:
    if not applicable:
        return "not_applicable"
    if observed:
        return "observed"
    return "reported" if reported else "none"


def _blank(audit: Audit, row: int, place: int, item: Indicator) -> str | None:
    """Why nothing is known; null where the indicator does not apply."""
    if not audit.evidence.applicable[row, place]:
        return None
    kinds = (
        audit.evidence.observed_blank
        if audit.rubric.visit_only(item)
        else audit.evidence.reported_blank
    )
    return BLANK_NAMES.get(Blank(int(kinds[row, place])))


def _points(score: float) -> float:
    return round(float(score), SNAP)


def _value(audit: Audit, row: int, place: int, item: Indicator, source: str) -> Any:
    """The measured value: a choice's code for points, else a number; the low end where skipped."""
    blank = getattr(audit.evidence, f"{source}_blank")[row, place]
    value = getattr(audit.evidence, source)[row, place]
    if item.kind == "points":
        if blank == Blank.LOW:
            return min(item.points, key=lambda code: item.points[code])
        return list(audit.rubric.questions[item.lead].choices)[int(value)]
    return item.low if blank == Blank.LOW else round(float(value), EXACT)


def finding_record(audit: Audit, row: int) -> Record:
    """One finding with its five elements."""
    findings = audit.findings
    said = five_elements(findings, row, audit.evidence, audit.rubric, audit.roster_differs)
    return {
        "code": findings.codes[findings.code[row]],
        "centre_id": audit.survey.centres[findings.centre[row]].centre_id,
        "kinds": Kind(int(findings.kinds[row])).names,
        "severity": Severity(int(findings.severity[row])).word,
        "points_lost": round(float(findings.points_lost[row]), EXACT),
        "priority": round(float(findings.priority[row]), EXACT),
        "years_open": int(findings.years_open[row]),
        "status": str(findings.status[row]) or None,
        "title": said.title, "condition": said.condition, "criterion": said.criterion,
        "cause": said.cause, "effect": said.effect, "recommendation": said.recommendation,
        "cells": said.cells,
    }  # fmt: skip
