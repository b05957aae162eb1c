"""A4, styles, tables and page numbers of every Word document made here."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.blocks import Block, Facts, FindingBlock, Paragraph
from plut_audit.report.formats.docx.cells import (
    fill,
    keep_whole,
    printable,
    repeat_head,
    shade,
)
from plut_audit.report.formats.docx.column_widths import widths
from plut_audit.report.table import Table, cell_text
from plut_audit.report.values import cells_text

DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the earliest that a zip can hold."""
ACCENT = "14507A"
WASH = "EAF0F5"
MOST_ROWS = 1000
"""Rows of a table that a document prints: about twenty pages."""


def new_document(title: str, fingerprint: str = "") -> Any:
    """An empty A4 document with the styles of all documents, page numbers and fingerprint."""
    import docx
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = printable(title), "plut-audit"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    for name, size in (
        ("Normal", 10.5),
        ("Title", 20),
        ("Heading 1", 14),
        ("Heading 2", 11.5),
        ("Heading 3", 10.5),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        _every_script(style.element, "Arial")
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(ACCENT)
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    _add_cell_styles(document)
    foot = " · ".join(filter(None, (printable(title), fingerprint)))
    _number_pages(section.footer.paragraphs[0], foot)
    return document


LINE_STYLES = ("Line Head", "Line")


def _add_cell_styles(document: Any) -> None:
    """Text in tables has styles of its own, so that an office can change them in one place."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    there = {style.name for style in document.styles}
    for name, size in (("Cell", 8), ("Cell Head", 8), ("Line", 9), ("Line Head", 9)):
        if name in there:
            continue
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.bold = Pt(size), name.endswith("Head")
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1.5)


def add_missing_styles(document: Any) -> None:
    """The styles that a report uses, where an office's own document does not have them."""
    from docx.enum.style import WD_STYLE_TYPE

    there = {style.name for style in document.styles}
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        if name not in there:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    if "Table Grid" not in there:
        _add_grid(document.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True))
    _add_cell_styles(document)


def _add_grid(style: Any) -> None:
    """Lines around every cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, properties = OxmlElement("w:tblBorders"), OxmlElement("w:tblPr")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    style.element.append(properties)


def _every_script(element: Any, font: str) -> None:
    """Headings of the base template name a theme font, which wins over a plain name."""
    from docx.oxml.ns import qn

    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def _number_pages(paragraph: Any, title: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(f"{title} · ")
    number = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        number._r.append(part)
    # Some programs print a field in the size of its paragraph.
    paragraph.style.font.size = run.font.size = number.font.size = Pt(8)


def add_block(document: Any, block: Block) -> None:
    """Write one block of a section."""
    if isinstance(block, Paragraph):
        document.add_paragraph(printable(block.text))
    elif isinstance(block, Facts):
        add_pairs(document, block.pairs)
    elif isinstance(block, Table):
        add_table(document, block)
    else:
        add_finding(document, block)


def add_finding(document: Any, block: FindingBlock) -> None:
    """A finding with its five elements."""
    document.add_heading(printable(block.heading), 3)
    document.add_paragraph(printable(block.severity)).paragraph_format.keep_with_next = True
    cells = [(_(N_("Cells")), cells_text(block.cells))] if block.cells else []
    add_pairs(document, [*block.elements, *cells])


def add_pairs(document: Any, pairs: Sequence[tuple[str, str]]) -> None:
    """Labels and values in two columns that stay on one page; a space below."""
    grid = document.add_table(rows=0, cols=2)
    grid.style = "Table Grid"
    for number, (label, value) in enumerate(pairs, 1):
        row = grid.add_row()
        keep_whole(row)
        for cell, text, style in zip(row.cells, (label, value), LINE_STYLES, strict=True):
            paragraph = fill(cell, text, style)
            paragraph.paragraph_format.keep_with_next = number < len(pairs)
        shade(row.cells[0], WASH)
    set_widths(grid, (3.8, text_width(document) - 3.8))
    document.add_paragraph()


def add_table(document: Any, table: Table) -> None:
    """A table with a head that is repeated on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if not table.rows:
        document.add_paragraph(printable(table.empty))
        return
    if len(table.rows) > MOST_ROWS:
        document.add_paragraph(
            _(
                N_(
                    "The first {most} of {total} rows; all of them are in the page, the workbook and "
                    "the data package."
                ),
                most=format_number(MOST_ROWS, 0),
                total=format_number(len(table.rows), 0),
            )
        )
    grid = document.add_table(rows=1, cols=len(table.columns))
    grid.style = "Table Grid"
    repeat_head(grid.rows[0])
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        fill(cell, column.title, "Cell Head")
        shade(cell, WASH)
    for values in table.rows[:MOST_ROWS]:
        row = grid.add_row()
        keep_whole(row)
        for cell, value, column in zip(row.cells, values, table.columns, strict=True):
            paragraph = fill(cell, cell_text(column, value))
            if column.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    set_widths(grid, widths(table, text_width(document)))
    document.add_paragraph(printable(table.note))


def text_width(document: Any) -> float:
    """Centimetres between the margins of the page that is being written."""
    from docx.shared import Cm

    section = document.sections[-1]
    width: float = (section.page_width - section.left_margin - section.right_margin) / Cm(1)
    return width


def set_widths(grid: Any, centimetres: Sequence[float]) -> None:
    """Fix the columns, in the grid for LibreOffice and in the cells for Word."""
    from docx.shared import Cm

    grid.autofit = False
    for column, width in zip(grid.columns, centimetres, strict=True):
        column.width = Cm(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)


def packed(document: Any) -> bytes:
    """The document's bytes with a fixed date in every part: the same report, the same bytes."""
    raw, stable = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(stable, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return stable.getvalue()
