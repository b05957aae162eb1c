"""The right of reply in a final report: how many replied, who did not, every reply."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.report.stage import stage_line
from plut_audit.report.table import NO_VALUE
from plut_audit.report.values import date_text
from plut_audit.report.views import replies as views
from plut_audit.result import Result
from plut_audit.result.extras import RightOfReply

ORDER = 62
COUNTS = N_(
    "{replied} of {centres} centres replied; replies were asked for by {date}. {contested} replies "
    "asked for a decision: {accepted} were accepted, {rejected} were not, {open} are open."
)


def sections(result: Result) -> Iterator[Section]:
    """Counts, the centres that did not reply by the date, the replies; only where it is final."""
    given = result.replies
    if given is None or given.stage != "final":
        return
    replies = views.replies(result, given)
    forced = [Paragraph(line)] if (line := stage_line(result)) else []
    counts = Paragraph(_counts(result, given))
    yield Section("replies", replies.title, [*forced, counts, views.silent(result, given), replies])


def _counts(result: Result, given: RightOfReply) -> str:
    outcomes = [reply.outcome for reply in given.replies if reply.outcome]
    replied, centres = len(result.centres) - len(given.missing), len(result.centres)
    return _(
        COUNTS,
        replied=format_number(replied, 0),
        centres=format_number(centres, 0),
        date=date_text(given.reply_by or None) if given.reply_by else NO_VALUE,
        contested=format_number(len(outcomes), 0),
        accepted=format_number(outcomes.count("accepted"), 0),
        rejected=format_number(outcomes.count("not_accepted"), 0),
        open=format_number(outcomes.count("open"), 0),
    )
