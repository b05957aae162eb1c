"""The hidden list of the choices and their points, from which lists and formulas take them."""

from plut_audit.i18n import _, localized
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.review.lke.layout import CHOICES, NOT_APPLICABLE
from plut_audit.rubric import Indicator, Rubric

KEY = "lke choices"
FIRST = 3
CODE, LABEL, POINTS = 0, 1, 2


class ChoiceList:
    """Where the choices of each points indicator stand; `write` adds the sheet at the end."""

    def __init__(self, book: Book, rubric: Rubric, language: str) -> None:
        self.book, self.rubric, self.language = book, rubric, language
        book.name(KEY, _(CHOICES))
        self.rows: dict[str, tuple[int, int]] = {}
        row = FIRST
        for code, indicator in rubric.indicators.items():
            if indicator.kind == "points":
                self.rows[code] = (row, row + len(indicator.points) - 1)
                row += len(indicator.points) + 1

    def column(self, code: str, column: int, and_word: bool = False) -> str:
        """A column of an indicator's choices, with the word for not applicable below them."""
        first, last = self.rows[code]
        return self.book.column(KEY, first, last + and_word, column)

    def label(self, indicator: Indicator, choice: str) -> str:
        """A choice in words."""
        question = self.rubric.questions.get(indicator.lead)
        label = question.choices.get(choice) if question else None
        return localized(label, self.language) if label else choice

    def write(self) -> None:
        """Add the sheet."""
        sheet = self.book.sheet(KEY, (12, 60, 10), title=_(CHOICES))
        sheet.hide()
        sheet.protect()
        for code, (first, last) in self.rows.items():
            indicator = self.rubric.indicators[code]
            for row, (choice, points) in enumerate(indicator.points.items(), first):
                self.book.put(sheet, row, CODE, code)
                self.book.put(sheet, row, LABEL, self.label(indicator, choice))
                self.book.put(sheet, row, POINTS, points)
            self.book.put(sheet, last + 1, CODE, code)
            self.book.put(sheet, last + 1, LABEL, _(NOT_APPLICABLE))
