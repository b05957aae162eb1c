"""The result as plain tables for a statistician: centres, items, findings, problems.

A table is a list of documented columns, each with what gives its value from a row; CSV, data
package (`report.formats`) and data frames (`result.frames`) are made from these. Codes stay
codes, and numbers unrounded where the result has them unrounded; sentences follow the language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from plut_audit.i18n import N_, localized
from plut_audit.problems import Problem
from plut_audit.result import CentreRow, FindingRow, ItemRow, Result
from plut_audit.result.data_table import DataColumn, DataTable, DataValue, Parent
from plut_audit.result.decision_words import FindingText

SEVERITIES = ("critical", "high", "medium", "low")
PROBLEM_SEVERITIES = ("error", "warning", "notice")
EVIDENCE = ("observed", "reported", "none", "not_applicable")
BLANKS = ("unanswered", "dont_know", "invalid", "not_asked")


# --- centres -------------------------------------------------------------------------------


def _end(interval: tuple[float, float] | None, end: int) -> float | None:
    return None if interval is None else interval[end]


_CENTRE: tuple[DataColumn[CentreRow], ...] = (
    DataColumn("centre_id", "string", N_("Code of the centre."), lambda c: c.centre_id, True),
    DataColumn("name", "string", N_("Name of the centre."), lambda c: c.name),
    DataColumn("province", "string", N_("Province."), lambda c: c.province),
    DataColumn("regency", "string", N_("Regency or city."), lambda c: c.regency),
    DataColumn(
        "level",
        "string",
        N_("Owner of the centre: provinsi, kabupaten or kota."),
        lambda c: c.level,
        dtype="category",
    ),
)
_FIGURES: tuple[DataColumn[CentreRow], ...] = (
    DataColumn(
        "responded",
        "boolean",
        N_("Whether the questionnaire was answered."),
        lambda c: c.responded,
        True,
    ),
    DataColumn(
        "visited",
        "boolean",
        N_("Whether a field visit saw the centre."),
        lambda c: c.visited,
        True,
    ),
    DataColumn("ranked", "boolean", N_("Whether the centre is ranked."), lambda c: c.ranked, True),
    DataColumn(
        "not_ranked_because",
        "string",
        N_("Why it is not ranked."),
        lambda c: c.result.wording().not_ranked(c.not_ranked),
    ),
    DataColumn("rank", "number", N_("Rank on the printed estimate."), lambda c: c.rank),
    DataColumn(
        "rank_low",
        "number",
        N_("Lower end of the 5 to 95 % interval of the rank."),
        lambda c: _end(c.rank_interval, 0),
    ),
    DataColumn(
        "rank_high",
        "number",
        N_("Upper end of the 5 to 95 % interval of the rank."),
        lambda c: _end(c.rank_interval, 1),
    ),
    DataColumn(
        "group",
        "integer",
        N_("Group of centres that cannot be distinguished, 1 the best."),
        lambda c: c.group,
    ),
    DataColumn(
        "seen_rank",
        "number",
        N_("Rank among the visited centres on the printed combined score."),
        lambda c: c.seen_rank,
    ),
    DataColumn("tied", "boolean", N_("Whether other centres share the rank."), lambda c: c.tied),
    DataColumn("reported", "number", N_("Index by the questionnaire alone."), lambda c: c.reported),
    DataColumn(
        "combined",
        "number",
        N_("Index on what was seen, else on what was reported."),
        lambda c: c.combined,
    ),
    DataColumn(
        "combined_exact",
        "number",
        N_("The combined index before rounding."),
        lambda c: c.combined_exact,
    ),
    DataColumn(
        "estimate",
        "number",
        N_("Index that a full visit would be expected to find."),
        lambda c: c.estimate,
    ),
    DataColumn(
        "estimate_exact",
        "number",
        N_("The estimate before rounding."),
        lambda c: c.estimate_exact,
    ),
    DataColumn(
        "estimate_low",
        "number",
        N_("Lower end of the 5 to 95 % interval of the estimate."),
        lambda c: _end(c.estimate_interval, 0),
    ),
    DataColumn(
        "estimate_high",
        "number",
        N_("Upper end of the 5 to 95 % interval of the estimate."),
        lambda c: _end(c.estimate_interval, 1),
    ),
    DataColumn(
        "reweighted",
        "number",
        N_("Combined index without the blank indicators."),
        lambda c: c.reweighted,
    ),
    DataColumn(
        "upper", "number", N_("Combined index if every blank were full marks."), lambda c: c.upper
    ),
    DataColumn(
        "class",
        "string",
        N_("Class of the combined index, of the estimate where it is provisional; - for none."),
        lambda c: c.class_name,
        dtype="category",
    ),
    DataColumn(
        "class_capped",
        "boolean",
        N_("Whether a weak dimension or a critical finding caps the class."),
        lambda c: c.class_capped,
    ),
    DataColumn(
        "class_provisional",
        "boolean",
        N_("Whether the class rests on the estimate, for too little was seen."),
        lambda c: c.class_provisional,
    ),
    DataColumn(
        "seen_share",
        "number",
        N_("Share of the weight that a visit can see and saw, 0 to 1."),
        lambda c: c.seen_share,
    ),
    DataColumn("survey_date", "date", N_("Day of the questionnaire."), lambda c: c.survey_date),
    DataColumn("visit_date", "date", N_("Day of the visit."), lambda c: c.visit_date),
)
_DIMENSION_FIGURES = {
    "reported": N_("The dimension by the questionnaire alone."),
    "combined": N_("The dimension on what was seen, else on what was reported."),
    "estimate": N_("The dimension that a full visit would be expected to find."),
    "coverage": N_("Share of the dimension's weight that was answered, 0 to 1."),
    "seen_share": N_("Share of the weight that a visit can see and saw, 0 to 1."),
}

CENTRES: DataTable[CentreRow] = DataTable(
    "centres",
    N_("Centres"),
    _CENTRE + _FIGURES,
    ("centre_id",),
    lambda result, language: result.centre_rows(),
)


def with_dimensions(table: DataTable[CentreRow], codes: Iterable[str]) -> DataTable[CentreRow]:
    """The table of centres with three figures and the coverage of some dimensions."""
    columns = tuple(
        _dimension_column(code, figure, description)
        for code in codes
        for figure, description in _DIMENSION_FIGURES.items()
    )
    return replace(table, columns=table.columns + columns)


def _dimension_column(code: str, figure: str, description: str) -> DataColumn[CentreRow]:
    def value(centre: CentreRow) -> DataValue:
        number: float | None = getattr(centre.dimensions[code], figure)
        return number

    return DataColumn(f"{code.lower()}_{figure}", "number", description, value)


# --- indicators ----------------------------------------------------------------------------


def _of_centre(column: DataColumn[CentreRow]) -> DataColumn[ItemRow]:
    """A column of the centre in a table of its indicators."""
    return DataColumn(
        column.name,
        column.type,
        column.description,
        lambda item: column.value(item.result.centre(item.row)),
        column.required,
        column.allowed,
        column.dtype,
    )


_ITEM: tuple[DataColumn[ItemRow], ...] = (
    DataColumn(
        "dimension",
        "string",
        N_("Code of the dimension."),
        lambda i: i.indicator.dimension,
        True,
        dtype="category",
    ),
    DataColumn(
        "indicator",
        "string",
        N_("Code of the indicator."),
        lambda i: i.code,
        True,
        dtype="category",
    ),
    DataColumn(
        "reported",
        "string",
        N_("Value by the questionnaire: number or code of a choice."),
        lambda i: i.reported,
        dtype="object",
    ),
    DataColumn(
        "observed", "string", N_("Value by the visit."), lambda i: i.observed, dtype="object"
    ),
    DataColumn(
        "evaluator",
        "string",
        N_("Value that the evaluator decided; `not_applicable` where it does not apply."),
        lambda i: i.evaluator,
        dtype="object",
    ),
    DataColumn("used", "string", N_("Value that was scored."), lambda i: i.used, dtype="object"),
    DataColumn(
        "score",
        "number",
        N_("Points of the indicator; empty where it does not apply."),
        lambda i: i.score,
    ),
    DataColumn(
        "reported_score", "number", N_("Points by the questionnaire."), lambda i: i.reported_score
    ),
    DataColumn("observed_score", "number", N_("Points by the visit."), lambda i: i.observed_score),
    DataColumn(
        "estimated_score",
        "number",
        N_("Points that a full visit would be expected to find."),
        lambda i: i.estimated_score,
    ),
    DataColumn(
        "evidence",
        "string",
        N_("Where the used value comes from."),
        lambda i: i.evidence.word,
        True,
        EVIDENCE,
    ),
    DataColumn("blank", "string", N_("Why there is no value."), lambda i: i.blank, allowed=BLANKS),
    DataColumn(
        "binding",
        "boolean",
        N_("Whether the criterion bound the centre."),
        lambda i: i.binding,
        True,
    ),
    DataColumn(
        "points_lost",
        "number",
        N_("Points that the index loses by this indicator."),
        lambda i: i.points_lost,
        True,
    ),
    DataColumn(
        "reported_cells",
        "string",
        N_("Cells of the questionnaire: FILE › SHEET!CELL."),
        lambda i: i.cells(visit=False),
        dtype="object",
    ),
    DataColumn(
        "observed_cells",
        "string",
        N_("Cells of the visit: FILE › SHEET!CELL."),
        lambda i: i.cells(visit=True),
        dtype="object",
    ),
)


def _items(result: Result, language: str) -> Iterator[ItemRow]:
    return (item for centre in result.centre_rows() for item in centre.items.values())


_TO_CENTRE: dict[str, Parent] = {"centres": (("centre_id",), ("centre_id",))}
ITEMS: DataTable[ItemRow] = DataTable(
    "items",
    N_("Indicators of each centre"),
    (_of_centre(_CENTRE[0]), *_ITEM),
    ("centre_id", "indicator"),
    _items,
    _TO_CENTRE,
)
LONG: DataTable[ItemRow] = DataTable(
    "long",
    N_("Centre by indicator"),
    tuple(_of_centre(column) for column in _CENTRE) + _ITEM,
    ("centre_id", "indicator"),
    _items,
)
"""Indicators with their centre's name and location: one table for those who want one."""

