"""The right of reply: reply workbooks read back, and turned into proposed decisions."""

from plut_audit.review.replies.staging import Staging, staged_result

__all__ = ["Staging", "staged_result"]
