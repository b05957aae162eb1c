"""Word documents: the evaluation report, a letter to each centre, a record of each visit.

`write` gives the report: for the instrument of the centres the *Laporan Hasil Evaluasi*, for a
rubric of another subject its sections alone. `write_letters` gives one letter per centre from a
template: the office's own, or that of `letter_template`, which can be adapted in Word.
"""

from pathlib import Path

from plut_audit.i18n import set_language
from plut_audit.report.formats.docx.evaluation import evaluation_report
from plut_audit.report.formats.docx.letters import (
    FIELDS,
    letter_form,
    letter_template,
    write_letters,
)
from plut_audit.report.formats.docx.national import national_report
from plut_audit.report.formats.docx.visit_documents import write_visit_records
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment

__all__ = [
    "FIELDS",
    "letter_form",
    "letter_template",
    "write",
    "write_letters",
    "write_visit_records",
]

SIGNED = True


def write(result: Result, path: Path, language: str, assignment: Assignment | None = None) -> None:
    """Write the report to `path`; without an assignment its entries are visible blanks."""
    set_language(language)
    path.write_bytes(report_bytes(result, assignment or Assignment()))


def report_bytes(result: Result, assignment: Assignment, printed: bool = False) -> bytes:
    """The report in the language in use; `printed` as in `evaluation_report`."""
    if result.rubric.without_form:
        return national_report(result)
    return evaluation_report(result, assignment, printed)
