"""What a batch did: a row a year, and what could not be read."""

from dataclasses import asdict
from typing import Any

from plut_audit.batch import BatchReport
from plut_audit.batch.work import YearOutcome
from plut_audit.commands.views.notices import Notices
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, _, localized
from plut_audit.problems import format_location


def headline(done: BatchReport) -> str:
    """How many years were made, kept and failed."""
    return _(
        N_("{made} years made, {kept} kept from an earlier run, {failed} failed"),
        made=len(done.years),
        kept=len(done.skipped),
        failed=len(done.failed),
    )


def years(done: BatchReport) -> Table:
    """The years in order, with their key figures."""
    columns = [
        Column("year", _(N_("Year"))),
        Column("folder", _(N_("Folder"))),
        Column("state", _(N_("State")), wraps=True),
        Column("centres", _(N_("Centres")), 0),
        Column("responded", _(N_("Answered")), 0),
        Column("visited", _(N_("Visited")), 0),
        Column("ranked", _(N_("Ranked")), 0),
        Column("mean_verified", _(N_("Mean")), 2),
        Column("problems", _(N_("Problems")), 0),
    ]
    states = ((done.years, N_("made")), (done.skipped, N_("kept")), (done.failed, N_("failed")))
    rows = [_row(one, _(state)) for outcomes, state in states for one in outcomes]
    return Table(_(N_("Years")), columns, sorted(rows, key=lambda row: str(row[0])))


def _row(one: YearOutcome, state: str) -> list[Cell]:
    names = ("centres", "responded", "visited", "ranked", "mean_verified")
    figures = [one.summary.get(name) for name in names]
    return [str(one.year), one.folder, state, *figures, None if one.failure else one.problems]


def warn(done: BatchReport, notices: Notices) -> None:
    """Name each file and year that could not be read."""
    for one in [*done.years, *done.skipped]:
        for problem in one.unread:
            where = format_location(problem["file"], problem["sheet"], problem["cell"])
            notices.warn(
                N_("Not read: {place}: {message}"),
                place=f"{one.folder}/{where}",
                message=problem["message"],
            )
    for one in done.failed:
        notices.warn(
            N_("Failed: {folder}: {message}"), folder=one.folder, message=one.failure or ""
        )


def record(done: BatchReport) -> dict[str, Any]:
    """The same as JSON."""
    names = {"years": done.years, "skipped": done.skipped, "failed": done.failed}
    return {
        **{name: [_plain(one) for one in outcomes] for name, outcomes in names.items()},
        "overall": list(done.overall),
    }


def _plain(one: YearOutcome) -> dict[str, Any]:
    kept = {key: value for key, value in asdict(one).items() if key != "traceback"}
    return {**kept, "failure": one.failure and localized(one.failure)}
