"""Scores that were counted elsewhere and imported."""

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array, Blank
from plut_audit.scoring.findings.checks._check import Check, Context
from plut_audit.scoring.scores import SNAP


def _off_the_grid(context: Context) -> Array:
    """Where an imported score is no whole number of points; printed with 4 decimals or more."""
    evidence = context.evidence
    off = np.zeros(len(evidence.reported), bool)
    for number, item in enumerate(context.rubric.indicators.values()):
        if item.steps:
            points = evidence.reported[:, number] * item.steps
            nearest = np.round(points) / item.steps
            given = evidence.reported_blank[:, number] == Blank.GIVEN
            distance = np.abs(evidence.reported[:, number] - nearest)
            off |= given & (np.round(distance, SNAP) > 0.5e-4 + 1e-9)
    return off


def _imported(context: Context, _centre: int) -> tuple[str, ...]:
    stepped = (item for item in context.rubric.indicators.values() if item.steps)
    return tuple(name for indicator in stepped for name in indicator.names)


CHECKS = (
    Check(
        "CHK-08",
        (),
        N_("The score cannot result from any answer"),
        N_("An imported score is a whole number of its instrument's points."),
        N_("The score may have been altered or mistyped after it was counted."),
        N_("Auditor: compare the score with the filled-in instrument."),
        _off_the_grid,
        questions_of=_imported,
    ),
)
