"""The rules of the checks: functions that say where one holds, over all centres at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import EXCLUSIVE, Array, Blank, Column
from plut_audit.rubric import Rubric
from plut_audit.scoring.evidence import Evidence, seen_answers, used_answers
from plut_audit.scoring.scores import SNAP, Scores

Answered = dict[str, Column]


@dataclass(frozen=True)
class CheckInput:
    """What a check looks at.

    - `used`: each answer from the visit where it answered, else from the questionnaire;
      `reported`, `seen`: each source alone, as written;
    - `roster_differs`: the summary questions that disagree with the roster, by response;
    - `unchanged` bool a centre: all answers equal last year's.
    """

    evidence: Evidence
    scores: Scores
    rubric: Rubric
    used: Answered
    reported: Answered
    seen: Answered
    roster_differs: dict[int, list[str]]
    unchanged: Array

    @classmethod
    def of(
        cls,
        evidence: Evidence,
        scores: Scores,
        rubric: Rubric,
        roster_differs: dict[int, list[str]],
        unchanged: Array | None = None,
    ) -> "CheckInput":
        """The input of an audit."""
        survey = evidence.survey
        return cls(
            evidence=evidence,
            scores=scores,
            rubric=rubric,
            used=used_answers(survey, rubric, {"visit": True}),
            reported=used_answers(survey, rubric, {"visit": False}),
            seen=seen_answers(survey),
            roster_differs=roster_differs,
            unchanged=np.zeros(len(survey.centres), bool) if unchanged is None else unchanged,
        )

    @property
    def roster_disagrees(self) -> Array:
        """Where the summary of consultants was answered otherwise than the roster says."""
        rows = self.evidence.survey.response
        return np.array([int(row) in self.roster_differs for row in rows], bool)


Rule = Callable[[CheckInput], Array]


def _given(answers: Answered, *names: str) -> Array | None:
    """Where all the questions were answered; None where one was not asked of anybody."""
    if any(name not in answers for name in names):
        return None
    return np.asarray(np.all([answers[name].blank == Blank.GIVEN for name in names], axis=0))


def more(left: str, right: str, same_source: bool = False) -> Rule:
    """Where one answer is greater than another, both given."""

    def holds(context: CheckInput) -> Array:
        if not same_source:
            return _greater(context, context.used, left, right)
        reported = _greater(context, context.reported, left, right)
        given = _given(context.seen, left, right)
        if given is None:
            return reported
        return np.where(given, _greater(context, context.seen, left, right), reported)

    return holds


def _greater(context: CheckInput, answers: Answered, left: str, right: str) -> Array:
    given = _given(answers, left, right)
    if given is None:
        return np.zeros(len(context.unchanged), bool)
    return np.asarray(given & (answers[left].values > answers[right].values))


def fees_without_basis(context: CheckInput) -> Array:
    """Where fees are reported and their legal basis is none or left blank."""
    taken = _given(context.used, "service_fee_revenue")
    basis = context.used.get("fee_legal_basis")
    if taken is None or basis is None:
        return np.zeros(len(context.unchanged), bool)
    taken = taken & (context.used["service_fee_revenue"].values > 0)
    none = list(context.rubric.questions["fee_legal_basis"].choices).index(EXCLUSIVE)
    given = basis.blank == Blank.GIVEN
    missing = ~given & (basis.blank != Blank.NOT_ASKED)
    return np.asarray(taken & (missing | (given & (basis.values == none))))


def differing_summary(context: CheckInput, centre: int) -> tuple[str, ...]:
    """The summary questions that disagree with the roster."""
    row = int(context.evidence.survey.response[centre])
    return tuple(context.roster_differs.get(row, ()))


def off_the_grid(context: CheckInput) -> Array:
    """Where an imported score is no whole number of points; printed with 4 decimals or more."""
    evidence = context.evidence
    off = np.zeros(evidence.reported.shape, bool)
    for number, indicator in enumerate(context.rubric.indicators.values()):
        if indicator.steps:
            values = evidence.reported[:, number]
            nearest = np.round(values * indicator.steps) / indicator.steps
            given = evidence.reported_blank[:, number] == Blank.GIVEN
            distance = np.round(np.abs(values - nearest), SNAP)
            off[:, number] = given & (distance > 0.5e-4 + 1e-9)
    return np.asarray(off.any(axis=1))


def stepped_questions(context: CheckInput, _: int) -> tuple[str, ...]:
    """The questions of the indicators that are whole numbers of points."""
    indicators = context.rubric.indicators.values()
    return tuple(name for item in indicators if item.steps for name in item.names)
