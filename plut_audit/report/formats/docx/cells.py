"""Cells and rows of a Word table."""

import re
from typing import Any

# XML holds no control characters but tab and line ends.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def printable(text: object) -> str:
    """The text without the characters that a document cannot hold."""
    return _UNPRINTABLE.sub("", str(text))


def fill(cell: Any, text: str, style: str = "Cell") -> Any:
    """Put text into a cell; gives its paragraph."""
    paragraph = cell.paragraphs[0]
    # By its id: a look-up by name in every cell takes longer than all the rest.
    paragraph._p.style = style.replace(" ", "")
    paragraph.add_run(printable(text))
    return paragraph


def shade(cell: Any, colour: str) -> None:
    """Colour a cell's ground."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def repeat_head(row: Any) -> None:
    """Repeat a row at the top of every page."""
    _mark(row, "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Let no page end inside a row."""
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
