"""Whether a value is what was read, and whether a decided one can be read at all."""

from dataclasses import dataclass

from plut_audit.ingest.answers.cells import Settings, read_code, reader
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import Reading
from plut_audit.review.decisions.reading import as_text
from plut_audit.rubric import Question, Rubric, expressions


def question_of(rubric: Rubric, name: str, roster: bool) -> Question | None:
    """A question of the forms, or of the roster."""
    if roster and name in rubric.roster:
        return rubric.roster[name]
    return rubric.questions.get(name)


@dataclass(frozen=True)
class ValueReader:
    """Reads values of a ledger as the sheet of a response would have been read."""

    rubric: Rubric
    raw: RawAnswers
    question: str
    date_order: str

    def is_same(self, given: CellValue, read: CellValue) -> bool:
        """Whether a value of the ledger is what was read: the same text, or the same answer."""
        if as_text(given).strip() == as_text(read).strip():
            return True
        first, second = self._reading(given), self._reading(read)
        if first is None or second is None or first.blank == "invalid":
            return False
        return (first.value, first.blank) == (second.value, second.blank)

    def is_unreadable(self, value: CellValue) -> bool:
        """Whether a decided value is no answer to the question."""
        reading = self._reading(value)
        return reading is not None and reading.blank == "invalid"

    def _reading(self, value: CellValue) -> Reading | None:
        """The value as an answer; None where the rubric does not have the question."""
        raw, name = self.raw, self.question
        question = question_of(self.rubric, name, raw.role == "roster")
        if question is None:
            return None
        settings = Settings(raw.machine_numbers, raw.dates_from_1904, self.date_order)
        if self.rubric.without_form and name in ("centre_id", "centre_name"):
            return read_code(value, settings)
        return reader(question, name in _hours(self.rubric))(value, settings)


def _hours(rubric: Rubric) -> set[str]:
    """The questions whose text is posted opening hours."""
    return {
        call.name
        for indicator in rubric.indicators.values()
        for call in expressions.calls(indicator.expression)
        if call.function.startswith("weekly")
    }
