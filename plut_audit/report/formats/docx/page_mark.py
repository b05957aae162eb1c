"""What marks every page of a draft or a sample: a line in the header and a watermark."""

from collections.abc import Iterator
from typing import Any

from plut_audit.report.formats.docx.cells import printable

RED = "A61B1B"
_WATERMARK = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
     xmlns:w10="urn:schemas-microsoft-com:office:word"><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
  path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
  <v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
  <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
  <v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
  <v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
  <v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"/>
  <v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="draft{number}" o:spid="_x0000_s{shape}" type="#_x0000_t136" stroked="f"
  fillcolor="#d9d9d9" o:allowincell="f"
  style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:130pt;rotation:315;
  z-index:-251658752;mso-position-horizontal:center;
  mso-position-horizontal-relative:margin;mso-position-vertical:center;
  mso-position-vertical-relative:margin"><v:fill opacity=".5"/>
  <v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold"
  string="{text}"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>
"""


def mark_pages(document: Any, word: str, line: str) -> None:
    """Put a line, and the word across the page, into every header of a document."""
    for number, header in enumerate(_headers(document), 1):
        _mark(header, number, word, line)


def _headers(document: Any) -> Iterator[Any]:
    """The headers of all sections that have one of their own; the first one always has."""
    for number, section in enumerate(document.sections):
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        yield from (one for one in headers if not number or not one.is_linked_to_previous)


def _mark(header: Any, number: int, word: str, line: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.shared import Pt, RGBColor

    first = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
    # A header of one blank paragraph is used; a letterhead stays below the line.
    paragraph = first if not first.text and len(first._p) <= 1 else first.insert_paragraph_before()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(printable(line))
    run.font.size, run.font.bold = Pt(8), True
    run.font.color.rgb = RGBColor.from_string(RED)
    shape = _WATERMARK.format(number=number, shape=2048 + number, text=_attribute(word))
    paragraph._p.append(parse_xml(shape.strip()))


def _attribute(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(printable(text), {'"': "&quot;"})
