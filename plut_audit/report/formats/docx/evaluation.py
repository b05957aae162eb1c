"""The evaluation report as a Word document: cover, letter, contents, chapters and annexes."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from plut_audit.report.blocks import Facts, Paragraph
from plut_audit.report.evaluation import (
    evaluation_sections,
    evaluation_title,
    report_cover,
    transmittal_letter,
)
from plut_audit.report.evaluation.parts import (
    EvaluationBlock,
    Items,
    ReportSection,
    WritingSpace,
)
from plut_audit.report.formats.docx.cells import printable
from plut_audit.report.formats.docx.charts import add_charts
from plut_audit.report.formats.docx.column_widths import PAGE_WIDTH, least_width
from plut_audit.report.formats.docx.contents import add_contents, mark_heading
from plut_audit.report.formats.docx.document import add_block, new_document, packed
from plut_audit.report.formats.docx.front_pages import add_cover, add_letter
from plut_audit.report.formats.docx.office_template import OfficeTemplate
from plut_audit.report.formats.docx.page_mark import mark_pages
from plut_audit.report.stage import page_mark
from plut_audit.report.table import Table
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment


def evaluation_report(result: Result, assignment: Assignment, printed: bool = False) -> bytes:
    """The report's bytes, in the language in use.

    Word fills in the page numbers of the contents when it opens the document. `printed` is for
    a converter that fills them in only outside of a field of contents.
    """
    sections = list(evaluation_sections(result, assignment))
    if assignment.template:
        office = OfficeTemplate(assignment.template, result, assignment)
        if not office.body_only:
            _front(office.document, result, assignment, sections, printed)
        add_sections(office.document, sections, result)
        finished = office.finished()
        _mark_stage(finished, result)
        return packed(finished)
    document = new_document(printable(evaluation_title(result)), result.fingerprint)
    # The cover has no page number.
    document.sections[0].different_first_page_header_footer = True
    _front(document, result, assignment, sections, printed)
    add_sections(document, sections, result)
    _mark_stage(document, result)
    return packed(document)


def _mark_stage(document: Any, result: Result) -> None:
    """The word and the line of a draft or a sample on every page; nothing on other reports."""
    if mark := page_mark(result):
        mark_pages(document, *mark)


def _front(
    document: Any,
    result: Result,
    assignment: Assignment,
    sections: Sequence[ReportSection],
    printed: bool,
) -> None:
    """What comes before the summary; every part begins a page."""
    add_cover(document, report_cover(result, assignment))
    document.add_page_break()
    add_letter(document, transmittal_letter(result, assignment))
    document.add_page_break()
    add_contents(document, sections, as_field=not printed)


def add_sections(document: Any, sections: Sequence[ReportSection], result: Result) -> None:
    """The sections with their headings, the key figures with charts; level 1 begins a page."""
    for number, section in enumerate(sections):
        if section.level == 1:
            _turn_page(document, wide=_is_wide(sections[number:]))
        heading = document.add_heading(printable(section.title), section.level)
        heading.paragraph_format.page_break_before = section.level == 1
        mark_heading(heading, number)
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            last = _add_block(document, section, block)
            if last is not None and isinstance(following, Facts | Table):
                last.paragraph_format.keep_with_next = True
        if section.key == "key_figures":
            add_charts(document, result)
    _turn_page(document, wide=False)


def _is_wide(sections: Sequence[ReportSection]) -> bool:
    """Whether the chapter or annex that begins has a table for which an upright page is too narrow."""
    later = (number for number, section in enumerate(sections) if number and section.level == 1)
    own = sections[: next(later, len(sections))]
    tables = (block for section in own for block in section.blocks if isinstance(block, Table))
    return any(table.rows and least_width(table) > PAGE_WIDTH for table in tables)


def _turn_page(document: Any, wide: bool) -> None:
    """Go on with pages lying or upright; nothing where they are so already."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    before = document.sections[-1]
    if wide == (before.page_width > before.page_height):
        return
    size = sorted((before.page_width, before.page_height), reverse=wide)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = size
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.different_first_page_header_footer = False


def _add_block(document: Any, section: ReportSection, block: EvaluationBlock) -> Any:
    """Write a block; gives its paragraph where it is a single one."""
    if isinstance(block, Items):
        add_items(document, block.texts)
    elif isinstance(block, WritingSpace):
        _add_writing_space(document, block.label)
    elif isinstance(block, Paragraph):
        return document.add_paragraph(printable(block.text))
    else:
        if isinstance(block, Table) and (caption := section.caption(block)):
            title = document.add_paragraph(printable(caption), "Line Head")
            title.paragraph_format.keep_with_next = True
        add_block(document, block)
    return None


def add_items(document: Any, texts: Sequence[str]) -> None:
    """A numbered list; numbers are text, so that every list begins at 1."""
    from docx.shared import Cm

    for number, text in enumerate(texts, 1):
        paragraph = document.add_paragraph(f"{number}.\t{printable(text)}")
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))


def _add_writing_space(document: Any, label: str) -> None:
    """A label and an empty frame of three lines below it."""
    title = document.add_paragraph(printable(label), "Line Head")
    title.paragraph_format.keep_with_next = True
    frame = document.add_paragraph("\n\n", "Line")
    _draw_frame(frame)


def _draw_frame(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
