"""The consistency findings: answers that cannot all be true (method, section 5).

Each module of this folder without an underscore before its name declares checks in `CHECKS`;
the file is their registration. A check is one object: its words, and the rule that says where
it holds, over all centres at once.
"""

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.scoring.findings import FindingKind, Findings
from plut_audit.scoring.findings.checks._check import Check, Context, Words, worded
from plut_audit.scoring.findings.checks._registry import all_checks
from plut_audit.scoring.findings.checks._two_years import TwoYears

__all__ = [
    "Check",
    "Context",
    "TwoYears",
    "Words",
    "all_checks",
    "consistency_findings",
    "worded",
]


def consistency_findings(context: Context) -> Findings:
    """The findings of all checks that need no other year, in no order yet.

    A rubric without a form of its own has no response that could be missing.
    """
    found: dict[str, Array] = {}
    for check in all_checks().values():
        of_a_form = check.kind != FindingKind.CONSISTENCY
        if (
            check.holds
            and check.is_asked(context)
            and not (context.rubric.without_form and of_a_form)
        ):
            found[check.code] = check.holds(context)
    return _as_findings(found)


def _as_findings(found: dict[str, Array]) -> Findings:
    codes, known = sorted(found), all_checks()
    code, centre = np.nonzero(np.stack([found[name] for name in codes]))
    size, checks = len(code), [known[name] for name in codes]
    return Findings(
        codes=codes,
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
