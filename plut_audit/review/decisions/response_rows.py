"""Which raw response each row of the typed answers is, and which rows a centre has."""

import numpy as np

from plut_audit.audit import ReadSurvey
from plut_audit.ingest.answers import Answers, Array
from plut_audit.ingest.matching import NOWHERE
from plut_audit.review.decisions.raw_survey import RawSurvey

Response = tuple[int, int]
"""Which raw answers, and which of their responses."""


class ResponseRows:
    """The rows of both forms by centre, as a survey was matched."""

    def __init__(self, survey: RawSurvey, read: ReadSurvey) -> None:
        matched = read.matched
        self.survey = matched.survey
        self.answers: dict[str, Answers] = {
            "questionnaire": self.survey.questionnaire,
            "visit": self.survey.visits,
        }
        self._centre: dict[str, Array] = {
            "questionnaire": matched.centre_of_answer,
            "visit": matched.centre_of_visit,
        }
        # Typing sorts the sheets, so they are known again by the columns that they share.
        numbers = {id(raw.columns): number for number, raw in enumerate(survey.raws)}
        self._responses: dict[str, list[Response]] = {
            role: [
                (numbers[id(answers.origins[int(origin)].columns)], int(index))
                for origin, index in zip(answers.origin, answers.index, strict=True)
            ]
            for role, answers in self.answers.items()
        }

    def response(self, role: str, row: int) -> Response:
        """The raw response of a row."""
        return self._responses[role][row]

    def centre(self, centre_id: str) -> int:
        """The position of a centre; -1 for none."""
        codes = [centre.centre_id for centre in self.survey.centres]
        return codes.index(centre_id) if centre_id in codes else NOWHERE

    def centre_of(self, response: Response) -> str:
        """The code of a response's centre; "" where none is settled."""
        for role, responses in self._responses.items():
            if response in responses:
                centre = int(self._centre[role][responses.index(response)])
                return "" if centre == NOWHERE else self.survey.centres[centre].centre_id
        return ""

    def of_centre(self, role: str, centre: int) -> list[Response]:
        """The responses of a centre in one form."""
        if centre == NOWHERE:
            return []
        return [
            self.response(role, int(row)) for row in np.flatnonzero(self._centre[role] == centre)
        ]

    def rivals(self, response: Response) -> list[Response]:
        """The other responses of a response's centre, its own further sections aside."""
        for role, responses in self._responses.items():
            if response in responses:
                row = responses.index(response)
                sections = {
                    self.response(role, second)
                    for (first, _), second in self.answers[role].other_rows.items()
                    if first == row
                }
                found = self.of_centre(role, int(self._centre[role][row]))
                return [one for one in found if one != response and one not in sections]
        return []

    def used(self, role: str, centre: int, question: str) -> Response | None:
        """The response whose answer to a question counts for a centre."""
        if centre == NOWHERE:
            return None
        if role == "questionnaire":
            row = int(self.survey.response[centre])
        else:
            rows = self.survey.visit.get(question)
            row = NOWHERE if rows is None else int(rows[centre])
        if row == NOWHERE:
            return None
        return self.response(role, self.answers[role].other_rows.get((row, question), row))
