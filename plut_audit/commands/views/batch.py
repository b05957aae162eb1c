"""What a batch did: a row a year, and what could not be read."""

from dataclasses import asdict
from typing import Literal

from typing_extensions import TypedDict

from plut_audit.batch import BatchReport, YearOutcome
from plut_audit.commands.views.notices import Notices
from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result.records import ProblemJson, SummaryJson
from plut_audit.result.to_json import problem_record

State = Literal["made", "kept", "failed"]
STATES: dict[str, str] = {"made": N_("made"), "kept": N_("kept"), "failed": N_("failed")}


class YearJson(TypedDict):
    """What became of a year."""

    year: int
    folder: str
    state: State
    summary: SummaryJson | None
    unread: list[ProblemJson]
    problems: int
    failure: str | None


class BatchJson(TypedDict):
    """What a batch did, and the files that it wrote over all years."""

    years: list[YearJson]
    overall: list[str]


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
        Column("mean_combined", _(N_("Mean")), 2),
        Column("problems", _(N_("Problems")), 0),
    )
    return Table("years", _(N_("Years")), columns, [_row(*year) for year in _outcomes(report)])


def _outcomes(report: BatchReport) -> list[tuple[YearOutcome, State]]:
    """Every year with its state, oldest first."""
    lists: tuple[tuple[list[YearOutcome], State], ...] = (
        (report.years, "made"),
        (report.skipped, "kept"),
        (report.failed, "failed"),
    )
    outcomes = [(outcome, state) for listed, state in lists for outcome in listed]
    return sorted(outcomes, key=lambda pair: (pair[0].year, pair[0].folder))


def _row(outcome: YearOutcome, state: State) -> list[Cell]:
    head: list[Cell] = [str(outcome.year), outcome.folder, state]
    if (summary := outcome.summary) is None:
        return [*head, *[None] * 6]
    return [
        *head,
        summary.centres,
        summary.responded,
        summary.visited,
        summary.ranked,
        summary.mean_combined,
        outcome.problems,
    ]


def warn(report: BatchReport, notices: Notices) -> None:
    """Name each file and year that could not be read."""
    for outcome in [*report.years, *report.skipped]:
        for problem in outcome.unread:
            notices.warn(
                N_("Not read: {place}: {message}"),
                place=f"{outcome.folder}/{problem.place}",
                message=problem.message(),
            )
    for outcome in report.failed:
        notices.warn(
            N_("Failed: {folder}: {message}"),
            folder=outcome.folder,
            message=outcome.failure or "",
        )


def record(report: BatchReport) -> BatchJson:
    """The same as JSON."""
    return {
        "years": [_year_record(*year) for year in _outcomes(report)],
        "overall": list(report.overall),
    }


def _year_record(outcome: YearOutcome, state: State) -> YearJson:
    return {
        "year": outcome.year,
        "folder": outcome.folder,
        "state": state,
        "summary": asdict(outcome.summary) if outcome.summary else None,  # type: ignore[typeddict-item]
        "unread": [problem_record(problem) for problem in outcome.unread],
        "problems": outcome.problems,
        "failure": localized(outcome.failure) if outcome.failure else None,
    }
