"""The consistency findings: answers that cannot all be true (method, section 5).

A check is one function that says where it holds, over all centres at once; `CHECKS` is their
register. Checks whose questions the rubric does not ask are passed over.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array, Blank, Column
from plut_audit.rubric import Rubric
from plut_audit.scoring.evidence import Evidence, used_answers
from plut_audit.scoring.findings import FindingKind, Findings, Severity
from plut_audit.scoring.scores import SNAP, Scores

Answered = dict[str, Column]


@dataclass(frozen=True)
class Check:
    """A consistency finding: where it holds and what is said of it, in catalogue keys."""

    code: str
    questions: tuple[str, ...]
    title: str
    criterion: str
    effect: str
    recommendation: str
    holds: Callable[[Answered, Rubric], Array] | None = None
    questionnaire_only: bool = False
    severity: Severity = Severity.MEDIUM
    kind: FindingKind = FindingKind.CONSISTENCY


def _both(answers: Answered, left: str, right: str) -> Array:
    given = answers[left].blank == Blank.GIVEN
    return np.asarray(given & (answers[right].blank == Blank.GIVEN))


def _more(left: str, right: str) -> Callable[[Answered, Rubric], Array]:
    """Where one answer is greater than another, both given."""

    def holds(answers: Answered, _: Rubric) -> Array:
        greater = answers[left].values > answers[right].values
        return np.asarray(_both(answers, left, right) & greater)

    return holds


def _fees_without_right(answers: Answered, rubric: Rubric) -> Array:
    order = list(rubric.questions["institutional_form"].choices)
    entitled = [order.index(code) for code in ("uptd", "blud")]
    taken = answers["service_fee_revenue"].values > 0
    outside = ~np.isin(answers["institutional_form"].values, entitled)
    return np.asarray(_both(answers, "service_fee_revenue", "institutional_form") & taken & outside)


CHECKS = (
    Check(
        "CHK-01",
        ("service_fee_revenue", "institutional_form"),
        N_("Service fees are taken without the right to them"),
        N_("Only a centre that is UPTD or BLUD may charge fees for its services."),
        N_("Revenue without a legal basis has to be paid back and can become an audit case."),
        N_("Head of the dinas: stop the fees, or have the centre made UPTD or BLUD first."),
        _fees_without_right,
    ),
    Check(
        "CHK-02",
        ("consultants_certified", "consultants_active"),
        N_("More certified than active consultants"),
        N_("Certified consultants are counted among the active ones."),
        N_("The competence of the consultants cannot be judged from these figures."),
        N_("Manager of the centre: correct the two numbers from the list of consultants."),
        _more("consultants_certified", "consultants_active"),
    ),
    Check(
        "CHK-03",
        ("equipment_working", "equipment_total"),
        N_("More working equipment than equipment"),
        N_("Working units are counted among all units."),
        N_("The state of the equipment cannot be judged from these figures."),
        N_("Manager of the centre: correct the two numbers from the inventory."),
        _more("equipment_working", "equipment_total"),
    ),
    Check(
        "CHK-04",
        ("days_open_last_month", "working_days_last_month"),
        N_("More days open than scheduled"),
        N_("Days open are counted among the days of the centre's own schedule."),
        N_("It cannot be judged whether the centre keeps its hours."),
        N_("Manager of the centre: correct the two numbers from the visitors' book."),
        _more("days_open_last_month", "working_days_last_month"),
        questionnaire_only=True,
    ),
    Check(
        "CHK-05",
        ("apbd_realised", "apbd_last_year"),
        N_("More spent than budgeted last year"),
        N_("Spending stays within the budget of the year."),
        N_("The figures on local support cannot be relied on."),
        N_("Head of the dinas: correct both figures from the budget realisation report (LRA)."),
        _more("apbd_realised", "apbd_last_year"),
    ),
    Check(
        "CHK-06",
        ("consultants_active",),
        N_("Roster and summary of consultants disagree"),
        N_("The summary follows from the list of consultants; the list was used."),
        N_("It is not certain how many consultants of which competence there are."),
        N_("Manager of the centre: correct the summary or the list of consultants."),
    ),
    Check(
        "CHK-07",
        (),
        N_("All answers equal last year's"),
        N_("Each year is answered anew."),
        N_("Nothing is known of what changed since; last year's figures are judged twice."),
        N_("Auditor: ask the centre to answer again, or visit it."),
    ),
    Check(
        "CHK-08",
        (),
        N_("A score sits where no answer can put it"),
        N_("An imported score is a whole number of its instrument's points."),
        N_("The score was altered or mistyped after it was counted."),
        N_("Auditor: compare the score with the filled-in instrument."),
    ),
    Check(
        "RSP-01",
        (),
        N_("The centre did not answer"),
        N_("Every centre of the registry answers the questionnaire."),
        N_("The centre cannot be assessed, and its clients' complaints are not seen."),
        N_("Head of the dinas: have the questionnaire answered; auditor: visit the centre."),
        severity=Severity.HIGH,
        kind=FindingKind.NO_RESPONSE,
    ),
    Check(
        "RSP-02",
        (),
        N_("Visited, but no questionnaire"),
        N_("A visited centre has answered the questionnaire, so that both can be compared."),
        N_("What the centre says of itself cannot be held against what was seen."),
        N_("Auditor: ask the centre for the questionnaire of this year."),
        severity=Severity.LOW,
        kind=FindingKind.NO_QUESTIONNAIRE,
    ),
)

BY_CODE = {check.code: check for check in CHECKS}


def consistency_findings(
    evidence: Evidence, scores: Scores, rubric: Rubric, roster_differs: Array, silent: Array
) -> Findings:
    """The findings of all checks; `silent` marks centres of the registry without an answer."""
    survey = evidence.survey
    found: dict[str, Array] = {
        "CHK-06": roster_differs,
        "CHK-08": np.asarray(_off_the_grid(evidence, rubric).any(axis=1)),
        "RSP-01": silent,
        "RSP-02": survey.visited & ~survey.responded,
    }
    used = used_answers(survey, rubric, {"visit": True})
    written = used_answers(survey, rubric, {"visit": False})
    for check in CHECKS:
        answers = written if check.questionnaire_only else used
        if check.holds and all(name in answers for name in check.questions):
            found[check.code] = check.holds(answers, rubric)
    return _as_findings(found)


def _off_the_grid(evidence: Evidence, rubric: Rubric) -> Array:
    """Where an imported score is no whole number of points; printed with 4 decimals or more."""
    off = np.zeros(evidence.reported.shape, bool)
    for number, item in enumerate(rubric.indicators.values()):
        if item.steps:
            points = evidence.reported[:, number] * item.steps
            nearest = np.round(points) / item.steps
            given = evidence.reported_blank[:, number] == Blank.GIVEN
            distance = np.abs(evidence.reported[:, number] - nearest)
            off[:, number] = given & (np.round(distance, SNAP) > 0.5e-4 + 1e-9)
    return off


def _as_findings(found: dict[str, Array]) -> Findings:
    codes = sorted(found)
    code, centre = np.nonzero(np.stack([found[name] for name in codes]))
    size, checks = len(code), [BY_CODE[name] for name in codes]
    return Findings(
        codes,
        code,
        centre,
        np.array([check.kind.value for check in checks], int)[code],
        np.array([check.severity.value for check in checks], int)[code],
        np.zeros(size),
        np.zeros(size),
        np.ones(size, int),
        np.full(size, "", object),
    )
