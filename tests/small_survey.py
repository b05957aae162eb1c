"""The five centres of `builders.survey` by the names that some tests use."""

from pathlib import Path

from builders import survey

CENTRES = [tuple(line.values()) for line in survey.FIVE]


def answers_of(number: int) -> dict[str, str]:
    """The answers of one of the five centres, as they are written."""
    answers = survey.answers_of_five(2024)[number]
    return {name: str(value) for name, value in answers.items()}


def write_year(folder: Path, year: int = 2024) -> Path:
    """Write registry, questionnaire and visits into a folder; gives the folder."""
    return survey.write_five_centres(folder, year)
