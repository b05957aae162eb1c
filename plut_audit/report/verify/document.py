"""A Word document read for its text: paragraphs and tables, through the guards of every input."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plut_audit.i18n import N_
from plut_audit.ingest.sheets import Limits
from plut_audit.ingest.sheets.guard.errors import unsafe_file
from plut_audit.ingest.sheets.guard.xml_stream import follow_xml
from plut_audit.ingest.sheets.source import Source

BODY = "word/document.xml"
_BLANKS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n"}
_CONTENTS = "TOC"
_HEADINGS = ("Heading", "Title", "Judul")


@dataclass
class WordTable:
    """A table: the text of its cells, and the heading that it stands under."""

    heading: str
    rows: list[list[str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, str]:
        """What two copies of a table have in common though a figure differs."""
        return (len(self.row(0)), self.cell(0, 0))

    def row(self, number: int) -> list[str]:
        """The cells of a row; none beyond the table."""
        return self.rows[number] if number < len(self.rows) else []

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, "" beyond the table."""
        cells = self.row(row)
        return cells[column] if column < len(cells) else ""

    def label(self, row: int) -> str:
        """What a row is about: its first cells, up to one that is no number."""
        words = []
        for text in self.row(row):
            words.append(text)
            if any(letter.isalpha() for letter in text):
                break
        return " ".join(filter(None, words))


@dataclass
class Document:
    """The texts of a document: those outside tables, footers included, and its tables."""

    paragraphs: list[str] = field(default_factory=list)
    tables: list[WordTable] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """Every text."""
        yield from self.paragraphs
        for table in self.tables:
            for row in table.rows:
                yield from row


def read_document(path: Path, shown_as: str, limits: Limits) -> Document:
    """The texts of a Word document; none of a file that is no Word document.

    Raises `UnreadableFileError` where the file is damaged, unsafe or beyond a limit.
    """
    archive = Source(path, shown_as, limits).archive
    if archive is None or BODY not in archive:
        return Document()
    document = Document()
    footers = sorted(name for name in archive.members if name.startswith("word/footer"))
    for name in (BODY, *footers):
        reader = _Reader(document, shown_as)
        follow_xml(reader, archive.chunks(name), shown_as, limits)
    return document


class _Reader:
    """Follows the XML of a part; what stands in a table within a cell belongs to the cell."""

    def __init__(self, document: Document, file: str) -> None:
        self.document, self.file = document, file
        self.heading = ""
        self.depth = 0
        self.paragraph: list[str] = []
        self.cell: list[str] = []
        self.style = ""
        self.in_run = self.inside = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.inside = name == "w:t"
        if name == "w:p":
            self.paragraph, self.style = [], ""
        elif name == "w:pStyle":
            self.style = attributes.get("w:val", "")
        elif name == "w:r":
            self.in_run = True
        elif name in _BLANKS and self.in_run:
            self.paragraph.append(_BLANKS[name])
        else:
            self._begin_table(name)

    def _begin_table(self, name: str) -> None:
        """A table, a row or a cell begins; those within a cell are text of that cell."""
        self.depth += name == "w:tbl"
        if self.depth != 1:
            return
        if name == "w:tbl":
            self.document.tables.append(WordTable(self.heading))
        elif name == "w:tr":
            self.document.tables[-1].rows.append([])
        elif name == "w:tc":
            self.cell = []

    def end(self, name: str) -> None:
        """An element ends."""
        self.inside = False
        if name == "w:r":
            self.in_run = False
        elif name == "w:tbl":
            self.depth -= 1
        elif name == "w:tc" and self.depth == 1:
            if self.document.tables[-1].rows:
                self.document.tables[-1].rows[-1].append("\n".join(self.cell))
        elif name == "w:p":
            self._paragraph("".join(self.paragraph).strip())

    def text(self, text: str) -> None:
        """Text within an element."""
        if self.inside:
            self.paragraph.append(text)

    def refuse_doctype(self, *declared: object) -> None:
        """A document type, which could declare entities."""
        raise unsafe_file(self.file, N_("its XML declares a document type"))

    def _paragraph(self, text: str) -> None:
        self.paragraph = []
        if self.depth:
            self.cell.append(text)
            return
        if self.style.startswith(_CONTENTS):  # Word fills in its page numbers
            return
        if self.style.startswith(_HEADINGS):
            self.heading = text
        if text:
            self.document.paragraphs.append(text)
