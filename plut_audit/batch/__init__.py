"""Many audits side by side; one that fails stops no other.

Each year goes through two tasks (`work`): it is audited, and when the years before it are known
its reports are written. Years are taken in waves as wide as there are processes, so a run that
is stopped has finished whole years, which `--resume` keeps (`manifest`).

    OUT/made-from.json          what everything was made from
    OUT/2023/result.json        the stored result of a year, with its history
    OUT/2023/report.xlsx ...    the reports that were asked for
    OUT/trend.xlsx, trend.html  two years or more in one workbook and one page
    OUT/history.sqlite          the long tables of all years
"""

from collections.abc import Sequence
from pathlib import Path

from plut_audit.atomic_write import remove_parts
from plut_audit.audit import Options
from plut_audit.batch import lock, manifest, surveys
from plut_audit.batch.backends import Backend
from plut_audit.batch.backends import backend as start_backend
from plut_audit.batch.manifest import Manifest
from plut_audit.batch.run import WORK, BatchReport, BatchRun, Progress
from plut_audit.batch.work import YearOutcome
from plut_audit.errors import OutputError, UsageError
from plut_audit.i18n import N_, detect_language
from plut_audit.ingest import files
from plut_audit.report import formats as report_formats

__all__ = ["BatchReport", "Progress", "YearOutcome", "run_years"]


def run_years(
    folder: Path,
    out: Path,
    *,
    rubric: str | Path | None = None,
    options: Options | None = None,
    formats: Sequence[str] = (),
    language: str | None = None,
    jobs: int = 1,
    resume: bool = False,
    force: bool = False,
    backend: Backend = "local",
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> BatchReport:
    """Audit every year in a folder and write what is asked for into `out`.

    `formats` are suffixes of `report.formats`; the stored result is always written. With
    `resume` only what is missing or was made from something else is made again; without it
    `force` is needed where an earlier run wrote. Raises `NothingToReadError`, `UsageError`,
    `OutputError`.
    """
    folder, out = folder.absolute(), out.absolute()
    _check(formats, folder, out)
    folders = surveys.year_folders(folder, out)
    with lock.only_run(out):
        _claim(out, resume, force)
        run = BatchRun(out, tuple(formats), detect_language(language), resume)
        run.gather(folders, rubric, options or Options())
        with start_backend(backend, jobs, scheduler) as (each, width):
            run.years_in_waves(each, width, progress or (lambda done, total, name: None))
            run.finish(each)
    return run.report


def _check(formats: Sequence[str], folder: Path, out: Path) -> None:
    known = report_formats.suffixes()
    if unknown := [suffix for suffix in formats if suffix not in known]:
        raise UsageError(
            N_("There is no report of the form '{suffix}'; there are {known}."),
            suffix=unknown[0],
            known=", ".join(known),
        )
    for suffix in formats:
        report_formats.check_writable(Path(f"report.{suffix}"))
    years = files.year_folders(folder) if folder.is_dir() else []
    target = out.resolve()
    if target == folder.resolve() or any(target.is_relative_to(year.resolve()) for year in years):
        raise UsageError(N_("The results cannot go into the folder of the surveys; name another."))
    if (out / WORK).is_symlink():
        raise OutputError(
            N_(
                "'{folder}' is a link, and the working files of a batch are deleted there. Remove "
                "the link or name another folder."
            ),
            folder=f"{out.name}/{WORK}",
        )


def _claim(out: Path, resume: bool, force: bool) -> None:
    """Make the folder this run's own; what is not a batch's is not written into."""
    earlier = manifest.read(out)
    in_use = any(path.name != lock.NAME for path in out.iterdir())
    if in_use and not force and not (resume and earlier):
        raise OutputError(
            N_(
                "'{folder}' is not empty. Continue an earlier run with --resume, or replace what "
                "it made with --force."
            ),
            folder=out.name,
        )
    if earlier is None or not resume:
        manifest.write(out, Manifest())
    remove_parts(out)
