"""The answers of a stored file to the columns of a result."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from plut_audit.ingest.answers import Blank, Column
from plut_audit.result.answers import AnswerColumns, SourceAnswers, instrument, typed_value
from plut_audit.result.storage.centre_records import CentreJson
from plut_audit.rubric import Question, Rubric


def answer_columns(centres: Sequence[CentreJson], rubric: Rubric) -> AnswerColumns:
    """The answers of both sources by question."""
    return AnswerColumns(
        _source(centres, rubric, "reported", "responded"),
        _source(centres, rubric, "observed", "visited"),
    )


def _source(
    centres: Sequence[CentreJson], rubric: Rubric, source: str, present: str
) -> SourceAnswers:
    questions = {
        name: question
        for name, question in instrument(rubric).items()
        if any(
            name in centre["answers"][source] or name in centre["answers"][f"{source}_blank"]  # type: ignore[literal-required]
            for centre in centres
        )
    }

    columns = {name: _column(centres, source, question) for name, question in questions.items()}
    return SourceAnswers(
        np.array([centre[present] for centre in centres], bool),  # type: ignore[literal-required]
        {name: partial(columns.__getitem__, name) for name in columns},
    )


def _column(centres: Sequence[CentreJson], source: str, question: Question) -> Column:
    """One question over the centres; texts, dates and times are kept as they are stored."""
    values = np.full(len(centres), None, object)
    blank = np.full(len(centres), Blank.UNANSWERED, np.uint8)
    for row, centre in enumerate(centres):
        answers: Mapping[str, Any] = centre["answers"][source]  # type: ignore[literal-required]
        blanks: Mapping[str, str] = centre["answers"][f"{source}_blank"]  # type: ignore[literal-required]
        if question.name in answers:
            values[row] = typed_value(answers[question.name], question)
            blank[row] = Blank.GIVEN
        elif question.name in blanks:
            blank[row] = Blank[blanks[question.name].upper()]
    return Column(values, blank)
