"""The text of a header: what people and programs put around the question in it.

Case, blanks, quotes, numbering, HTML and Markdown change no question; a hint behind it is
left aside where it is evidently one.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_HEADER = 600
"""Characters; a longer text is an answer or an instruction, and is not looked up."""

_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad*\"'`“”‘’„«»"))
_NUMBERING = re.compile(r"^\(?(?:[a-z]?\d{1,3}|[a-z])(?:[.-]\d{1,3})*\s*[.):]\s*(?=[^\d\s])")
_AROUND = re.compile(r"[\s:?!]*([/\[\]])[\s:?!]*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_EMPHASIS = re.compile(r"(?<![^\W_])_(?=\S)([^_]*\s[^_]*)_(?![^\W_])")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")


def plain_text(text: str) -> str:
    """A header without what people and programs change: case, blanks, quotes, numbering, `*:`."""
    return _remembered(text) if len(text) <= LONGEST_HEADER else _plain_text(text)


def _plain_text(text: str) -> str:
    text = unicodedata.normalize("NFKD", _without_markup(text.replace("_x000D_", " ")))
    text = text.translate(_DROPPED)
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _AROUND.sub(r"\1", " ".join(text.casefold().split()))
    return _NUMBERING.sub("", text).rstrip(" :?.!")


def _without_markup(text: str) -> str:
    """The text without the tags of HTML and the marks of Markdown."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "_" in text:
        text = _EMPHASIS.sub(r"\1", text)
    return _HEADING.sub("", text) if "#" in text else text


# A thousand workbooks ask the same questions, and offer the same choices.
_remembered = lru_cache(maxsize=16_384)(_plain_text)

_NUMBER_IN_FRONT = re.compile(
    r"^\s*(?:no(?:mor)?|q|p|pertanyaan|question)?[\s.]*\d{1,3}[\s.):-]+(?=[^\W\d])", re.IGNORECASE
)
_SECOND_COLUMN = re.compile(r"(\D+)\.\d{1,2}", re.DOTALL)
"""A header that pandas numbered because it stands twice: `Listrik.1`."""
_CODE_IN_FRONT = re.compile(r"[A-Za-z]\w*(?:\[\w+\])?\.\s+(?=\S)")
"""The code that LimeSurvey puts in front of a question: `G01Q05. Listrik`."""
_HINT_BEGINS = re.compile(r"\s*(?:[\n\r]*\(|[\n\r\[:;]|[-–—]\s|,\s)\s*")
_WORDS_OF_HINTS = """
pilih pilihlah boleh dapat dalam menurut isi isikan diisi tulis tuliskan sebutkan contoh misalnya
misal mis wajib mohon jika bila apabila lihat sesuai satuan angka format opsional jawab centang
beri bisa harap silakan keterangan catatan hanya maksimal lebih diambil
choose select tick check pick fill write enter please required optional in eg e.g example if see
according mandatory multiple note only up edited diedit revised revisi
"""
_HINT_WORDS = frozenset(_WORDS_OF_HINTS.split())


def without_hint(text: str) -> Iterator[str]:
    """The header without a number in front, and without each part behind it that is a hint."""
    text = _NUMBER_IN_FRONT.sub("", _without_markup(text), count=1)
    yield text
    if numbered := _SECOND_COLUMN.fullmatch(text):
        yield numbered[1]
    if coded := _CODE_IN_FRONT.match(text):
        yield text[coded.end() :]
    for mark in _HINT_BEGINS.finditer(text):
        if mark.start() and is_hint(text[mark.end() :]):
            _, closed, behind = text[mark.end() :].partition(")")
            # A choice may stand behind the hint: `Ruang (pilih semua)/Musala`.
            yield text[: mark.start()] + (behind if closed and "(" in mark[0] else "")


def is_hint(text: str) -> bool:
    """Whether a text tells how to answer: its first word asks for something."""
    words = plain_text(text).lstrip("([").split(maxsplit=1)
    return bool(words) and words[0].strip(".,:;()") in _HINT_WORDS


_YEAR = re.compile(
    r"[\s(_/-]*(?:\b(?:tahun|thn|th|year|fy)[\s.]*)?\b(20\d\d)[\s)]*$", re.IGNORECASE
)
_YEAR_ALONE = re.compile(r"^\W*(?:(?:tahun|thn|th|year|fy|data)\W*)*(20\d\d)\W*$", re.IGNORECASE)


def with_year(text: str) -> tuple[str, int]:
    """A header and the year behind it: `Luas lahan (2024)`; 0 where there is none."""
    found = _YEAR.search(text)
    return (text[: found.start()], int(found[1])) if found and found.start() else (text, 0)


def year_alone(cell: object) -> int:
    """The year that a cell says and nothing else: `Tahun 2024`, 2024; 0 where it is none."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else cell
    found = _YEAR_ALONE.match(text) if isinstance(text, str) else None
    return int(found[1]) if found else 0
