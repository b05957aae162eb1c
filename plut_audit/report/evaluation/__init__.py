"""The evaluation report (*Laporan Hasil Evaluasi*), free of any format.

Cover and transmittal letter (`front`), the executive summary and four chapters, the annexes.
What every report shows (`report.sections`) is shown here too, in the order of such a report: a
section that no chapter names becomes an annex. What a survey cannot say comes from the
assignment; a missing entry is its name in square brackets.

    front       cover, transmittal letter
    summary     executive summary
    chapter_1   basis, assignment, purpose, scope, method, choice of visits, limits
    chapter_2   the centres and who answered
    chapter_3   results by dimension, practices, findings, areas for improvement
    chapter_4   recommendations with dates
    annexes     ranking, scores, visit records, what is in other reports, evidence, abbreviations
    visit_record    one visit, also as a document of its own
"""

from collections.abc import Iterator

from plut_audit.report.evaluation import (
    annexes,
    chapter_1,
    chapter_2,
    chapter_3,
    chapter_4,
    summary,
)
from plut_audit.report.evaluation.front import (
    Cover,
    Letter,
    cover,
    evaluation_title,
    transmittal_letter,
)
from plut_audit.report.evaluation.parts import ReportSection
from plut_audit.report.evaluation.visit_record import VisitRecord, visit_record, visit_records
from plut_audit.report.sections import sections_by_module
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment

__all__ = [
    "Cover",
    "Letter",
    "VisitRecord",
    "cover",
    "evaluation_sections",
    "evaluation_title",
    "transmittal_letter",
    "visit_record",
    "visit_records",
]


def evaluation_sections(result: Result, assignment: Assignment) -> Iterator[ReportSection]:
    """Summary, chapters and annexes in their order; level 1 begins a page."""
    shared = sections_by_module(result)
    yield from summary.sections(result, shared)
    yield from chapter_1.sections(result, assignment)
    yield from chapter_2.sections(result, shared)
    yield from chapter_3.sections(result, shared)
    yield from chapter_4.sections(result, assignment)
    yield from annexes.sections(result, assignment, shared)
