"""The Excel sheet of a form for one centre: the questions down the page (dialect `form`)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from plut_audit.i18n import N_
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms import bounds, guide, parts
from plut_audit.rubric.forms.limits import number_format, validation
from plut_audit.rubric.forms.parts import FormSection
from plut_audit.rubric.forms.sheet_lines import SheetLine, sheet_lines
from plut_audit.rubric.forms.table import write_roster
from plut_audit.rubric.forms.template import GUIDE_SHEET, ROSTER_SHEET, SHEETS, Template, fill_in
from plut_audit.rubric.forms.workbook import (
    FAINT,
    HEADING,
    LINE,
    fit_row,
    protect,
    set_up_print,
)

_NUMBER, QUESTION, ANSWER, NOTE = range(4)
_WIDTHS = {_NUMBER: 5, QUESTION: 38, ANSWER: 32, NOTE: 44}
_TITLE, _LEAD, _HEADER = 0, 1, 2
_TEXT, _SMALL = 10, 8
_UNFILLED = "#FFF8DB"
_SIGNATURE_HEIGHT = 62
_SIGNATURE: dict[Form, dict[int, str]] = {
    "questionnaire": {
        QUESTION: N_("Place, date:"),
        NOTE: N_("Name, position and signature:"),
    },
    "visit": {
        QUESTION: N_("For the centre, name and signature:"),
        NOTE: N_("Evaluator, name and signature:"),
    },
}
"""What stands below the questions on paper."""


def write(
    rubric: Rubric, form: Form, language: str, answered: Mapping[str, str] | None = None
) -> bytes:
    """The workbook: questions, roster, guide, choices.

    `answered` gives answers that are known beforehand, by the question's name.
    """
    return fill_in(rubric, form, language, partial(_fill, answered=answered or {}))


def _fill(template: Template, answered: Mapping[str, str]) -> None:
    asked = parts.form_sections(template.rubric, template.form)
    _write_questions(template, asked, answered)
    for section in asked:
        if section.roster:
            # Whose consultants they are is said by the answers of the same workbook.
            write_roster(template, section.title, section.roster)
    guide.write(template, "sheet")


def _write_questions(
    template: Template, asked: list[FormSection], answered: Mapping[str, str]
) -> None:
    page = template.book.add_worksheet(template.say(SHEETS[template.form]))
    protect(page)
    page.hide_gridlines(2)
    for column, width in _WIDTHS.items():
        page.set_column(column, column, width)
    page.freeze_panes(_HEADER + 1, 0)
    set_up_print(page, parts.title(template.form)[template.language])
    page.repeat_rows(_HEADER)
    lines = dict(enumerate(sheet_lines(asked), _HEADER + 1))
    rows = {line.question.name: row for row, line in lines.items() if line.question}
    _write_head(template, page)
    _write_count(template, page, rows, len(answered))
    for row, line in lines.items():
        if line.question:
            _write_question(template, page, line.question, line.number, rows, answered)
        else:
            _HEADINGS[line.kind](template, page, line, row)
    tint = template.book.add_format({"bg_color": _UNFILLED})
    for row in rows.values():
        page.conditional_format(row, ANSWER, row, ANSWER, {"type": "blanks", "format": tint})
    # What another office fills in begins on a page of its own.
    breaks = [row for row, line in lines.items() if line.kind == "part"]
    page.set_h_pagebreaks(breaks[1:])
    page.print_area(0, 0, max(lines), NOTE)


def _write_count(template: Template, page: Any, rows: Mapping[str, int], known: int) -> None:
    """How many questions are answered, counted anew with every answer."""
    from xlsxwriter.utility import xl_range_abs

    if not rows:
        return
    words = template.say(N_("{count} of {total} questions answered"), count="|", total=len(rows))
    before, _, after = words.replace('"', '""').partition("|")
    cells = xl_range_abs(min(rows.values()), ANSWER, max(rows.values()), ANSWER)
    formula = f'="{before}"&COUNTA({cells})&"{after}"'
    look = template.styles(bold=True, align="right", text_wrap=False, valign="vcenter")
    page.write_formula(_TITLE, NOTE, formula, look, words.replace("|", str(known)))


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


def _write_part_title(template: Template, page: Any, line: SheetLine, row: int) -> None:
    """Who fills in what follows."""
    words = parts.part_title(line.section.part)
    look = template.styles(
        bold=True, font_size=13, font_color=HEADING, text_wrap=False, valign="vcenter"
    )
    page.set_row(row, 26)
    for column in range(NOTE + 1):
        page.write_blank(row, column, None, look)
    page.write_string(row, _NUMBER, words[template.language] if words else "", look)


def _write_section_title(template: Template, page: Any, line: SheetLine, row: int) -> None:
    """The title of a section on its tint."""
    look = template.styles(bold=True, font_size=11, bg_color=line.tint, text_wrap=False)
    for column in range(NOTE + 1):
        page.write_blank(row, column, None, look)
    heading = f"{line.section.code}. {line.section.title[template.language]}"
    page.write_string(row, _NUMBER, heading, look)


def _write_roster_note(template: Template, page: Any, line: SheetLine, row: int) -> None:
    """That the list of consultants comes first."""
    text = template.say(
        N_("First fill in the sheet '{sheet}', one row a consultant."),
        sheet=template.say(ROSTER_SHEET),
    )
    page.write_string(row, _NUMBER, text, template.styles(bold=True, text_wrap=False))


def _write_signature(template: Template, page: Any, line: SheetLine, row: int) -> None:
    """Where whoever answered signs on paper: nothing that is typed here is an answer."""
    page.set_row(row, _SIGNATURE_HEIGHT)
    look = template.styles(valign="bottom", font_size=9, top=1, top_color=LINE)
    for column in range(NOTE + 1):
        page.write_blank(row, column, None, look)
    for column, words in _SIGNATURE[template.form].items():
        page.write_string(row, column, template.say(words), look)


_HEADINGS: dict[str, Callable[[Template, Any, SheetLine, int], None]] = {
    "part": _write_part_title,
    "section": _write_section_title,
    "roster": _write_roster_note,
    "signature": _write_signature,
}


def _write_question(
    template: Template,
    page: Any,
    question: Question,
    number: str,
    rows: Mapping[str, int],
    answered: Mapping[str, str],
) -> None:
    """Number, question, the cell for the answer, and what is said beside it."""
    styles, row = template.styles, rows[question.name]
    notes_text = parts.notes(template.rubric, template.form, question, template.language)
    listed = parts.only_without_roster(template.rubric, template.form, question)
    mark = "*" if question.required and not listed else ""
    page.write_string(row, _NUMBER, number + mark, styles.boxed(font_size=_SMALL))
    page.write_string(row, QUESTION, template.label(question), styles.boxed())
    look = styles.boxed(locked=False, align="left", **number_format(question, template.language))
    page.write_string(row, ANSWER, answered.get(question.name, ""), look)
    page.data_validation(row, ANSWER, row, ANSWER, _limits(template, question, rows))
    note = "\n".join([*notes_text, *_choices_on_paper(template, question)])
    page.write_string(row, NOTE, note, styles.boxed(font_size=_SMALL, font_color=FAINT))
    label = (template.label(question), _WIDTHS[QUESTION], _TEXT)
    fit_row(page, row, label, (note, _WIDTHS[NOTE], _SMALL), (" ", 1, _least(question)))


def _limits(template: Template, question: Question, rows: Mapping[str, int]) -> dict[str, object]:
    """What the answer cell lets in."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    bounded = [
        ((sign, other), xl_rowcol_to_cell(rows[other.name], ANSWER, row_abs=True, col_abs=True))
        for sign, other in bounds.bounds_of(template.rubric, template.form, question)
    ]
    notes_text = parts.notes(template.rubric, template.form, question, template.language)
    source = template.lists.source(question)
    return validation(question, source, notes_text, template.language, bounded)


def _least(question: Question) -> float:
    """The size of letters that the row fits at least: more where a remark is written."""
    return 30 if parts.is_remark(question) else 12


def _choices_on_paper(template: Template, question: Question) -> list[str]:
    """The choices with a box to tick each, for no list drops down on paper."""
    labels = parts.choice_labels(question, template.language)
    # No line ends between a box and its label.
    boxes = [f"☐\u00a0{label}" for label in labels]
    return ["   ".join(boxes)] if boxes else []
