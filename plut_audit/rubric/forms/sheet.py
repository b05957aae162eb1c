"""The Excel sheet of a form for one centre: the questions down the page (dialect `form`)."""

from collections import Counter
from typing import Any

from plut_audit.i18n import N_
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms import guide, parts
from plut_audit.rubric.forms.limits import number_format, validation
from plut_audit.rubric.forms.parts import FormSection
from plut_audit.rubric.forms.table import write_roster
from plut_audit.rubric.forms.template import GUIDE_SHEET, ROSTER_SHEET, SHEETS, Template, fill_in
from plut_audit.rubric.forms.workbook import FAINT, HEADING, TINTS, fit_row, protect, set_up_print

_NUMBER, QUESTION, ANSWER, NOTE = range(4)
_WIDTHS = {_NUMBER: 5, QUESTION: 38, ANSWER: 32, NOTE: 44}
_TITLE, _LEAD, _HEADER = 0, 1, 2
_TEXT, _SMALL = 10, 8
_UNFILLED = "#FFF8DB"


def write(rubric: Rubric, form: Form, language: str) -> bytes:
    """The workbook: questions, roster, guide, choices."""
    return fill_in(rubric, form, language, _fill)


def _fill(template: Template) -> None:
    asked = parts.form_sections(template.rubric, template.form)
    _write_questions(template, asked)
    for section in asked:
        if section.roster:
            # Whose consultants they are is said by the answers of the same workbook.
            write_roster(template, section.title, section.roster)
    guide.write(template, "sheet")


def _write_questions(template: Template, asked: list[FormSection]) -> None:
    page = template.book.add_worksheet(template.say(SHEETS[template.form]))
    protect(page)
    page.hide_gridlines(2)
    for column, width in _WIDTHS.items():
        page.set_column(column, column, width)
    page.freeze_panes(_HEADER + 1, 0)
    set_up_print(page, parts.title(template.form)[template.language])
    page.repeat_rows(_HEADER)
    _write_head(template, page)
    row, part, breaks, numbers = _HEADER + 1, "", [], Counter[str]()
    for place, section in enumerate(asked):
        if section.part != part:
            part = section.part
            if row > _HEADER + 1:
                breaks.append(row)
            row = _write_part_title(template, page, section, row)
        row = _write_section(template, page, section, row, TINTS[place % len(TINTS)], numbers)
    # What another office fills in begins on a page of its own.
    page.set_h_pagebreaks(breaks)
    page.print_area(0, 0, row - 1, NOTE)


def _write_head(template: Template, page: Any) -> None:
    styles = template.styles
    page.set_row(_TITLE, 24)
    title = parts.title(template.form)[template.language]
    look = styles(bold=True, font_size=16, font_color=HEADING, text_wrap=False)
    page.write_string(_TITLE, 0, title, look)
    lead = template.say(
        N_("One centre, one workbook. Questions marked * must be answered. More in '{guide}'."),
        guide=template.say(GUIDE_SHEET),
    )
    page.write_string(_LEAD, 0, lead, styles(text_wrap=False, font_size=9))
    heads = {
        _NUMBER: N_("No."),
        QUESTION: N_("Question"),
        ANSWER: N_("Answer"),
        NOTE: N_("What to write"),
    }
    for column, head in heads.items():
        page.write_string(_HEADER, column, template.say(head), styles.heading())


def _write_part_title(template: Template, page: Any, section: FormSection, row: int) -> int:
    """Who fills in what follows; gives the row after it."""
    words = parts.part_title(section.part)
    look = template.styles(
        bold=True, font_size=13, font_color=HEADING, text_wrap=False, valign="vcenter"
    )
    page.set_row(row, 26)
    for column in range(NOTE + 1):
        page.write_blank(row, column, None, look)
    page.write_string(row, _NUMBER, words[template.language] if words else "", look)
    return row + 1


def _write_section(
    template: Template,
    page: Any,
    section: FormSection,
    row: int,
    tint: str,
    numbers: Counter[str],
) -> int:
    """A section from this row on; gives the row after it. `numbers` counts its questions."""
    if section.code:
        look = template.styles(bold=True, font_size=11, bg_color=tint, text_wrap=False)
        for column in range(NOTE + 1):
            page.write_blank(row, column, None, look)
        heading = f"{section.code}. {section.title[template.language]}"
        page.write_string(row, _NUMBER, heading, look)
        row += 1
    if section.roster:
        row = _write_roster_note(template, page, row)
    for place, question in enumerate(section.questions):
        numbers[section.code] += 1
        number = f"{section.code}{numbers[section.code]}"
        _write_question(template, page, question, number, row + place)
    end = row + len(section.questions)
    tint = template.book.add_format({"bg_color": _UNFILLED})
    page.conditional_format(row, ANSWER, end - 1, ANSWER, {"type": "blanks", "format": tint})
    return end


def _write_roster_note(template: Template, page: Any, row: int) -> int:
    """That the list of consultants comes first; gives the row after it."""
    text = template.say(
        N_("First fill in the sheet '{sheet}', one row a consultant."),
        sheet=template.say(ROSTER_SHEET),
    )
    page.write_string(row, _NUMBER, text, template.styles(bold=True, text_wrap=False))
    return row + 1


def _write_question(
    template: Template, page: Any, question: Question, number: str, row: int
) -> None:
    """Number, question, the cell for the answer, and what is said beside it."""
    styles = template.styles
    notes_text = parts.notes(template.rubric, template.form, question, template.language)
    listed = parts.only_without_roster(template.rubric, template.form, question)
    mark = "*" if question.required and not listed else ""
    page.write_string(row, _NUMBER, number + mark, styles.boxed(font_size=_SMALL))
    page.write_string(row, QUESTION, template.label(question), styles.boxed())
    look = styles.boxed(locked=False, align="left", **number_format(question, template.language))
    page.write_blank(row, ANSWER, None, look)
    options = validation(question, template.lists.source(question), notes_text, template.language)
    page.data_validation(row, ANSWER, row, ANSWER, options)
    note = "\n".join([*notes_text, *_choices_on_paper(template, question)])
    page.write_string(row, NOTE, note, styles.boxed(font_size=_SMALL, font_color=FAINT))
    label = (template.label(question), _WIDTHS[QUESTION], _TEXT)
    fit_row(page, row, label, (note, _WIDTHS[NOTE], _SMALL), (" ", 1, _least(question)))


def _least(question: Question) -> float:
    """The size of letters for which there is room at least: more where a remark is written."""
    return 30 if parts.is_remark(question) else 12


def _choices_on_paper(template: Template, question: Question) -> list[str]:
    """The choices in a line, for no list drops down on paper."""
    labels = parts.choice_labels(question, template.language)
    return [" / ".join(labels)] if labels else []
