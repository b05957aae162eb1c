"""`plut-audit batch`: every year of a survey; one bad file stops nothing."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from typer import Argument, Option

from plut_audit.commands.options import (
    Aliases,
    Centres,
    Crosswalk,
    Force,
    Form,
    Format,
    GlobalOptions,
    LimitWishes,
    OnlyApproved,
    RubricName,
    limits,
)
from plut_audit.i18n import N_, current_language

ABOUT = N_("Every year (sub-folder) of a survey; a bad file does not stop the run.")


class Backend(StrEnum):
    """Where the years are run."""

    LOCAL = "local"
    DASK = "dask"


@dataclass
class Running:
    """What is run, where its results go, and on which processes."""

    folder: Annotated[
        Path, Argument(metavar="DIR", help=N_("Folder with one sub-folder per year."))
    ]
    out: Annotated[Path, Option("-o", "--out", metavar="DIR", help=N_("Folder for the results."))]
    report: Annotated[
        list[str] | None,
        Option(
            metavar="SUFFIX",
            help=N_("Report of each year: xlsx, html, docx, csv, zip or md. Can be repeated."),
        ),
    ] = None
    rubric: RubricName = None
    centres: Centres = None
    crosswalk: Crosswalk = None
    aliases: Aliases = None
    only_approved: OnlyApproved = False
    limit: LimitWishes = None
    jobs: Annotated[
        int,
        Option(
            metavar="N",
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

    def words(self) -> dict[str, Any]:
        """What `batch.run` is told."""
        from plut_audit.audit import Options

        options = Options(
            None,
            self.centres,
            self.crosswalk,
            self.aliases,
            self.only_approved,
            limits(self.limit),
        )
        formats = [suffix.lower().lstrip(".") for suffix in self.report or []]
        return {
            "folder": self.folder,
            "out": self.out,
            "rubric": self.rubric,
            "options": options,
            "formats": formats,
            "language": current_language(),
            "jobs": self.jobs or _processors(),
            "resume": self.resume,
            "force": self.force,
            "backend": self.backend.value,
            "scheduler": self.scheduler,
        }


def _processors() -> int:
    import os

    return os.cpu_count() or 1


def command(running: Running, manner: GlobalOptions, form: Form = Format.TABLE) -> int:
    """Score every year."""
    from plut_audit import batch
    from plut_audit.commands.views import batch as view
    from plut_audit.commands.views import screen

    notices = manner.notices()
    with notices.progress() as progress:
        done = batch.run(**running.words(), progress=progress)
    if form is Format.JSON:
        screen.json_text(view.record(done))
    else:
        screen.show([view.years(done)], form, view.headline(done))
    view.warn(done, notices)
    return done.exit_code
