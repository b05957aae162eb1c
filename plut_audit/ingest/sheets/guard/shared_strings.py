"""The table of shared strings, weighed before each cell gets its own copy of a text.

A workbook keeps a text once and cells name it by number. Ten million cells that all name one
long text would be a hundred gigabytes, so the sum is worked out wherever it might be large.
"""

import re
from collections.abc import Sequence

from plut_audit.ingest.sheets.guard.archive import Archive
from plut_audit.ingest.sheets.guard.errors import limit_error

_SHORTEST_CELL = 20
_USE = re.compile(rb't="s"[^<>]*+><v>([0-9]++)</v>')


def check_text_sizes(archive: Archive, content: bytes, sheets: Sequence[str]) -> None:
    """Raise when the texts of a sheet come to more bytes than allowed.

    `content` is the table of strings; `sheets` are names of members that may be sheets.
    """
    most_cells = max((archive.members[sheet].unpacked for sheet in sheets), default=0)
    if len(content) * (most_cells // _SHORTEST_CELL) <= archive.limits.text_bytes:
        # The usual small workbook: even if every cell named all texts, it could do no harm.
        return
    if content.count(b"<si") > archive.limits.cells:
        raise limit_error(archive.file, "cells", content.count(b"<si"), archive.limits.cells)
    allowed = archive.limits.text_bytes
    lengths = list(map(len, content.split(b"</si>")))
    longest = max(lengths)
    for sheet in sheets:
        # A bound that costs nothing suffices for almost every workbook.
        if longest * (archive.members[sheet].unpacked // _SHORTEST_CELL) > allowed:
            found = _used(archive, sheet, lengths)
            if found > allowed:
                raise limit_error(archive.file, "text_bytes", found, allowed)


def _used(archive: Archive, sheet: str, lengths: list[int]) -> int:
    total, rest, last = 0, b"", len(lengths) - 1
    for chunk in archive.chunks(sheet):
        piece = rest + chunk
        cut = max(piece.rfind(b"<c"), 0)
        total += sum(lengths[min(int(index), last)] for index in _USE.findall(piece[:cut]))
        rest = piece[cut:][-65_536:]
    return total + sum(lengths[min(int(index), last)] for index in _USE.findall(rest))
