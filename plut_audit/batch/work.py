"""The two tasks of a year, as functions that a worker process can be handed.

The first audits the year and stores its result in the batch's own working folder. When the year
before is known, the run stores the result with its history in its place, and the second task
writes from it the reports and the tables of the year.
"""

import traceback
from dataclasses import dataclass
from pathlib import Path

from plut_audit import i18n
from plut_audit.analysis import history, trends
from plut_audit.atomic_write import atomic_path, remove_parts
from plut_audit.audit import without_cycle_search
from plut_audit.batch import manifest
from plut_audit.batch.manifest import Manifest
from plut_audit.batch.surveys import SurveyFolder
from plut_audit.errors import AuditError
from plut_audit.i18n import N_, Message
from plut_audit.problems import Problem
from plut_audit.report import formats
from plut_audit.result import Result, Summary
from plut_audit.result.storage.from_json import problem_of_record
from plut_audit.result.storage.to_json import problem_record
from plut_audit.review.decisions import audit_survey

RESULT = "result.json"


@dataclass(frozen=True)
class Task:
    """One year to be done: what it is made from, and where everything goes."""

    survey: SurveyFolder
    inputs: str
    chain: str
    out: Path
    work: Path
    formats: tuple[str, ...]
    language: str

    @property
    def year(self) -> int:
        """The year of the survey."""
        return self.survey.year

    @property
    def folder(self) -> Path:
        """Where the year's result and reports go."""
        return self.out / str(self.year)

    @property
    def result(self) -> Path:
        """The year's result with its history."""
        return self.folder / RESULT

    @property
    def reports(self) -> list[str]:
        """The reports that are written beside the result."""
        return [f"report.{suffix}" for suffix in self.formats if suffix != "json"]

    @property
    def audited(self) -> Path:
        """The result of the year alone, in the working folder."""
        return self.work / f"{self.year}.json"

    @property
    def tables(self) -> Path:
        """The year's finished tables, until they are merged into the history."""
        return self.work / f"{self.year}-{self.chain[:32]}.sqlite"


@dataclass(frozen=True)
class YearOutcome:
    """What became of a task: a summary, or why it failed.

    `unread` are the problems of files that could not be read, `problems` is how many there are.
    """

    year: int
    folder: str
    summary: Summary | None = None
    unread: tuple[Problem, ...] = ()
    problems: int = 0
    failure: Message | None = None
    traceback: str = ""


def audit_year(task: Task) -> YearOutcome:
    """Audit a year; whatever stops it is in the outcome, so that the other years go on."""
    try:
        return _audited(task)
    except AuditError as error:
        return failed(task.year, task.survey.folder.name, error)
    except Exception as fault:
        failure = Message(
            N_("Internal error: {error}"), {"error": f"{type(fault).__name__}: {fault}"}
        )
        name = task.survey.folder.name
        return YearOutcome(task.year, name, failure=failure, traceback=traceback.format_exc())


def failed(year: int, folder: str, error: AuditError) -> YearOutcome:
    """The outcome of a year that an error of its folder or rubric stops."""
    return YearOutcome(year, folder, failure=Message(error.message, error.blanks))


def _audited(task: Task) -> YearOutcome:
    survey = task.survey
    with without_cycle_search():
        result = audit_survey([survey.folder], survey.rubric, survey.options)
    _save(result, task.audited)
    unread = tuple(
        problem
        for problem in result.problems
        if problem.severity == "error" and problem.code.startswith("FIL-")
    )
    return YearOutcome(task.year, survey.folder.name, result.summary, unread, len(result.problems))


def _save(result: Result, path: Path) -> None:
    with atomic_path(path, force=True) as beside:
        result.save(beside)


def continue_history(task: Task, previous: Result | None) -> Result:
    """Store an audited year's result with what the year before shows, in its place."""
    result = trends.continue_history(previous, Result.load(task.audited))
    task.folder.mkdir(parents=True, exist_ok=True)
    remove_parts(task.folder)
    _save(result, task.result)
    task.audited.unlink(missing_ok=True)
    return result


def write_year(arguments: tuple[Task, YearOutcome]) -> YearOutcome:
    """Write the reports and tables of a year whose result has its history."""
    task, outcome = arguments
    i18n.set_language(task.language)
    result = Result.load(task.result)
    for name in task.reports:
        formats.write(
            result, task.folder / name, task.language, force=True, assignment=task.survey.assignment
        )
    with atomic_path(task.tables, force=True) as beside:
        history.write(beside, result)
    manifest.write(
        task.folder,
        Manifest(
            inputs=task.inputs,
            chain=task.chain,
            files=manifest.hashes(task.folder, [RESULT, *task.reports]),
            summary=outcome.summary,
            unread=tuple(problem_record(problem) for problem in outcome.unread),
            problems=outcome.problems,
        ),
    )
    return outcome


def earlier_outcome(task: Task) -> YearOutcome:
    """What an earlier run found of a year that is kept."""
    made = manifest.read(task.folder) or Manifest()
    unread = tuple(problem_of_record(record) for record in made.unread)
    return YearOutcome(task.year, task.survey.folder.name, made.summary, unread, made.problems)


def write_overall(arguments: tuple[Task, list[Path]]) -> None:
    """The workbook and page over all years: the report of the last one, which has the trend."""
    task, paths = arguments
    i18n.set_language(task.language)
    result = Result.load(task.result)
    for path in paths:
        formats.write(result, path, task.language, force=True)
