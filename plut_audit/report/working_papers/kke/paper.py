"""One working paper: its index, the elements of the finding, cross references, who signs."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from plut_audit.i18n import N_, _
from plut_audit.report.formats.docx.cells import fill, keep_whole, printable, shade
from plut_audit.report.formats.docx.column_widths import PAGE_WIDTH
from plut_audit.report.formats.docx.document import (
    WASH,
    add_pairs,
    add_table,
    set_widths,
)
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import date_text
from plut_audit.report.vocabulary import BASES, ELEMENTS, SEVERITIES, basis_of, word
from plut_audit.result import FindingRow
from plut_audit.review.follow_up import entries_of
from plut_audit.review.lke.layout import SIGNATURES

TITLE = N_("EVALUATION WORKING PAPER (KKE)")
INDEX = N_("Index number")
_SIGNATURE_WIDTHS = (3.6, 3.6, 4.2, 2.4, PAGE_WIDTH - 13.8)


class Reference(NamedTuple):
    """A cell on which a finding rests."""

    file: str
    sheet: str
    cell: str


def index_number(finding: FindingRow) -> str:
    """The index of a finding's working paper: `KKE-71.72-GOV-04`."""
    return f"KKE-{finding.centre_id}-{finding.code}"


def references(finding: FindingRow) -> list[Reference]:
    """The cells that a finding rests on, as file, sheet and cell."""
    return [_reference(cell) for cell in finding.cells]


def _reference(location: str) -> Reference:
    file, _mark, inside = location.partition(" › ")
    sheet, _mark, cell = inside.rpartition("!")
    return Reference(file, sheet, cell)


def add_paper(document: Any, finding: FindingRow) -> None:
    """Add the paper of a finding, beginning on a new page."""
    text = finding.text
    heading = document.add_heading(printable(_(TITLE)), 1)
    heading.paragraph_format.page_break_before = True
    add_pairs(document, list(_facts(finding)))
    document.add_heading(printable(text.title), 2)
    add_pairs(document, [(_(title), getattr(text, key)) for key, title in ELEMENTS.items()])
    document.add_heading(_(N_("Cross references")), 2)
    add_table(document, _reference_table(finding))
    add_pairs(document, list(_answers(finding)))
    _add_signatures(document)


def _facts(finding: FindingRow) -> Iterator[tuple[str, str]]:
    """Whose finding it is, and how much it weighs."""
    centre, result = finding.centre, finding.result
    yield _(INDEX), index_number(finding)
    yield _(N_("Centre")), f"{centre.centre_id} {centre.name}"
    yield _(N_("Province")), centre.province or "–"
    yield _(N_("Year")), str(result.year or "–")
    yield _(N_("Edition of the rubric")), f"{result.rubric.id} ({result.rubric.sha256[:12]})"
    days = [date_text(centre.survey_date), date_text(centre.visit_date)]
    yield _(N_("Questionnaire and visit of")), " / ".join(days)
    kind = f"{word(BASES, basis_of(finding))}, {word(SEVERITIES, finding.severity.word)}"
    yield _(N_("Kind and severity")), kind


def _reference_table(finding: FindingRow) -> Table:
    """The cells of the inputs, and the row of the evaluation worksheet."""
    columns = (
        Column("file", _(N_("File")), wraps=True),
        Column("sheet", _(N_("Sheet")), wraps=True),
        Column("cell", _(N_("Cell"))),
    )
    rows: list[list[Cell]] = [list(reference) for reference in references(finding)]
    if finding.code in finding.result.rubric.indicators:
        rows.append(["LKE", finding.centre_id, finding.code])
    empty = _(N_("The finding rests on no cell: the centre did not answer."))
    return Table("references", "", columns, rows, empty=empty)


def _answers(finding: FindingRow) -> Iterator[tuple[str, str]]:
    """What the centre answered, where a follow-up matrix says so, and space for the review."""
    entry = entries_of(finding.result).get((finding.centre_id, finding.code))
    yield _(N_("Auditee's response")), (entry.response if entry else "") or "…" * 20
    yield _(N_("Evidence of follow-up")), (entry.evidence if entry else "") or "…" * 20
    yield _(N_("Reviewer's note")), (entry.note if entry else "") or "…" * 20


def _add_signatures(document: Any) -> None:
    """Who prepared and who reviewed the paper: name, date and initials are filled in by hand."""
    grid = document.add_table(rows=1, cols=len(_SIGNATURE_WIDTHS))
    grid.style = "Table Grid"
    heads = ("", _(N_("Role")), _(N_("Name")), _(N_("Date")), _(N_("Initials")))
    for cell, title in zip(grid.rows[0].cells, heads, strict=True):
        fill(cell, title, "Cell Head")
        shade(cell, WASH)
    for did, role in SIGNATURES:
        row = grid.add_row()
        keep_whole(row)
        row.height = 420_000  # a little more than a centimetre, to sign in
        for cell, text in zip(row.cells, (_(did), _(role), "", "", ""), strict=True):
            fill(cell, text)
    for row in grid.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    set_widths(grid, _SIGNATURE_WIDTHS)
