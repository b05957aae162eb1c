"""The consultant roster to the summary questions that it answers better (method, section 2).

Where a response came with a list of its consultants, the numbers of the summary are counted
from the active ones. What the respondent wrote in the summary is only compared: where it
differs, the roster is used and the finding CHK-06 says so.
"""

from plut_audit.ingest.roster.lines import (
    Consultants,
    consultants,
    has_consultants,
    orphans,
    owners,
)
from plut_audit.ingest.roster.summary import Summary, count_summary, with_summary

__all__ = [
    "Consultants",
    "Summary",
    "consultants",
    "count_summary",
    "has_consultants",
    "orphans",
    "owners",
    "with_summary",
]
