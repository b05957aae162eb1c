"""Several years of results in one SQLite file, so that years are compared without re-reading.

The tables are long: a row a centre, a row an item, a row an answer, a row a finding, each with
its year. `Year` is what the comparison needs of one year, taken out of them as matrices. Why
SQLite is told in `docs/explanation/decisions/0005-history-in-sqlite.md`.
"""

from plut_audit.analysis.history.base import merge, opened, store, store_findings, years_in
from plut_audit.analysis.history.year import Found, Year, load, of_result, read, without_items

__all__ = [
    "Found",
    "Year",
    "load",
    "merge",
    "of_result",
    "opened",
    "read",
    "store",
    "store_findings",
    "without_items",
    "years_in",
]
