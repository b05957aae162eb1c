"""The two tasks of a year, as functions that a worker process can be handed.

The first audits the year and lays its tables down; the second, when the years before it are
known, tells the result with its history and writes the reports. Between them the audit lies
pickled in the batch's own working folder; a pickle is only ever read in the run that wrote it.
"""

import pickle
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plut_audit import audit, i18n, report
from plut_audit.analysis import history, trends
from plut_audit.atomic_write import atomic_path, remove_parts
from plut_audit.audit import Audit
from plut_audit.batch import manifest
from plut_audit.batch.manifest import Manifest
from plut_audit.batch.surveys import SurveyFolder
from plut_audit.errors import AuditError
from plut_audit.i18n import N_, Translations, translations
from plut_audit.report import formats
from plut_audit.scoring.findings import Severity, checks

RESULT = "result.json"
Record = dict[str, Any]


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
    def names(self) -> list[str]:
        """The files that are written."""
        reports = [f"report.{suffix}" for suffix in self.formats if suffix != "json"]
        return [RESULT, *reports]

    def at(self, what: str) -> Path:
        """A file of the year in the working folder."""
        return self.work / f"{self.year}.{what}"

    @property
    def tables(self) -> Path:
        """The year's finished tables, until they are merged into the history."""
        return self.work / f"{self.year}-{self.chain[:32]}.sqlite"


@dataclass(frozen=True)
class YearOutcome:
    """What became of a task: a summary, or why it failed."""

    year: int
    folder: str
    summary: Record = field(default_factory=dict)
    unread: tuple[Record, ...] = ()
    problems: int = 0
    failure: Translations | None = None
    traceback: str = ""


def audit_year(task: Task) -> YearOutcome:
    """Audit a year; whatever stops it is in the outcome, so that the other years go on."""
    try:
        return _audited(task)
    except AuditError as error:
        return failed(task.year, task.survey.folder.name, error)
    except Exception as bug:
        said = translations(
            N_("A fault of the program: {error}"), error=f"{type(bug).__name__}: {bug}"
        )
        name = task.survey.folder.name
        return YearOutcome(task.year, name, failure=said, traceback=traceback.format_exc())


def failed(year: int, folder: str, error: AuditError) -> YearOutcome:
    """The outcome of a year that an error of its folder or rubric stops."""
    return YearOutcome(year, folder, failure=translations(error.message, **error.blanks))


def _audited(task: Task) -> YearOutcome:
    survey = task.survey
    with audit.without_cycle_search():
        audited = audit.run([survey.folder], survey.rubric, survey.options)
    result = report.result_of(audited)
    with atomic_path(task.at("sqlite"), force=True) as beside, history.opened(beside) as base:
        history.store(base, result | {"findings": brief_findings(audited)})
    keep(task.at("audit"), audited)
    unread = tuple(
        {name: one[name] for name in ("code", "file", "message")}
        for one in result["problems"]
        if one["severity"] == "error" and one["code"].startswith("FIL-")
    )
    return YearOutcome(
        task.year, survey.folder.name, result["summary"], unread, len(result["problems"])
    )


def keep(path: Path, value: object) -> None:
    """Lay something down for the second task."""
    with atomic_path(path, force=True) as beside, beside.open("wb") as file:
        pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)


def _kept(path: Path) -> Any:
    with path.open("rb") as file:
        return pickle.load(file)


def write_year(task: Task) -> YearOutcome:
    """Write the result and the reports of a year that was audited in this run."""
    outcome: YearOutcome = _kept(task.at("outcome"))
    i18n.set_language(task.language)
    result, findings = told(task)
    task.folder.mkdir(parents=True, exist_ok=True)
    remove_parts(task.folder)
    for name in task.names:
        formats.write(result, task.folder / name, task.language, force=True)
    _finish_tables(task, findings)
    manifest.write(
        task.folder,
        Manifest(
            inputs=task.inputs,
            chain=task.chain,
            summary=result["summary"],
            files=manifest.written(task.folder, task.names),
            unread=list(outcome.unread),
            problems=outcome.problems,
        ),
    )
    return outcome


def told(task: Task) -> tuple[Record, list[Record]]:
    """The result of the year with what the years before it tell, and its findings in brief."""
    audited: Audit = _kept(task.at("audit"))
    found, trend = _kept(task.at("history"))
    result, brief = report.result_of(audited), brief_findings(audited)
    findings = [*brief, *trends.copied_findings(result, found)]
    return trends.retold(result, found, trend, brief), trends.with_state(findings, found)


def brief_findings(audited: Audit) -> list[Record]:
    """The findings without their five elements: putting a million into words takes minutes."""
    found, centres = audited.findings, audited.survey.centres
    titles = {code: _title(code, audited) for code in found.codes}
    return [
        {
            "centre_id": centres[found.centre[row]].centre_id,
            "code": found.codes[found.code[row]],
            "severity": Severity(int(found.severity[row])).word,
            "points_lost": round(float(found.points_lost[row]), 12),
            "priority": round(float(found.priority[row]), 12),
            "years_open": 1,
            "status": None,
            "title": titles[found.codes[found.code[row]]],
        }
        for row in range(len(found))
    ]


def _title(code: str, audited: Audit) -> Translations:
    item = audited.rubric.indicators.get(code)
    return item.title if item else translations(checks.BY_CODE[code].title)


def _finish_tables(task: Task, findings: list[Record]) -> None:
    """The year's tables with the findings as they are after the comparison."""
    with history.opened(task.at("sqlite")) as base:
        history.store_findings(base, task.year, findings)
    task.at("sqlite").replace(task.tables)


def write_overall(arguments: tuple[Task, list[Path]]) -> None:
    """The workbook and page over all years: the report of the last one, which has the trend."""
    task, paths = arguments
    i18n.set_language(task.language)
    fresh = task.at("history").is_file() and task.at("audit").is_file()
    result = told(task)[0] if fresh else report.load(task.folder / RESULT)
    for path in paths:
        formats.write(result, path, task.language, force=True)
