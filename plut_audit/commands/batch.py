"""`plut-audit batch`: every year of a survey; one bad file stops nothing."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from typer import Argument, Option

from plut_audit.commands.options import (
    Aliases,
    Centres,
    Crosswalk,
    Force,
    Form,
    Format,
    GlobalOptions,
    LimitTexts,
    OnlyApproved,
    RubricName,
    limits,
)
from plut_audit.i18n import N_, current_language

if TYPE_CHECKING:
    from plut_audit.batch import BatchReport, Progress

ABOUT = N_("Every year (sub-folder) of a survey; a bad file does not stop the run.")


class Backend(StrEnum):
    """Where the years are run."""

    LOCAL = "local"
    DASK = "dask"


@dataclass
class BatchOptions:
    """What is run, where its results go, and on which processes."""

    FROM_SETTINGS: ClassVar[tuple[str, ...]] = (
        "rubric",
        "centres",
        "crosswalk",
        "aliases",
        "only_approved",
        "limit",
    )

    folder: Annotated[
        Path, Argument(metavar="DIR", help=N_("Folder with one sub-folder per year."))
    ]
    out: Annotated[Path, Option("-o", "--out", metavar="DIR", help=N_("Folder for the results."))]
    report: Annotated[
        list[str] | None,
        Option(
            metavar="SUFFIX",
            help=N_("Report of each year: xlsx, html, docx, pdf, csv, zip or md. Can be repeated."),
        ),
    ] = None
    rubric: RubricName = None
    centres: Centres = None
    crosswalk: Crosswalk = None
    aliases: Aliases = None
    only_approved: OnlyApproved = False
    limit: LimitTexts = None
    jobs: Annotated[
        int,
        Option(
            metavar="N",
            min=0,
            help=N_("Number of years processed at the same time; 0 for the number of processors."),
        ),
    ] = 0
    resume: Annotated[
        bool,
        Option(
            "--resume", help=N_("Process only years that are missing or whose inputs have changed.")
        ),
    ] = False
    force: Force = False
    backend: Annotated[
        Backend,
        Option(metavar="local|dask", help=N_("Processes of this machine, or a Dask cluster.")),
    ] = Backend.LOCAL
    scheduler: Annotated[
        str | None, Option(metavar="ADDRESS", help=N_("Scheduler of the cluster, tcp://..."))
    ] = None

    def run(self, progress: "Progress | None") -> "BatchReport":
        """Run the years."""
        from plut_audit import batch
        from plut_audit.audit import Options

        return batch.run_years(
            self.folder,
            self.out,
            rubric=self.rubric,
            options=Options(
                centres=self.centres,
                crosswalk=self.crosswalk,
                aliases=self.aliases,
                only_approved=self.only_approved,
                limits=limits(self.limit),
            ),
            formats=[suffix.lower().lstrip(".") for suffix in self.report or []],
            language=current_language(),
            jobs=self.jobs or os.cpu_count() or 1,
            resume=self.resume,
            force=self.force,
            backend="dask" if self.backend is Backend.DASK else "local",
            scheduler=self.scheduler,
            progress=progress,
        )


def command(options: BatchOptions, general: GlobalOptions, form: Form = Format.TABLE) -> int:
    """Score every year."""
    from plut_audit.commands.views import batch as view
    from plut_audit.commands.views import screen

    notices = general.notices()
    with notices.progress() as progress:
        report = options.run(progress)
    if form is Format.JSON:
        screen.json_text(view.record(report))
    else:
        screen.show([view.years(report)], form, view.headline(report))
    view.warn(report, notices)
    return report.exit_code
