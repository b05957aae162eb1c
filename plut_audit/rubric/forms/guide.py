"""The guide of a template, in both languages side by side: how to fill it in, what is asked."""

from collections.abc import Iterator
from typing import Literal

from plut_audit.i18n import LANGUAGES, N_, Translations, translate, translations
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms import parts
from plut_audit.rubric.forms.parts import FormSection
from plut_audit.rubric.forms.template import GUIDE_SHEET, Template
from plut_audit.rubric.forms.workbook import HEADING, LINE, Styles, fit_row, set_up_print

Layout = Literal["table", "sheet"]
Line = tuple[str, Translations]
"""How a line looks (a key of `_looks`) and what it says."""

_WIDTH = 64
_SIZES = {"title": 14, "small": 8}

_HOW: dict[Layout, tuple[str, ...]] = {
    "table": (
        N_("Each row is one centre. Write below the header, and leave the header as it is."),
        N_(
            "A cell that you click shows what is asked for. The small row above the header names "
            "the unit and what must be answered."
        ),
    ),
    "sheet": (
        N_(
            "One workbook is one centre. Write each answer beside its question, in the tinted cell, "
            "and leave the questions as they are."
        ),
        N_(
            "What is asked for stands to the right of the answer. A cell turns white once it is "
            "filled in."
        ),
    ),
}
_RULES = (
    N_("A blank cell means that there was no answer, and counts as 0 points."),
    N_(
        "Every list also offers 'Don't know' and 'Does not apply'. 'Does not apply' counts as not "
        "answered until an evaluator has decided that it is so; say why in the remark."
    ),
    N_("Where there is none of something, that is an answer: choose 'None', or write 0."),
    N_("Numbers are written in digits, money in whole rupiah."),
    N_("One of several choices: pick it from the list in the cell."),
    N_(
        "Several choices: write them into one cell, joined by a semicolon (;), as they stand in the "
        "sheet 'Choices'. 'None', 'Don't know' and 'Does not apply' stand alone."
    ),
    N_("Dates: 2024-03-01, or 1 March 2024. Times: 09:30."),
    N_(
        "What explains an answer belongs in the remark of its section; it is quoted in the "
        "findings."
    ),
)
_ROSTER: dict[Layout, str] = {
    "table": N_(
        "The sheet 'Consultants' has one row a consultant, each with the code of the "
        "centre. Where it is filled in, the numbers of consultants are counted from it."
    ),
    "sheet": N_(
        "The sheet 'Consultants' has one row a consultant. Where it is filled in, the "
        "numbers of consultants are counted from it."
    ),
}


def write(template: Template, layout: Layout) -> None:
    """Add the sheet; its name is in the language of the template, its text in both."""
    page = template.book.add_worksheet(template.say(GUIDE_SHEET))
    page.protect("")
    page.hide_gridlines(2)
    page.set_column(0, 1, _WIDTH)
    set_up_print(page, parts.title(template.form)[template.language])
    looks = [_looks(template.styles, indent) for indent in (0, 2)]
    for row, (look, text) in enumerate(lines(template.rubric, template.form, layout)):
        for column, one in enumerate(LANGUAGES):
            page.write_string(row, column, text[one], looks[column][look])
        fit_row(page, row, *((text[one], _WIDTH, _SIZES.get(look, 10)) for one in LANGUAGES))


def lines(rubric: Rubric, form: Form, layout: Layout) -> Iterator[Line]:
    """The guide from top to bottom."""
    yield "title", parts.title(form)
    yield (
        "small",
        translations(
            N_("Questions of {edition}, version {version}"),
            edition=rubric.title,
            version=parts.version(rubric),
        ),
    )
    yield "heading", translations(N_("How to fill it in"))
    rules = [*_HOW[layout], *_RULES]
    if parts.roster_section(rubric, form):
        rules.append(_ROSTER[layout])
    for place, rule in enumerate(rules, start=1):
        yield "text", {one: f"{place}. {translate(rule, one)}" for one in LANGUAGES}
    for section in parts.form_sections(rubric, form):
        yield (
            "heading",
            _section_heading(section),
        )
        for question in (*section.questions, *section.roster):
            yield from _question(rubric, form, question)


def _section_heading(section: FormSection) -> Translations:
    code = f"{section.code}. " if section.code else ""
    words = parts.part_title(section.part)
    return {
        language: (f"{words[language]}: " if words else "") + code + title
        for language, title in section.title.items()
    }


def _question(rubric: Rubric, form: Form, question: Question) -> Iterator[Line]:
    """The label with the name, what is said of it, and each choice with its code.

    Label and name share a cell: a reader takes a bare label for the question itself.
    """
    yield "question", {one: f"{question.label[one]} ({question.name})" for one in LANGUAGES}
    notes_text = {one: " ".join(parts.notes(rubric, form, question, one)) for one in LANGUAGES}
    if any(notes_text.values()):
        yield "text", notes_text
    for code, label in question.choices.items():
        yield "choice", {one: f"– {label[one]} ({code})" for one in LANGUAGES}


def _looks(styles: Styles, indent: int) -> dict[str, object]:
    """How each line looks; the second language stands off from the first."""
    return {
        "title": styles(bold=True, font_size=_SIZES["title"], font_color=HEADING, indent=indent),
        "small": styles(font_size=_SIZES["small"], indent=indent),
        "heading": styles.heading(indent=indent),
        "text": styles(indent=indent),
        "question": styles(bold=True, top=1, top_color=LINE, indent=indent),
        "choice": styles(indent=indent + 1),
    }
