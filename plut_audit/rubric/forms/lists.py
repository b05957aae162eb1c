"""The sheet of choices to which the drop-downs of a template refer."""

from typing import Any

from plut_audit.i18n import N_, translate
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms import parts
from plut_audit.rubric.forms.workbook import Styles, set_up_print

SHEET = N_("Choices")
_FIRST_ROW = 3


class Lists:
    """One column a question with choices; `source` is where a drop-down finds its labels."""

    def __init__(self, rubric: Rubric, form: Form, language: str) -> None:
        self._language = language
        self._sheet = translate(SHEET, language)
        self._questions: dict[str, Question] = {
            question.name: question
            for section in parts.form_sections(rubric, form)
            for question in (*section.questions, *section.roster)
            if question.choices
        }
        self._columns = {name: place for place, name in enumerate(self._questions)}

    def source(self, question: Question) -> str:
        """The cells that hold the labels of the question's choices; "" where it has none."""
        from xlsxwriter.utility import xl_range_abs

        if question.name not in self._columns:
            return ""
        column = self._columns[question.name]
        last = _FIRST_ROW + len(parts.offered(question)) - 1
        return f"='{self._sheet}'!{xl_range_abs(_FIRST_ROW, column, last, column)}"

    def write(self, book: Any, styles: Styles) -> None:
        """Write the sheet, locked: what stands here is what the drop-downs offer."""
        page = book.add_worksheet(self._sheet)
        page.protect("")
        page.hide_gridlines(2)
        set_up_print(page, self._sheet, wide=True)
        page.set_row(_FIRST_ROW - 1, 42)
        page.freeze_panes(_FIRST_ROW, 0)
        text = translate(
            N_("The choices of each question, as they may be written."), self._language
        )
        page.write_string(0, 0, text, styles(bold=True, text_wrap=False))
        for name, question in self._questions.items():
            column = self._columns[name]
            page.set_column(column, column, 30)
            # Label and name in one cell: a reader takes a bare label for a question.
            head = f"{question.label[self._language]} ({name})"
            page.write_string(_FIRST_ROW - 1, column, head, styles.heading())
            for row, label in enumerate(parts.choice_labels(question, self._language), _FIRST_ROW):
                page.write_string(row, column, label, styles.boxed())