# --- findings ------------------------------------------------------------------------------


@dataclass(frozen=True)
class WordedFinding:
    """A finding with its text in one language."""

    finding: FindingRow
    text: FindingText


def _findings(result: Result, language: str) -> Iterator[WordedFinding]:
    wording = result.wording(language)
    return (WordedFinding(row, wording.finding(row.row)) for row in result.finding_rows())


_FINDING: tuple[DataColumn[WordedFinding], ...] = (
    DataColumn(
        "centre_id", "string", N_("Code of the centre."), lambda f: f.finding.centre_id, True
    ),
    DataColumn(
        "code",
        "string",
        N_("Code of the finding."),
        lambda f: f.finding.code,
        True,
        dtype="category",
    ),
    DataColumn(
        "kinds",
        "string",
        N_("What it is about: gap, overstated, understated, unanswered ..."),
        lambda f: f.finding.kinds,
        dtype="object",
    ),
    DataColumn(
        "severity",
        "string",
        N_("How severe it is."),
        lambda f: f.finding.severity.word,
        True,
        SEVERITIES,
    ),
    DataColumn(
        "binding",
        "boolean",
        N_("Whether it is a finding; else it is a suggestion."),
        lambda f: f.finding.binding,
        True,
    ),
    DataColumn(
        "points_lost",
        "number",
        N_("Points that the index loses by it."),
        lambda f: f.finding.points_lost,
        True,
    ),
    DataColumn(
        "priority",
        "number",
        N_("Weight of the severity times points lost."),
        lambda f: f.finding.priority,
        True,
    ),
    DataColumn(
        "years_open",
        "integer",
        N_("Years in a row with this finding."),
        lambda f: f.finding.years_open,
    ),
    DataColumn(
        "state",
        "string",
        N_("Compared with the year before."),
        lambda f: f.finding.state,
        dtype="category",
    ),
    DataColumn("title", "string", N_("What it is, in short."), lambda f: f.text.title),
    DataColumn(
        "condition",
        "string",
        N_("Condition: what was reported and seen."),
        lambda f: f.text.condition,
    ),
    DataColumn(
        "criterion",
        "string",
        N_("Criterion: the state that is asked for."),
        lambda f: f.text.criterion,
    ),
    DataColumn("cause", "string", N_("Cause."), lambda f: f.text.cause),
    DataColumn("effect", "string", N_("Effect."), lambda f: f.text.effect),
    DataColumn("recommendation", "string", N_("Recommendation."), lambda f: f.text.recommendation),
    DataColumn(
        "cells",
        "string",
        N_("Cells it rests on: FILE › SHEET!CELL."),
        lambda f: f.finding.cells,
        dtype="object",
    ),
)
FINDINGS: DataTable[WordedFinding] = DataTable(
    "findings", N_("Findings"), _FINDING, ("centre_id", "code"), _findings, _TO_CENTRE
)

