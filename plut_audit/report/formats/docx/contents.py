"""The table of contents: an entry for each chapter and section, with the number of its page."""

from collections.abc import Sequence
from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.evaluation.parts import ReportSection
from plut_audit.report.formats.docx.cells import printable
from plut_audit.report.formats.docx.document import text_width

DEEPEST = 2
"""Level of the headings that the contents list."""


def mark_heading(heading: Any, number: int) -> None:
    """Name a heading, so that the contents can refer to its page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), _bookmark(number))
    heading._p.insert(1, begin)
    heading._p.append(end)


def _bookmark(number: int) -> str:
    return f"_Toc{number:06d}"


def add_contents(document: Any, sections: Sequence[ReportSection], as_field: bool) -> None:
    """The contents; as a field Word can make them anew after headings were changed.

    A page number is a field of its own. Word computes it when the document is opened, for which
    it asks; LibreOffice at once, but not within a field of contents.
    """
    document.add_paragraph(_(N_("CONTENTS")), "Title")
    _add_styles(document)
    entries = [
        (number, section) for number, section in enumerate(sections) if section.level <= DEEPEST
    ]
    for position, (number, section) in enumerate(entries):
        paragraph = document.add_paragraph(style=f"toc {section.level}")
        if as_field and position == 0:
            _begin_field(paragraph, f' TOC \\o "1-{DEEPEST}" \\h \\z \\u ')
        paragraph.add_run(f"{printable(section.title)}\t")
        _begin_field(paragraph, f" PAGEREF {_bookmark(number)} \\h ")
        _end_field(paragraph)
        if as_field and position == len(entries) - 1:
            _end_field(paragraph)
    _update_when_opened(document)


def _add_styles(document: Any) -> None:
    """The styles of the entries, where the document does not have them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    there = {style.name for style in document.styles}
    for level in range(1, DEEPEST + 1):
        if f"toc {level}" in there:
            continue
        style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = document.styles["Normal"]
        style.font.bold = level == 1
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.right_indent = Cm(1)
        style.paragraph_format.tab_stops.add_tab_stop(
            Cm(text_width(document)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )


def _begin_field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate"):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.set(qn("xml:space"), "preserve")
            piece.text = instruction
        paragraph.add_run()._r.append(piece)


def _end_field(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    piece = OxmlElement("w:fldChar")
    piece.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(piece)


def _update_when_opened(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    setting = OxmlElement("w:updateFields")
    setting.set(qn("w:val"), "true")
    document.settings.element.append(setting)
