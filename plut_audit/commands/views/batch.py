"""What a batch did: a row a year, and what could not be read."""

from collections.abc import Sequence

from plut_audit.batch import BatchReport
from plut_audit.batch.work import YearOutcome
from plut_audit.commands.views.notices import Notices
from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result.storage.to_json import problem_record

STATES = {"made": N_("made"), "kept": N_("kept"), "failed": N_("failed")}


def headline(report: BatchReport) -> str:
    """How many years were made, kept and failed."""
    return _(
        N_("{made} years made, {kept} kept from an earlier run, {failed} failed"),
        made=len(report.years),
        kept=len(report.skipped),
        failed=len(report.failed),
    )


def years(report: BatchReport) -> Table:
    """The years in order, with their key figures."""
    columns = (
        Column("year", _(N_("Year"))),
        Column("folder", _(N_("Folder"))),
        Column("state", _(N_("State")), words=STATES, wraps=True),
        Column("centres", _(N_("Centres")), 0),
        Column("responded", _(N_("Answered")), 0),
        Column("visited", _(N_("Visited")), 0),
        Column("ranked", _(N_("Ranked")), 0),
        Column("mean_estimate", _(N_("Mean estimate")), 2),
        Column("mean_combined", _(N_("Mean combined score")), 2, data_only=True),
        Column("problems", _(N_("Problems")), 0),
    )
    outcomes: dict[str, Sequence[YearOutcome]] = {
        "made": report.years,
        "kept": report.skipped,
        "failed": report.failed,
    }
    rows = [_row(outcome, state) for state, listed in outcomes.items() for outcome in listed]
    return Table("years", _(N_("Years")), columns, sorted(rows, key=lambda row: str(row[0])))


def _row(outcome: YearOutcome, state: str) -> list[Cell]:
    head: list[Cell] = [str(outcome.year), outcome.folder, state]
    summary = outcome.summary
    if summary is None:
        return [*head, *(None,) * 7]
    return [
        *head,
        summary.centres,
        summary.responded,
        summary.visited,
        summary.ranked,
        summary.mean_estimate,
        summary.mean_combined,
        outcome.problems,
    ]


def warn(report: BatchReport, notices: Notices) -> None:
    """Name each file and year that could not be read."""
    for outcome in [*report.years, *report.skipped]:
        for problem in outcome.unread:
            notices.warn(
                N_("Not read: {place}: {message}"),
                place=f"{outcome.folder}/{problem.location}",
                message=problem.message(),
            )
    for outcome in report.failed:
        notices.warn(
            N_("Failed: {folder}: {message}"),
            folder=outcome.folder,
            message=outcome.failure or "",
        )


def record(report: BatchReport) -> dict[str, object]:
    """The same as JSON."""
    outcomes = {"years": report.years, "skipped": report.skipped, "failed": report.failed}
    return {
        **{name: [_record(outcome) for outcome in listed] for name, listed in outcomes.items()},
        "overall": list(report.overall),
    }


def _record(outcome: YearOutcome) -> dict[str, object]:
    return {
        "year": outcome.year,
        "folder": outcome.folder,
        "summary": outcome.summary.record() if outcome.summary else None,
        "unread": [problem_record(problem) for problem in outcome.unread],
        "problems": outcome.problems,
        "failure": localized(outcome.failure) if outcome.failure else None,
    }
