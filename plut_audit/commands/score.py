"""`plut-audit score`: rank the centres of one year and print what was found."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from plut_audit.commands.failures import UNREAD
from plut_audit.commands.options import (
    SEED,
    DisplayOptions,
    Format,
    GlobalOptions,
    InputOptions,
    OutputOptions,
    Seed,
)
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.audit import Audit
    from plut_audit.commands.views.notices import Notices

ABOUT = N_("Rank the centres of one year and print what was found.")


@dataclass
class Adding:
    """What is added to the result of a year."""

    previous: Annotated[
        Path | None, Option(metavar="RESULT", help=N_("The stored result of the year before."))
    ] = None
    follow_up: Annotated[
        Path | None, Option(metavar="FILE", help=N_("A filled-in follow-up matrix to carry on."))
    ] = None
    robust: Annotated[
        bool, Option("--robust", help=N_("Also compute how far ranks depend on the method."))
    ] = False
    seed: Seed = SEED

    @property
    def asked(self) -> bool:
        """Whether anything is added."""
        return bool(self.previous or self.follow_up or self.robust)

    def result_of(self, audited: "Audit") -> dict[str, Any]:
        """The result of the audit with what was asked for beside it."""
        from plut_audit import report

        result = report.result_of(audited)
        if self.robust:
            from plut_audit.analysis import agreement, robustness

            result["robustness"] = robustness.analyse_robustness(audited, seed=self.seed)
            result["agreement"] = agreement.agreement(audited)
        if self.previous:
            from plut_audit.analysis import trends

            result = trends.with_history([report.load(self.previous), result])[-1]
        if self.follow_up:
            from plut_audit.review import follow_up

            result = follow_up.carry(result, follow_up.read(self.follow_up))
        return result


def command(
    reading: InputOptions,
    showing: DisplayOptions,
    writing: OutputOptions,
    adding: Adding,
    manner: GlobalOptions,
) -> int:
    """Score one survey year."""
    notices = manner.notices()
    audited = reading.audit(notices)
    needed = writing.asked or adding.asked or showing.format is Format.JSON
    result = adding.result_of(audited) if needed else {}
    writing.write(result, notices)
    show(audited, result, showing)
    return exit_code(audited, showing, notices)


def show(audited: "Audit", result: dict[str, Any], showing: DisplayOptions) -> None:
    """Show the audit on standard output."""
    from plut_audit.commands.views import findings, ranking, screen

    if showing.format is Format.JSON:
        screen.json_text(result)
        return
    top, province = showing.rows(), showing.province
    severity = showing.severity.place if showing.severity else None
    tables = [
        ranking.ranking(audited, top, province),
        ranking.not_ranked(audited, top, province),
        findings.findings(audited, top, province, severity),
        findings.systemic(audited, top),
        findings.problems_by_code(audited.problems),
    ]
    screen.show(tables, showing.format, ranking.headline(audited))


def exit_code(
    audited: "Audit", showing: DisplayOptions, notices: "Notices", of_problems: bool = False
) -> int:
    """3 where a file could not be read, 1 where something is as grave as `--fail-on`, else 0."""
    from plut_audit.commands.views import findings

    for problem in (unread := findings.unread(audited)):
        notices.warn(
            N_("Not read: {place}: {message}"), place=problem.location, message=problem.message()
        )
    if unread:
        return UNREAD
    return showing.code((findings.problem_levels if of_problems else findings.severities)(audited))
