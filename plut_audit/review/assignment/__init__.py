"""`penugasan.toml`: who was assigned to evaluate, by which letter, when, and who signs.

It holds what no survey can say and a signed report needs. Nothing of it is invented: an entry
that is missing is printed as its name in square brackets, so that it is seen before a signature.
The file is no part of a result: a report number may be given after the scores are final.
"""

from plut_audit.review.assignment.model import (
    Assignment,
    Deadlines,
    Letter,
    Member,
    Period,
    ReportIdentity,
    Signer,
    entry_text,
    visible_blank,
)
from plut_audit.review.assignment.reading import FILE_NAME, assignment_file, read_assignment
from plut_audit.review.assignment.template import assignment_template

__all__ = [
    "FILE_NAME",
    "Assignment",
    "Deadlines",
    "Letter",
    "Member",
    "Period",
    "ReportIdentity",
    "Signer",
    "assignment_file",
    "assignment_template",
    "entry_text",
    "read_assignment",
    "visible_blank",
]
