"""One record (*berita acara*) per visit as a Word document, beside the letters."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import atomic_path, refuse_standing
from plut_audit.i18n import N_, _, set_language
from plut_audit.report.evaluation import VisitRecord, visit_records
from plut_audit.report.formats.docx.cells import fill, printable
from plut_audit.report.formats.docx.column_widths import PAGE_WIDTH
from plut_audit.report.formats.docx.document import add_block, new_document, packed, set_widths
from plut_audit.report.formats.docx.letters import file_names
from plut_audit.report.formats.docx.page_mark import mark_pages
from plut_audit.report.stage import page_mark
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment

DOTS = "." * 40


def write_visit_records(
    result: Result,
    folder: Path,
    language: str,
    assignment: Assignment | None = None,
    force: bool = False,
) -> list[Path]:
    """Write one record per visit into `folder` and give their paths, by the code of the centre.

    A file is named as the letter of its centre, with what it is behind the name. `OutputError`
    where one is there already and `force` is not given: then none is written.
    """
    set_language(language)
    suffix = _(N_("visit-record"))
    names = file_names(result)
    records = list(visit_records(result, assignment or Assignment()))
    paths = [folder / f"{names[record.centre.row]}_{suffix}.docx" for record in records]
    for path in paths:
        refuse_standing(path, force)
    mark = page_mark(result)
    for path, record in zip(paths, records, strict=True):
        with atomic_path(path, force) as beside:
            beside.write_bytes(visit_document(record, mark))
    return paths


def visit_document(record: VisitRecord, mark: tuple[str, str] | None = None) -> bytes:
    """The bytes of one record, in the language in use; `mark` are word and line of every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = new_document(printable(record.title))
    for text, style in ((record.title, "Title"), (record.heading, "Heading 1")):
        paragraph = document.add_paragraph(printable(text), style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in record.blocks:
        add_block(document, block)
    document.add_paragraph(printable(record.closing)).paragraph_format.keep_with_next = True
    _signatures(document, record.signers)
    if mark:
        mark_pages(document, *mark)
    return packed(document)


def _signatures(document: Any, signers: Sequence[tuple[str, str]]) -> None:
    """The two sides beside one another, each with space to sign and to write the name."""
    grid = document.add_table(rows=1, cols=len(signers))
    for cell, (side, office) in zip(grid.rows[0].cells, signers, strict=True):
        name = f"\n\n\n\n({DOTS})"
        fill(cell, f"{side}\n{office}{name}", "Line")
    set_widths(grid, [PAGE_WIDTH / len(signers)] * len(signers))
