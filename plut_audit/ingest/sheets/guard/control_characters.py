"""NUL and its like in a cell: no one types them, and they break what reads on."""

import re

from plut_audit.ingest.sheets.guard.errors import file_error
from plut_audit.ingest.sheets.workbook import Sheet, address

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters other than tab, line feed and carriage return."""

# Each expression begins with one rare character, which is found fastest.
_AS_REFERENCE = re.compile(
    rb"&(?=#(?:[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));)"
)
_AS_ESCAPE = re.compile(rb"_(?=[xX]00(?:0[0-8bcefBCEF]|1[0-9a-fA-F])_)")
_HARMLESS = bytes(byte for byte in range(256) if byte > 31 or byte in b"\t\n\r")


def may_hold_control_characters(xml: bytes) -> bool:
    """Whether a piece of XML may hold one, as itself, as a reference or in Excel's escape."""
    return bool(
        xml.translate(None, _HARMLESS)
        or (b"&" in xml and _AS_REFERENCE.search(xml))
        or (b"_" in xml and _AS_ESCAPE.search(xml))
    )


def refuse_control_characters(sheet: Sheet) -> None:
    """Raise UnreadableFileError that names the first cell with a control character."""
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if isinstance(value, str) and (found := CONTROL.search(value)):
                raise file_error(
                    "FIL-16",
                    sheet.file,
                    cell=address(row, column),
                    sheet=sheet.name,
                    character=f"U+{ord(found[0]):04X}",
                )
