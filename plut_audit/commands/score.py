"""`plut-audit score`: rank the centres of one year and print what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from typer import Option

from plut_audit.commands.failures import UNREAD
from plut_audit.commands.options import (
    SEED,
    DisplayOptions,
    FollowUpFile,
    Format,
    GlobalOptions,
    InputOptions,
    OutputOptions,
    Previous,
    Seed,
    StageOptions,
)
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.problems import Problem
    from plut_audit.result import Result

ABOUT = N_("Rank the centres of one year and print the findings.")


@dataclass
class ScoreOutputOptions(OutputOptions):
    """The files that are written; a settings file may name them, too."""

    FROM_SETTINGS: ClassVar[tuple[str, ...]] = (*OutputOptions.FROM_SETTINGS, "out")


@dataclass
class ExtraOptions:
    """What is added to the result of a year."""

    previous: Previous = None
    follow_up: FollowUpFile = None
    robust: Annotated[
        bool, Option("--robust", help=N_("Also analyse the sensitivity of ranks to the method."))
    ] = False
    seed: Seed = SEED

    def input_paths(self) -> list[Path]:
        """The files that are read beside the survey."""
        return [path for path in (self.previous, self.follow_up) if path]

    def add_to(self, result: "Result", notices: "Notices") -> "Result":
        """The result with what was asked for beside it."""
        if self.robust:
            from plut_audit.analysis import agreement, robustness

            result = result.with_parts(
                robustness=robustness.analyse_robustness(result, seed=self.seed),
                agreement=agreement.agreement(result, self.seed),
            )
        if self.previous:
            from plut_audit.analysis import trends
            from plut_audit.result import Result

            previous = Result.load(self.previous)
            trends.check_order(previous, result)
            for caution in trends.cautions(previous, result):
                notices.warn(caution.text, **caution.values)
            result = trends.continue_history(previous, result)
        if self.follow_up:
            from plut_audit.review import follow_up

            result = follow_up.carry(result, follow_up.read(self.follow_up))
        return result


def command(
    inputs: InputOptions,
    display: DisplayOptions,
    output: ScoreOutputOptions,
    extra: ExtraOptions,
    stage: StageOptions,
    general: GlobalOptions,
) -> int:
    """Score one survey year."""
    notices = general.notices()
    assignment = output.read_assignment(inputs.survey, staged=stage.stage is not None)
    result = extra.add_to(stage.result(inputs, notices, assignment), notices)
    output.write(result, notices, assignment)
    show(result, display)
    if output.asked:
        notices.note(N_("Fingerprint: {fingerprint}"), fingerprint=result.fingerprint)
    return exit_code(result.problems, _severities(result), display, notices)


def show(result: "Result", display: DisplayOptions) -> None:
    """Show the result on standard output."""
    from plut_audit.commands.views import screen
    from plut_audit.report import views

    if display.format is Format.JSON:
        screen.stored(result)
        return
    top, province = display.rows(), display.province
    tables = [
        views.ranking(result, top, province, everyone=display.format is Format.CSV),
        views.not_ranked(result, top, province),
        views.findings(result, top, province, display.least_severe),
        views.systemic(result, top, province, display.least_severe),
        *([views.decisions(result, top, province)] if result.decisions else []),
        views.problems_by_kind(_problems_of(result, province)),
    ]
    headline = f"{views.headline(result, province)}\n{views.dimension_names(result)}"
    display.show(tables, headline)


def _problems_of(result: "Result", province: str | None) -> "list[Problem]":
    """The problems of a province's centres; those of all files for None."""
    from plut_audit.report.views.selection import in_province

    if province is None:
        return list(result.problems)
    inside = in_province(result, province)
    ids = {centre.centre_id for row, centre in enumerate(result.centres.centres) if inside[row]}
    return [problem for problem in result.problems if problem.centre_id in ids]


def _severities(result: "Result") -> set[str]:
    """The severities that occur among the findings."""
    import numpy as np

    from plut_audit.scoring.findings import Severity

    return {Severity(int(level)).word for level in np.unique(result.findings.severity)}


def exit_code(
    problems: Iterable["Problem"],
    severities: Iterable[str],
    display: DisplayOptions,
    notices: "Notices",
) -> int:
    """3 where a file could not be read, 1 where a severity reaches `--fail-on`, else 0."""
    from plut_audit.report.views import unread_problems

    unread = unread_problems(problems)
    for problem in unread:
        notices.warn(
            N_("Not read: {place}: {message}"), place=problem.location, message=problem.message()
        )
    return UNREAD if unread else display.code(severities)
