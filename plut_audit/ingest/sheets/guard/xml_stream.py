"""A part's XML followed in a stream, within its time, and never beyond what is safe."""

from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import damaged_file, within_time
from plut_audit.ingest.sheets.guard.limits import Limits

NAMESPACE_END = " "
"""What stands between the namespace and the name of an element; no namespace holds a blank."""


class Follower(Protocol):
    """What takes note of a part's elements as they come."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text within an element."""

    def refuse_doctype(self, *declared: object) -> None:
        """A document type, which could declare entities."""


def follow_xml(
    follower: Follower,
    chunks: Iterator[bytes],
    file: str,
    limits: Limits,
    namespaces: bool = False,
) -> None:
    """Lead the follower through the XML; raises when it is none, or takes too long.

    With `namespaces` a name is `NAMESPACE NAME` and no longer `PREFIX:NAME`.
    """
    parser = expat.ParserCreate(namespace_separator=NAMESPACE_END if namespaces else None)
    parser.buffer_text = True
    parser.StartElementHandler = follower.begin
    parser.EndElementHandler = follower.end
    parser.CharacterDataHandler = follower.text
    parser.StartDoctypeDeclHandler = follower.refuse_doctype
    try:
        for chunk in within_time(chunks, file, limits):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise damaged_file(file, N_("a sheet is no proper XML")) from fault
