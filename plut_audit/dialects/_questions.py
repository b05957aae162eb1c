"""Every way in which a header can name a question, gathered once for a rubric.

A question is named by its name, its label in either language, or the column that the rubric
gives it, with the groups around it in front (`infrastructure/rooms`) or not; a choice of it
by its code or label behind it (`rooms/training`, `Ruang yang berfungsi/Ruang pelatihan`,
`rooms_training`, `Rooms in use [Training room]`). All are looked up in one dictionary of
normalised texts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from plut_audit.language import LANGUAGES, render
from plut_audit.problems import Problem
from plut_audit.rubric import Question, Rubric

if TYPE_CHECKING:
    from plut_audit.dialects._table import Table

KEYS = ("centre_id", "centre_name")
"""The questions that say which centre answers."""
IDENTITY = (*KEYS, "province", "regency", "level")
"""What a list of centres tells too, so that it makes no questionnaire."""

LONGEST_HEADER = 600
"""Characters; a longer text is an answer or an instruction, and is not looked up."""

_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad*\"'`“”‘’„«»"))
_NUMBERING = re.compile(r"^\(?(?:[a-z]?\d{1,3}|[a-z])(?:[.-]\d{1,3})*\s*[.):]\s*(?=[^\d\s])")
_AROUND = re.compile(r"\s*([/\[\]])\s*")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_REPEATED = re.compile(r"^(.*)\[(\d+)\]/([^/\[\]]+)$")
_NUMBERED = re.compile(r"^(.+)_(\d+)$")
_MARK = re.compile(r" ?[^\w\s()]{1,3} ?")
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


class Lookup:
    """The questions of a rubric by every header that names them.

    `crosswalk` renames a user's columns (column as written to question); `problems` holds
    the lines of it that name no question.
    """

    def __init__(self, rubric: Rubric, crosswalk: Mapping[str, str] | None = None) -> None:
        self.rubric = rubric
        self.questions = {**rubric.asked_in("questionnaire"), **rubric.asked_in("visit")}
        self.problems: list[Problem] = []
        self.tables: dict[int, Table] = {}
        self._cache: tuple[dict[str, Asked | None], dict[str, Asked | None]] = ({}, {})
        self._said: dict[tuple[bool, str], set[str]] = {}
        self._listing: dict[tuple[str, str], bool] = {}
        renamed = self._renamed(crosswalk or {})
        self.main = _book(self.questions.values(), rubric.columns, renamed)
        self.roster = _book(rubric.roster.values(), {}, renamed)
        titles = (one for title in rubric.sections.values() for one in title.values())
        self._sections = tuple({plain_text(title) for title in titles} - {""})

    def _renamed(self, crosswalk: Mapping[str, str]) -> dict[str, list[str]]:
        """The columns that a crosswalk gives to each question."""
        renamed: dict[str, list[str]] = {}
        for column, question in crosswalk.items():
            name = question.strip()
            if name not in self.questions and name not in self.rubric.roster:
                line = f"{column},{question}"
                self.problems.append(Problem("COL-07", file="crosswalk.csv", value=line))
            renamed.setdefault(name, []).append(column)
        return renamed

    def asked(self, cell: object) -> Asked | None:
        """What a header of a questionnaire or visit asks; None where it names no question."""
        if not isinstance(cell, str):
            return None
        cache = self._cache[0]
        if cell not in cache:
            cache[cell] = (
                _find(cell, self.main)
                or self._line_of_roster(cell)
                or self._in_section(cell, self.main)
            )
        return cache[cell]

    def asked_in_roster(self, cell: object) -> Asked | None:
        """What a header of a roster asks; None where it names no question of it."""
        if not isinstance(cell, str):
            return None
        cache = self._cache[1]
        if cell not in cache:
            cache[cell] = _find(cell, self.roster) or self._in_section(cell, self.roster)
        return cache[cell]

    def _line_of_roster(self, cell: str) -> Asked | None:
        """`education_2` and `consultants[2]/education`: the roster laid out in the row."""
        key = plain_text(cell) if len(cell) < LONGEST_HEADER else ""
        if found := _REPEATED.match(key):
            name, repeat = found[3], int(found[2])
        elif found := _NUMBERED.match(key):
            name, repeat = found[1], int(found[2])
        else:
            return None
        asked = self.roster.get(name) or _by_tail(name, self.roster)
        return replace(asked, repeat=repeat) if asked and repeat else None

    def _in_section(self, cell: str, book: Book) -> Asked | None:
        """A label behind its section's title and whatever mark the exporter was told to use."""
        key = plain_text(cell) if len(cell) < LONGEST_HEADER else ""
        for title in self._sections:
            parted = _MARK.match(key, len(title)) if key.startswith(title) else None
            if parted:
                rest = key[parted.end() :]
                # The mark may be part of a label too: first as it stands, then parted once.
                for slashed in (rest, *(rest.replace(parted[0], "/", times) for times in (1, -1))):
                    if asked := book.get(slashed) or _by_tail(slashed, book):
                        return replace(asked, exact=False)
        return None

    def says_itself(self, cell: object, question: str, roster: bool = False) -> bool:
        """Whether a cell only repeats what the form says of the question: no answer."""
        if not isinstance(cell, str):
            return False
        asked = self.asked_in_roster(cell) if roster else self.asked(cell)
        if asked and asked.question == question:
            return True
        one = (self.rubric.roster if roster else self.questions)[question]
        if (roster, question) not in self._said:
            self._said[roster, question] = {plain_text(text) for text in _sayings(one)} - {""}
        return plain_text(cell) in self._said[roster, question]

    def lists_choices(self, cell: str, question: str) -> bool:
        """Whether a text names all the choices of a question, as a paper form does."""
        found = self._listing.get((question, cell))
        if found is None:
            found = _lists_choices(cell, self.questions[question])
            self._listing[question, cell] = found
        return found


def _lists_choices(cell: str, question: Question) -> bool:
    text = plain_text(cell)
    return len(question.choices) > 1 and any(
        all(plain_text(label[language]) in text for label in question.choices.values())
        for language in LANGUAGES
    )


def _sayings(question: Question) -> Iterator[str]:
    """What stands beside a question in a form without being its answer."""
    for language in LANGUAGES:
        yield question.hint[language]
        unit = render(question.unit, language)
        yield unit
        yield f"({unit})"


def _book(
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
            for unit in {question.unit, *(render(question.unit, one) for one in LANGUAGES)}:
                yield f"{label} ({unit})"
                yield f"{short} ({unit})"


def _find(cell: str, book: Book) -> Asked | None:
    if len(cell) > LONGEST_HEADER:
        return None
    key = plain_text(cell)
    return book.get(key) or _by_tail(key, book) or _by_other_mark(key, book)


def _by_tail(key: str, book: Book) -> Asked | None:
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
