"""A list of consultants beside its summary."""

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.scoring.findings.checks._check import Check, Context


def _differs(context: Context) -> Array:
    rows = context.survey.response
    return np.array([int(row) in context.roster_differs for row in rows], bool)


def _differing(context: Context, centre: int) -> tuple[str, ...]:
    return tuple(context.roster_differs.get(int(context.survey.response[centre]), ()))


CHECKS = (
    Check(
        "CHK-06",
        ("consultants_active",),
        N_("Roster and summary of consultants disagree"),
        N_("The summary follows from the list of consultants; the list was used."),
        N_("It is not certain how many consultants of which competence there are."),
        N_("Manager of the centre: confirm the summary or the list of consultants."),
        _differs,
        questions_of=_differing,
    ),
)
