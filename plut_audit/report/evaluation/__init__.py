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

from plut_audit.report.evaluation.annexes import annex_sections
from plut_audit.report.evaluation.chapter_1 import introduction_sections
from plut_audit.report.evaluation.chapter_2 import overview_sections
from plut_audit.report.evaluation.chapter_3 import result_sections
from plut_audit.report.evaluation.chapter_4 import follow_up_sections
from plut_audit.report.evaluation.front import (
    Cover,
    Letter,
    evaluation_title,
    report_cover,
    transmittal_letter,
)
from plut_audit.report.evaluation.parts import ReportSection
from plut_audit.report.evaluation.summary import summary_sections
from plut_audit.report.evaluation.visit_record import VisitRecord, visit_record, visit_records
from plut_audit.report.sections import sections_by_module
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment

__all__ = [
    "Cover",
    "Letter",
    "VisitRecord",
    "evaluation_sections",
    "evaluation_title",
    "report_cover",
    "transmittal_letter",
    "visit_record",
    "visit_records",
]


def evaluation_sections(result: Result, assignment: Assignment) -> Iterator[ReportSection]:
    """Summary, chapters and annexes in their order; level 1 begins a page."""
    shared = sections_by_module(result)
    yield from summary_sections(result, shared)
    yield from introduction_sections(result, assignment)
    yield from overview_sections(result, shared)
    yield from result_sections(result, shared)
    yield from follow_up_sections(result, assignment)
    yield from annex_sections(result, assignment, shared)
