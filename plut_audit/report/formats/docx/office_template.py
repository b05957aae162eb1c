"""The office's own Word template of the report: its styles, header, footer and fields.

`{{ report }}` stands where the whole report goes, `{{ body }}` where only the summary, the
chapters and the annexes go, for a template with a cover and a letter of its own. Where neither
stands, the report follows what the template holds.
"""

import io
from pathlib import Path
from typing import Any

from plut_audit.report.evaluation import report_cover
from plut_audit.report.formats.docx.document import add_missing_styles
from plut_audit.report.formats.docx.letters import Fields, fill_template, read_template
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment, entry_text

REPORT, BODY = "report", "body"
_MARKS = {REPORT: "\ue000report\ue000", BODY: "\ue000body\ue000"}
"""What the fields for the report are filled with, and found again by."""
FIELDS = (
    REPORT,
    BODY,
    "title",
    "subject",
    "year",
    "institution",
    "office",
    "city",
    "classification",
    "addressee",
    "purpose",
    "letter_number",
    "letter_date",
    "period_begins",
    "period_ends",
    "report_number",
    "report_date",
    "deadlines_replies",
    "deadlines_follow_up",
    "signer_name",
    "signer_position",
    "signer_staff_number",
)
"""What a template of the report may name."""


class OfficeTemplate:
    """A template with its fields filled, to which the report is added."""

    def __init__(self, path: Path, result: Result, assignment: Assignment) -> None:
        import docx

        context = _context(result, assignment)
        content = fill_template(read_template(path), context, path.name, FIELDS)
        self.document: Any = docx.Document(io.BytesIO(content))
        add_missing_styles(self.document)
        self._mark = _marked_paragraph(self.document)
        self._before = len(self._elements())

    @property
    def body_only(self) -> bool:
        """Whether the template asks for the report without cover and letter."""
        return self._mark is not None and _MARKS[BODY] in self._mark.text

    def _elements(self) -> list[Any]:
        """The paragraphs and tables of the document, without its last page settings."""
        return [item for item in self.document.element.body if not item.tag.endswith("}sectPr")]

    def finished(self) -> Any:
        """The document with what was added moved to its place."""
        added = self._elements()[self._before :]
        if self._mark is not None:
            for element in added:
                self._mark._p.addprevious(element)
            self._mark._p.getparent().remove(self._mark._p)
        return self.document


def _context(result: Result, assignment: Assignment) -> Fields:
    """The fields of a template; missing entries are their names in square brackets."""
    front = report_cover(result, assignment)
    tables = {
        "": assignment,
        "letter_": assignment.letter,
        "period_": assignment.period,
        "report_": assignment.report,
        "deadlines_": assignment.deadlines,
        "signer_": assignment.signer,
    }
    entries: Fields = {
        f"{prefix}{key}": entry_text(table, key)
        for prefix, table in tables.items()
        for key in type(table).model_fields
        if f"{prefix}{key}" in FIELDS and key != REPORT
    }
    known = {"title": front.title, "subject": front.subject, "year": result.year or ""}
    return {**entries, **known, **_MARKS}


def _marked_paragraph(document: Any) -> Any:
    """The paragraph in which a mark stands; None where there is none."""
    for paragraph in document.paragraphs:
        if any(mark in paragraph.text for mark in _MARKS.values()):
            return paragraph
    return None
