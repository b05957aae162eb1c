"""Self-report and field visit, brought together into what may be believed (method, sections 2, 3).

Everything here is a column over the centres, in the order of their codes. The two sources are
never averaged: an indicator is observed when the visit answered its lead question.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.ingest.answers import Array, Blank, Fault
from plut_audit.ingest.matching import Survey
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.evidence.measures import DerivedValues, evaluate
from plut_audit.scoring.evidence.sources import (
    SourceAnswers,
    first_answered,
    reported_answers,
    used_answers,
    visit_answers,
)
from plut_audit.scoring.evidence.visits import long_between, visit_applies

__all__ = ["Evidence", "combine", "used_answers"]


@dataclass
class Evidence:
    """What each source says of each indicator; matrices of centres by indicators.

    `reported` and `observed` hold the measured value (the position of the choice for points
    indicators); they mean something where the blank beside them is `GIVEN` or `LOW`.
    """

    survey: Survey
    reported: Array
    reported_blank: Array
    observed: Array
    observed_blank: Array
    applicable: Array
    changed: Array
    faults: list[Fault]

    # Cached: they are asked for finding by finding, and are as large as the survey.
    @cached_property
    def has_reported(self) -> Array:
        """Where the questionnaire settles the indicator."""
        return np.isin(self.reported_blank, (Blank.GIVEN, Blank.LOW))

    @cached_property
    def has_observed(self) -> Array:
        """Where the visit settles it."""
        return np.isin(self.observed_blank, (Blank.GIVEN, Blank.LOW))


def combine(survey: Survey, rubric: Rubric) -> Evidence:
    """Bring the two sources together, indicator by indicator."""
    reported, faults = reported_answers(survey, rubric)
    seen = visit_answers(survey, rubric)
    mixed = {**reported, **{name: first_answered(seen[name], reported.get(name)) for name in seen}}
    derived = DerivedValues(rubric, survey, reported)
    size = (len(survey.centres), len(rubric.indicators))
    evidence = Evidence(
        survey,
        np.zeros(size),
        np.zeros(size, np.uint8),
        np.zeros(size),
        np.full(size, Blank.NOT_ASKED, np.uint8),
        np.ones(size, bool),
        np.zeros(size, bool),
        faults,
    )
    for number, item in enumerate(rubric.indicators.values()):
        _weigh_indicator(evidence, number, item, rubric, (reported, seen, mixed), derived)
    return evidence


def _weigh_indicator(
    evidence: Evidence,
    number: int,
    item: Indicator,
    rubric: Rubric,
    sides: tuple[SourceAnswers, SourceAnswers, SourceAnswers],
    derived: DerivedValues,
) -> None:
    reported, seen, mixed = sides
    survey = evidence.survey
    value = evaluate(item.expression, reported, derived)
    evidence.reported[:, number] = value.values
    evidence.reported_blank[:, number] = value.blank
    if item.lead in seen:
        both = evaluate(item.expression, mixed, derived)
        lead = seen[item.lead].blank
        led = np.isin(lead, (Blank.GIVEN, Blank.LOW))
        evidence.observed[:, number] = both.values
        evidence.observed_blank[:, number] = np.where(led, both.blank, lead)
        evidence.changed[:, number] = long_between(survey, survey.visit[item.lead], rubric)
    if rubric.visit_only(item):
        evidence.reported_blank[:, number] = Blank.NOT_ASKED
        evidence.applicable[:, number] = visit_applies(survey, item, rubric)
