"""The tables of a result as pandas data frames, for analysts.

The columns are those of `result.tables`, which CSV and data package have, too. Codes and names
are `string`, scores and shares `Float64`, ranks `Float64` (tie rules can give halves), counts
`Int64`, yes/no `boolean`, categories `category`, ISO dates `string`; lists of cells and values
that are numbers or codes are `object`. A missing value is `<NA>`.
"""

from typing import TYPE_CHECKING

from plut_audit.i18n import current_language
from plut_audit.result import Result
from plut_audit.result.data_table import DataTable, Row
from plut_audit.result.tables import CENTRES, FINDINGS, ITEMS, PROBLEMS, with_dimensions

if TYPE_CHECKING:
    import pandas as pd


def _frame(result: Result, table: DataTable[Row], language: str | None = None) -> "pd.DataFrame":
    import pandas as pd

    rows = list(table.rows(result, language or current_language()))
    series = {
        column.name: pd.Series(
            [value if (value := column.value(row)) != "" else None for row in rows],
            dtype=column.frame_dtype,
        )
        for column in table.columns
    }
    return pd.DataFrame(series)


def centres_frame(result: Result) -> "pd.DataFrame":
    """One row per centre, with four columns for each dimension.

    These are `<code>_reported`, `_combined`, `_estimate` and `_coverage`, the code in small
    letters; all `Float64`.
    """
    return _frame(
        result, with_dimensions(CENTRES, [dimension.code for dimension in result.rubric.dimensions])
    )


def items_frame(result: Result) -> "pd.DataFrame":
    """One row per centre and indicator."""
    return _frame(result, ITEMS)


def findings_frame(result: Result, language: str | None = None) -> "pd.DataFrame":
    """One row per finding in the total order, its title and elements in a language."""
    return _frame(result, FINDINGS, language)


def problems_frame(result: Result, language: str | None = None) -> "pd.DataFrame":
    """One row per problem in the files, its message in a language."""
    return _frame(result, PROBLEMS, language)
