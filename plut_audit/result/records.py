"""The records of a stored result: one centre, one finding."""

from math import isnan
from typing import Any, NamedTuple

import numpy as np

from plut_audit.audit import Audit
from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.matching import NOWHERE
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.findings import FindingKind, Severity
from plut_audit.scoring.findings.answers_text import Sources, plain
from plut_audit.scoring.findings.wording import five_elements
from plut_audit.scoring.scores import SNAP, round_scores

Record = dict[str, Any]
EXACT = 12
"""Decimals of points lost, so that they add up to 1e-9."""


def centre_record(audit: Audit, row: int) -> Record:
    """Everything that is known of one centre."""
    centre, standing, survey = audit.survey.centres[row], audit.ranking, audit.survey
    responded = bool(survey.responded[row])
    return {
        "centre_id": centre.centre_id,
        "name": centre.name,
        "province": centre.province,
        "regency": centre.regency,
        "level": centre.level,
        "responded": responded,
        "visited": bool(survey.visited[row]),
        "ranked": bool(standing.ranked[row]),
        "not_ranked_because": standing.reasons.get(row),
        "rank": _rank(standing.rank[row]),
        "tied": bool(standing.tied[row]),
        **_figures(audit, row, responded),
        "class": str(standing.class_name[row]) if responded and standing.ranked[row] else None,
        "class_capped": responded and bool(standing.capped[row]),
        "class_unverified": responded and bool(standing.unverified[row]),
        "verified_share": _share(audit.scores.verified_share[row]) if responded else None,
        "dimensions": _dimensions(audit, row, responded),
        **_circumstances(audit, row),
        "items": _items(audit, row),
        "answers": {
            "reported": _answers(audit, row, visit=False),
            "observed": _answers(audit, row, visit=True),
        },
    }


def _rank(rank: float) -> int | float | None:
    if not rank:
        return None
    return int(rank) if float(rank).is_integer() else float(rank)


def _share(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


_FIGURES = ("claimed", "verified", "conservative", "reweighted", "upper")
_FIGURES_OF_DIMENSIONS = _FIGURES[:3]


def _figures(audit: Audit, row: int, responded: bool) -> Record:
    scores = audit.scores
    indices = np.array([getattr(scores, name).index[row] for name in _FIGURES])
    claimed, verified, conservative, reweighted, upper = _printed(audit, indices, responded)
    return {
        "claimed": claimed,
        "verified": verified,
        "verified_exact": _exact(scores.verified.index[row]) if responded else None,
        "conservative": conservative,
        "reweighted": reweighted,
        "upper": upper,
    }


def _exact(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), EXACT)


def _printed(audit: Audit, values: Array, responded: bool) -> list[float | None]:
    """Scores as they are printed; null where there is none."""
    shown = round_scores(values, audit.rubric.scoring.decimals).tolist()
    return [value if responded and not isnan(value) else None for value in shown]


def _dimensions(audit: Audit, row: int, responded: bool) -> Record:
    scores = audit.scores
    columns = [
        _printed(audit, getattr(scores, name).dimensions[row], responded)
        for name in _FIGURES_OF_DIMENSIONS
    ]
    columns.append([_share(one) if responded else None for one in scores.coverage[row]])
    names = (*_FIGURES_OF_DIMENSIONS, "coverage")
    return {
        part.code: dict(zip(names, figures, strict=True))
        for part, figures in zip(audit.rubric.dimensions, zip(*columns, strict=True), strict=True)
    }


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
    survey = audit.survey
    if not (survey.visited if visit else survey.responded)[row]:
        return {}
    given = {name: _answer(audit, row, name, visit) for name in audit.rubric.questions}
    return {name: value for name, value in given.items() if value is not None}


BLANK_NAMES = {
    Blank.UNANSWERED: "unanswered",
    Blank.DONT_KNOW: "dont_know",
    Blank.INVALID: "invalid",
    Blank.NOT_ASKED: "not_asked",
}


