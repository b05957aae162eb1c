"""The right of reply: reply workbooks read back, and turned into proposed decisions.

`read_replies` reads a folder of them, `proposals` makes rows of a ledger of what is contested,
`add_proposals` appends these to the ledger, `staged_result` gives a draft or a final result.
"""

from plut_audit.review.replies.ledger_file import add_proposals, check_suffix
from plut_audit.review.replies.proposals import Proposal, is_contested, proposals
from plut_audit.review.replies.reading import read_replies
from plut_audit.review.replies.staging import PREFIX, Staging, staged_result
from plut_audit.review.replies.workbook import ReadReplies, ReplyLine, ReplyWorkbook

__all__ = [
    "PREFIX",
    "Proposal",
    "ReadReplies",
    "ReplyLine",
    "ReplyWorkbook",
    "Staging",
    "add_proposals",
    "check_suffix",
    "is_contested",
    "proposals",
    "read_replies",
    "staged_result",
]
