"""What every page says of a report: that it is a draft, or made from invented data."""

from plut_audit.i18n import N_, _
from plut_audit.report.values import date_text
from plut_audit.result import Result

DRAFT = N_("DRAFT")
SAMPLE = N_("SAMPLE")
SAMPLE_LINE = N_("Sample data, not the result of an evaluation.")
DRAFT_LINE = N_("DRAFT for the reply of the centres; figures and findings may still change.")
DRAFT_LINE_DATED = N_(
    "DRAFT for the reply of the centres by {date}; figures and findings may still change."
)
FORCED_LINE = N_(
    "Made final by --force-final while {count} decisions were open; they apply to nothing."
)


def draft_word(result: Result) -> str:
    """`DRAFT` in the language in use; "" where the report is none."""
    return _(DRAFT) if result.stage == "draft" else ""


def page_word(result: Result) -> str:
    """The word across every page; "" where the report needs none."""
    return draft_word(result) or (_(SAMPLE) if result.summary.sample else "")


def page_line(result: Result) -> str:
    """The line on every page: that the data are invented, and the stage; "" for neither."""
    sample = _(SAMPLE_LINE) if result.summary.sample else ""
    return " ".join(filter(None, (sample, stage_line(result))))


def page_mark(result: Result) -> tuple[str, str] | None:
    """Word and line that mark every page; None where the report needs none."""
    return (word, page_line(result)) if (word := page_word(result)) else None


def stage_line(result: Result) -> str:
    """What a reader has to know of the stage; "" where there is nothing to say."""
    replies = result.replies
    if replies is None:
        return ""
    if replies.stage == "draft" and replies.reply_by:
        return _(DRAFT_LINE_DATED, date=date_text(replies.reply_by))
    if replies.stage == "draft":
        return _(DRAFT_LINE)
    if replies.open_decisions:
        return _(FORCED_LINE, count=replies.open_decisions)
    return ""


def with_draft_word(title: str, result: Result) -> str:
    """A title that begins with the word where the report is a draft."""
    word = draft_word(result)
    return f"{word}: {title}" if word else title