class _Seen(NamedTuple):
    """One indicator of one centre, out of the matrices of evidence and scores."""

    has_reported: bool
    has_observed: bool
    applicable: bool
    applies: bool
    used_score: float
    reported_score: float
    observed_score: float
    reported: float
    observed: float
    reported_blank: int
    observed_blank: int
    changed: bool
    points_lost: float


def _items(audit: Audit, row: int) -> Record:
    """Every indicator of one centre, its line cut out of each matrix at once."""
    items, evidence = audit.scores.items, audit.evidence
    # In the order of the fields of `_Seen`.
    matrices = (
        items.has_reported,
        items.has_observed,
        items.applicable,
        evidence.applicable,
        items.used,
        items.reported,
        items.observed,
        evidence.reported,
        evidence.observed,
        evidence.reported_blank,
        evidence.observed_blank,
        evidence.changed,
        audit.scores.points_lost,
    )
    lines = zip(*(matrix[row].tolist() for matrix in matrices), strict=True)
    sources = Sources(audit.survey, audit.rubric, row)
    return {
        code: _item(audit.rubric, item, _Seen._make(line), sources)
        for (code, item), line in zip(audit.rubric.indicators.items(), lines, strict=True)
    }


def _item(rubric: Rubric, item: Indicator, seen: _Seen, sources: Sources) -> Record:
    reported = observed = None
    if seen.has_reported:
        reported = _value(rubric, item, seen.reported, seen.reported_blank)
    if seen.has_observed:
        observed = _value(rubric, item, seen.observed, seen.observed_blank)
    known = seen.has_reported or seen.has_observed
    blank = None if known else _blank(rubric, item, seen)
    return {
        "reported": reported,
        "observed": observed,
        "used": observed if seen.has_observed else reported,
        "score": round(seen.used_score, SNAP) if seen.applicable else None,
        "reported_score": round(seen.reported_score, SNAP) if seen.has_reported else None,
        "observed_score": round(seen.observed_score, SNAP) if seen.has_observed else None,
        "evidence": _evidence(seen, blank),
        "blank": blank,
        "changed": seen.changed and seen.has_reported and seen.has_observed,
        "points_lost": round(seen.points_lost, EXACT),
        "cells": {
            "reported": sources.cells_of(item.names, visit=False),
            "observed": sources.cells_of(item.names, visit=True),
        },
    }


def _evidence(seen: _Seen, blank: str | None) -> str:
    if not (seen.applicable or blank == "not_asked"):
        return "not_applicable"
    if seen.has_observed:
        return "observed"
    return "reported" if seen.has_reported else "none"


def _blank(rubric: Rubric, item: Indicator, seen: _Seen) -> str | None:
    """Why nothing is known; null where the indicator does not apply."""
    if not seen.applies:
        return None
    kind = seen.observed_blank if rubric.visit_only(item) else seen.reported_blank
    return BLANK_NAMES.get(Blank(kind))


def _value(rubric: Rubric, item: Indicator, value: float, blank: int) -> Any:
    """The measured value: a choice's code for points, else a number; the low end where skipped."""
    if item.kind == "points":
        if blank == Blank.LOW:
            return min(item.points, key=lambda code: item.points[code])
        return rubric.questions[item.lead].codes[int(value)]
    return item.low if blank == Blank.LOW else round(value, EXACT)


def finding_record(audit: Audit, row: int) -> Record:
    """One finding with its five elements."""
    findings = audit.findings
    said = five_elements(findings, row, audit.evidence, audit.rubric, audit.roster_differs)
    return {
        "code": findings.codes[findings.code[row]],
        "centre_id": audit.survey.centres[findings.centre[row]].centre_id,
        "kinds": FindingKind(int(findings.kinds[row])).names,
        "severity": Severity(int(findings.severity[row])).word,
        "points_lost": round(float(findings.points_lost[row]), EXACT),
        "priority": round(float(findings.priority[row]), EXACT),
        "years_open": int(findings.years_open[row]),
        "status": str(findings.status[row]) or None,
        "title": said.title,
        "condition": said.condition,
        "criterion": said.criterion,
        "cause": said.cause,
        "effect": said.effect,
        "recommendation": said.recommendation,
        "cells": said.cells,
    }
