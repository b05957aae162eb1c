"""The names of questions: every way in which a header can name one, in one dictionary.

A question is named by its name, its label in either language or in both, or the column that
the rubric gives it, with the groups around it in front (`infrastructure/rooms`) or not; a
choice of it by its code or label behind it (`rooms/training`, `Ruang yang berfungsi - Ruang
pelatihan`, `rooms_training`, `Rooms in use [Training room]`). The dictionary holds normalised
texts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from plut_audit.i18n import LANGUAGES, translate
from plut_audit.ingest.dialects._header_text import LONGEST_HEADER, plain_text, without_hint
from plut_audit.rubric import Question
from plut_audit.rubric.no_answer import no_answer_choices

__all__ = [
    "LONGEST_HEADER",
    "Asked",
    "Book",
    "book_of",
    "by_tail",
    "find",
    "find_beside",
    "plain_text",
]

_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_MARKS_OF_NAMES = "-.:|"
_MARKS_OF_LABELS = (": ", " - ", " – ", " : ", " | ", " > ", " . ")
_FREE_TEXT = re.compile(r"^(.+?)[_. -]+(?:other|others|other_text|lainnya|lain|lain_lain)$")

Use = Literal["answer", "unknown_choice", "free_text"]
"""What a column holds: an answer, a choice that the rubric has not, or the text of *other*."""


@dataclass(frozen=True)
class Asked:
    """What a column asks: a question, one choice of it, or (from 1) a line of the roster.

    `exact` says that the whole header named it, groups in front aside otherwise. `choice` is
    a code of the question; of an unknown choice it is what the header says.
    """

    question: str
    choice: str = ""
    repeat: int = 0
    exact: bool = True
    use: Use = "answer"


Book = dict[str, Asked]


def book_of(
    questions: Iterable[Question], columns: Mapping[str, str], renamed: Mapping[str, list[str]]
) -> Book:
    """Names first, then labels, then their short forms: a fuller way to name it is never lost."""
    listed = list(questions)
    book: Book = {}
    for ways_of in (
        lambda question: renamed.get(question.name, ()),
        lambda question: filter(None, (question.name, columns.get(question.name))),
        lambda question: question.label.values(),
        lambda question: _in_both_languages(*question.label.values()),
    ):
        for question in listed:
            for way in ways_of(question):
                _enter(book, question, way)
    _enter_short_forms(book, listed)
    _enter_former_names(book, listed)
    return book


def _enter(book: Book, question: Question, way: str) -> None:
    key = plain_text(way)
    book.setdefault(key, Asked(question.name))
    for code, label in (question.choices | no_answer_choices(question)).items():
        asked = Asked(question.name, code)
        texts = (code, *label.values(), *_in_both_languages(*label.values()))
        for text in dict.fromkeys(map(plain_text, texts)):
            book.setdefault(f"{key}/{text}", asked)
            book.setdefault(f"{key}[{text}]", asked)
        if question.type == "select_multiple":
            book.setdefault(f"{key}_{code.casefold()}", asked)


def _in_both_languages(*labels: str) -> Iterator[str]:
    """A text and its translation in one cell: `Luas lahan / Land area`."""
    for first in labels:
        for second in labels:
            if first != second:
                yield from (f"{first}/{second}", f"{first} ({second})", f"{first} {second}")
                yield f"{first} - {second}"


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
    shorts = [_PARENTHESIS.sub("", label) for label in question.label.values()]
    yield from _in_both_languages(*shorts)
    for (language, label), short in zip(question.label.items(), shorts, strict=True):
        yield short
        if hint := question.hint.get(language, ""):
            yield from (f"{label} {hint}", f"{label} ({hint})", f"{label} - {hint}")
        if question.unit:
            for unit in {question.unit, *(translate(question.unit, one) for one in LANGUAGES)}:
                yield f"{label} ({unit})"
                yield f"{short} ({unit})"


def find(cell: str, book: Book) -> Asked | None:
    """What a header asks, by its whole text, by what stands behind its groups or without hints."""
    if len(cell) > LONGEST_HEADER:
        return None
    key = plain_text(cell)
    names_only = cell == cell.lower()
    asked = book.get(key) or by_tail(key, book) or _by_other_mark(key, book, names_only)
    if asked:
        return asked
    for shorter in map(plain_text, without_hint(cell)):
        asked = book.get(shorter) or by_tail(shorter, book)
        if asked := asked or _by_other_mark(shorter, book, names_only):
            return replace(asked, exact=False)
    return None


def find_beside(cell: str, book: Book, several: frozenset[str]) -> Asked | None:
    """A column that belongs to a question without asking it: a choice unknown, a text of *other*.

    `several` names the questions that have columns of choices.
    """
    if len(cell) > LONGEST_HEADER:
        return None
    for key in dict.fromkeys(map(plain_text, (cell, *without_hint(cell)))):
        if asked := _free_text(key, book, several) or _unknown_choice(key, book, several):
            return asked
    return None


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


def _slashed(key: str) -> Iterator[str]:
    """The header with `/` for the mark that the export's settings use instead."""
    marks = _MARKS_OF_LABELS if " " in key else _MARKS_OF_NAMES
    for mark in marks:
        if mark in key:
            yield re.sub(f"(?:{re.escape(mark)})+", "/", key)
            yield "/".join(key.rsplit(mark, 1))


def _in_brackets(key: str) -> Iterator[str]:
    """A choice in brackets, as REDCap writes it too: `Ruang (choice=Musala)`, `rooms___musala`."""
    if "___" in key:
        yield key.replace("___", "/", 1)
    if not key.endswith(")"):
        return
    for mark in re.finditer(r" \((?:choice ?= ?)?", key):
        yield f"{key[: mark.start()]}/{key[mark.end() : -1]}"


def _by_other_mark(key: str, book: Book, names_only: bool) -> Asked | None:
    """A choice behind its question and groups where the export's settings use another mark than `/`.

    A question behind groups counts where the header is of names (in small letters):
    `Alamat - Provinsi` may ask something else than `Provinsi`.
    """
    for slashed in (*_slashed(key), *_in_brackets(key)):
        asked = book.get(slashed) or by_tail(slashed, book)
        if asked and (asked.choice or names_only):
            return replace(asked, exact=False)
    return None


def _free_text(key: str, book: Book, several: frozenset[str]) -> Asked | None:
    """`rooms_other`, `rooms.other`: what was written in beside the choices of a question."""
    found = _FREE_TEXT.match(key)
    head = (book.get(found[1]) or by_tail(found[1], book)) if found else None
    if head and head.question in several and not head.choice:
        return Asked(head.question, use="free_text", exact=False)
    return None


def _unknown_choice(key: str, book: Book, several: frozenset[str]) -> Asked | None:
    """A choice that the rubric does not have, behind a question whose choices have columns."""
    for slashed in (key, *_slashed(key)):
        for place, letter in enumerate(slashed):
            if letter not in "/[" or not slashed[place + 1 :].strip("]"):
                continue
            head = book.get(slashed[:place]) or by_tail(slashed[:place], book)
            if head and head.question in several and not head.choice:
                choice = slashed[place + 1 :].removesuffix("]")
                if known := book.get(f"{plain_text(head.question)}/{choice}"):
                    return replace(known, exact=False)
                return Asked(head.question, choice, exact=False, use="unknown_choice")
    return None
