"""One centre, one indicator of it, one finding: typed rows of a result's columns.

A row holds no data of its own; it reads the columns when an attribute is asked for, so a
report can walk over centres and findings in the words of the method without building records.
"""

from plut_audit.result.rows.centre import CentreRow, DimensionRow
from plut_audit.result.rows.finding import FindingRow
from plut_audit.result.rows.item import EXACT, ItemRow, Measured

__all__ = ["EXACT", "CentreRow", "DimensionRow", "FindingRow", "ItemRow", "Measured"]
