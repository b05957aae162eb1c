"""The consistency findings: answers that cannot all be true (method, section 5).

Each module of this folder without an underscore before its name declares checks in `CHECKS`;
the file is their registration. A check is one object: its words, and the rule that says where
it holds, over all centres at once.
"""

from dataclasses import replace

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.scoring.findings import Findings
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
    """The findings of all checks that need no other year, in no order yet."""
    of_questionnaire = replace(context, questionnaire_only=True)
    found: dict[str, Array] = {}
    for check in all_checks().values():
        source = of_questionnaire if check.questionnaire_only else context
        if check.holds and check.is_asked(source):
            found[check.code] = check.holds(source)
    return _as_findings(found)


def _as_findings(found: dict[str, Array]) -> Findings:
    codes, known = sorted(found), all_checks()
    code, centre = np.nonzero(np.stack([found[name] for name in codes]))
    size, checks = len(code), [known[name] for name in codes]
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
