"""The course of a batch: its years in waves, each with what the years before it show."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from plut_audit.analysis import history
from plut_audit.atomic_write import atomic_path
from plut_audit.audit import Options
from plut_audit.batch import manifest, surveys, work
from plut_audit.batch.backends import Each
from plut_audit.batch.manifest import Manifest
from plut_audit.batch.work import Task, YearOutcome
from plut_audit.errors import AuditError, OutputError, UsageError
from plut_audit.i18n import N_
from plut_audit.report import formats
from plut_audit.result import Result

HISTORY = "history.sqlite"
WORK = ".work"
OVERALL = ("xlsx", "html")
MOST_IN_A_REPORT = 2_000
"""Centres beyond which all years are kept in the history only: no one opens such a workbook."""
FEWEST_YEARS = 2
"""Years from which there is a report over all of them: that of one is the year's own report."""
Progress = Callable[[int, int, str], None]
"""Called with how many of how many files were audited, and the year at hand."""


@dataclass
class BatchReport:
    """What a batch did: years made now, years kept from an earlier run, years that failed."""

    years: list[YearOutcome] = field(default_factory=list)
    skipped: list[YearOutcome] = field(default_factory=list)
    failed: list[YearOutcome] = field(default_factory=list)
    overall: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0, or 3 where a file or a year could not be read, or 2 where no year could."""
        done = [*self.years, *self.skipped]
        if not done:
            return 2
        return 3 if self.failed or any(outcome.unread for outcome in done) else 0


class BatchRun:
    """A run: its years, what is known of them so far, and what it reports."""

    def __init__(self, out: Path, formats: tuple[str, ...], language: str, resume: bool) -> None:
        self.out, self.work = out, out / WORK
        self.formats, self.language, self.resume = formats, language, resume
        self.report = BatchReport()
        self.tasks: list[Task] = []
        self.done: list[Task] = []
        self._latest: Result | None = None
        _clear(self.work, keep="[0-9]*-*.sqlite" if resume else "")

    def gather(self, folders: list[Path], rubric: str | Path | None, options: Options) -> None:
        """A task for each folder that can be one; why another cannot is reported."""
        names: dict[int, str] = {}
        for folder in folders:
            year = surveys.year_of(folder)
            try:
                survey = surveys.survey_folder(folder, rubric, options)
                year = survey.year
                if year in names:
                    raise UsageError(
                        N_("The folders '{first}' and '{second}' are of the same year {year}."),
                        first=names[year],
                        second=folder.name,
                        year=year,
                    )
                self.tasks.append(self._task(survey))
                names[year] = folder.name
            except AuditError as error:
                self.report.failed.append(work.failed(year, folder.name, error))
        self.tasks.sort(key=lambda task: task.year)

    def _task(self, survey: surveys.SurveyFolder) -> Task:
        inputs = survey.fingerprint(self.formats, self.language)
        return Task(survey, inputs, "", self.out, self.work, self.formats, self.language)

    def years_in_waves(self, each: Each, width: int, progress: Progress) -> None:
        """Make every year that is not there yet, oldest first."""
        sizes = {task.year: len(task.survey.files) for task in self.tasks}
        seen = 0
        for start in range(0, len(self.tasks), width):
            wave = self.tasks[start : start + width]
            outcomes: dict[int, YearOutcome] = {}
            for choose in (self._fresh, self._outdated):
                tasks = choose(wave, outcomes)
                for task, outcome in zip(tasks, each(work.audit_year, tasks), strict=True):
                    outcomes[task.year] = outcome
                    seen += sizes[task.year]
                    progress(seen, sum(sizes.values()), task.survey.folder.name)
            audited = list(self._with_history(wave, outcomes))
            self.report.years += each(work.write_year, audited)
            seen = sum(sizes[task.year] for task in self.tasks[: start + width])
            progress(seen, sum(sizes.values()), "")

    def _fresh(self, wave: list[Task], _: dict[int, YearOutcome]) -> list[Task]:
        """The years that were not made from the same inputs before."""
        return [task for task in wave if not self._made_before(task)]

    def _outdated(self, wave: list[Task], outcomes: dict[int, YearOutcome]) -> list[Task]:
        """The years that were, but show of the years before them what is no longer true."""
        usable = (
            task for task in wave if not (task.year in outcomes and outcomes[task.year].failure)
        )
        return [
            task
            for task in self._chained(usable)
            if task.year not in outcomes and not self._tables(task)
        ]

    def _chained(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """The tasks with the fingerprint of all that they depend on, after those that are done."""
        before = self.done[-1].chain if self.done else ""
        for task in tasks:
            before = manifest.chained(task.inputs, before)
            yield replace(task, chain=before)

    def _made_before(self, task: Task) -> bool:
        earlier = manifest.read(task.folder) if self.resume else None
        same = earlier is not None and earlier.inputs == task.inputs
        return same and earlier is not None and manifest.is_complete(task.folder, earlier)

    def _with_history(
        self, wave: list[Task], outcomes: dict[int, YearOutcome]
    ) -> Iterator[tuple[Task, YearOutcome]]:
        """Store each year of a wave with its history, in order; yields those to be written."""
        for plain in wave:
            outcome = outcomes.get(plain.year)
            if outcome and outcome.failure:
                self.report.failed.append(outcome)
                continue
            (task,) = self._chained([plain])
            if outcome:
                self._latest = work.continue_history(task, self._previous())
                yield task, outcome
            else:
                self._latest = None
                self.report.skipped.append(work.earlier_outcome(task))
            self.done.append(task)

    def _previous(self) -> Result | None:
        """The result of the year before; one that is kept is loaded where it is needed."""
        if self._latest is None and self.done:
            return Result.load(self.done[-1].result)
        return self._latest

    def _tables(self, task: Task) -> Path | None:
        """Where the tables of a year lie that was made of the same chain; None if nowhere."""
        earlier, overall = manifest.read(task.folder), manifest.read(self.out)
        if earlier is None or earlier.chain != task.chain:
            return None
        if task.tables.is_file():
            return task.tables
        merged = self.out / HISTORY
        held = overall is not None and overall.years.get(str(task.year)) == task.chain
        return merged if held and task.year in history.years_in(merged) else None

    # --- all years -------------------------------------------------------------------------

    def finish(self, each: Each) -> None:
        """The history and the reports over all years; nothing where they are as they should be."""
        overall = manifest.read(self.out) or Manifest()
        years = {str(task.year): task.chain for task in self.done}
        if not years:
            return
        if overall.years != years or not manifest.is_complete(self.out, overall):
            self._merge()
            reports = self._overall_reports(overall)
            if reports:
                paths = [self.out / name for name in reports]
                list(each(work.write_overall, [(self.done[-1], paths)]))
            self.report.overall = [*reports, HISTORY]
            files = manifest.hashes(self.out, self.report.overall)
            manifest.write(self.out, Manifest(files=files, years=years))
        shutil.rmtree(self.work, ignore_errors=True)

    def _overall_reports(self, earlier: Manifest) -> list[str]:
        """The reports to be written; one that only an earlier run made is deleted."""
        summary = (manifest.read(self.done[-1].folder) or Manifest()).summary
        fits = summary is not None and summary.centres <= MOST_IN_A_REPORT
        if fits and len(self.done) >= FEWEST_YEARS:
            return [f"trend.{suffix}" for suffix in OVERALL if suffix in formats.suffixes()]
        for name in (f"trend.{suffix}" for suffix in OVERALL):
            # One that somebody edited, or put there himself, stays.
            if manifest.is_as_written(self.out, earlier, name):
                (self.out / name).unlink()
        return []

    def _merge(self) -> None:
        """The tables of every year in one file, oldest first."""
        with atomic_path(self.out / HISTORY, force=True) as beside:
            history.merge(beside, [(task.year, self._tables_of(task)) for task in self.done])

    def _tables_of(self, task: Task) -> Path:
        tables = self._tables(task)
        if tables is None:
            raise OutputError(
                N_("The tables of {year} are no longer in '{folder}'; run it again with --force."),
                year=task.year,
                folder=self.out.name,
            )
        return tables


def _clear(folder: Path, keep: str) -> None:
    """Delete what earlier runs left; finished tables are kept for a run that resumes."""
    kept = set(folder.glob(keep)) if keep else set()
    for path in set(folder.glob("*")) | set(folder.glob(".*")):
        if path not in kept:
            with suppress(OSError):
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
