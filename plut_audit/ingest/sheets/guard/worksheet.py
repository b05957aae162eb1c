"""A worksheet's XML, looked through in a stream before calamine reads it.

calamine reserves the rectangle around all cells at once: one value in the last cell of a sheet
asks for 549 GB and ends the process. It shows an error, and a formula without a value, as empty.
So each sheet is glanced through first: one regular expression finds the few cells that lie
outside what is known of the extent, and the rest is looked at only where a rare letter shows
that there may be something. XML written in an unusual way, or with a value that its cell's type
cannot hold as it stands, is `UnusualError`: `plain_worksheet` parses it and writes it plainly.
"""

import re
from collections.abc import Generator, Iterator
from functools import lru_cache
from html import unescape

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import limit_error, unsafe_file
from plut_audit.ingest.sheets.guard.extent import cells_outside
from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.ingest.sheets.guard.plain_strings import needs_rewriting
from plut_audit.ingest.sheets.guard.sheet_scan import MAXIMUM_COLUMNS, MAXIMUM_ROWS, SheetMarks
from plut_audit.ingest.sheets.workbook import CellIndex

_LONGEST_PIECE = 8 * 1024**2
"""Bytes in which a cell must begin; a cell's text has at most 32,767 characters."""
_STRIDE = 1.25
"""The extent grows by this much at a time, so that few expressions are compiled."""
_USUAL_ROWS, _USUAL_COLUMNS = 200, 26
_SHORTEST_CELL = 24
"""Bytes of an ordinary cell; more cells than that in a sheet are counted."""
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+[0-9]+:)?([A-Z]{1,3})([0-9]{1,7})"')
_TAG = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)>?')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>]*)>')
_ERROR = re.compile(rb' t\s*=\s*"e"[^<>]*>(?:(?!</c>).)*', re.DOTALL)
_FORMULA = re.compile(rb"<f(?:\s[^<>]*+)?(?:(?<=/)>|>([^<]*+)</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>")
_STORED = re.compile(rb"<v>([^<]*)")
_VALUE = re.compile(rb"<v[^<>]*>[^<]|<t[ >]")
_HIDDEN_ROW = re.compile(rb'<row [^<>]*hidden="(?:1|true)"[^<>]*>')
_ROW_NUMBER = re.compile(rb' r="([1-9][0-9]{0,6})"')
_HIDDEN_COLUMNS = re.compile(rb'<col [^<>]*hidden="(?:1|true)"[^<>]*>')
_COLUMN_END = re.compile(rb' (min|max)="([1-9][0-9]{0,6})"')
_ODD_VALUE = re.compile(
    rb'<v>(?!(?:(?<="s"><v>)[0-9]++|(?<!"s"><v>)-?[0-9]{1,20}+(?:\.[0-9]++)?'
    rb"(?:[eE](?:-[0-9]{1,3}|[+]?(?:[0-9]{1,2}|[12][0-7][0-9])))?)</v>)"
)
"""A value that is neither the index of a text, of a cell of type s, nor a plain number."""
_ODD_INDEX = re.compile(rb't="s"[^<>]*+>\s*+<v>(?![0-9]++</v>)')
_PLAIN_VALUES = {b"e": re.compile(rb"#[^\s<]++</v>"), b"d": re.compile(rb"[0-9][^\s<&]*+</v>")}
"""How a value of these types begins where calamine reads it as it should."""
_TYPE = re.compile(rb' t="([a-zA-Z]*)"')
_UNUSUAL = (
    (b":", re.compile(rb"<[\w.-]+:(?=(?:row|c|f|v|is|t|r|AlternateContent)[\s/>])")),
    (b"'", re.compile(rb"<\w[^<>]*=\s*'")),
    (b"!", re.compile(rb"!(?<=<!)")),
)
"""A rare character, found faster than any expression, and what makes XML unusual around it."""


class UnusualError(Exception):
    """XML that a program wrote in a way that a glance does not understand."""


def scan_worksheet(chunks: Iterator[bytes], size: int, file: str, limits: Limits) -> SheetMarks:
    """Look through a worksheet of `size` unpacked bytes; raises when it goes beyond a limit.

    Raises UnusualError where it has to be written plainly first.
    """
    count = size > _SHORTEST_CELL * limits.cells
    return _glance(chunks, count, file, limits)


def cells_at_a_glance(limits: Limits) -> int:
    """The cells let through at a glance: what is a little beyond is measured after reading."""
    return int(limits.cells * _STRIDE**2) + limits.sheets * _USUAL_ROWS * _USUAL_COLUMNS


def _glance(chunks: Iterator[bytes], count: bool, file: str, limits: Limits) -> SheetMarks:
    marks, cells = SheetMarks(), 0
    for piece in _pieces(chunks, file):
        if not marks.rows:
            _presume(piece, marks, limits)
            _note_hidden_columns(piece, marks)
            continue
        _refuse_unusual(piece)
        _widen(piece, marks)
        marks.check(file, cells_at_a_glance(limits), limits.cells)
        _note(piece, marks)
        cells += piece.count(b"<c ") if count else 0
        if cells > limits.cells:
            raise limit_error(file, "cells", cells, limits.cells)
    return marks


