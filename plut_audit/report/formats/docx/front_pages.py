"""The cover and the transmittal letter of the evaluation report."""

from collections.abc import Sequence
from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.evaluation import Cover, Letter
from plut_audit.report.formats.docx.cells import fill, printable
from plut_audit.report.formats.docx.document import set_widths, text_width

LOGO_HEIGHT = 3.2
"""Centimetres."""
SIGNATURE_WIDTH = 8.0


def add_cover(document: Any, cover: Cover) -> None:
    """The cover, a page of centred lines."""
    add_line(document, cover.classification, 11, bold=True, align="right", after=30)
    _logo(document, cover)
    add_line(document, cover.institution, 13, bold=True, after=2)
    add_line(document, cover.office, 12, after=70)
    add_line(document, cover.title, 24, bold=True, after=14)
    add_line(document, cover.subject.replace(" (", "\n("), 15, bold=True, after=14)
    if cover.year:
        add_line(document, cover.year, 15, bold=True, after=70)
    for label, text in cover.identity:
        add_line(document, f"{label}: {text}", 12, after=4)


def _logo(document: Any, cover: Cover) -> None:
    from docx.shared import Cm

    if cover.logo is None:
        add_line(document, cover.logo_blank, 11, after=24)
        return
    paragraph = add_line(document, "", 11, after=24)
    paragraph.add_run().add_picture(str(cover.logo), height=Cm(LOGO_HEIGHT))


def add_line(
    document: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    align: str = "center",
    after: float = 6,
) -> Any:
    """A paragraph of one size, with so many points below it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.bold = Pt(size), bold
    return paragraph


# --- the letter ----------------------------------------------------------------------------


def add_letter(document: Any, letter: Letter) -> None:
    """The letterhead, the letter with its numbered points, the signature and the copies."""
    from plut_audit.report.formats.docx.evaluation import add_items

    add_line(document, letter.institution, 13, bold=True, after=0)
    underline(add_line(document, letter.office, 11, bold=True, after=8))
    add_line(document, letter.place_and_date, 10.5, align="right")
    add_labels(document, letter.identity)
    document.add_paragraph(printable(letter.addressee))
    document.add_paragraph(printable(letter.opening))
    add_items(document, letter.points)
    for text in letter.closing:
        document.add_paragraph(printable(text))
    _signature(document, letter.signature)
    if letter.copies:
        document.add_paragraph(_(N_("Copies to:")))
        add_items(document, letter.copies)


def add_labels(document: Any, pairs: Sequence[tuple[str, str]]) -> None:
    """Labels and values in columns without lines, as the head of a letter has them."""
    grid = document.add_table(rows=0, cols=2)
    for label, text in pairs:
        cells = grid.add_row().cells
        fill(cells[0], label, "Line")
        fill(cells[1], f": {text}", "Line")
    set_widths(grid, (2.6, text_width(document) - 2.6))
    document.add_paragraph()


def underline(paragraph: Any) -> None:
    """A line below the letterhead."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "4"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:jc", "w:rPr")


def _signature(document: Any, signature: tuple[str, str, str]) -> None:
    """Position, space for the signature, name and staff number, at the right."""
    position, name, staff_number = signature
    add_signature(document, f"{position},", name, staff_number)


def add_signature(document: Any, position: str, name: str, staff_number: str) -> None:
    """The lines at the right, on one page."""
    from docx.shared import Cm, Pt

    for text, before in ((position, 6), (name, 48), (staff_number, 0)):
        paragraph = document.add_paragraph(printable(text))
        paragraph.paragraph_format.left_indent = Cm(text_width(document) - SIGNATURE_WIDTH)
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = text != staff_number
    document.add_paragraph()
