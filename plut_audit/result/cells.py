"""The cells behind a number: found from the survey that was read, or as a stored result has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from plut_audit.ingest.answers import Answers, Array
from plut_audit.ingest.matching import NOWHERE, Survey


class Cells(Protocol):
    """Cells by row of the centre, each as `FILE › SHEET!D5`."""

    def of_questions(self, centre: int, questions: Sequence[str], visit: bool) -> list[str]:
        """The cells of some questions in one source, those without one left out."""
        ...

    def of_indicator(
        self, centre: int, code: str, questions: Sequence[str], visit: bool
    ) -> list[str]:
        """The cells of an indicator in one source; `questions` are those of its expression."""
        ...

    def of_responses(self, centre: int) -> list[str]:
        """The first cell of the centre's response and of its visit."""
        ...


@dataclass(frozen=True)
class SurveyCells:
    """Cells computed from the addresses of the answers when they are asked for."""

    survey: Survey

    def _source(self, question: str, visit: bool) -> tuple[Answers, Array | None]:
        if visit:
            return self.survey.visits, self.survey.visit.get(question)
        return self.survey.questionnaire, self.survey.response

    def of_questions(self, centre: int, questions: Sequence[str], visit: bool) -> list[str]:
        """See `Cells`."""
        cells = []
        for question in questions:
            answers, rows = self._source(question, visit)
            if rows is not None and rows[centre] != NOWHERE:
                cells.append(answers.cell(int(rows[centre]), question))
        return [cell for cell in cells if cell]

    def of_indicator(
        self, centre: int, code: str, questions: Sequence[str], visit: bool
    ) -> list[str]:
        """See `Cells`."""
        return self.of_questions(centre, questions, visit)

    def of_responses(self, centre: int) -> list[str]:
        """See `Cells`."""
        survey = self.survey
        sources = [(survey.questionnaire, survey.response)]
        sources += [(survey.visits, rows) for rows in list(survey.visit.values())[:1]]
        found = [(answers, int(rows[centre])) for answers, rows in sources]
        return [answers.row(row) for answers, row in found if row != NOWHERE]


@dataclass(frozen=True)
class StoredCells:
    """Cells as a stored result lists them: by indicator code for each centre and source."""

    indicators: Sequence[Mapping[str, Mapping[str, Sequence[str]]]]
    responses: Sequence[Sequence[str]] = field(default_factory=tuple)

    def of_questions(self, centre: int, questions: Sequence[str], visit: bool) -> list[str]:
        """Not known from a stored result; findings of checks store their own cells."""
        return []

    def of_indicator(
        self, centre: int, code: str, questions: Sequence[str], visit: bool
    ) -> list[str]:
        """See `Cells`."""
        return list(self.indicators[centre][code]["observed" if visit else "reported"])

    def of_responses(self, centre: int) -> list[str]:
        """See `Cells`."""
        return list(self.responses[centre])
