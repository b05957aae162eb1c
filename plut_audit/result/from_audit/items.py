"""Centres by indicators, from an audit."""

import numpy as np

from plut_audit.audit import Audit
from plut_audit.ingest.answers import Array, Blank
from plut_audit.result.columns import BLANKS, Evidence, ItemMatrices
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.scores import Items

_BLANK_POSITIONS = {
    Blank.UNANSWERED: BLANKS.index("unanswered"),
    Blank.DONT_KNOW: BLANKS.index("dont_know"),
    Blank.INVALID: BLANKS.index("invalid"),
    Blank.NOT_ASKED: BLANKS.index("not_asked"),
}


def item_matrices(audit: Audit) -> ItemMatrices:
    """Values, scores and evidence of each indicator."""
    items, evidence = audit.scores.items, audit.evidence
    estimates = audit.scores.estimates
    known = items.has_reported | items.has_observed | items.judged
    blank = _blank(audit, known)
    counted = items.applicable
    return ItemMatrices(
        reported=_measured(evidence.reported, evidence.reported_blank, items.has_reported, audit),
        observed=_measured(evidence.observed, evidence.observed_blank, items.has_observed, audit),
        score=np.where(counted, items.used, np.nan),
        reported_score=np.where(items.has_reported, items.reported, np.nan),
        observed_score=np.where(items.has_observed, items.observed, np.nan),
        estimated_score=np.where(estimates.counts, estimates.points, np.nan),
        evidence=_evidence(items, blank),
        blank=blank,
        asked=items.has_reported | (evidence.reported_blank != Blank.NOT_ASKED),
        changed=evidence.changed,
        binding=evidence.binding,
        low_by_rule=evidence.low_by_rule,
        no_evidence=evidence.no_evidence,
        evaluator=np.where(evidence.judged, evidence.evaluator, np.nan),
        excluded=evidence.excluded,
        points_lost=audit.scores.points_lost,
    )


def _measured(values: Array, blank: Array, given: Array, audit: Audit) -> Array:
    """Measured values; where skip logic decided, the value at the low end."""
    low = np.array([_low_end(item, audit.rubric) for item in audit.rubric.indicators.values()])
    measured = np.where(blank == Blank.LOW, low, values)
    return np.where(given, measured, np.nan)


def _low_end(indicator: Indicator, rubric: Rubric) -> float:
    if indicator.kind == "points":
        lowest = min(indicator.points, key=lambda code: indicator.points[code])
        return float(rubric.questions[indicator.lead].codes.index(lowest))
    return float(indicator.low or 0)


def _blank(audit: Audit, known: Array) -> Array:
    """Why nothing is known, as positions in `BLANKS`; 0 where something is or does not apply."""
    evidence, rubric = audit.evidence, audit.rubric
    visit_only = np.array([rubric.visit_only(item) for item in rubric.indicators.values()], bool)
    kind = np.where(visit_only, evidence.observed_blank, evidence.reported_blank)
    position = np.zeros(kind.shape, np.uint8)
    for blank, number in _BLANK_POSITIONS.items():
        position[kind == blank] = number
    return np.where(known | ~evidence.applicable, 0, position).astype(np.uint8)


def _evidence(items: Items, blank: Array) -> Array:
    counts = items.applicable | (blank == BLANKS.index("not_asked"))
    source = np.select(
        [items.judged, items.has_observed, items.has_reported],
        [Evidence.EVALUATOR, Evidence.OBSERVED, Evidence.REPORTED],
        Evidence.NONE,
    )
    return np.where(counts, source, Evidence.NOT_APPLICABLE).astype(np.uint8)
