"""Marks by which people tick a choice: in a column of its own, or beside it in a printed list."""

import re
from functools import lru_cache

from plut_audit.ingest.values.text import as_text, blank_of, fold

_TICKED_WORDS = """
1 1.0 true benar betul ya y iya yes v x ✓ ✔ ☑ ☒ ✅ √ 🗸 🗹 \uf0fc \uf0fe ● ⬤ ◉ ■ ▪ • ada sudah sdh
checked ticked selected dipilih dicentang centang
"""
_UNTICKED_WORDS = """
0 0.0 false salah tidak tdk t n no belum blm ☐ □ ○ ◯ ◻ \uf0a8 \uf06f ✗ ✘ ❌ ✕ × ✖ ⨯ - – — .
unchecked unticked tidakada belumada tidakdipilih
"""
_CROSSES = frozenset(["✗", "✘", "❌", "✕", "×", "✖", "⨯"])
_TICKED = frozenset(_TICKED_WORDS.split())
_UNTICKED = frozenset(_UNTICKED_WORDS.split())


def is_unticked(cell: object) -> bool:
    """Whether a cell of a choice column is blank or says that the choice was not ticked."""
    return _is_tick(_written(cell)) is False


def is_cross(cell: object) -> bool:
    """Whether a mark is a cross: no tick beside ticks, and perhaps one where crosses stand alone."""
    return _written(cell).strip() in _CROSSES


def is_tick(cell: object) -> bool | None:
    """Whether a mark ticks a choice; None where the mark is unknown."""
    return _is_tick(_written(cell))


def _written(cell: object) -> str:
    return as_text(cell) if not isinstance(cell, str) else cell


@lru_cache(maxsize=4096)
def _is_tick(text: str) -> bool | None:
    marked = text.strip().casefold().strip("()[]{}\"'` ").rstrip(".")
    folded = fold(marked)
    if marked in _TICKED or folded in _TICKED:
        return True
    if marked in _UNTICKED or folded in _UNTICKED or not marked:
        return False
    # A sign that reads as blank in an answer (`*`) may well be meant as a tick.
    signs = not any(map(str.isalnum, marked)) and bool(marked.strip("-–—._ "))
    return False if not signs and blank_of(text) == "unanswered" else None


# The signs of Wingdings stand where text keeps them, in the private part of Unicode.
_BOX = re.compile(
    r"(?P<box>[☑☒✅✓✔√🗸🗹\uf0fc\uf0fe●⬤◉■☐□○◯◻\uf0a8\uf06f❌✗✘])|[\[(](?P<inside>\s*|\s*[xXvV✓✔√☑●]\s*|_+|-+)[\])]"
)
_TICKED_BOXES = frozenset("☑☒✅✓✔√🗸🗹\uf0fc\uf0fe●⬤◉■")
_EDGES = " \t\r\n,;|/-–.·:"


def ticked_options(text: str) -> list[str] | None:
    """The options that are marked in a printed list of them: `☑ Musala ☐ Toilet`.

    The mark stands in front of each option, or behind each. None where the text is no such
    list: fewer than two marks, or text that no mark belongs to.
    """
    marks = list(_BOX.finditer(text))
    if len(marks) < 2 and not (marks and marks[0].start() == len(text) - len(text.lstrip())):
        return None
    if not text[: marks[0].start()].strip(_EDGES):
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        options = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    elif not text[marks[-1].end() :].strip(_EDGES):
        starts = [0] + [mark.end() for mark in marks[:-1]]
        options = [text[start : mark.start()] for start, mark in zip(starts, marks, strict=True)]
    else:
        return None
    options = [option.strip(_EDGES) for option in options]
    if not all(options):
        return None
    return [option for mark, option in zip(marks, options, strict=True) if _is_marked(mark)]


def _is_marked(mark: re.Match[str]) -> bool:
    if mark["box"]:
        return mark["box"] in _TICKED_BOXES
    return bool(mark["inside"].strip(" \t_-"))
