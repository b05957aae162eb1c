"""Tables as each survey tool lays them out, from the records of a survey."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms.parts import form_sections, offered
from plut_audit.rubric.forms.xlsform import group_of

from .answers import Record

Table = list[list[Any]]
Header = Callable[[Question], str]
Cell = Callable[[Question, Any], Any]
FORMS: tuple[Form, Form] = ("questionnaire", "visit")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


# --- how an answer is written --------------------------------------------------------------


def coded(question: Question, value: Any) -> Any:
    """As a program exports it: codes joined by blanks, numbers as numbers."""
    if value is None:
        return ""
    return " ".join(sorted(value)) if isinstance(value, set) else value


def decimal_comma(question: Question, value: Any) -> Any:
    """As `coded`, all text, with the comma of Indonesian decimals."""
    written = coded(question, value)
    return str(written).replace(".", ",") if isinstance(written, float) else str(written)


def typed(question: Question, value: Any) -> Any:
    """As a spreadsheet keeps it: dates and times of its own, yes and no as truth values."""
    if question.type == "date" and value is not None:
        return date.fromisoformat(value)
    if question.type == "time" and value is not None:
        return time.fromisoformat(value)
    if value in ("yes", "no"):
        return value == "yes"
    return coded(question, value)


def labelled(language: str, joined_by: str = "; ") -> Cell:
    """The labels of the choices instead of their codes."""

    def cell(question: Question, value: Any) -> Any:
        if not question.choices or value is None:
            return coded(question, value)
        if isinstance(value, set):
            return joined_by.join(question.choices[code][language] for code in sorted(value))
        return question.choices[value][language]

    return cell


def by_hand(question: Question, value: Any) -> Any:
    """As people write it: Indonesian labels, points between thousands, units, dates in words."""
    if question.type == "date" and value is not None:
        year, month, day = value.split("-")
        return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    if question.type == "time" and value is not None:
        return f"pukul {value.replace(':', '.')} WIB"
    if isinstance(value, int | float):
        return _number_by_hand(question, value)
    written = labelled("id")(question, value)
    return f"  {written.upper()}\u00a0" if question.choices else written


def _number_by_hand(question: Question, value: float) -> str:
    grouped = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    whole = grouped.removesuffix(",00") if value < 1000 else grouped
    around = {"IDR": "Rp{}", "m2": "{} M2", "persons": "{} orang", "Mbit/s": "{} Mbps"}
    return around.get(question.unit, "{}").format(whole)


# --- how a header is written ---------------------------------------------------------------


def named(question: Question) -> str:
    """The question's name."""
    return question.name


def label(language: str) -> Header:
    """The question's label in a language."""
    return lambda question: question.label[language]


def grouped(rubric: Rubric, form: Form, inner: Header, between: str, language: str = "") -> Header:
    """A header with the group of the question in front: its name, or its title in a language."""
    groups = {
        question.name: section.heading[language] if language else group_of(section)
        for section in form_sections(rubric, form)
        for question in section.questions
    }
    return lambda question: f"{groups[question.name]}{between}{inner(question)}"


# --- tables --------------------------------------------------------------------------------


def table(rubric: Rubric, form: Form, rows: list[Record], header: Header, cell: Cell) -> Table:
    """One row per response, under one row of headers."""
    questions = list(rubric.asked_in(form).values())
    return [
        [header(question) for question in questions],
        *[[cell(question, row.get(question.name)) for question in questions] for row in rows],
    ]


def ticked(
    rubric: Rubric,
    form: Form,
    rows: list[Record],
    header: Header,
    cell: Cell,
    choice: Callable[[str, Question, str], str],
    unasked: Any = "",
    ticks: tuple[Any, Any] = (0, 1),
    joined: bool = True,
) -> Table:
    """As `table`, and a column for each choice behind (or instead of) each select_multiple."""
    columns: list[list[Any]] = []
    for question in rubric.asked_in(form).values():
        several = question.type == "select_multiple"
        if joined or not several:
            columns.append(
                [header(question), *(cell(question, r.get(question.name)) for r in rows)]
            )
        for code in offered(question) if several else ():
            given = [row.get(question.name) for row in rows]
            cells = (unasked if codes is None else ticks[code in codes] for codes in given)
            columns.append([choice(header(question), question, code), *cells])
    return [list(row) for row in zip(*columns, strict=True)]


def beside(content: Table, columns: dict[str, list[Any]], in_front: bool = False) -> Table:
    """A table with further columns: header to values."""
    extra = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    pairs = zip(extra, content, strict=True)
    return [[*more, *row] if in_front else [*row, *more] for more, row in pairs]
