"""The sheet of choices to which the drop-downs of a template refer."""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_, translate
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms import parts
from plut_audit.rubric.forms.workbook import Styles, set_up_print

SHEET = N_("Choices")
_FIRST_ROW = 2
_LISTS_SIDE_BY_SIDE, _BANDS_ON_A_PAGE = 5, 2


class Lists:
    """A list a question with choices, in bands; `source` is where a drop-down finds its labels."""

    def __init__(self, rubric: Rubric, form: Form, language: str) -> None:
        self._language = language
        self._sheet = translate(SHEET, language)
        self._questions: dict[str, Question] = {
            question.name: question
            for section in parts.form_sections(rubric, form)
            for question in (*section.questions, *section.roster)
            if question.choices
        }
        self._starts = dict(self._arranged())

    def _arranged(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """The row of the heading and the column of each list: bands of a page's width."""
        row, names = _FIRST_ROW, list(self._questions)
        for start in range(0, len(names), _LISTS_SIDE_BY_SIDE):
            band = names[start : start + _LISTS_SIDE_BY_SIDE]
            yield from ((name, (row, column)) for column, name in enumerate(band))
            row += 2 + max(len(parts.offered(self._questions[name])) for name in band)

    def source(self, question: Question) -> str:
        """The cells that hold the labels of the question's choices; "" where it has none."""
        from xlsxwriter.utility import xl_range_abs

        if question.name not in self._starts:
            return ""
        row, column = self._starts[question.name]
        last = row + len(parts.offered(question))
        return f"='{self._sheet}'!{xl_range_abs(row + 1, column, last, column)}"

    def write(self, book: Any, styles: Styles) -> None:
        """Write the sheet, locked: what stands here is what the drop-downs offer."""
        page = book.add_worksheet(self._sheet)
        page.protect("")
        page.hide_gridlines(2)
        set_up_print(page, self._sheet)
        page.set_landscape()
        page.set_column(0, _LISTS_SIDE_BY_SIDE - 1, 34)
        text = translate(
            N_("The choices of each question, as they may be written."), self._language
        )
        page.write_string(0, 0, text, styles(bold=True, text_wrap=False))
        bands = sorted({row for row, _ in self._starts.values()})
        page.set_h_pagebreaks(bands[_BANDS_ON_A_PAGE::_BANDS_ON_A_PAGE])
        for name, question in self._questions.items():
            first, column = self._starts[name]
            page.set_row(first, 42)
            # Label and name in one cell: a reader takes a bare label for a question.
            head = f"{question.label[self._language]} ({name})"
            page.write_string(first, column, head, styles.heading())
            for row, label in enumerate(parts.choice_labels(question, self._language), first + 1):
                page.write_string(row, column, label, styles.boxed())
