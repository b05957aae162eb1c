"""`plut-audit verify`: a result, workbook or report against the files that it was made from."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from typer import Option

from plut_audit.commands.options import (
    Aliases,
    AssignmentFile,
    Centres,
    Crosswalk,
    Decisions,
    FollowUpFile,
    GlobalOptions,
    InputOptions,
    LimitTexts,
    Previous,
    Replies,
    ResultPath,
    RubricName,
    limits,
)
from plut_audit.commands.options.protection import reading
from plut_audit.errors import AuditError, UsageError
from plut_audit.i18n import N_, Message

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.result import Result
    from plut_audit.review.verify import Recorded

ABOUT = N_("Recompute a result from its files and name the first difference.")
DIFFERENT = 1


@dataclass
class VerifyOptions:
    """What a result was made from, and the reports that are compared with it."""

    FROM_SETTINGS: ClassVar[tuple[str, ...]] = (*InputOptions.FROM_SETTINGS, "assignment")

    survey: Annotated[
        list[Path],
        Option(metavar="DIR", help=N_("Folder or files that the result was made from.")),
    ] = field(default_factory=list)
    rubric: RubricName = None
    centres: Centres = None
    crosswalk: Crosswalk = None
    aliases: Aliases = None
    decisions: Decisions = None
    previous: Previous = None
    follow_up: FollowUpFile = None
    replies: Replies = None
    workbook: Annotated[
        Path | None, Option(metavar="X.xlsx", help=N_("A workbook to compare with the result."))
    ] = None
    report: Annotated[
        Path | None, Option(metavar="X.docx", help=N_("A Word report to compare with the result."))
    ] = None
    assignment: AssignmentFile = None
    limit: LimitTexts = None

    def input_paths(self) -> list[Path]:
        """The files and folders that are read."""
        lists = (self.centres, self.crosswalk, self.aliases, self.decisions)
        read = (self.previous, self.follow_up, self.replies, self.assignment)
        named = (*lists, *read, self.workbook, self.report)
        return [*self.survey, *(path for path in named if path)]

    def as_scored(self, stored: "Result") -> InputOptions:
        """How the survey was read: by the options that are stored in the result."""
        run = stored.options
        limits = [f"{name}={value}" for name, value in run.limits.items()]
        return InputOptions(
            survey=self.survey,
            rubric=self.rubric or _edition_of(stored),
            year=run.year,
            centres=self.centres,
            crosswalk=self.crosswalk,
            aliases=self.aliases,
            decisions=self.decisions,
            only_approved=run.only_approved,
            limit=[*limits, *(self.limit or [])],
        )


def command(path: ResultPath, options: VerifyOptions, general: GlobalOptions) -> int:
    """Verify a stored result, and the reports that are named."""
    from plut_audit.commands.views import verification
    from plut_audit.review import verify

    if not options.survey:
        raise UsageError(N_("Name the files that the result was made from: --survey DIR."))
    notices = general.notices()
    with reading(path):
        stored = verify.load(path)
        if stored.result.stage == "final" and options.replies is None:
            raise UsageError(
                N_("The result is final; name the folder of its reply workbooks: --replies DIR.")
            )
        found, result = compare_with_files(stored, options, notices)
    if result is not None:
        found += _reports(result, options, notices)
    verification.show(found, result)
    return DIFFERENT if found else 0


def compare_with_files(
    stored: "Recorded", options: VerifyOptions, notices: "Notices"
) -> tuple[list[Message], "Result | None"]:
    """What differs between the stored result and its files, and the recomputed result.

    No result where the files cannot be scored and their hashes say why; where the hashes are
    those of the result, the error itself is raised.
    """
    from plut_audit.review import verify

    inputs = options.as_scored(stored.result)
    try:
        result = recompute_result(stored.result, options, inputs, notices)
    except AuditError as failure:
        changed = _changed_inputs(stored, inputs)
        if not changed:
            raise
        return [*changed, Message(failure.message, failure.blanks)], None
    if notice := verify.version_notice(stored.result, result):
        notices.warn(notice.text, **notice.values)
    return verify.differences(stored, verify.recorded(result)), result


def recompute_result(
    stored: "Result", options: VerifyOptions, inputs: InputOptions, notices: "Notices"
) -> "Result":
    """The result that the files give, with the studies that the stored one has."""
    from plut_audit.review import verify

    result = _at_stage(stored, options, inputs, notices)
    return _with_history(
        _with_studies(verify.same_own_outputs(result, stored), stored), stored, options
    )


def _at_stage(
    stored: "Result", options: VerifyOptions, inputs: InputOptions, notices: "Notices"
) -> "Result":
    """The result at the stage of the stored one, with the replies that were read for it."""
    if stored.replies is None:
        return inputs.result(notices)
    from plut_audit.review.replies import Staging, staged_result

    # Whether it was forced shows in the number of open decisions, which is compared.
    staging = Staging(
        stored.replies.stage, stored.replies.reply_by, options.replies, True, limits(inputs.limit)
    )
    return staged_result(inputs.read(notices), staging)


def _edition_of(stored: "Result") -> str:
    from plut_audit import rubric

    edition = stored.rubric.id
    if edition in rubric.editions():
        return edition
    raise UsageError(
        N_("The rubric '{edition}' is none of the program's; name its folder with --rubric DIR."),
        edition=edition,
    )


def _changed_inputs(stored: "Recorded", inputs: InputOptions) -> list[Message]:
    """The inputs that differ by their hashes alone, where the files cannot be scored."""
    from plut_audit.ingest.files.folder import file_hashes
    from plut_audit.ingest.sheets.source import sha256_of
    from plut_audit.review import verify

    try:
        there = file_hashes(inputs.survey, limits(inputs.limit))
    except AuditError:
        there = []
    named = (inputs.centres, inputs.crosswalk, inputs.aliases, inputs.decisions)
    there += [(path.name, sha256_of(path)) for path in named if path]
    return list(verify.input_differences(stored.inputs, there))


# --- studies beside the result -------------------------------------------------------------


def _with_studies(result: "Result", stored: "Result") -> "Result":
    """With robustness and agreement by the stored seeds, where the stored result has them."""
    from plut_audit.analysis import agreement, robustness

    ranks, pairs = stored.robustness, stored.agreement
    if not (ranks or pairs):
        return result
    return result.with_parts(
        robustness=robustness.analyse_robustness(result, ranks.draws, ranks.seed)
        if ranks
        else None,
        agreement=agreement.agreement(result, pairs.seed) if pairs else None,
    )


def _with_history(result: "Result", stored: "Result", options: VerifyOptions) -> "Result":
    """With the years before and the follow-up, from the files that these were read from."""
    from plut_audit.analysis import trends
    from plut_audit.result import Result
    from plut_audit.review import follow_up

    trend = stored.trend
    if trend is not None:
        before = Result.load(options.previous) if options.previous else None
        if before is None and len(trend.years) > 1:
            raise UsageError(
                N_("The result knows the year before; name its result with --previous RESULT.")
            )
        result = trends.continue_history(before, result)
    if stored.follow_up is not None:
        if options.follow_up is None:
            raise UsageError(
                N_("The result has a follow-up matrix; name its file with --follow-up FILE.")
            )
        result = follow_up.carry(result, follow_up.read(options.follow_up))
    return result


def _reports(result: "Result", options: VerifyOptions, notices: "Notices") -> list[Message]:
    """What differs in the workbook and the Word report that are named."""
    from plut_audit.report.verify import Expected, word_differences, workbook_differences
    from plut_audit.review.assignment import assignment_file, read_assignment

    assignment = read_assignment(assignment_file(options.survey, options.assignment))
    expected, bounds = Expected(result, assignment), limits(options.limit)
    compared = ((options.workbook, workbook_differences), (options.report, word_differences))
    found: list[Message] = []
    for path, differences in compared:
        if path:
            differing, remarks = differences(path, expected, bounds)
            found += differing
            for remark in remarks:
                notices.note(remark.text, **remark.values)
    return found
