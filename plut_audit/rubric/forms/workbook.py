"""Workbooks whose bytes depend on their content only: no clock, no machine, no compressor."""

import io
import math
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

_CREATED = datetime(2024, 1, 1)
_A4 = 9
_SIZE = 10
_HIGHEST = 400

INK = "#1F2933"
FAINT = "#52606D"
HEADING = "#0B4F6C"
LINE = "#B8C4CE"
TINTS = ("#DCEBF5", "#DDF0E3", "#FBEFD5", "#F3E1EF", "#E4E3F6", "#FBE3DC")
"""One tint a section, in turn."""


def workbook_bytes(fill: Callable[[Any], None]) -> bytes:
    """The file of a workbook that `fill` has filled."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    book.formats[0].set_font_size(_SIZE)
    fill(book)
    book.close()
    return _repacked(target.getvalue())


def _repacked(content: bytes) -> bytes:
    """The same members, stored: compressors differ from machine to machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            new.writestr(member, old.read(name), zipfile.ZIP_STORED)
    return target.getvalue()


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, object] = {}

    def __call__(self, **properties: Any) -> Any:
        """A wrapped format aligned to the top, changed by XlsxWriter's properties."""
        basis = {"font_size": _SIZE, "font_color": INK, "text_wrap": True, "valign": "top"}
        key = repr(sorted((basis | properties).items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(basis | properties)
        return self._made[key]

    def heading(self, **properties: Any) -> Any:
        """White on the dark colour of headings."""
        return self(**{"bold": True, "font_color": "#FFFFFF", "bg_color": HEADING} | properties)

    def boxed(self, **properties: Any) -> Any:
        """With a thin line around."""
        return self(**{"border": 1, "border_color": LINE} | properties)


def protect(page: Any) -> None:
    """Lock all but the answers; without a password, so that whoever must can unlock it."""
    page.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "insert_rows": True,
            "delete_rows": True,
            "sort": True,
            "autofilter": True,
        },
    )


def set_up_print(page: Any, footer: str, wide: bool = False) -> None:
    """A4 with the page number at the foot; all columns on one page, unless they are too many."""
    page.set_paper(_A4)
    if wide:
        page.set_landscape()
    else:
        page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.set_footer(f"&L&8{footer.replace('&', '&&')}&R&8&P / &N")


def fit_row(page: Any, row: int, *cells: tuple[str, float, float]) -> None:
    """Make a row high enough for its wrapped cells: text, column width, font size of each.

    Excel would fit it by itself, LibreOffice and readers on phones do not. Widths are in
    characters of the default font, heights in points; words that wrap early are allowed for.
    """
    page.set_row(row, min(_HIGHEST, max(_height(*cell) for cell in cells)))


def _height(text: str, width: float, size: float) -> float:
    width_in_letters = max(1.0, width * _SIZE / size * 1.05)
    lines = sum(max(1, math.ceil(len(line) / width_in_letters)) for line in text.split("\n"))
    return lines * size * 1.32 + 4
