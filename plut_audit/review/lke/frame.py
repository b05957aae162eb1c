"""What stands on a worksheet around its table: who it is about, who assessed it, who signs."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from plut_audit.i18n import format_date, localized, translate
from plut_audit.result import CentreRow
from plut_audit.result.answer_text import AnswerText
from plut_audit.review.lke import layout
from plut_audit.review.lke.layout import At

FACT_ROWS = (2, 3, 4)
"""Rows of the facts, from zero; above them are the title and the edition."""
NOTE_ROW, GROUP_ROW, HEAD_ROW, FIRST_ROW = 5, 6, 7, 8


class Fact(NamedTuple):
    """A label and its value; `is_open` where the evaluator types the value."""

    row: int
    column: At
    label: str
    value_column: At
    value: str
    is_open: bool = False


def title_of(centre: CentreRow, language: str) -> tuple[str, str]:
    """The two lines at the top."""
    year = f" {centre.result.year}" if centre.result.year else ""
    title = translate(layout.TITLE, language) + year
    return title, localized(centre.result.rubric.title, language)


def facts(centre: CentreRow, language: str) -> Iterator[Fact]:
    """The facts above the table, column by column."""
    words = centre.result.wording(language).answer_text
    rubric = centre.result.rubric
    about = (
        (layout.CENTRE, centre.centre_id),
        (layout.NAME, centre.name),
        (layout.PROVINCE, centre.province),
    )
    sources = (
        (layout.QUESTIONNAIRE, _day(centre, words, visit=False)),
        (layout.VISIT, _day(centre, words, visit=True)),
        (layout.RUBRIC, f"{rubric.id} ({rubric.sha256[:12]})"),
    )
    for row, (label, value) in zip(FACT_ROWS, about, strict=True):
        yield Fact(row, At.NUMBER, translate(label, language), At.COMPONENT, value)
    for row, (label, value) in zip(FACT_ROWS, sources, strict=True):
        yield Fact(row, At.OWN_ANSWER, translate(label, language), At.EVIDENCE, value)
    for row, label in zip(FACT_ROWS, (layout.BY, layout.DATE), strict=False):
        yield Fact(row, At.VISIT, translate(label, language), At.ANSWER, "", is_open=True)


def _day(centre: CentreRow, words: AnswerText, visit: bool) -> str:
    """The day of a source in words; or that there is none."""
    if not (centre.visited if visit else centre.responded):
        return words.message(layout.NOT_VISITED if visit else layout.NOT_ANSWERED)
    question = centre.result.rubric.questions.get("visit_date" if visit else "survey_date")
    day = question and words.answers.source(visit).value(centre.row, question)
    if not day:
        return words.message(layout.UNDATED)
    return format_date(date.fromisoformat(str(day)), words.language)


def note(language: str) -> str:
    """How the sheet is filled in."""
    mark = translate(layout.NOT_APPLICABLE, language)
    return translate(layout.NOTE, language, mark=mark)


def signatures(language: str) -> list[tuple[str, str, str]]:
    """What each signatory did, the role, and the line to sign on."""
    line = translate(layout.SIGNED, language)
    return [
        (translate(did, language), translate(role, language), line)
        for did, role in layout.SIGNATURES
    ]


def fixed_texts(centre: CentreRow, language: str) -> set[str]:
    """Every text that the program writes around the table."""
    texts = {*title_of(centre, language), note(language), translate(layout.TOTAL, language)}
    for fact in facts(centre, language):
        texts |= {fact.label, fact.value}
    for signed in signatures(language):
        texts |= set(signed)
    for heading in layout.HEADINGS.values():
        texts |= {translate(heading.group, language), translate(heading.title, language)}
    return texts
