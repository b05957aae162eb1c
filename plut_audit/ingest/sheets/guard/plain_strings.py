"""The table of shared strings written plainly: one `t` for each text, with its blanks.

calamine trims every run of a rich text and joins what belongs to extensions; a spreadsheet
program keeps the blanks of all runs.
"""

import re
from collections.abc import Iterator

from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.ingest.sheets.guard.main_elements import MainElements, RichText, escaped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BLANK_ENDS = tuple(
    mark for blank in (b" ", b"\n", b"\t", b"\r") for mark in (b"<t>" + blank, blank + b"</t>")
)
_TRIMMED = re.compile(rb"<t>(?:\s|[^<]*+(?<=\s)</t>)")
_PREFIXED = re.compile(rb"</?\w+:(?=\w)")
_RUNS = (b"<r>", b"<r ", b"<extLst", b"<r\n", b"<r\t")


def needs_rewriting(xml: bytes) -> bool:
    """Whether calamine would read another text than a spreadsheet program in this XML."""
    if any(mark in xml for mark in _RUNS) or (b":" in xml and _PREFIXED.search(xml)):
        return True
    return any(mark in xml for mark in _BLANK_ENDS) and bool(_TRIMMED.search(xml))


def plain_strings(chunks: Iterator[bytes], file: str, limits: Limits) -> bytes:
    """The same table, each entry one text; raises UnreadableFileError where it is no XML."""
    table = _Strings(file, limits)
    table.read(chunks)
    return f'<sst xmlns="{_MAIN}">{"".join(table.entries)}</sst>'.encode()


class _Strings(MainElements):
    """Collects the text of each entry."""

    def __init__(self, file: str, limits: Limits) -> None:
        super().__init__(file, limits)
        self.entries: list[str] = []
        self._entry: RichText | None = None

    def open(self, name: str, attributes: dict[str, str]) -> None:
        if self._entry is not None:
            self._entry.open(name)
        elif name == "si":
            self._entry = RichText()

    def close(self, name: str) -> None:
        if self._entry is None:
            return
        if name == "si":
            self.entries.append(f'<si><t xml:space="preserve">{escaped(str(self._entry))}</t></si>')
            self._entry = None
        else:
            self._entry.close()

    def characters(self, text: str) -> None:
        if self._entry is not None:
            self._entry.characters(text)
