"""The rows of the Excel sheet of a form, from top to bottom, before any is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plut_audit.rubric import Question
from plut_audit.rubric.forms.parts import FormSection
from plut_audit.rubric.forms.workbook import TINTS


@dataclass(frozen=True)
class SheetLine:
    """A row of the sheet: a question, or what stands above those of its section."""

    kind: Literal["part", "section", "roster", "question", "signature"]
    section: FormSection
    tint: str
    number: str = ""
    question: Question | None = None


def sheet_lines(asked: list[FormSection]) -> Iterator[SheetLine]:
    """The rows below the header from top to bottom."""
    part, numbers = "", Counter[str]()
    for place, section in enumerate(asked):
        tint = TINTS[place % len(TINTS)]
        if section.part != part:
            part = section.part
            yield SheetLine("part", section, tint)
        if section.code:
            yield SheetLine("section", section, tint)
        if section.roster:
            yield SheetLine("roster", section, tint)
        for question in section.questions:
            numbers[section.code] += 1
            number = f"{section.code}{numbers[section.code]}"
            yield SheetLine("question", section, tint, number, question)
        following = asked[place + 1].part if place + 1 < len(asked) else None
        if following != part:
            yield SheetLine("signature", section, tint)
