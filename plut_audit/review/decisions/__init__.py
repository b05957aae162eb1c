"""The ledger of decisions: what an auditor decides on an answer, a response or a finding.

No file that somebody sent is touched: a decision applies to what was read of it.
"""

from plut_audit.review.decisions.audited import DecidedSurvey, audit_survey, read_decided
from plut_audit.review.decisions.contradictions import without_repeats
from plut_audit.review.decisions.decision import KINDS, SOURCES, STATES, Decision
from plut_audit.review.decisions.reading import Ledger, read_ledgers
from plut_audit.review.decisions.template import LedgerRow, write_rows, write_template

__all__ = [
    "KINDS",
    "SOURCES",
    "STATES",
    "DecidedSurvey",
    "Decision",
    "Ledger",
    "LedgerRow",
    "audit_survey",
    "read_decided",
    "read_ledgers",
    "without_repeats",
    "write_rows",
    "write_template",
]
