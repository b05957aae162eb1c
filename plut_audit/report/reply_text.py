"""What a centre replied, and what the team says of it, in words; only a final report prints it."""

from plut_audit.i18n import N_, _
from plut_audit.report.table import NO_VALUE
from plut_audit.result import FindingRow, Result
from plut_audit.result.extras import Reply, RightOfReply

ANSWERS = {
    "agree": N_("Agrees."),
    "disagree": N_("Disagrees."),
    "": N_("Neither agrees nor disagrees."),
}
OUTCOMES = {
    "accepted": N_("Accepted."),
    "not_accepted": N_("Not accepted."),
    "open": N_("Not yet decided."),
}
LABELS = {"reply": N_("Reply of the centre"), "comment": N_("Team's comment")}
"""What stands beside a finding of a final report, below its five elements."""


def labels(result: Result) -> dict[str, str]:
    """The labels of reply and comment in the language in use; none where there are no replies."""
    return {key: _(text) for key, text in LABELS.items()} if result.stage == "final" else {}


def reply_elements(finding: FindingRow) -> dict[str, str]:
    """Reply and comment on a finding by the keys of `LABELS`; none where none are printed."""
    replies = finding.result.replies
    if replies is None or replies.stage != "final":
        return {}
    given = replies.by_target.get((finding.centre_id, finding.code), [])
    if not given:
        return {"reply": _no_reply(finding.centre_id, replies), "comment": NO_VALUE}
    return {
        "reply": "\n".join(map(reply_text, given)),
        "comment": "\n".join(map(comment_text, given)),
    }


def _no_reply(centre_id: str, replies: RightOfReply) -> str:
    if centre_id in replies.missing:
        return _(N_("The centre did not reply."))
    return _(N_("The centre did not reply to this."))


def reply_text(reply: Reply) -> str:
    """One reply: agreement, value, explanation, evidence."""
    value = _(N_("Value: {value}."), value=reply.value) if reply.value else ""
    evidence = _(N_("Evidence: {evidence}."), evidence=reply.evidence) if reply.evidence else ""
    quoted = f'"{reply.explanation}"' if reply.explanation else ""
    return " ".join(filter(None, (_(ANSWERS[reply.answer]), value, quoted, evidence)))


def comment_text(reply: Reply) -> str:
    """What was decided on a reply, and the team's comment; an en dash for neither."""
    outcome = _(OUTCOMES[reply.outcome]) if reply.outcome else ""
    return " ".join(filter(None, (outcome, reply.comment))) or NO_VALUE
