"""The findings, systemic ones, and the problems in the files."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from plut_audit.i18n import N_, _, localized
from plut_audit.problems import PROBLEM_KINDS, Problem
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import percent
from plut_audit.report.views.selection import in_province, provinces_like, rows_left_out
from plut_audit.report.vocabulary import BASES, SEVERITIES, basis_of
from plut_audit.result import FindingRow, Result
from plut_audit.result.wording import Wording
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.findings.systemic import NATIONAL, Systemic

UNREAD_KINDS = ("FIL", "COL-06")
"""Kinds of problems that leave a whole file or sheet unread."""
PROBLEM_ORDER = ("error", "warning", "notice")


def findings(
    result: Result,
    top: int | None = None,
    province: str | None = None,
    severity: Severity | None = None,
) -> Table:
    """The findings, the most severe first; only those that are shown are put into words."""
    limit = Severity.LOW if severity is None else severity
    inside = in_province(result, province)[result.findings.centre.astype(int)]
    chosen = np.flatnonzero((result.findings.severity <= limit) & inside)
    wording = result.wording()
    rows = [_finding_row(FindingRow(result, int(row)), wording) for row in chosen[:top]]
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("centre_id", _(N_("Code of the centre")), width=8, data_only=True),
        Column("centre", _(N_("Centre")), wraps=True, width=26),
        Column("severity", _(N_("Severity")), words=SEVERITIES, width=9),
        Column("basis", _(N_("Basis")), under="severity", words=BASES, width=9),
        Column("points_lost", _(N_("Points lost")), result.rubric.scoring.decimals, width=8),
        Column("title", _(N_("Finding")), wraps=True, width=30),
        Column("condition", _(N_("Condition")), wraps=True, width=50, own_line=True),
        Column("cell", _(N_("Cell")), wraps=True, width=30, own_line=True),
    )
    note = rows_left_out(len(rows), len(chosen))
    return Table(
        "findings", _(N_("Findings")), columns, rows, note, _(N_("There are no findings."))
    )


def _finding_row(finding: FindingRow, wording: Wording) -> list[Cell]:
    centre, text = finding.centre, wording.finding(finding.row)
    return [
        finding.code,
        centre.centre_id,
        centre.name or centre.centre_id,
        finding.severity.word,
        basis_of(finding),
        finding.points_lost,
        text.title,
        text.condition,
        next(iter(finding.cells), None),
    ]


def findings_by_code(result: Result) -> Table:
    """How many findings there are of each indicator and check, by severity."""
    found, wording = result.findings, result.wording()
    shape = (len(found.codes), len(Severity))
    counts = np.zeros(shape, int)
    np.add.at(counts, (found.code.astype(int), found.severity.astype(int)), 1)
    binding = np.bincount(found.code, found.binding, minlength=len(found.codes)).astype(int)
    lost = np.bincount(found.code, found.points_lost, minlength=len(found.codes))
    order = sorted(set(found.codes), key=_by_dimension(result))
    number = {code: position for position, code in enumerate(found.codes)}
    rows: list[list[Cell]] = [
        [
            code,
            wording.title(code),
            *(int(count) for count in counts[number[code]]),
            int(binding[number[code]]),
            float(lost[number[code]]),
        ]
        for code in order
        if counts[number[code]].any()
    ]
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("title", _(N_("Finding")), wraps=True, width=36),
        *(Column(level.word, _(SEVERITIES[level.word]), 0, width=7) for level in Severity),
        Column("binding", _(N_("Binding")), 0, width=8),
        Column("points_lost", _(N_("Points lost")), 1, width=8),
    )
    empty = _(N_("There are no findings."))
    return Table("findings_by_code", "", columns, rows, empty=empty)


def _by_dimension(result: Result) -> Callable[[str], tuple[int, str]]:
    """Indicators in the order of the rubric, then the checks by their code."""
    order = {code: number for number, code in enumerate(result.rubric.indicators)}
    return lambda code: (order.get(code, len(order)), code)


def systemic(
    result: Result,
    top: int | None = None,
    province: str | None = None,
    severity: Severity | None = None,
) -> Table:
    """What falls short in so many centres that it is no single centre's fault.

    With a province only what is systemic there; with a severity only codes that have a finding
    at least that severe.
    """
    wording = result.wording()
    chosen = _systemic_of(result, province, severity)
    rows: list[list[Cell]] = [
        [
            scope_name(finding),
            finding.code,
            wording.title(finding.code),
            len(finding.centres),
            percent(finding.share),
            finding.points_lost,
        ]
        for finding in chosen[:top]
    ]
    columns = (
        Column("scope", _(N_("Where")), wraps=True, width=18),
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Finding")), wraps=True, width=40),
        Column("centres", _(N_("Centres")), 0, width=11),
        Column("share", _(N_("Share (%)")), 1, width=9),
        Column("points_lost", _(N_("Points lost")), 1, width=9),
    )
    return Table(
        "systemic",
        _(N_("Systemic findings")),
        columns,
        rows,
        rows_left_out(len(rows), len(chosen)),
        _(N_("Nothing is systemic.")),
    )


def _systemic_of(result: Result, province: str | None, severity: Severity | None) -> list[Systemic]:
    """The systemic findings of a province and of a severity; all of them for None."""
    found = result.findings
    chosen = list(result.systemic)
    if province is not None:
        names = provinces_like([centre.province for centre in result.centres.centres], province)
        chosen = [finding for finding in chosen if finding.scope in names]
    if severity is not None:
        severe = {found.codes[code] for code in np.unique(found.code[found.severity <= severity])}
        chosen = [finding for finding in chosen if finding.code in severe]
    return chosen


def scope_name(finding: Systemic) -> str:
    """`whole country`, or the name of the province."""
    return _(N_("national")) if finding.scope == NATIONAL else finding.scope


# --- problems ------------------------------------------------------------------------------


def problems(result: Result, top: int | None = None) -> Table:
    """Every problem in the files of a result at its cell, with what to do."""
    return problem_table(result.problems, top)


def problem_table(met: Sequence[Problem], top: int | None = None) -> Table:
    """Some problems at their cells, with what to do."""
    rows: list[list[Cell]] = [
        [problem.code, problem.severity, problem.location, localized(problem.message())]
        for problem in met[:top]
    ]
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("severity", _(N_("Severity")), words=SEVERITIES, width=9),
        Column("place", _(N_("Location")), under="message", wraps=True, width=30),
        Column("message", _(N_("What is wrong, and how to fix it")), wraps=True, width=60),
    )
    return Table(
        "problems",
        _(N_("Problems in the files")),
        columns,
        rows,
        rows_left_out(len(rows), len(met)),
        _(N_("No problem was met in the files.")),
    )


def problems_by_kind(met: Iterable[Problem]) -> Table:
    """How often each kind of problem was met, errors first, each with its first location."""
    counts: Counter[str] = Counter()
    first: dict[str, Problem] = {}
    for problem in met:
        counts[problem.code] += 1
        first.setdefault(problem.code, problem)
    order = sorted(first, key=lambda code: (_order(first[code]), -counts[code], code))
    rows: list[list[Cell]] = [_kind_row(first[code], counts[code]) for code in order]
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("severity", _(N_("Severity")), words=SEVERITIES, width=9),
        Column("problem", _(N_("Problem")), wraps=True, width=30),
        Column("count", _(N_("Count")), 0, width=7),
        Column("first_place", _(N_("First location")), wraps=True, width=30, data_only=True),
        Column("message", _(N_("What it says")), wraps=True, width=50, data_only=True),
    )
    return Table(
        "problems_by_kind",
        _(N_("Problems in the files, by kind")),
        columns,
        rows,
        empty=_(N_("No problem was met in the files.")),
    )


def unread_problems(met: Iterable[Problem]) -> list[Problem]:
    """The problems of files and sheets that could not be read."""
    return [
        problem
        for problem in met
        if problem.severity == "error" and problem.code.startswith(UNREAD_KINDS)
    ]


def _order(problem: Problem) -> int:
    return PROBLEM_ORDER.index(problem.severity)


def _kind_row(problem: Problem, count: int) -> list[Cell]:
    return [
        problem.code,
        problem.severity,
        _(PROBLEM_KINDS[problem.code].title),
        count,
        problem.location,
        localized(problem.message()),
    ]