# --- problems ------------------------------------------------------------------------------


@dataclass(frozen=True)
class WordedProblem:
    """A problem with its running number and its message in one language."""

    number: int
    problem: Problem
    message: str


def _problems(result: Result, language: str) -> Iterator[WordedProblem]:
    for number, problem in enumerate(result.problems, 1):
        yield WordedProblem(number, problem, localized(problem.message(), language))


_PROBLEM: tuple[DataColumn[WordedProblem], ...] = (
    DataColumn("number", "integer", N_("Running number."), lambda p: p.number, True),
    DataColumn(
        "code",
        "string",
        N_("Code of the kind of problem."),
        lambda p: p.problem.code,
        True,
        dtype="category",
    ),
    DataColumn(
        "severity",
        "string",
        N_("How severe it is."),
        lambda p: p.problem.severity,
        True,
        PROBLEM_SEVERITIES,
    ),
    DataColumn("file", "string", N_("File."), lambda p: p.problem.file),
    DataColumn("sheet", "string", N_("Sheet."), lambda p: p.problem.sheet),
    DataColumn("cell", "string", N_("Cell."), lambda p: p.problem.cell),
    DataColumn(
        "centre_id",
        "string",
        N_("Code of the centre, where it is known."),
        lambda p: p.problem.centre_id,
    ),
    DataColumn("question", "string", N_("Name of the question."), lambda p: p.problem.question),
    DataColumn("value", "string", N_("What stands in the cell."), lambda p: p.problem.value),
    DataColumn("message", "string", N_("What is wrong and how to fix it."), lambda p: p.message),
)
PROBLEMS: DataTable[WordedProblem] = DataTable(
    "problems", N_("Problems in the files"), _PROBLEM, ("number",), _problems
)
TABLES: tuple[DataTable[Any], ...] = (CENTRES, ITEMS, FINDINGS, PROBLEMS)
