"""Answers handed in a second time."""

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.scoring.findings.checks._check import Check
from plut_audit.scoring.findings.checks._two_years import TwoYears

FEWEST = 10
"""Answers that must be there to compare; a handful can be the same by honest chance."""


def _all_equal(years: TwoYears) -> Array:
    share, compared = years.equal_answers
    return np.asarray((compared >= FEWEST) & (share == 1))


DUPLICATE_ANSWERS = Check(
    "CHK-07",
    (),
    N_("All answers equal last year's"),
    N_("The questionnaire is completed afresh each year."),
    N_("Changes since last year are unknown; last year's figures are assessed twice."),
    N_("Auditor: ask the centre to confirm its answers, or visit it."),
    condition=N_("All {count} answers equal those of the year before."),
    holds_after=_all_equal,
)
CHECKS = (DUPLICATE_ANSWERS,)
