"""A result at its stage: a draft to be replied to, or final with what was replied."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from plut_audit.errors import UsageError
from plut_audit.i18n import N_
from plut_audit.ingest.sheets import Limits
from plut_audit.problems import Problem, format_location
from plut_audit.result import Result
from plut_audit.result.extras import ReceivedReply, Reply, RightOfReply, StageName
from plut_audit.result.extras.replies import Outcome
from plut_audit.result.summary import InputFile
from plut_audit.review.decisions import DecidedSurvey
from plut_audit.review.decisions.reading import ReviewedRow, as_text
from plut_audit.review.replies.proposals import is_contested, reply_token, tokens_in
from plut_audit.review.replies.reading import read_replies
from plut_audit.review.replies.workbook import ReadReplies, ReplyLine, ReplyWorkbook

PREFIX = "reply/"
"""Before the names of reply workbooks among the inputs of a result, whatever their folder is."""
_OUTCOMES: dict[str, Outcome] = {"decided": "accepted", "rejected": "not_accepted"}


@dataclass(frozen=True)
class Staging:
    """What the stage of a report is made from: ISO date of the deadline, folder of the replies."""

    stage: StageName
    reply_by: str = ""
    folder: Path | None = None
    forced: bool = False
    limits: Limits = field(default_factory=Limits)


def staged_result(decided: DecidedSurvey, staging: Staging) -> Result:
    """The result of a survey at a stage.

    Raises `UsageError` where it is to be final, not forced, and decisions are open.
    """
    result = decided.result()
    if staging.stage == "draft" or staging.folder is None:
        return replace(result, replies=RightOfReply(staging.stage, staging.reply_by))
    read = read_replies(staging.folder, result, staging.limits)
    return _final(result, read, decided.ledger.rows, staging)


def _final(
    result: Result, read: ReadReplies, rows: Sequence[ReviewedRow], staging: Staging
) -> Result:
    """The result with the replies, and what was decided on each."""
    row_of = {token: row for row in rows for token in tokens_in(row.note)}
    lines = [line for book in read.workbooks for line in book.lines]
    waiting = [row for row in rows if row.state == "proposed"]
    unknown = [line for line in lines if is_contested(line) and reply_token(line) not in row_of]
    if (waiting or unknown) and not staging.forced:
        raise _still_open(waiting, unknown)
    replied = [book for book in read.workbooks if book.lines]
    ids = {book.centre_id for book in replied}
    replies = RightOfReply(
        stage="final",
        reply_by=staging.reply_by,
        open_decisions=len(waiting) + len(unknown),
        received=tuple(_received(book) for book in replied),
        late=tuple(_late(replied, staging.reply_by)),
        missing=tuple(code for code in result.row_of if code not in ids),
        replies=tuple(_reply(line, row_of, result) for line in lines),
    )
    inputs = (*result.inputs, *map(_input, read.workbooks))
    problems = (*result.problems, *map(_prefixed, read.problems))
    return replace(result, replies=replies, inputs=inputs, problems=problems)


def _still_open(waiting: Sequence[ReviewedRow], unknown: Sequence[ReplyLine]) -> UsageError:
    """Why the report cannot be final, with the first row that is open."""
    if waiting:
        return UsageError(
            N_(
                "The report cannot be final: {count} proposed decisions are open, the first in "
                "{first}. Write 'decided' or 'rejected' as their state, or use --force-final, which "
                "the report prints."
            ),
            count=len(waiting),
            first=format_location(*waiting[0].location),
        )
    return UsageError(
        N_(
            "The report cannot be final: {count} contested replies are in no ledger, the first in "
            "{first}. Run 'plut-audit replies' and decide on them, or use --force-final, which the "
            "report prints."
        ),
        count=len(unknown),
        first=format_location(*unknown[0].location),
    )


def _received(book: ReplyWorkbook) -> ReceivedReply:
    return ReceivedReply(book.centre_id, book.file, book.filled_in_by, book.replied_on)


def _late(books: Sequence[ReplyWorkbook], reply_by: str) -> list[str]:
    """The centres whose replies are all dated after the deadline."""
    days: dict[str, list[str]] = {}
    for book in books:
        days.setdefault(book.centre_id, []).append(book.replied_on)
    return [centre for centre, dates in days.items() if reply_by and min(dates) > reply_by]


def _reply(line: ReplyLine, row_of: dict[str, ReviewedRow], result: Result) -> Reply:
    is_value = line.name in result.rubric.questions
    row = row_of.get(reply_token(line))
    state = _OUTCOMES.get(row.state, "open") if row else "open"
    return Reply(
        centre_id=line.centre_id,
        code="" if is_value else line.name,
        question=line.name if is_value else "",
        answer=line.answer,
        value=as_text(line.value),
        explanation=line.explanation,
        evidence=line.evidence,
        location=format_location(PREFIX + line.location[0], *line.location[1:]),
        outcome=state if is_contested(line) else "",
        comment=row.comment if row else "",
    )


def _input(book: ReplyWorkbook) -> InputFile:
    """A reply workbook among the inputs, so that the fingerprint covers it."""
    name, rows = PREFIX + book.file, len(book.lines)
    return InputFile(name, book.sha256, "plain", "reply", book.sheets, rows)


def _prefixed(problem: Problem) -> Problem:
    return replace(problem, file=PREFIX + problem.file)
