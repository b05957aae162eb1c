"""The right of reply in tables: who did not reply, and every reply with what became of it."""

from datetime import date

from plut_audit.i18n import N_, _, localized
from plut_audit.report.reply_text import ANSWERS, LABELS, comment_text, reply_text
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import Result
from plut_audit.result.extras import Reply, RightOfReply

STATES = {"missing": N_("did not reply"), "late": N_("replied after the deadline")}


def silent(result: Result, replies: RightOfReply) -> Table:
    """The centres that did not reply by the date."""
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=36),
        Column("province", _(N_("Province")), wraps=True, width=24),
        Column("state", _(N_("Reply")), words=STATES, wraps=True, width=22),
        Column("replied_on", _(N_("Date of the reply")), width=12),
    )
    days = {received.centre_id: received.replied_on for received in replies.received}
    rows: list[list[Cell]] = []
    for centre in result.centre_rows():
        state = _state(centre.centre_id, replies)
        if state:
            day = days.get(centre.centre_id, "")
            shown = date.fromisoformat(day) if day else None
            rows.append([centre.centre_id, centre.name, centre.province, state, shown])
    title = _(N_("Centres that did not reply by the date"))
    return Table("silent", title, columns, rows, "", _(N_("Every centre replied.")))


def _state(centre_id: str, replies: RightOfReply) -> str:
    if centre_id in replies.missing:
        return "missing"
    return "late" if centre_id in replies.late else ""


def replies(result: Result, given: RightOfReply) -> Table:
    """Every reply in the order of its workbook."""
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("about", _(N_("About")), wraps=True, width=24),
        Column("answer", _(N_("Reply")), words=ANSWERS, wraps=True, width=12),
        Column("value", _(N_("Value according to the centre")), wraps=True, width=12, blank=""),
        Column("explanation", _(N_("Explanation of the centre")), wraps=True, width=30, blank=""),
        Column("evidence", _(N_("Evidence of the centre")), wraps=True, width=18, blank=""),
        Column("comment", _(N_("Team's comment")), wraps=True, width=26),
    )
    rows = [_row(result, reply) for reply in given.replies]
    title, empty = _(N_("Replies of the centres")), _(N_("No centre replied."))
    return Table("replies", title, columns, rows, "", empty)


def replies_to(result: Result, given: RightOfReply, code: str) -> Table:
    """The replies to one finding, or check, of all centres."""
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        *(Column(key, _(label), wraps=True, width=37) for key, label in LABELS.items()),
    )
    rows: list[list[Cell]] = [
        [reply.centre_id, reply_text(reply), comment_text(reply)]
        for reply in given.replies
        if reply.code == code
    ]
    title = _(N_("Replies of the centres"))
    return Table("replies_to", title, columns, rows, "", _(N_("No centre replied to this.")))


def _row(result: Result, reply: Reply) -> list[Cell]:
    return [
        reply.centre_id,
        reply_subject(result, reply),
        reply.answer,
        reply.value,
        reply.explanation,
        reply.evidence,
        comment_text(reply),
    ]


def reply_subject(result: Result, reply: Reply) -> str:
    """What a reply is about: the finding by code and title, or the question."""
    question = result.rubric.questions.get(reply.question)
    if question is not None:
        return localized(question.label)
    try:
        return f"{reply.code} {result.wording().title(reply.code)}"
    except KeyError:  # what is in no rubric any more
        return reply.code
