"""The questions of a rubric, looked up by whatever a header calls them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from plut_audit.i18n import LANGUAGES, Translations, translate
from plut_audit.ingest.dialects._names import (
    LONGEST_HEADER,
    Asked,
    Book,
    book_of,
    by_tail,
    find,
    find_beside,
    plain_text,
)
from plut_audit.problems import Problem
from plut_audit.rubric import Question, Rubric
from plut_audit.rubric.forms.parts import form_sections

if TYPE_CHECKING:
    from plut_audit.ingest.dialects._table import HeaderedTable

KEYS = ("centre_id", "centre_name")
"""The questions that say which centre answers."""
IDENTITY = (*KEYS, "province", "regency", "level")
"""What a list of centres tells too, so that it makes no questionnaire."""

_REPEATED = re.compile(r"^(.*)\[([1-9]\d?)\]/([^/\[\]]+)$")
_NUMBERED = re.compile(r"^(.+)_([1-9]\d?)$")
"""A line of the roster in the row; a year, or the `_001` of a doubled name, is none."""
_MARK = re.compile(r" ?[^\w\s()]{1,3} ?")


class Lookup:
    """The questions of a rubric by every header that names them.

    `crosswalk` renames a user's columns (column as written to question); `problems` holds
    the lines of it that name no question. `year` is the audit year, 0 where it is not given.
    """

    def __init__(
        self, rubric: Rubric, crosswalk: Mapping[str, str] | None = None, year: int = 0
    ) -> None:
        self.rubric = rubric
        self.year = year
        self.questions = {**rubric.asked_in("questionnaire"), **rubric.asked_in("visit")}
        self.problems: list[Problem] = []
        self.tables: dict[int, HeaderedTable] = {}
        self._cache: tuple[dict[str, Asked | None], dict[str, Asked | None]] = ({}, {})
        self._said: dict[tuple[bool, str], set[str]] = {}
        self._listing: dict[tuple[str, str], bool] = {}
        renamed = self._renamed(crosswalk or {})
        self.main = book_of(self.questions.values(), rubric.columns, renamed)
        self.roster = book_of(rubric.roster.values(), {}, renamed)
        titles = (
            text
            for title in (*rubric.sections.values(), *_headings(rubric))
            for text in title.values()
        )
        self._several = frozenset(
            question.name
            for question in self.questions.values()
            if question.type == "select_multiple"
        )
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
                find(cell, self.main)
                or self._line_of_roster(cell)
                or self._in_section(cell, self.main)
                or find_beside(cell, self.main, self._several)
            )
        return cache[cell]

    def asked_in_roster(self, cell: object) -> Asked | None:
        """What a header of a roster asks; None where it names no question of it."""
        if not isinstance(cell, str):
            return None
        cache = self._cache[1]
        if cell not in cache:
            cache[cell] = find(cell, self.roster) or self._in_section(cell, self.roster)
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
        asked = self.roster.get(name) or by_tail(name, self.roster)
        return replace(asked, repeat=repeat) if asked else None

    def _in_section(self, cell: str, book: Book) -> Asked | None:
        """A label behind its section's title and whatever mark the export's settings use."""
        key = plain_text(cell) if len(cell) < LONGEST_HEADER else ""
        for title in self._sections:
            parted = _MARK.match(key, len(title)) if key.startswith(title) else None
            if parted:
                rest = key[parted.end() :]
                # The mark may be part of a label too: first as it stands, then parted once.
                for slashed in (rest, *(rest.replace(parted[0], "/", times) for times in (1, -1))):
                    if asked := book.get(slashed) or by_tail(slashed, book):
                        return replace(asked, exact=False)
        return None

    def choices_of(self, question: str) -> Mapping[str, Translations]:
        """The choices of a question of a form or of the roster; none where it has none."""
        found = self.questions.get(question) or self.rubric.roster.get(question)
        return found.choices if found else {}

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


def _headings(rubric: Rubric) -> Iterator[Translations]:
    """What our own form calls its groups: a section, after the part it belongs to."""
    for section in form_sections(rubric, "questionnaire"):
        yield section.heading


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
        unit = translate(question.unit, language)
        yield unit
        yield f"({unit})"
