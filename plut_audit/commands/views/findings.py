"""The findings of an audit, systemic ones, and the problems met in its files."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from plut_audit.audit import Audit
from plut_audit.commands.views.ranking import figure, more, of_province
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, _, localized
from plut_audit.problems import PROBLEM_KINDS, Problem
from plut_audit.result import problem_record
from plut_audit.result.records import finding_record
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.findings.systemic import NATIONAL

SEVERITY_NAMES = {
    "critical": N_("critical"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
    "error": N_("error"),
    "warning": N_("warning"),
    "notice": N_("notice"),
}
_COLOURS = {
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "low": "",
    "error": "red",
    "warning": "yellow",
    "notice": "",
}


def severity_name(severity: str) -> str:
    """A severity of a finding or a problem as the reader's language calls it."""
    return _(SEVERITY_NAMES[severity])


def severity_styles() -> dict[str, str]:
    """The colour of each severity, by its word in the chosen language."""
    return {severity_name(name): style for name, style in _COLOURS.items()}


def findings(
    audit: Audit, top: int | None = None, province: str | None = None, severity: int | None = None
) -> Table:
    """The findings, the gravest first; only those that are shown are put into words."""
    grave = audit.findings.severity <= (severity if severity is not None else np.inf)
    found = np.flatnonzero(grave & of_province(audit, province)[audit.findings.centre])
    rows = [_finding_row(audit, int(row)) for row in found[:top]]
    return Table(
        _(N_("Findings")),
        _finding_columns(audit.rubric.scoring.decimals),
        rows,
        more(len(rows), len(found)),
        severity_styles(),
    )


def _finding_columns(decimals: int) -> list[Column]:
    return [
        Column("code", _(N_("Code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("severity", _(N_("Severity"))),
        Column("points_lost", _(N_("Points")), decimals),
        Column("condition", _(N_("Condition")), wraps=True),
        Column("cell", _(N_("Cell")), under="condition", wraps=True),
    ]


def _finding_row(audit: Audit, row: int) -> list[Cell]:
    record = finding_record(audit, row)
    centre = audit.survey.centres[audit.findings.centre[row]]
    lost = audit.findings.points_lost[row]
    return [
        record["code"],
        centre.name or centre.centre_id,
        severity_name(record["severity"]),
        figure(audit, lost),
        localized(record["condition"]),
        next(iter(record["cells"]), ""),
    ]


def systemic(audit: Audit, top: int | None = None) -> Table:
    """What falls short in so many centres that it is no single centre's fault."""
    columns = [
        Column("code", _(N_("Code"))),
        Column("scope", _(N_("Scope")), wraps=True),
        Column("indicator", _(N_("Indicator")), wraps=True),
        Column("share", _(N_("Share")), 0, suffix=" %"),
        Column("centres", _(N_("Centres")), 0),
        Column("points_lost", _(N_("Points lost")), 2),
    ]
    rows: list[list[Cell]] = [
        [
            one.code,
            _(N_("national")) if one.scope == NATIONAL else one.scope,
            localized(audit.rubric.indicators[one.code].title),
            100 * one.share,
            len(one.centres),
            one.points_lost,
        ]
        for one in audit.systemic[:top]
    ]
    return Table(_(N_("Systemic findings")), columns, rows, more(len(rows), len(audit.systemic)))


def severities(audit: Audit) -> set[str]:
    """The severities that occur."""
    levels = np.flatnonzero(np.bincount(audit.findings.severity))
    return {Severity(int(level)).word for level in levels}


# --- problems ------------------------------------------------------------------------------


def problems_by_code(found: Iterable[Problem]) -> Table:
    """How often each kind of problem was met."""
    counts = Counter(problem.code for problem in found)
    order = sorted(counts, key=lambda code: (_grave(code), -counts[code], code))
    columns = [
        Column("code", _(N_("Code"))),
        Column("severity", _(N_("Severity"))),
        Column("count", _(N_("Count")), 0),
        Column("problem", _(N_("Problem")), wraps=True),
    ]
    rows: list[list[Cell]] = [
        [
            code,
            severity_name(PROBLEM_KINDS[code].severity),
            counts[code],
            _(PROBLEM_KINDS[code].title),
        ]
        for code in order
    ]
    return Table(_(N_("Problems in the files, by kind")), columns, rows, styles=severity_styles())


def _grave(code: str) -> int:
    return ("error", "warning", "notice").index(PROBLEM_KINDS[code].severity)


def problems(found: Iterable[Problem], top: int | None = None) -> Table:
    """Every problem at its cell, with what to do."""
    every = list(found)
    columns = [
        Column("code", _(N_("Code"))),
        Column("severity", _(N_("Severity"))),
        Column("place", _(N_("Place")), under="message", wraps=True),
        Column("message", _(N_("What is wrong, and how to mend it")), wraps=True),
    ]
    rows: list[list[Cell]] = [
        [one.code, severity_name(one.severity), one.location, localized(one.message())]
        for one in every[:top]
    ]
    return Table(
        _(N_("Problems in the files")),
        columns,
        rows,
        more(len(rows), len(every)),
        styles=severity_styles(),
    )


PROBLEM_LEVELS = {"error": Severity.HIGH, "warning": Severity.MEDIUM, "notice": Severity.LOW}
"""What a problem weighs under `--severity` and `--fail-on`, which know severities of findings."""


def problems_of(
    audit: Audit, province: str | None = None, severity: int | None = None
) -> list[Problem]:
    """The problems at least this grave of a province's centres; without one, of all files."""
    limit = Severity.LOW if severity is None else severity
    found = [one for one in audit.problems if PROBLEM_LEVELS[one.severity] <= limit]
    if province is None:
        return found
    inside = of_province(audit, province)
    ids = {one.centre_id for one, here in zip(audit.survey.centres, inside, strict=True) if here}
    return [problem for problem in found if problem.centre_id in ids]


def problem_levels(audit: Audit) -> set[str]:
    """The severities that the problems weigh."""
    return {PROBLEM_LEVELS[problem.severity].word for problem in audit.problems}


def unread(audit: Audit) -> list[Problem]:
    """The files and sheets that could not be read."""
    return [
        problem
        for problem in audit.problems
        if problem.severity == "error" and problem.code.startswith(("FIL", "COL-06"))
    ]


def problems_record(audit: Audit, found: Sequence[Problem]) -> dict[str, Any]:
    """The problems as JSON: each one, their count by code, and who did not answer."""
    counts = Counter(problem.code for problem in found)
    survey = audit.survey
    silent = np.flatnonzero(~survey.responded & audit.registry_known)
    return {
        "problems": [problem_record(problem) for problem in found],
        "by_code": dict(sorted(counts.items())),
        "silent": [survey.centres[row].centre_id for row in silent],
    }
