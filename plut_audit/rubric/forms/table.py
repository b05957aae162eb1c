"""The Excel table of a form: each row below the header is one response (dialect `plain`)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from plut_audit.i18n import N_, Translations
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms import bounds, guide, parts
from plut_audit.rubric.forms.limits import number_format, validation
from plut_audit.rubric.forms.parts import FormSection
from plut_audit.rubric.forms.template import GUIDE_SHEET, ROSTER_SHEET, SHEETS, Template, fill_in
from plut_audit.rubric.forms.workbook import FAINT, HEADING, TINTS, protect, set_up_print

# Title, sections and units stand above the header; the answers begin under it.
_TITLE, _SECTIONS, _UNITS, HEADER = 0, 1, 2, 3
_LAST_ROW = 1003
"""Drop-downs and limits reach down to here (zero-based): a thousand responses."""
_LINES_ON_PAPER, _LINE_HEIGHT = 14, 24
"""Ruled rows of the list of consultants, with space to write by hand."""
_KEPT_IN_SIGHT, _PRINTED_AT = 2, 60
"""Columns that stay in sight and on every page; per cent of the size on paper."""
_WIDTHS = {"text": 26, "select_multiple": 34, "select_one": 22, "date": 14, "time": 12}


def write(
    rubric: Rubric, form: Form, language: str, answered: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """The workbook: table, roster, guide, choices.

    `answered` gives answers that are known beforehand, a row each, by the question's name.
    """
    return fill_in(rubric, form, language, partial(_fill, answered=answered))


def _fill(template: Template, answered: Sequence[Mapping[str, str]] = ()) -> None:
    asked = parts.form_sections(template.rubric, template.form)
    title = parts.title(template.form)[template.language]
    page = _write_table(template, SHEETS[template.form], title, asked)
    _write_answers(template, page, asked, answered)
    for part in asked:
        if part.roster:
            write_roster(template, part.title, _tied(template, part.roster))
    guide.write(template, "table")


def write_roster(template: Template, section: Translations, columns: Sequence[Question]) -> None:
    """A sheet with one row a consultant."""
    title = template.say(N_("Consultants: one row each"))
    page = _write_table(template, ROSTER_SHEET, title, [FormSection("", section, tuple(columns))])
    page.set_landscape()
    last = HEADER + _LINES_ON_PAPER
    page.print_area(0, 0, last, len(columns) - 1)
    for column, question in enumerate(columns):
        look = template.styles.boxed(locked=False, **number_format(question, template.language))
        for row in range(HEADER + 1, last + 1):
            page.write_blank(row, column, None, look)
    for row in range(HEADER + 1, last + 1):
        page.set_row(row, _LINE_HEIGHT)


def _tied(template: Template, roster: Sequence[Question]) -> list[Question]:
    """The columns of the roster after the code that ties a row to its response."""
    code = template.rubric.asked_in(template.form).get("centre_id")
    return [*([code] if code else []), *roster]


def _write_answers(
    template: Template,
    page: Any,
    asked: Sequence[FormSection],
    answered: Sequence[Mapping[str, str]],
) -> None:
    """Texts that are known beforehand, in cells that can be changed like the empty ones."""
    questions = [question for part in asked for question in part.questions]
    for row, answers in enumerate(answered, HEADER + 1):
        for column, question in enumerate(questions):
            if question.name in answers:
                look = template.styles(locked=False, **number_format(question, template.language))
                page.write_string(row, column, answers[question.name], look)


def _write_table(template: Template, name: str, title: str, asked: Sequence[FormSection]) -> Any:
    """A sheet with one column a question, sections side by side."""
    page = template.book.add_worksheet(template.say(name))
    protect(page)
    page.freeze_panes(HEADER + 1, min(_KEPT_IN_SIGHT, len(asked[0].questions) if asked else 0))
    set_up_print(page, title, wide=len(asked) > 1)
    page.repeat_rows(_SECTIONS, HEADER)
    if len(asked) > 1:
        # Whose row it is stands on every page.
        page.repeat_columns(0, _KEPT_IN_SIGHT - 1)
        page.set_print_scale(_PRINTED_AT)
    page.set_row(_TITLE, 22)
    page.set_row(_UNITS, 24)
    page.set_row(HEADER, 68)
    _write_title(template, page, title)
    column = 0
    questions = [question.name for part in asked for question in part.questions]
    columns = {name: at for at, name in enumerate(questions)}
    for place, part in enumerate(asked):
        tint = TINTS[place % len(TINTS)]
        _write_section(template, page, part, column, tint)
        for question in part.questions:
            _write_column(template, page, question, columns, tint)
            column += 1
    return page


def _write_title(template: Template, page: Any, title: str) -> None:
    styles = template.styles
    look = styles(bold=True, font_size=14, font_color=HEADING, text_wrap=False, valign="vcenter")
    page.write_string(_TITLE, 0, title, look)
    notes_text = template.say(
        N_("How to fill it in: see the sheet '{guide}'."), guide=template.say(GUIDE_SHEET)
    )
    page.write_string(_TITLE, 2, notes_text, styles(text_wrap=False, valign="vcenter", font_size=9))


def _write_section(
    template: Template, page: Any, part: FormSection, column: int, tint: str
) -> None:
    """The section's title above its first column, its colour above them all.

    The cells are not merged, so that the sheet can be sorted and the title stays in sight.
    """
    look = template.styles(bold=True, bg_color=tint, text_wrap=False)
    for place in range(len(part.questions)):
        page.write_blank(_SECTIONS, column + place, None, look)
    page.write_string(_SECTIONS, column, part.short_heading[template.language], look)


def _write_column(
    template: Template, page: Any, question: Question, columns: Mapping[str, int], tint: str
) -> None:
    """Unit and header, and down the column the format and the limits of the answers.

    `columns` is where each question of the sheet stands.
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    column = columns[question.name]
    styles, language = template.styles, template.language
    answer = styles(locked=False, **number_format(question, language))
    width = _WIDTHS.get(question.type, 18)
    page.set_column(column, column, max(width, min(34, len(template.label(question)) // 2)), answer)
    small = styles(font_size=8, font_color=FAINT, bg_color=tint)
    page.write_string(_UNITS, column, _unit_row(template, question), small)
    header = styles.heading(valign="vcenter", border=1, border_color="#FFFFFF")
    page.write_string(HEADER, column, template.label(question), header)
    notes_text = parts.notes(template.rubric, template.form, question, language)
    source = template.lists.source(question)
    bounded = [
        ((sign, other), xl_rowcol_to_cell(HEADER + 1, columns[other.name], col_abs=True))
        for sign, other in bounds.bounds_of(template.rubric, template.form, question)
        if other.name in columns
    ]
    options = validation(question, source, notes_text, language, bounded)
    page.data_validation(HEADER + 1, column, _LAST_ROW, column, options)


def _unit_row(template: Template, question: Question) -> str:
    """What stands above a header: the unit, and whether an answer is required."""
    listed = parts.only_without_roster(template.rubric, template.form, question)
    words = N_("required without a list of consultants") if listed else N_("required")
    required = template.say(words) if question.required else ""
    return " · ".join(filter(None, [parts.unit(question, template.language), required]))
