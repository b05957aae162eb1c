"""The elements of a part that count: those of its main namespace, without foreign markup.

Markup compatibility (ECMA-376, part 3): an element of another namespace is passed over with all
that is in it; of an `AlternateContent` the `Fallback` counts, for no extension is understood here.
"""

from collections.abc import Iterator

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import unsafe_file
from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.ingest.sheets.guard.xml_stream import NAMESPACE_END, follow_xml

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


class MainElements:
    """Follows a part's XML; `open`, `close` and `text` see the elements that count only."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self._main: str | None = None
        self._skipped = 0

    def read(self, chunks: Iterator[bytes]) -> None:
        """Follow the whole part; raises UnreadableFileError where it is no proper XML."""
        follow_xml(self, chunks, self.file, self.limits, namespaces=True)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        namespace, _, local = name.rpartition(NAMESPACE_END)
        if self._main is None:
            self._main = namespace
        if self._skipped or (namespace == _COMPATIBILITY and local == "Choice"):
            self._skipped += 1
        elif namespace == self._main:
            self.open(local, attributes)
        elif namespace != _COMPATIBILITY:
            self._skipped += 1

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        namespace, _, local = name.rpartition(NAMESPACE_END)
        if namespace == self._main:
            self.close(local)

    def text(self, text: str) -> None:
        """Text within an element."""
        if not self._skipped:
            self.characters(text)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """An element that counts begins."""

    def close(self, name: str) -> None:
        """An element that counts ends."""

    def characters(self, text: str) -> None:
        """Text that counts."""

    def refuse_doctype(self, *_: object) -> None:
        """No workbook needs a document type; bombs do."""
        raise unsafe_file(self.file, N_("its XML declares entities"))


class RichText:
    """The text of a `si` or `is`: its own `t`, and those of its runs, blanks and all.

    What is said of the pronunciation (`rPh`) and in extensions is no part of the text.
    """

    def __init__(self) -> None:
        self._path: list[str] = []
        self._parts: list[str] = []

    def open(self, name: str) -> None:
        """An element inside begins."""
        self._path.append(name)

    def close(self) -> None:
        """An element inside ends."""
        self._path.pop()

    def characters(self, text: str) -> None:
        """Characters inside."""
        if self._path in (["t"], ["r", "t"]):
            self._parts.append(text)

    def __str__(self) -> str:
        return "".join(self._parts)


def escaped(text: str) -> str:
    """A text as XML holds it, so that a reader gets every blank and line break back."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")
