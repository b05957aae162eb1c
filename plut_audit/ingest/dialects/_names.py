"""The names of questions: every way in which a header can name one, in one dictionary.

A question is named by its name, its label in either language, or the column that the rubric
gives it, with the groups around it in front (`infrastructure/rooms`) or not; a choice of it
by its code or label behind it (`rooms/training`, `Ruang yang berfungsi/Ruang pelatihan`,
`rooms_training`, `Rooms in use [Training room]`). The dictionary holds normalised texts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from plut_audit.i18n import LANGUAGES, translate
from plut_audit.rubric import Question

LONGEST_HEADER = 600
"""Characters; a longer text is an answer or an instruction, and is not looked up."""

_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad*\"'`“”‘’„«»"))
_NUMBERING = re.compile(r"^\(?(?:[a-z]?\d{1,3}|[a-z])(?:[.-]\d{1,3})*\s*[.):]\s*(?=[^\d\s])")
_AROUND = re.compile(r"\s*([/\[\]])\s*")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_MARKS_OF_NAMES = "-.:|"


@dataclass(frozen=True)
class Asked:
    """What a column asks: a question, one choice of it, or (from 1) a line of the roster.

    `exact` says that the whole header named it, groups in front aside otherwise.
    """

    question: str
    choice: str = ""
    repeat: int = 0
    exact: bool = True


Book = dict[str, Asked]


def plain_text(text: str) -> str:
    """A header without what people and programs change: case, blanks, quotes, numbering, `*:`."""
    return _remembered(text) if len(text) <= LONGEST_HEADER else _plain_text(text)


def _plain_text(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.replace("_x000D_", " ")).translate(_DROPPED)
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _AROUND.sub(r"\1", " ".join(text.casefold().split()))
    return _NUMBERING.sub("", text).rstrip(" :?.!")


# A thousand workbooks ask the same questions, and offer the same choices.
_remembered = lru_cache(maxsize=16_384)(_plain_text)


def book_of(
    questions: Iterable[Question], columns: Mapping[str, str], renamed: Mapping[str, list[str]]
) -> Book:
    """Names first, then labels, then their short forms: a fuller way to name it is never lost."""
    listed = list(questions)
    book: Book = {}
    for question in listed:
        for way in renamed.get(question.name, ()):
            _enter(book, question, way)
    for question in listed:
        for way in filter(None, (question.name, columns.get(question.name))):
            _enter(book, question, way)
    for question in listed:
        for way in question.label.values():
            _enter(book, question, way)
    _enter_short_forms(book, listed)
    _enter_former_names(book, listed)
    return book


def _enter(book: Book, question: Question, way: str) -> None:
    key = plain_text(way)
    book.setdefault(key, Asked(question.name))
    if question.type != "select_multiple":
        return
    for code, label in question.choices.items():
        asked = Asked(question.name, code)
        for text in dict.fromkeys((code, *label.values())):
            book.setdefault(plain_text(f"{way}/{text}"), asked)
            book.setdefault(plain_text(f"{way} [{text}]"), asked)
        book.setdefault(f"{key}_{code.casefold()}", asked)


def _enter_former_names(book: Book, questions: list[Question]) -> None:
    """The names and labels of older forms, where no question of today has them."""
    for question in questions:
        for way in question.formerly:
            _enter(book, question, way)


def _enter_short_forms(book: Book, questions: list[Question]) -> None:
    """Labels without their parentheses or with the unit in one, where only one question fits."""
    short: dict[str, set[str]] = {}
    for question in questions:
        for way in _short_forms(question):
            short.setdefault(plain_text(way), set()).add(question.name)
    for key, names in short.items():
        if len(names) == 1 and key:
            book.setdefault(key, Asked(min(names)))


def _short_forms(question: Question) -> Iterator[str]:
    for label in question.label.values():
        short = _PARENTHESIS.sub("", label)
        yield short
        if question.unit:
            for unit in {question.unit, *(translate(question.unit, one) for one in LANGUAGES)}:
                yield f"{label} ({unit})"
                yield f"{short} ({unit})"


def find(cell: str, book: Book) -> Asked | None:
    """What a header asks, by its whole text or by what stands behind its groups."""
    if len(cell) > LONGEST_HEADER:
        return None
    key = plain_text(cell)
    return book.get(key) or by_tail(key, book) or _by_other_mark(key, book)


def by_tail(key: str, book: Book) -> Asked | None:
    """A question with groups in front of it: `infrastructure/rooms`, `infrastructure-rooms`."""
    between = "/" if " " in key else f"/{_MARKS_OF_NAMES}"
    for place, letter in enumerate(key):
        # `rooms/level` is an unknown choice of `rooms`, not the question `level`.
        if letter in between and (asked := book.get(key[place + 1 :])) and key[:place] not in book:
            return replace(asked, exact=False)
    head, _, row = key.rstrip("]").partition("[")
    asked = book.get(row) if head and key.endswith("]") and head not in book else None
    return replace(asked, exact=False) if asked else None


def _by_other_mark(key: str, book: Book) -> Asked | None:
    """A choice behind its question and groups where the exporter was told another mark than `/`."""
    for mark in _MARKS_OF_NAMES if " " not in key else "":
        parts = [part for part in key.split(mark) if part]
        asked = book.get("/".join(parts[-2:])) if len(parts) > 1 else None
        if asked and asked.choice:
            return replace(asked, exact=False)
    return None
