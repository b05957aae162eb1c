"""Self-report and field visit, brought together into what may be believed (method, sections 2, 3).

Everything here is a column over the centres, in the order of their codes. The two sources are
never averaged: an indicator is observed when the visit answered its lead question.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.ingest.answers import Array, Blank, Column, Fault
from plut_audit.ingest.matching import Survey
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.evidence.conditions import SourceAnswers, Verdict, decide
from plut_audit.scoring.evidence.contradictions import AnswerFaults, Contradictions
from plut_audit.scoring.evidence.measures import DerivedValues, evaluate
from plut_audit.scoring.evidence.sources import (
    first_answered,
    reported_answers,
    seen_answers,
    used_answers,
    visit_answers,
)
from plut_audit.scoring.evidence.visits import Arrivals, arrivals_of, long_between

__all__ = [
    "AnswerFaults",
    "Arrivals",
    "Evidence",
    "combine",
    "find_answer_faults",
    "seen_answers",
    "used_answers",
]

_SETTLED = (Blank.GIVEN, Blank.LOW)


@dataclass
class Evidence:
    """What each source says of each indicator; matrices of centres by indicators.

    - `reported`, `observed`: the measured value (the position of the choice for points
      indicators); it means something where the blank beside it is `GIVEN` or `LOW`;
    - `applicable`: the indicator applies to the centre;
    - `changed`: survey and visit lie so far apart that neither contradicts the other;
    - `binding`: the criterion bound the centre, so a shortfall is a finding, not a suggestion;
    - `no_evidence`: the visit saw it, but what it saw shows nothing;
    - `low_by_rule`: observed at the low end, for the visit found the gate shut;
    - `evaluator`: the evaluator's own value where `judged`, in place of both sources; `excluded`
      where the evaluator decided that the indicator does not apply.

    `arrivals` holds the facts of each visit; `faults` the answers that a form would have skipped
    and those that cannot all be true.
    """

    survey: Survey
    arrivals: Arrivals
    reported: Array
    reported_blank: Array
    observed: Array
    observed_blank: Array
    applicable: Array
    changed: Array
    binding: Array
    no_evidence: Array
    low_by_rule: Array
    evaluator: Array
    judged: Array
    excluded: Array
    faults: AnswerFaults

    # Cached: they are asked for finding by finding, and are as large as the survey.
    @cached_property
    def has_reported(self) -> Array:
        """Where the questionnaire settles the indicator."""
        return np.isin(self.reported_blank, _SETTLED)

    @cached_property
    def has_observed(self) -> Array:
        """Where the visit settles it."""
        return np.isin(self.observed_blank, _SETTLED)


@dataclass
class _Sources:
    """The answers of either source, and of the visit first and the questionnaire else."""

    rubric: Rubric
    reported: SourceAnswers
    seen: SourceAnswers
    mixed: SourceAnswers
    derived: DerivedValues
    arrivals: Arrivals
    contradictions: Contradictions

    def decide(self, text: str) -> Array:
        return decide(text, self.mixed, self.rubric, self.arrivals.within)


def combine(survey: Survey, rubric: Rubric) -> Evidence:
    """Bring the two sources together, indicator by indicator."""
    reported, skipped = reported_answers(survey, rubric)
    seen = visit_answers(survey, rubric)
    contradictions = Contradictions(survey, rubric, reported, seen)
    mixed = {**reported, **{name: first_answered(seen[name], reported.get(name)) for name in seen}}
    derived = DerivedValues(rubric, survey, reported)
    arrivals = arrivals_of(survey, rubric)
    size = (len(survey.centres), len(rubric.indicators))
    evidence = Evidence(
        survey=survey,
        arrivals=arrivals,
        reported=np.zeros(size),
        reported_blank=np.zeros(size, np.uint8),
        observed=np.zeros(size),
        observed_blank=np.full(size, Blank.NOT_ASKED, np.uint8),
        applicable=np.ones(size, bool),
        changed=np.zeros(size, bool),
        binding=np.zeros(size, bool),
        no_evidence=np.zeros(size, bool),
        low_by_rule=np.zeros(size, bool),
        evaluator=np.zeros(size),
        judged=np.zeros(size, bool),
        excluded=np.zeros(size, bool),
        faults=_with_skipped(contradictions.faults(), skipped),
    )
    sources = _Sources(rubric, reported, seen, mixed, derived, arrivals, contradictions)
    for number, indicator in enumerate(rubric.indicators.values()):
        _take_reported(evidence, number, indicator, sources)
        _take_observed(evidence, number, indicator, sources)
        _apply_rules(evidence, number, indicator, sources)
    return evidence


def find_answer_faults(survey: Survey, rubric: Rubric) -> AnswerFaults:
    """The answers that a form would have skipped and those that cannot all be true."""
    reported, skipped = reported_answers(survey, rubric)
    found = Contradictions(survey, rubric, reported, visit_answers(survey, rubric))
    return _with_skipped(found.faults(), skipped)


def _with_skipped(faults: AnswerFaults, skipped: list[Fault]) -> AnswerFaults:
    return AnswerFaults([*skipped, *faults.questionnaire], faults.visits)


def _take_reported(
    evidence: Evidence, number: int, indicator: Indicator, sources: _Sources
) -> None:
    if sources.rubric.visit_only(indicator):
        evidence.reported_blank[:, number] = Blank.NOT_ASKED
        evidence.applicable[:, number] = sources.arrivals.visited
        return
    value = evaluate(indicator.expression, sources.reported, sources.derived)
    evidence.reported[:, number] = value.values
    evidence.reported_blank[:, number] = _without_contradictions(
        value.blank, sources.contradictions.of(indicator, observed=False)
    )


def _take_observed(
    evidence: Evidence, number: int, indicator: Indicator, sources: _Sources
) -> None:
    """Observed where the visit settled the lead question; the others from where they stand."""
    if indicator.lead not in sources.seen:
        return
    side = sources.seen if indicator.same_source else sources.mixed
    value: Column = evaluate(indicator.expression, side, sources.derived)
    lead = sources.seen[indicator.lead].blank
    blank = _without_contradictions(
        value.blank, sources.contradictions.of(indicator, observed=True)
    )
    evidence.observed[:, number] = value.values
    evidence.observed_blank[:, number] = np.where(np.isin(lead, _SETTLED), blank, lead)
    survey = evidence.survey
    evidence.changed[:, number] = long_between(survey, survey.visit[indicator.lead], sources.rubric)


def _without_contradictions(blank: Array, contradict: Array) -> Array:
    """Invalid where the answers cannot all be true."""
    return np.where(contradict & (blank == Blank.GIVEN), Blank.INVALID, blank)


def _apply_rules(evidence: Evidence, number: int, indicator: Indicator, sources: _Sources) -> None:
    observed, applicable = evidence.observed_blank[:, number], evidence.applicable[:, number]
    if indicator.applies_if:
        _apply_condition(evidence, number, sources.decide(indicator.applies_if))
    if indicator.low_if:
        holds = sources.decide(indicator.low_if) == Verdict.TRUE
        low = holds & ~np.isin(observed, _SETTLED)
        evidence.low_by_rule[:, number] = low
        observed[low] = Blank.LOW
    if indicator.no_evidence_if:
        nothing = sources.decide(indicator.no_evidence_if) == Verdict.TRUE
        nothing &= applicable & np.isin(observed, _SETTLED)
        evidence.no_evidence[:, number] = nothing
        observed[nothing] = Blank.NOT_ASKED
        if sources.rubric.visit_only(indicator):
            applicable[nothing] = False
    binding = indicator.basis_kind == "binding"
    evidence.binding[:, number] = binding
    if indicator.binding_if and not binding:
        evidence.binding[:, number] = sources.decide(indicator.binding_if) == Verdict.TRUE


def _apply_condition(evidence: Evidence, number: int, verdict: Array) -> None:
    """Whether the indicator applies; where that is not known it counts as unanswered."""
    evidence.applicable[:, number] &= verdict != Verdict.FALSE
    for state, blank in (
        (Verdict.UNKNOWN, Blank.UNANSWERED),
        (Verdict.NOT_ASKED, Blank.NOT_ASKED),
    ):
        evidence.reported_blank[verdict == state, number] = blank
        evidence.observed_blank[verdict == state, number] = blank
