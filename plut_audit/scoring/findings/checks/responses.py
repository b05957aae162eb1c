"""Centres that did not answer the questionnaire."""

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.scoring.findings import FindingKind, Severity
from plut_audit.scoring.findings.checks._check import Check, Context


def _silent(context: Context) -> Array:
    """Without a registry, nobody is known to be silent."""
    return np.asarray(~context.survey.responded & context.registry_known)


def _only_visited(context: Context) -> Array:
    return np.asarray(context.survey.visited & ~context.survey.responded)


CHECKS = (
    Check(
        "RSP-01",
        (),
        N_("The centre did not answer"),
        N_("Every centre of the registry answers the questionnaire."),
        N_("The centre cannot be assessed, and its clients' complaints are not seen."),
        N_("Head of the dinas: have the questionnaire answered; auditor: visit the centre."),
        _silent,
        severity=Severity.HIGH,
        kind=FindingKind.NO_RESPONSE,
        seen_in_silence=True,
    ),
    Check(
        "RSP-02",
        (),
        N_("Visited, but no questionnaire"),
        N_("A visited centre has answered the questionnaire, so that both can be compared."),
        N_("What the centre says of itself cannot be held against what was seen."),
        N_("Auditor: ask the centre for the questionnaire of this year."),
        _only_visited,
        severity=Severity.LOW,
        kind=FindingKind.NO_QUESTIONNAIRE,
    ),
)
