"""A workbook or a Word report against the report that a result gives today.

The report is made anew in its own language and compared with what stands in the file: the
workbook cell by cell (`workbook`), the Word report table by table and sentence by sentence
(`word`).
"""

from plut_audit.report.verify.expected import Expected
from plut_audit.report.verify.word import word_differences
from plut_audit.report.verify.workbook import workbook_differences

__all__ = ["Expected", "word_differences", "workbook_differences"]
