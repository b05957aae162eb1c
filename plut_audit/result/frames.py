"""The tables of a result as pandas data frames, for analysts.

Codes and names are `string`, scores and shares `Float64`, ranks `Float64` (tie rules can give
halves), counts `Int64`, yes/no `boolean`, categories `category`; a missing value is `<NA>`.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from plut_audit.result.rows import CentreRow, FindingRow, ItemRow

if TYPE_CHECKING:
    import pandas as pd

    from plut_audit.problems import Problem
    from plut_audit.result import Result

Columns = dict[str, tuple[str, Callable[[Any], object]]]
"""Column name to its dtype and how a row gives its value."""

CENTRES: Columns = {
    "centre_id": ("string", lambda row: row.centre_id),
    "name": ("string", lambda row: row.name),
    "province": ("string", lambda row: row.province),
    "regency": ("string", lambda row: row.regency),
    "level": ("category", lambda row: row.level),
    "responded": ("boolean", lambda row: row.responded),
    "visited": ("boolean", lambda row: row.visited),
    "ranked": ("boolean", lambda row: row.ranked),
    "rank": ("Float64", lambda row: row.rank),
    "tied": ("boolean", lambda row: row.tied),
    "reported": ("Float64", lambda row: row.reported),
    "combined": ("Float64", lambda row: row.combined),
    "combined_exact": ("Float64", lambda row: row.combined_exact),
    "estimate": ("Float64", lambda row: row.estimate),
    "reweighted": ("Float64", lambda row: row.reweighted),
    "upper": ("Float64", lambda row: row.upper),
    "class": ("category", lambda row: row.class_name),
    "class_capped": ("boolean", lambda row: row.class_capped),
    "class_provisional": ("boolean", lambda row: row.class_provisional),
    "seen_share": ("Float64", lambda row: row.seen_share),
}
DIMENSION_FIGURES = ("reported", "combined", "estimate", "coverage")
ITEMS: Columns = {
    "centre_id": ("string", lambda item: item.result.centre(item.row).centre_id),
    "dimension": ("category", lambda item: item.indicator.dimension),
    "indicator": ("category", lambda item: item.code),
    "reported": ("object", lambda item: item.reported),
    "observed": ("object", lambda item: item.observed),
    "used": ("object", lambda item: item.used),
    "score": ("Float64", lambda item: item.score),
    "reported_score": ("Float64", lambda item: item.reported_score),
    "observed_score": ("Float64", lambda item: item.observed_score),
    "evidence": ("category", lambda item: item.evidence.word),
    "blank": ("category", lambda item: item.blank),
    "points_lost": ("Float64", lambda item: item.points_lost),
    "cells": ("object", lambda item: item.all_cells),
}
FINDINGS: Columns = {
    "code": ("category", lambda finding: finding.code),
    "centre_id": ("string", lambda finding: finding.centre_id),
    "kinds": ("object", lambda finding: finding.kinds),
    "severity": ("category", lambda finding: finding.severity.word),
    "points_lost": ("Float64", lambda finding: finding.points_lost),
    "priority": ("Float64", lambda finding: finding.priority),
    "years_open": ("Int64", lambda finding: finding.years_open),
    "state": ("category", lambda finding: finding.state),
    "cells": ("object", lambda finding: finding.cells),
}
ELEMENTS = ("title", "condition", "criterion", "cause", "effect", "recommendation")
PROBLEMS: Columns = {
    "code": ("category", lambda problem: problem.code),
    "severity": ("category", lambda problem: problem.severity),
    "file": ("string", lambda problem: problem.file),
    "sheet": ("string", lambda problem: problem.sheet),
    "cell": ("string", lambda problem: problem.cell),
    "centre_id": ("string", lambda problem: problem.centre_id),
    "question": ("string", lambda problem: problem.question),
    "value": ("string", lambda problem: problem.value),
}


def _frame(rows: Iterable[Any], columns: Columns) -> "pd.DataFrame":
    import pandas as pd

    listed = list(rows)
    series = {
        name: pd.Series([value(row) for row in listed], dtype=dtype)
        for name, (dtype, value) in columns.items()
    }
    return pd.DataFrame(series)


def centres_frame(result: "Result") -> "pd.DataFrame":
    """One row per centre: the columns of `CENTRES`, then four for each dimension.

    The dimensions' columns are `<code>_reported`, `_combined`, `_estimate` and `_coverage`, the
    code in small letters; all `Float64`.
    """
    columns = dict(CENTRES)
    for code in (dimension.code for dimension in result.rubric.dimensions):
        for figure in DIMENSION_FIGURES:
            columns[f"{code.lower()}_{figure}"] = ("Float64", _dimension_figure(code, figure))
    return _frame(result.centre_rows(), columns)


def _dimension_figure(code: str, figure: str) -> Callable[[CentreRow], object]:
    return lambda row: getattr(row.dimensions[code], figure)


def items_frame(result: "Result") -> "pd.DataFrame":
    """One row per centre and indicator: the columns of `ITEMS`; `cells` holds lists."""
    items: Iterable[ItemRow] = (
        item for centre in result.centre_rows() for item in centre.items.values()
    )
    return _frame(items, ITEMS)


def findings_frame(result: "Result", language: str | None = None) -> "pd.DataFrame":
    """One row per finding in the total order: `FINDINGS`, then title and five elements."""
    wording = result.wording(language)
    rows: list[FindingRow] = list(result.finding_rows())
    frame = _frame(rows, FINDINGS)
    texts = [wording.finding(row.row) for row in rows]
    for element in ELEMENTS:
        frame[element] = [getattr(text, element) for text in texts]
        frame[element] = frame[element].astype("string")
    return frame


def problems_frame(result: "Result", language: str | None = None) -> "pd.DataFrame":
    """One row per problem: the columns of `PROBLEMS`, then its message."""
    problems: tuple[Problem, ...] = result.problems
    frame = _frame(problems, PROBLEMS)
    language = language or result.wording().language
    frame["message"] = [problem.message()[language] for problem in problems]
    frame["message"] = frame["message"].astype("string")
    return frame
