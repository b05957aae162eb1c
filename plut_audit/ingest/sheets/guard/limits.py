"""How much of everything a file may hold before it is refused instead of read.

The defaults let through what a survey can hold (100,000 centres with 100 columns)
and keep one file below 2 GiB of memory and 20 seconds.
"""

from dataclasses import dataclass, fields, replace
from typing import Self


@dataclass(frozen=True)
class Limits:
    """Named limits. A message names the one that was met, and `--limit NAME=NUMBER` moves it."""

    file_bytes: int = 100_000_000
    """Bytes of the file itself."""
    unpacked_bytes: int = 512 * 1024**2
    """Bytes of all members of an archive together, unpacked."""
    unpack_ratio: int = 100
    """Unpacked bytes of a large member for each packed one; ordinary sheets stay below 60."""
    members: int = 10_000
    """Members of an archive."""
    sheets: int = 1_000
    """Sheets of a workbook."""
    cells: int = 10_000_000
    """Cells of the rectangles from A1 to the last value, of all sheets together."""
    text_bytes: int = 1024**3
    """Bytes of all texts of a sheet once each cell has its own copy."""
    field_characters: int = 1_000_000
    """Characters of one field of a CSV file."""
    seconds: int = 12
    """Seconds for a file that is read in a process of its own, or studied with a parser."""
    memory_bytes: int = 1024**3
    """Bytes of memory for that process."""

    @classmethod
    def names(cls) -> list[str]:
        """The limits as they are written on the command line: `file-bytes`, `cells`."""
        return [field.name.replace("_", "-") for field in fields(cls)]

    def with_(self, name: str, value: int) -> Self:
        """The same limits with one of them moved; the name may be written with hyphens."""
        return replace(self, **{name.replace("-", "_"): value})
