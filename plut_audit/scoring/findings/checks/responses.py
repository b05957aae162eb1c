"""Centres that did not answer the questionnaire, or too little of it."""

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.scoring.findings import FindingKind, Severity
from plut_audit.scoring.findings.checks._check import Check, Context


def _silent(context: Context) -> Array:
    return np.asarray(~context.survey.responded)


def _only_visited(context: Context) -> Array:
    return np.asarray(context.survey.visited & ~context.survey.responded)


def _too_little(context: Context) -> Array:
    return np.asarray(context.survey.responded & ~context.scores.enough)


CHECKS = (
    Check(
        "RSP-01",
        (),
        N_("The questionnaire has not been received"),
        N_("Every centre answers the questionnaire."),
        N_("The centre cannot be assessed, and the state of its services is not known."),
        N_(
            "Head of the dinas: have the questionnaire answered within 14 days; the day on which it "
            "is received is the measure."
        ),
        _silent,
        severity=Severity.CRITICAL,
        kind=FindingKind.NO_RESPONSE,
        seen_in_silence=True,
    ),
    Check(
        "RSP-02",
        (),
        N_("Visited, but no questionnaire"),
        N_("A visited centre has answered the questionnaire, so that both can be compared."),
        N_("Self-report and observation cannot be compared."),
        N_("Auditor: ask the centre for the questionnaire of this year."),
        _only_visited,
        severity=Severity.LOW,
        kind=FindingKind.NO_QUESTIONNAIRE,
    ),
    Check(
        "RSP-03",
        (),
        N_("Too little of the questionnaire was answered"),
        N_("Enough of every dimension is answered to rank the centre."),
        N_("The centre cannot be ranked; its score lies anywhere in a wide interval."),
        N_("Head of the dinas: have the missing answers given within 14 days."),
        _too_little,
        severity=Severity.CRITICAL,
        kind=FindingKind.TOO_LITTLE,
    ),
)