def _refuse_unusual(piece: bytes) -> None:
    """Raise UnusualError for what calamine would read otherwise than a spreadsheet program."""
    if any(rare in piece and around.search(piece) for rare, around in _UNUSUAL):
        raise UnusualError
    if b"<v " in piece or (b"<is" in piece and needs_rewriting(piece)):
        raise UnusualError
    if (b"\n" in piece or b't="s" ' in piece) and _ODD_INDEX.search(piece):
        raise UnusualError
    for odd in _ODD_VALUE.finditer(piece):
        kind = _TYPE.search(_cell_around(piece, odd)[1])
        plain = _PLAIN_VALUES.get(kind[1]) if kind else None
        if not kind or (kind[1] != b"str" and not (plain and plain.match(piece, odd.end()))):
            raise UnusualError


def _pieces(chunks: Iterator[bytes], file: str) -> Iterator[bytes]:
    """The sheet's data in pieces that cut no cell; the first is what precedes the data.

    A member without sheet data gives one short piece. All of it is unpacked in any case, so
    that its checksum is tested.
    """
    rest = yield from _before_data(chunks)
    ended = not rest
    while not ended:
        ended = b"</sheetData>" in rest
        cut = rest.index(b"</sheetData>") if ended else _between_cells(rest)
        yield rest[:cut]
        chunk = next(chunks, b"")
        if not (ended or chunk):
            yield rest[cut:]
        ended = ended or not chunk
        rest = rest[cut:] + chunk
        if len(rest) > _LONGEST_PIECE:
            raise unsafe_file(file, N_("a sheet holds a cell of unlimited length"))
        if b"\x00" in chunk:
            raise UnusualError
    for _ in chunks:
        pass


def _before_data(chunks: Iterator[bytes]) -> Generator[bytes, None, bytes]:
    """What precedes the data; returns where they begin, or nothing."""
    read = b""
    for chunk in chunks:
        if b"\x00" in chunk:
            raise UnusualError
        read = read[:4096] + read[4096:][-16:] + chunk
        if b"sheetData" in read:
            at = read.index(b"sheetData") - 1
            if read[at : at + 1] != b"<":
                raise UnusualError
            yield read[:at]
            return read[at:]
    yield read
    return b""


def _between_cells(piece: bytes) -> int:
    return max(piece.rfind(b"<c "), piece.rfind(b"</row>"), piece.rfind(b"<row"), 0)


def _presume(piece: bytes, marks: SheetMarks, limits: Limits) -> None:
    """Begin with the extent that the sheet claims, if it may be true.

    A small sheet gets a common extent, so that a thousand of them need one expression.
    """
    marks.rows, marks.columns = _USUAL_ROWS, _USUAL_COLUMNS
    if claim := _DIMENSION.search(piece):
        rows = max(int(claim[2]), marks.rows)
        columns = max(_column(claim[1]) + 1, marks.columns)
        if rows * columns <= limits.cells:
            marks.rows, marks.columns = rows, columns


def _widen(piece: bytes, marks: SheetMarks) -> None:
    """Widen the extent until no cell with a content lies outside."""
    at, outside = 0, cells_outside(marks.rows, marks.columns)
    while found := outside.search(piece, at):
        cell = _CELL.match(piece, found.start())
        if not cell:
            raise UnusualError
        at = cell.end()
        if cell[3].endswith(b"/") or piece.startswith(b"</c>", at):
            continue
        row, column = int(cell[2]), _column(cell[1]) + 1
        if row > MAXIMUM_ROWS or column > MAXIMUM_COLUMNS:
            raise UnusualError
        if row > marks.rows:
            marks.rows = min(int(row * _STRIDE), MAXIMUM_ROWS)
        if column > marks.columns:
            marks.columns = min(int(column * _STRIDE), MAXIMUM_COLUMNS)
        outside = cells_outside(marks.rows, marks.columns)


def _note(piece: bytes, marks: SheetMarks) -> None:
    """Note the cells with an error, and the formulas without a stored value."""
    marks.has_values = marks.has_values or bool(_VALUE.search(piece))
    _note_hidden_rows(piece, marks)
    if b"#" in piece:
        for found in _ERROR.finditer(piece):
            stored = _STORED.search(found[0])
            text = stored[1].decode("utf-8", "replace") if stored else ""
            marks.errors[_cell_around(piece, found)[0]] = text or "#VALUE!"
    if b"f" in piece and b"<f" in piece:
        for found in _FORMULA.finditer(piece):
            place, attributes = _cell_around(piece, found)
            # A formula whose stored value is an empty text has one: it says so by its type.
            if not (b't="str"' in attributes and found[2]):
                marks.uncalculated[place] = unescape((found[1] or b"").decode("utf-8", "replace"))


def _note_hidden_rows(piece: bytes, marks: SheetMarks) -> None:
    if b"hidden" not in piece:
        return
    for found in _HIDDEN_ROW.finditer(piece):
        if number := _ROW_NUMBER.search(found[0]):
            marks.hidden_rows.add(int(number[1]) - 1)


def _note_hidden_columns(piece: bytes, marks: SheetMarks) -> None:
    if b"hidden" not in piece:
        return
    for found in _HIDDEN_COLUMNS.finditer(piece):
        ends = dict(_COLUMN_END.findall(found[0]))
        if {b"min", b"max"} <= ends.keys():
            marks.hide_columns(int(ends[b"min"]) - 1, int(ends[b"max"]) - 1)


def _cell_around(piece: bytes, found: re.Match[bytes]) -> tuple[CellIndex, bytes]:
    """The place and the attributes of the cell in which something was found."""
    tag = _TAG.match(piece, piece.rfind(b"<c ", 0, found.start() + 1))
    if not tag:
        raise UnusualError
    return (int(tag[2]) - 1, _column(tag[1])), tag[3]


@lru_cache(maxsize=MAXIMUM_COLUMNS)
def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1
