"""The evaluation worksheet (*lembar kerja evaluasi*, LKE): what it holds, and its reading back.

`report.working_papers.lke` writes it, one sheet a centre. An evaluator types into two columns;
`read_worksheets` turns what was typed into rows of the ledger of decisions, and names whatever
it does not understand by its cell.
"""

from plut_audit.review.lke.reading import Reading, read_worksheets

__all__ = ["Reading", "read_worksheets"]
