"""The consistency findings: answers that cannot all be true (method, section 5).

A check is one object with its words and its rule; `CHECKS` is their register, and nothing about
a check is written anywhere else. A check asks: it says what does not fit and what would clear it
up, and asserts no cause. Checks whose questions the rubric does not ask are passed over.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.scoring.findings import FindingKind, Findings, Severity
from plut_audit.scoring.findings.check_rules import (
    CheckInput,
    differing_summary,
    fees_without_basis,
    more,
    off_the_grid,
    stepped_questions,
)


def _no_questions(_: CheckInput, __: int) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Check:
    """A finding that is not an indicator's: where it holds, and its words in catalogue keys.

    `holds` gives a bool a centre; `quoted` the further questions that are quoted for a centre,
    after `questions`. `same_source`: its answers are all taken from one source, the visit where
    it answered them all.
    """

    code: str
    title: str
    criterion: str
    effect: str
    recommendation: str
    holds: Callable[[CheckInput], Array]
    questions: tuple[str, ...] = ()
    quoted: Callable[[CheckInput, int], tuple[str, ...]] = _no_questions
    same_source: bool = False
    severity: Severity = Severity.MEDIUM
    kind: FindingKind = FindingKind.CONSISTENCY

    def asked(self, context: CheckInput, centre: int) -> tuple[str, ...]:
        """The questions whose answers are quoted with the finding."""
        return self.questions + self.quoted(context, centre)


CHECKS = (
    Check(
        "CHK-01",
        N_("Service fees are reported without a legal basis"),
        N_(
            "Service fees rest on the regional levy regulation (Perda) or, for a BLUD, on the tariff "
            "set by the regional head."
        ),
        N_(
            "Revenue that neither the levy regulation nor a BLUD tariff covers may become an audit "
            "finding."
        ),
        N_(
            "Head of the dinas: name the rule that covers the fees within 14 days, and suspend them "
            "if there is none."
        ),
        fees_without_basis,
        ("service_fee_revenue", "fee_legal_basis"),
    ),
    Check(
        "CHK-02",
        N_("More certified than active consultants"),
        N_("Certified consultants are counted among the active ones."),
        N_("The competence of the consultants cannot be judged from these figures."),
        N_("Manager of the centre: confirm the two numbers from the list of consultants."),
        more("consultants_certified", "consultants_active"),
        ("consultants_certified", "consultants_active"),
    ),
    Check(
        "CHK-03",
        N_("More working equipment than equipment"),
        N_("Working units are counted among all units."),
        N_("The state of the equipment cannot be judged from these figures."),
        N_("Manager of the centre: confirm the two numbers from the inventory."),
        more("equipment_working", "equipment_total"),
        ("equipment_working", "equipment_total"),
    ),
    Check(
        "CHK-04",
        N_("More days open than scheduled"),
        N_("Days open are counted among the days of the centre's own schedule."),
        N_("It cannot be judged whether the centre keeps its hours."),
        N_("Manager of the centre: confirm the two numbers from the visitors' book."),
        more("days_open_last_month", "working_days_last_month", same_source=True),
        ("days_open_last_month", "working_days_last_month"),
        same_source=True,
    ),
    Check(
        "CHK-05",
        N_("More spent than budgeted last year"),
        N_("Spending stays within the budget of the year."),
        N_("The figures on local support cannot be relied on."),
        N_("Head of the dinas: confirm both figures from the budget realisation report (LRA)."),
        more("apbd_realised", "apbd_last_year"),
        ("apbd_realised", "apbd_last_year"),
    ),
    Check(
        "CHK-06",
        N_("Roster and summary of consultants disagree"),
        N_("The summary follows from the list of consultants; the list was used."),
        N_("It is not certain how many consultants of which competence there are."),
        N_("Manager of the centre: confirm the summary or the list of consultants."),
        lambda context: context.roster_disagrees,
        quoted=differing_summary,
    ),
    Check(
        "CHK-07",
        N_("All answers equal last year's"),
        N_("The questionnaire is completed afresh each year."),
        N_("Changes since last year are unknown; last year's figures are assessed twice."),
        N_("Auditor: ask the centre to confirm its answers, or visit it."),
        lambda context: context.unchanged,
    ),
    Check(
        "CHK-08",
        N_("The score cannot result from any answer"),
        N_("An imported score is a whole number of its instrument's points."),
        N_("The score may have been altered or mistyped after it was counted."),
        N_("Auditor: compare the score with the filled-in instrument."),
        off_the_grid,
        quoted=stepped_questions,
    ),
    Check(
        "RSP-01",
        N_("The centre did not answer"),
        N_("Every centre answers the questionnaire."),
        N_("The centre cannot be assessed, and the state of its services is not known."),
        N_(
            "Head of the dinas: have the questionnaire answered within 14 days. Auditor: visit the "
            "centre."
        ),
        lambda context: ~context.evidence.survey.responded,
        severity=Severity.CRITICAL,
        kind=FindingKind.NO_RESPONSE,
    ),
    Check(
        "RSP-02",
        N_("Visited, but no questionnaire"),
        N_("A visited centre has answered the questionnaire, so that both can be compared."),
        N_("Self-report and observation cannot be compared."),
        N_("Auditor: ask the centre for the questionnaire of this year."),
        lambda context: context.evidence.survey.visited & ~context.evidence.survey.responded,
        severity=Severity.LOW,
        kind=FindingKind.NO_QUESTIONNAIRE,
    ),
    Check(
        "RSP-03",
        N_("Too little of the questionnaire was answered"),
        N_("Enough of every dimension is answered to rank the centre."),
        N_("The centre cannot be ranked; its score lies anywhere in a wide interval."),
        N_("Head of the dinas: have the missing answers given within 14 days."),
        lambda context: context.evidence.survey.responded & ~context.scores.enough,
        severity=Severity.CRITICAL,
        kind=FindingKind.TOO_LITTLE,
    ),
)

BY_CODE = {check.code: check for check in CHECKS}


def consistency_findings(context: CheckInput) -> Findings:
    """The findings of all checks, in no order yet."""
    known = context.rubric.questions
    checks = [check for check in CHECKS if all(name in known for name in check.questions)]
    if context.rubric.without_form:
        checks = [check for check in checks if check.kind == FindingKind.CONSISTENCY]
    code, centre = np.nonzero(np.stack([check.holds(context) for check in checks]))
    size = len(code)
    return Findings(
        codes=[check.code for check in checks],
        code=code,
        centre=centre,
        kinds=np.array([check.kind.value for check in checks], int)[code],
        severity=np.array([check.severity.value for check in checks], int)[code],
        points_lost=np.zeros(size),
        priority=np.zeros(size),
        binding=np.zeros(size, bool),
        years_open=np.ones(size, int),
        status=np.full(size, "", object),
    )
