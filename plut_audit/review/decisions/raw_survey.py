"""The raw answers of a survey while decisions are applied; those that were read stay as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plut_audit.ingest.dialects import RawColumn, SurveyAnswers
from plut_audit.ingest.dialects._submissions import without_responses
from plut_audit.ingest.sheets import CellValue, Sheet, address
from plut_audit.ingest.sheets.workbook import CellIndex


@dataclass(frozen=True)
class Answer:
    """One answer: which raw answers, which of their responses, the question, and the choice."""

    raw: int
    response: int
    question: str
    choice: str = ""


class RawSurvey:
    """Copies of raw answers in which values are replaced and from which responses are left out."""

    def __init__(self, found: SurveyAnswers) -> None:
        self._found = found
        self.raws = [replace(raw) for raw in found.answers]
        self._on_row: dict[int, dict[int, list[int]]] = {}

    def survey_answers(self) -> SurveyAnswers:
        """The answers with what was decided, as the rest of the audit takes them."""
        return self._found._replace(answers=self.raws)

    # --- where an answer is ------------------------------------------------------------------

    def at(self, file: str, sheet: str, cell: CellIndex) -> list[Answer]:
        """The answers that stand in a cell; several where merged cells answer for several."""
        return [
            Answer(number, response, name, choice)
            for number, raw in enumerate(self.raws)
            for name, column in raw.columns.items()
            if _is_sheet(raw.sheet_of(name), file, sheet)
            for choice, written in [("", column), *column.choices.items()]
            for response in self._responses_at(number, written, cell)
        ]

    def _responses_at(self, number: int, column: RawColumn, cell: CellIndex) -> Iterator[int]:
        """The responses whose answer in a column stands in a cell."""
        yield from (response for response, place in column.elsewhere.items() if place == cell)
        if column.column != cell[1] or column.column < 0:
            return
        raw = self.raws[number]
        if column.row >= 0:
            here: Sequence[int] = range(len(raw.rows)) if column.row == cell[0] else range(0)
        else:
            here = self._rows_of(number).get(cell[0], [])
        yield from (response for response in here if response not in column.elsewhere)

    def _rows_of(self, number: int) -> dict[int, list[int]]:
        """The responses of raw answers by their row."""
        if number not in self._on_row:
            rows: dict[int, list[int]] = {}
            for response, row in enumerate(self.raws[number].rows):
                rows.setdefault(row, []).append(response)
            self._on_row[number] = rows
        return self._on_row[number]

    def responses_on_row(self, file: str, sheet: str, row: int) -> list[tuple[int, int]]:
        """The responses that stand in a row of a sheet."""
        return [
            (number, response)
            for number, raw in enumerate(self.raws)
            if raw.role != "roster" and _is_sheet(raw.sheet, file, sheet)
            for response, own in enumerate(raw.rows)
            if own == row
        ]

    def responses_of(self, file: str, sheet: str) -> list[tuple[int, int]]:
        """All responses of a file, or of one of its sheets."""
        return [
            (number, response)
            for number, raw in enumerate(self.raws)
            if raw.role != "roster" and _is_sheet(raw.sheet, file, sheet)
            for response in range(len(raw.rows))
        ]

    def location(self, answer: Answer) -> tuple[str, str, str]:
        """File, sheet and cell of an answer."""
        raw = self.raws[answer.raw]
        sheet = raw.sheet_of(answer.question)
        return sheet.file, sheet.name, address(*self._place(answer))

    def response_location(self, raw: int, response: int) -> tuple[str, str, str]:
        """File, sheet and cell of what names the centre of a response."""
        answers = self.raws[raw]
        name = next((name for name in ("centre_id", "centre_name") if name in answers.columns), "")
        cell = answers.cell(response, name) if name else ""
        return answers.sheet.file, answers.sheet.name, cell

    def _place(self, answer: Answer) -> CellIndex:
        return self.raws[answer.raw].place(answer.response, answer.question, answer.choice)

    # --- what is read, and what is decided ---------------------------------------------------

    def written(self, answer: Answer) -> CellValue:
        """The cell as it was read: an error, or a formula without a value, as its text."""
        raw = self.raws[answer.raw]
        sheet, place = raw.sheet_of(answer.question), self._place(answer)
        if place in sheet.errors:
            return sheet.errors[place]
        if place in sheet.uncalculated:
            return f"={sheet.uncalculated[place]}"
        return self._column(answer).values[answer.response]

    def _column(self, answer: Answer) -> RawColumn:
        column = self.raws[answer.raw].columns[answer.question]
        return column.choices[answer.choice] if answer.choice else column

    def put(self, answer: Answer, value: CellValue) -> None:
        """Let an answer have another value."""
        raw = self.raws[answer.raw]
        self._make_sound(answer)
        column = replace(self._column(answer), values=[*self._column(answer).values])
        column.values[answer.response] = value
        if answer.choice:
            whole = raw.columns[answer.question]
            column = replace(whole, choices={**whole.choices, answer.choice: column})
        raw.columns = {**raw.columns, answer.question: column}

    def _make_sound(self, answer: Answer) -> None:
        """Forget the error or the formula of the cell, on a copy of its sheet."""
        raw, place = self.raws[answer.raw], self._place(answer)
        sheet = raw.sheet_of(answer.question)
        if place not in sheet.errors and place not in sheet.uncalculated:
            return
        sound = replace(
            sheet,
            errors={at: text for at, text in sheet.errors.items() if at != place},
            uncalculated={at: text for at, text in sheet.uncalculated.items() if at != place},
        )
        if sheet is raw.sheet:
            raw.sheet = sound
        raw.columns = {
            name: replace(column, sheet=sound) if column.sheet is sheet else column
            for name, column in raw.columns.items()
        }

    def leave_out(self, responses: set[tuple[int, int]]) -> None:
        """Drop responses, with the roster rows that belong to them."""
        copies = [replace(raw) for raw in self.raws]
        self.raws = without_responses(copies, responses)
        self._on_row.clear()


def _is_sheet(found: Sheet, file: str, sheet: str) -> bool:
    return found.file == file.replace("\\", "/") and sheet in ("", found.name)
